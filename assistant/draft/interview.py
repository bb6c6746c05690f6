"""The interview as a pure function: `step(loaded, draft, event) -> draft | Refused`."""

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.draft.events import (
    AskLater,
    Back,
    Dismiss,
    Event,
    FillCard,
    FinishTables,
    Goto,
    PasteTable,
    Refused,
    SetCells,
    ZeroTables,
)
from assistant.draft.figures import (
    Figures,
    default_answer,
    figures_of,
    step_shown,
    typed_cells,
)
from assistant.draft.model import Dismissal, Draft, Entry, Source, updated
from assistant.draft.paste import read_paste
from assistant.draft.prose import prose_step
from assistant.draft.suspicion import card_suspicions, table_suspicions
from assistant.form.answer import AnswerError, read_answer
from assistant.form.load import LoadedForm
from assistant.form.model import Fact, Step
from assistant.form.values import NOT_APPLICABLE
from assistant.report.model import CellFigure
from assistant.text.clean import clean
from assistant.text.numbers import read_number


def step(loaded: LoadedForm, draft: Draft, event: Event) -> Draft | Refused:
    """Apply one event; the draft itself never changes."""
    try:
        return _apply(loaded, draft, event)
    except AnswerError as error:
        return Refused(str(error))


def _apply(loaded: LoadedForm, draft: Draft, event: Event) -> Draft | Refused:
    match event:
        case FillCard():
            return _fill_card(loaded, draft, event)
        case SetCells():
            return _set_cells(loaded, draft, event.cells, event.same)
        case ZeroTables():
            return _zero(loaded, draft, event)
        case PasteTable():
            table = loaded.form.table.get(event.table)
            if table is None:
                return Refused(f"没有名为 {event.table} 的表")
            cells = read_paste(figures_of(loaded, draft), table, event.text)
            return _set_cells(loaded, draft, cells)
        case FinishTables():
            return _finish_tables(loaded, draft, event)
        case AskLater():
            return _ask_later(loaded, draft, event)
        case Goto():
            return _goto(loaded, draft, event.step)
        case Back():
            return _back(loaded, draft)
        case Dismiss():
            return _dismiss(draft, event)
        case _:
            return prose_step(loaded, draft, event)


def shown_steps(figures: Figures) -> list[Step]:
    """Give the steps that have something to ask, in asking order."""
    return [one for one in figures.loaded.form.steps if step_shown(figures, one)]


def step_done(figures: Figures, draft: Draft, one: Step) -> bool:
    """Say whether a step asks for nothing more."""
    match one.kind:
        case "card":
            return all(_answered(draft, key) for key in one.facts if figures.shown(key))
        case "tables":
            if one.key in draft.later:
                return True
            cells = [
                a for t in one.tables for a in typed_cells(figures, figures.loaded.form.table[t])
            ]
            return one.key in draft.done and all(draft.cells.get(a) is not None for a in cells)
        case "aspect":
            return one.aspect in draft.done
        case _:
            return one.pairs in draft.done


def current_step(figures: Figures, draft: Draft) -> Step | None:
    """Give the step to ask now: the one jumped to, else the first open one; None at the end."""
    shown = shown_steps(figures)
    if draft.at is not None:
        for one in shown:
            if one.key == draft.at:
                return one
    return next((one for one in shown if not step_done(figures, draft, one)), None)


def _answered(draft: Draft, key: str) -> bool:
    return key in draft.facts or key in draft.skipped or key in draft.later


def _without(mapping: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    gone = set(keys)
    return {key: value for key, value in mapping.items() if key not in gone}


def _step_named(loaded: LoadedForm, key: str) -> Step | None:
    return next((one for one in loaded.form.steps if one.key == key), None)


def _fill_card(loaded: LoadedForm, draft: Draft, event: FillCard) -> Draft | Refused:
    one = _step_named(loaded, event.step)
    if one is None or one.kind != "card":
        return Refused(f"没有名为 {event.step} 的卡片")
    errors: dict[str, str] = {}
    filled = draft
    for key in one.facts:
        # A fact further down may be shown or hidden by one just read; one the clerk has not
        # seen yet stays open, so that the card is asked again with it.
        if key not in event.values or not figures_of(loaded, filled).shown(key):
            continue
        try:
            filled = _fill_fact(loaded, filled, loaded.form.fact[key], event)
        except AnswerError as error:
            errors[key] = str(error)
    if errors:
        return Refused(next(iter(errors.values())), errors)
    suspicions = card_suspicions(figures_of(loaded, filled), one)
    wrong = {s.key: s.message for s in suspicions if s.severity == "error"}
    if wrong:
        return Refused(next(iter(wrong.values())), wrong)
    if suspicions and not event.confirmed:
        message = "；".join(s.message for s in suspicions)
        return Refused(message, {s.key: s.message for s in suspicions}, confirm=True)
    open_still = not step_done(figures_of(loaded, filled), filled, one)
    return updated(filled, at=one.key if open_still else None)


def _fill_fact(loaded: LoadedForm, draft: Draft, fact: Fact, event: FillCard) -> Draft:
    key = fact.key
    typed = event.values[key]
    if isinstance(typed, str) and not clean(typed):
        if key in draft.later:
            return draft
        if figures_of(loaded, draft).required(key):
            raise AnswerError(fact.message or f"“{fact.ask}”要回答；还不知道可以选暂不确定")
        return updated(draft, facts=_without(draft.facts, [key]), skipped=draft.skipped | {key})
    answer = read_answer(fact, typed)
    offered = answer == default_answer(figures_of(loaded, draft), key)
    source: Source = "same" if key in event.same else "default" if offered else "typed"
    return updated(
        draft,
        facts={**draft.facts, key: Entry(answer=answer, source=source)},
        skipped=draft.skipped - {key},
        later=_without(draft.later, [key]),
    )


def _set_cells(
    loaded: LoadedForm, draft: Draft, cells: Mapping[str, str], same: frozenset[str] = frozenset()
) -> Draft | Refused:
    typed: dict[str, CellFigure] = {}
    errors: dict[str, str] = {}
    for address, text in cells.items():
        try:
            typed[address] = _read_cell(loaded, address, text)
        except AnswerError as error:
            errors[address] = str(error)
    if errors:
        return Refused(next(iter(errors.values())), errors)
    kept = {a: v for a, v in {**draft.cells, **typed}.items() if v is not None}
    steps = {
        one.key
        for one in loaded.form.steps
        if one.kind == "tables" and any(a.split(".")[0] in one.tables for a in typed)
    }
    taken = (draft.same - set(typed)) | (same & set(typed))
    return updated(draft, cells=kept, same=taken, later=_without(draft.later, steps))


def _read_cell(loaded: LoadedForm, address: str, text: str) -> CellFigure:
    if address not in loaded.form.cells:
        raise AnswerError(f"没有名为 {address} 的格")
    table, row, _ = address.split(".")
    if address in loaded.computed_cells:
        raise AnswerError("总计由程序算出，不用填")
    text = clean(text)
    if not text:
        return None
    if text == NOT_APPLICABLE.value:
        return NOT_APPLICABLE
    line = loaded.form.table[table].row[row]
    number = read_number(text.removesuffix(line.unit))
    if line.type == "amount":
        return _read_money(text, line.unit)
    if number is None or number < 0 or number != number.to_integral_value():
        raise AnswerError(f"“{line.label}”要填不小于 0 的整数，填的是“{text}”")
    return number


def _read_money(text: str, unit: str) -> CellFigure:
    fact = Fact.model_validate({"key": "金额", "type": "amount", "ask": "", "unit": unit})
    return read_number(str(read_answer(fact, text)))


def _zero(loaded: LoadedForm, draft: Draft, event: ZeroTables) -> Draft | Refused:
    one = _step_named(loaded, event.step)
    if one is None or one.kind != "tables":
        return Refused(f"没有名为 {event.step} 的表")
    figures = figures_of(loaded, draft)
    cells = {a: "0" for t in one.tables for a in typed_cells(figures, loaded.form.table[t])}
    return _set_cells(loaded, draft, cells)


def _finish_tables(loaded: LoadedForm, draft: Draft, event: FinishTables) -> Draft | Refused:
    one = _step_named(loaded, event.step)
    if one is None or one.kind != "tables":
        return Refused(f"没有名为 {event.step} 的表")
    figures = figures_of(loaded, draft)
    blanks = _blank_cells(figures, draft, one)
    if blanks:
        names = "、".join(cell_label(loaded, address) for address in blanks[:3])
        more = f"等 {len(blanks)} 格" if len(blanks) > 3 else ""
        return Refused(
            f"{names}{more}还没有填。没有的填 0；还不知道的可以选暂不确定",
            dict.fromkeys(blanks, "还没有填"),
        )
    suspicions = [
        s for key in one.tables for s in table_suspicions(figures, loaded.form.table[key])
    ]
    if suspicions and not event.confirmed:
        message = "；".join(s.message for s in suspicions)
        return Refused(message, {s.key: s.message for s in suspicions}, confirm=True)
    return updated(draft, done=draft.done | {one.key}, at=None)


def _blank_cells(figures: Figures, draft: Draft, one: Step) -> list[str]:
    tables = (figures.loaded.form.table[key] for key in one.tables)
    cells = (address for table in tables for address in typed_cells(figures, table))
    return [address for address in cells if draft.cells.get(address) is None]


def cell_label(loaded: LoadedForm, address: str) -> str:
    """Name a cell by its row and column as the form prints them."""
    table, row, column = address.split(".")
    found = loaded.form.table[table]
    label = "".join(part for part in found.row[row].path)
    return f"“{label}”的{found.column[column].label}" if len(found.columns) > 1 else f"“{label}”"


def _ask_later(loaded: LoadedForm, draft: Draft, event: AskLater) -> Draft | Refused:
    fact = loaded.form.fact.get(event.key)
    one = _step_named(loaded, event.key)
    if fact is None and (one is None or one.kind != "tables"):
        return Refused("这一步不能留作暂不确定，可以先跳到别处")
    if one and not _blank_cells(figures_of(loaded, draft), draft, one):
        return Refused("这里每一格都有数了。哪一格还不确定，先按 Delete 清空它")
    office = clean(event.office)
    if not office:
        tables = [loaded.form.table[t] for t in one.tables] if one else []
        office = (
            fact.office if fact else "、".join(dict.fromkeys(t.office for t in tables if t.office))
        )
    return updated(
        draft,
        later={**draft.later, event.key: office},
        facts=_without(draft.facts, [event.key]),
        skipped=draft.skipped - {event.key},
        at=None,
    )


def _goto(loaded: LoadedForm, draft: Draft, key: str) -> Draft | Refused:
    shown = {one.key for one in shown_steps(figures_of(loaded, draft))}
    if key not in shown:
        return Refused("这一步按前面的回答不用填")
    return updated(draft, at=key)


def _back(loaded: LoadedForm, draft: Draft) -> Draft | Refused:
    figures = figures_of(loaded, draft)
    shown = shown_steps(figures)
    now = current_step(figures, draft)
    index = len(shown) if now is None else shown.index(now)
    if index == 0:
        return Refused("已经是第一题")
    return updated(draft, at=shown[index - 1].key)


def _dismiss(draft: Draft, event: Dismiss) -> Draft | Refused:
    reason = clean(event.reason)
    if not reason:
        return Refused("请写明已核的原因")
    kept = tuple(d for d in draft.dismissals if d.fingerprint != event.fingerprint)
    new = Dismissal(
        fingerprint=event.fingerprint, reason=reason, code=event.code, excerpt=event.excerpt
    )
    return updated(draft, dismissals=(*kept, new))

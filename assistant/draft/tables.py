"""The steps of the interview that concern tables: figures typed, put off, filled with 0, finished."""

from collections.abc import Mapping

from assistant.draft.events import (
    AskLater,
    Event,
    FinishTables,
    PasteTable,
    Refused,
    SetCells,
    ZeroTables,
)
from assistant.draft.figures import Figures, figures_of, step_named, typed_cells
from assistant.draft.last_year import expected_figure, following
from assistant.draft.model import Draft, updated, without
from assistant.draft.paste import read_paste
from assistant.draft.suspicion import doubts, standing, table_suspicions
from assistant.form.answer import AnswerError, read_answer
from assistant.form.load import LoadedForm
from assistant.form.model import Fact, Step
from assistant.form.values import NOT_APPLICABLE, show
from assistant.report.model import CellFigure
from assistant.text.clean import clean
from assistant.text.numbers import read_number


def table_step(loaded: LoadedForm, draft: Draft, event: Event) -> Draft | Refused:
    """Apply an event that concerns tables; raises `AnswerError` for a paste that does not fit."""
    match event:
        case SetCells():
            return _set_cells(loaded, draft, event.cells, event.same)
        case PasteTable():
            table = loaded.form.table.get(event.table)
            if table is None:
                return Refused(f"没有名为 {event.table} 的表")
            return _set_cells(
                loaded, draft, read_paste(figures_of(loaded, draft), table, event.text)
            )
        case ZeroTables() | FinishTables():
            one = step_named(loaded, event.step)
            if one is None or one.kind != "tables":
                return Refused(f"没有名为 {event.step} 的表")
            figures = figures_of(loaded, draft)
            if isinstance(event, ZeroTables):
                return _zero(figures, draft, one)
            return _finish(figures, draft, one, confirmed=event.confirmed)
        case AskLater():
            return _ask_later(loaded, draft, event)
        case _:
            return Refused("不认识的操作")


def cells_of(figures: Figures, one: Step) -> list[str]:
    """Give the addresses of the cells the clerk types in the tables of a step."""
    tables = (figures.loaded.form.table[key] for key in one.tables)
    return [address for table in tables for address in typed_cells(figures, table)]


def tables_done(figures: Figures, draft: Draft, one: Step) -> bool:
    """Say whether the tables of a step ask for nothing more."""
    return one.key in draft.later or (
        one.key in draft.done and not blank_cells(figures, draft, one)
    )


def blank_cells(figures: Figures, draft: Draft, one: Step) -> list[str]:
    """Give the cells of a step that want a figure and do not wait for an office."""
    cells = cells_of(figures, one)
    return [a for a in cells if draft.cells.get(a) is None and a not in draft.later]


def cell_label(loaded: LoadedForm, address: str) -> str:
    """Name a cell by its row and column as the form prints them."""
    table, row, column = address.split(".")
    found = loaded.form.table[table]
    label = "".join(part for part in found.row[row].path)
    return f"“{label}”的{found.column[column].label}" if len(found.columns) > 1 else f"“{label}”"


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
    later = without(draft.later, {*steps, *typed})
    after = updated(draft, cells=kept, same=taken, later=later)
    return updated(after, cells={**kept, **following(loaded, draft, after, typed)})


def _zero(figures: Figures, draft: Draft, one: Step) -> Draft | Refused:
    """Fill the blanks of a step's tables with 0, or with what last year's figures imply."""
    loaded = figures.loaded
    blanks = blank_cells(figures, draft, one)
    zeros = {address: "0" for address in blanks if address not in loaded.expected_cells}
    filled = _set_cells(loaded, draft, zeros)
    if isinstance(filled, Refused):
        return filled
    now = figures_of(loaded, filled)
    rest = {
        address: show(expected_figure(now, address)) or "0"
        for address in blank_cells(now, filled, one)
    }
    return _set_cells(loaded, filled, rest)


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
    if line.type == "amount":
        return _read_money(text, line.unit)
    number = read_number(text.removesuffix(line.unit))
    if number is None or number < 0 or number != number.to_integral_value():
        counted = f"数的是{line.unit}数，" if line.unit else ""
        raise AnswerError(f"“{line.label}”{counted}要填不小于 0 的整数，填的是“{text}”")
    return number


def _read_money(text: str, unit: str) -> CellFigure:
    fact = Fact.model_validate({"key": "金额", "type": "amount", "ask": "", "unit": unit})
    return read_number(str(read_answer(fact, text)))


def _finish(figures: Figures, draft: Draft, one: Step, *, confirmed: bool) -> Draft | Refused:
    loaded = figures.loaded
    blanks = blank_cells(figures, draft, one)
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
    asked = doubts(draft, suspicions)
    if asked and not confirmed:
        message = "；".join(s.message for s in asked)
        return Refused(message, {s.key: s.message for s in asked}, confirm=True)
    stood = standing(draft, suspicions)
    return updated(draft, done=draft.done | {one.key}, stood=stood, at=None)


def _ask_later(loaded: LoadedForm, draft: Draft, event: AskLater) -> Draft | Refused:
    """Put off one cell, which stays where it is, or all that is blank in a step's tables."""
    figures = figures_of(loaded, draft)
    office = clean(event.office)
    if event.key in loaded.form.cells:
        key = event.key.split(".")[0]
        table = loaded.form.table[key]
        if event.key not in typed_cells(figures, table):
            return Refused("这一格由程序算出，不用填")
        return updated(
            draft,
            cells=without(draft.cells, [event.key]),
            same=draft.same - {event.key},
            later={**draft.later, event.key: office or table.office},
        )
    one = step_named(loaded, event.key)
    if one is None or one.kind != "tables":
        return Refused("这一步不能留作暂不确定，可以先跳到别处")
    if not blank_cells(figures, draft, one):
        return Refused("这里每一格都有数了。哪一格还不确定，就在那一格上选暂不确定")
    if not office:
        tables = (loaded.form.table[key] for key in one.tables)
        office = "、".join(dict.fromkeys(table.office for table in tables if table.office))
    return updated(draft, later={**draft.later, event.key: office}, at=None)

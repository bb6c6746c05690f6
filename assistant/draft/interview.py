"""The interview as a pure function: `step(loaded, draft, event) -> draft | Refused`."""

from datetime import date

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
    step_named,
    step_shown,
)
from assistant.draft.last_year import expected_figure
from assistant.draft.model import Dismissal, Draft, Entry, LastYear, Source, updated, without
from assistant.draft.prose import prose_step
from assistant.draft.suspicion import card_suspicions, doubts, standing
from assistant.draft.tables import table_step, tables_done
from assistant.form.answer import Answer, AnswerError, read_answer
from assistant.form.expression import LAST_YEAR
from assistant.form.load import LoadedForm
from assistant.form.model import Fact, Step
from assistant.form.values import show
from assistant.text.brief import brief, quoted
from assistant.text.clean import clean


def begun(loaded: LoadedForm, today: date, last_year: LastYear | None = None) -> Draft:
    """Begin a draft; figures that are last year's by definition, whatever this year's, are filled in."""
    draft = Draft(form=loaded.form.form, today=today, last_year=last_year)
    if last_year is None:
        return draft
    figures = figures_of(loaded, draft)
    implied = {
        address: expected_figure(figures, address)
        for address, found in loaded.expected_cells.items()
        if all(name.startswith(LAST_YEAR) for name in found.expression.names)
    }
    cells = {address: show(value) for address, value in implied.items() if value is not None}
    result = step(loaded, draft, SetCells(cells))
    return draft if isinstance(result, Refused) else result


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
        case SetCells() | ZeroTables() | PasteTable() | FinishTables():
            return table_step(loaded, draft, event)
        case AskLater() if event.key in loaded.form.fact:
            return _ask_later(loaded.form.fact[event.key], draft, event)
        case AskLater():
            return table_step(loaded, draft, event)
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
            return tables_done(figures, draft, one)
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


def _fill_card(loaded: LoadedForm, draft: Draft, event: FillCard) -> Draft | Refused:
    one = step_named(loaded, event.step)
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
    asked = doubts(draft, suspicions)
    if asked and not event.confirmed:
        message = "；".join(s.message for s in asked)
        return Refused(message, {s.key: s.message for s in asked}, confirm=True)
    filled = updated(filled, stood=standing(draft, suspicions))
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
        return updated(draft, facts=without(draft.facts, [key]), skipped=draft.skipped | {key})
    answer = read_answer(fact, typed)
    if fact.items:
        _about_all(figures_of(loaded, draft).items(key), answer)
    offered = answer == default_answer(figures_of(loaded, draft), key)
    source: Source = "same" if key in event.same else "default" if offered else "typed"
    return updated(
        draft,
        facts={**draft.facts, key: Entry(answer=answer, source=source)},
        skipped=draft.skipped - {key},
        later=without(draft.later, [key]),
    )


def _about_all(items: tuple[str, ...], answer: Answer) -> None:
    """Refuse a follow-up that leaves out an item, or speaks of one that is not asked about."""
    told = [one if isinstance(one, str) else one[0] for one in answer]
    for item in items:
        if item not in told:
            raise AnswerError(f"{quoted(brief(item))}还没有选")
    for item in told:
        if item not in items:
            raise AnswerError(f"没有问到{quoted(brief(item))}")


def _ask_later(fact: Fact, draft: Draft, event: AskLater) -> Draft:
    return updated(
        draft,
        later={**draft.later, fact.key: clean(event.office) or fact.office},
        facts=without(draft.facts, [fact.key]),
        skipped=draft.skipped - {fact.key},
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

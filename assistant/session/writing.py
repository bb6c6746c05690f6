"""From one state of a draft to the next, with what the bank writes without asking."""

from assistant.draft.events import AddSentences, Event, FinishAspect, Refused
from assistant.draft.interview import step
from assistant.errors import UserError
from assistant.session.compose import composed
from assistant.session.state import State


def applied(now: State, event: Event) -> State:
    """Give the state after an event; raises `UserError` when it is refused."""
    result = step(now.loaded, now.draft, event)
    if isinstance(result, Refused):
        raise UserError(result.message)
    return State(now.loaded, now.bank, result)


def written(now: State, aspect: str) -> State:
    """Write what the bank has for the moves an aspect does not cover yet, and finish it."""
    sentences = composed(now.figures, now.draft, now.suggester, aspect)
    if sentences:
        now = applied(now, AddSentences(aspect, sentences))
    return applied(now, FinishAspect(aspect))


def followed(now: State) -> State:
    """Compose the aspects that come up now in sections to be composed without asking."""
    while (one := now.current) is not None and one.kind == "aspect":
        section = now.loaded.form.section_of[one.aspect].key
        if now.draft.at is not None or section not in now.draft.auto:
            break
        now = written(now, one.aspect)
    return now

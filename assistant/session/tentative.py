"""A card while it is being filled: which questions show, with which defaults, before it is sent."""

from collections.abc import Mapping
from contextlib import suppress

from assistant.draft.figures import figures_of
from assistant.draft.model import Entry
from assistant.form.answer import AnswerError, Typed, read_answer
from assistant.form.model import Step
from assistant.session.core import Session
from assistant.session.showing import card_view
from assistant.session.views import CardView


def card_with(session: Session, step: Step, values: Mapping[str, Typed]) -> CardView:
    """Give the view of a card as if `values` had been answered; nothing is changed.

    A value that cannot be read counts as not answered.
    """
    loaded, draft = session.loaded, session.draft
    for key in step.facts:
        if key not in values or not figures_of(loaded, draft).shown(key):
            continue
        facts = {name: entry for name, entry in draft.facts.items() if name != key}
        with suppress(AnswerError):
            facts[key] = Entry(answer=read_answer(loaded.form.fact[key], values[key]))
        draft = draft.model_copy(update={"facts": facts})
    return card_view(figures_of(loaded, draft), draft, step)

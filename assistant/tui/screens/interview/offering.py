"""What the bank offers an aspect being written: listed, found by typing, put in place of another."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assistant.phrases.suggest import Suggestion
from assistant.session import Session
from assistant.session.views import MoveView
from assistant.tui.screens.interview.resemblance import Looker, Near, offer_views
from assistant.tui.screens.interview.sentence_editor import Rewording
from assistant.tui.widgets.alternatives import MOST as MOST_REWORDINGS
from assistant.tui.widgets.phrases import MOST, PhraseView

if TYPE_CHECKING:
    from assistant.phrases.offers import Offer


class Offering:
    """The phrases on offer for one aspect, with what each repeats once that is known."""

    def __init__(self, session: Session, aspect: str) -> None:
        self._session = session
        self._aspect = aspect
        self._section = session.loaded.form.section_of[aspect].key
        self._shown: dict[str, Suggestion] = {}
        self._near: Mapping[str, Near] = {}

    def look(self) -> Looker:
        """Compare against the draft as it is now."""
        return Looker(self._session, self._section)

    def move(self, move: MoveView) -> list[PhraseView]:
        """Show what a move offers, in the order of its fit; only this can be picked from now on."""
        left = [suggestion.phrase.origin for suggestion in move.untold]
        offers = self._session.suggestions(move=move.key, only=left, limit=MOST)
        self._shown = {}
        return self._views(offers, move.key)

    def found(self, typed: str, move: str) -> list[PhraseView] | None:
        """Find by what is typed: in this move, then in the rest of the aspect.

        None while the bank is not ready to answer at once.
        """
        if not self._session.suggestions_ready:
            return None
        offers = self._session.suggestions(typed, move=move, aspect=self._aspect, limit=MOST)
        return self._views(offers, move)

    def picked(self, key: str) -> Suggestion | None:
        """Give a phrase that was shown; a late key may still name one of the last move."""
        return self._shown.get(key)

    def rewordings(self, move: str, origin: str) -> list[Rewording]:
        """Give other phrases for a move than the one a sentence was made from."""
        offers = self._session.suggestions(move=move, limit=MOST_REWORDINGS + 1) if move else []
        return [
            Rewording(o.suggestion.phrase.origin, o.suggestion.phrase.parts, "、".join(o.reasons))
            for o in offers
            if o.suggestion.phrase.origin != origin
        ]

    def measuring(self, move: MoveView) -> Callable[[], Mapping[str, Near]]:
        """Give what finds out, in a thread, which phrases repeat something written already."""
        warm, look = self._session.warm_suggestions(), self.look()

        def measure() -> Mapping[str, Near]:
            warm()
            return {
                suggestion.phrase.entry.id: near
                for suggestion in move.suggestions
                if (near := look.own(suggestion.text)) is not None
            }

        return measure

    def measured(self, near: Mapping[str, Near]) -> None:
        """Take what `measuring` found."""
        self._near = near

    def _views(self, offers: "list[Offer]", move: str) -> list[PhraseView]:
        self._shown |= {offer.suggestion.phrase.entry.id: offer.suggestion for offer in offers}
        return offer_views(offers, self._near, move)

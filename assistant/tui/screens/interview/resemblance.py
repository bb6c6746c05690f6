"""Asks a session what a sentence resembles and what else could be said, as plain views."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from assistant.session import Session
from assistant.tui.widgets.alike import AlikeView
from assistant.tui.widgets.phrases import PhraseView

if TYPE_CHECKING:
    from assistant.phrases.offers import Offer
    from assistant.session.likeness import Resemblance

Near = tuple[int, str]
"""Percent of resemblance to something written already, and where that stands."""


class Looker:
    """Compares against one state of a draft; its methods may run in a thread."""

    def __init__(self, session: Session, section: str = "") -> None:
        """`section`: what is written is for this one; last year's of it comes first."""
        self._likeness = session.likeness
        self._assembler = session.snapshot().assembler
        self._section = section

    def alike(self, text: str, exclude: int | None, origin: str) -> list[AlikeView]:
        """Say what in the draft, last year's, others' reports and the bank the text resembles.

        The sentence `exclude` and the phrase `origin` it was made from do not count.
        """
        found = self._found(text, exclude)
        return [
            AlikeView(one.line, one.severity, tuple(one.aligned), tuple(one.details))
            for one in found
            if one.match.id != origin
        ]

    def own(self, text: str) -> Near | None:
        """Give the percentage and place of what it repeats in the draft or other reports."""
        for one in self._found(text, None):
            if one.place != "bank" and one.severity != "info":
                return one.match.percent, f"像{one.where.removeprefix('与')}"
        return None

    def _found(self, text: str, exclude: int | None) -> "list[Resemblance]":
        without = frozenset() if exclude is None else frozenset({exclude})
        return self._likeness().resemblances(
            self._assembler, text, without=without, section=self._section
        )


def offer_views(
    offers: "Collection[Offer]", near: Mapping[str, Near], move: str
) -> list[PhraseView]:
    """Show what the bank offers, with why it stands there and what it resembles.

    Phrases of another move than `move` say so.
    """
    out = []
    for offer in offers:
        entry = offer.suggestion.phrase.entry
        percent, place = near.get(entry.id, (None, ""))
        other = "" if entry.move == move else f"写的是“{entry.move}”"
        # What it repeats is known better once it was compared.
        reasons = [reason for reason in offer.reasons if not (place and reason.startswith("像"))]
        note = " · ".join(filter(None, (other, place, *reasons)))
        out.append(PhraseView(entry.id, offer.suggestion.text, "", entry.by, percent, note))
    return out

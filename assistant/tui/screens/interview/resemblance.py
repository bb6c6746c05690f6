"""Asks a session what a sentence resembles, in words for a quiet line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.session import Session
from assistant.session.state import State
from assistant.session.views import MoveView
from assistant.tui.widgets.phrases import PhraseView

if TYPE_CHECKING:
    from assistant.session.likeness import Resemblance

STATUS = {"approved": "本单位定稿", "candidate": "待审"}


class Looker:
    """Compares against one state of a draft; its methods may run in a thread.

    The values behind the draft are its own, for those of the session belong to the screen.
    """

    def __init__(self, session: Session) -> None:
        self._likeness = session.likeness
        self._assembler = State(session.loaded, session.bank, session.draft).assembler

    def _found(self, text: str, exclude: int | None = None) -> "list[Resemblance]":
        without = frozenset() if exclude is None else frozenset({exclude})
        return self._likeness().resemblances(self._assembler, text, without=without)

    def lines(self, text: str, exclude: int | None, origin: str) -> list[str]:
        """Say what in the draft, last year's report and the bank the text resembles.

        The sentence `exclude` and the phrase `origin` it was made from do not count.
        """
        found = self._found(text, exclude)
        return [one.line for one in found if one.match.id != origin]

    def own(self, text: str) -> tuple[int, str] | None:
        """Give the percentage and place of what it resembles in the draft or last year's report."""
        for found in self._found(text):
            if found.place != "bank" and found.severity != "info":
                return found.match.percent, f"像{found.where.removeprefix('与')}"
        return None


def phrase_views(move: MoveView, near: Mapping[str, tuple[int, str]]) -> list[PhraseView]:
    """Show the phrases of a move with what each resembles, where that is known."""
    out = []
    for suggestion in move.suggestions:
        entry = suggestion.phrase.entry
        percent, note = near.get(entry.id, (None, ""))
        out.append(
            PhraseView(
                entry.id, suggestion.text, STATUS.get(entry.status, ""), entry.by, percent, note
            )
        )
    return out

"""An office's own phrase: what the bank orders it by is at hand, the rest is made when wanted."""

from collections.abc import Callable
from typing import Any, NamedTuple

from assistant.phrases.bank import Grounds, Phrase, PhraseEntry, Status
from assistant.workspace.bank import Change


class Summary(NamedTuple):
    """What is remembered of a phrase, as JSON has it; the last three are its grounds."""

    frame: str
    move: str
    opening: bool
    rank: int
    when: str
    evidence: list[str]
    units: list[str]


def summary(phrase: Phrase) -> Summary:
    """Sum a phrase up."""
    entry: PhraseEntry = phrase.entry
    grounds = (entry.when, [*entry.evidence], [*entry.units])
    return Summary(phrase.frame, entry.move, entry.opening, entry.rank, *grounds)


class OwnPhrase(Phrase):
    """A phrase that is compiled once something asks for its entry or its parts."""

    __slots__ = ("_change", "_make", "_summary")
    _change: Change
    _make: Callable[[Change], Phrase]
    _summary: Summary

    def __init__(
        self, change: Change, summary: Summary, grounds: Grounds, make: Callable[[Change], Phrase]
    ) -> None:
        """`make` gives the whole phrase of a change."""
        put = object.__setattr__
        put(self, "_change", change)
        put(self, "_summary", summary)
        put(self, "_make", make)
        put(self, "grounds", grounds)
        put(self, "frame", summary.frame)

    @property
    def id(self) -> str:
        """The id in the bank."""
        return self._change.phrase

    @property
    def status(self) -> Status:
        """Where it stands."""
        return self._change.status  # type: ignore[return-value]  # the database has it as text

    @property
    def move(self) -> str:
        """The move it is for."""
        return self._summary.move

    @property
    def opening(self) -> bool:
        """Whether it takes an opening in front of it."""
        return self._summary.opening

    @property
    def rank(self) -> int:
        """How far it comes before others of its move."""
        return self._summary.rank

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any attribute
        """Make what is not there yet."""
        if name not in {"entry", "parts"}:
            raise AttributeError(name)
        made = self._make(self._change)
        object.__setattr__(self, "entry", made.entry)
        object.__setattr__(self, "parts", made.parts)
        return getattr(made, name)

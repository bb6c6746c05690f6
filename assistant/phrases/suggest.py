"""Which phrases fit a draft, best first."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.form.values import Lookup, show
from assistant.form.wording import Parts, Rendered, Wording, source
from assistant.phrases.bank import Bank, PairPhrase, Phrase


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A phrase rendered with this draft's figures."""

    phrase: Phrase
    rendered: Rendered

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.rendered.text

    @property
    def source(self) -> str:
        """The sentence as phrase source."""
        return source(self.phrase.parts)


@dataclass(frozen=True, slots=True)
class PairSuggestion:
    """A problem and its measure rendered with this draft's figures.

    Attributes:
        sign: the draft itself shows the problem.
    """

    phrase: PairPhrase
    problem: Rendered
    measure: Rendered
    sign: bool


@dataclass(frozen=True, slots=True)
class Suggester:
    """Picks phrases for one draft.

    Attributes:
        unit: rotates ties, so that two units with the same answers do not print the same text.
        kind: the unit's kind; phrases for other kinds are not offered.
    """

    bank: Bank
    wording: Wording
    lookup: Lookup
    unit: str
    kind: str

    def for_move(self, move: str) -> list[Suggestion]:
        """Give the phrases of a move that hold and have no blank, best first."""
        found = map(self.suggestion, self.bank.by_move.get(move, ()))
        return sorted((one for one in found if one is not None), key=self._order)

    def suggestion(self, phrase: Phrase) -> Suggestion | None:
        """Give a phrase with this draft's figures; None when it does not hold or has a blank."""
        if not self._fits(phrase.entry.units) or not phrase.holds(self.lookup):
            return None
        rendered = self._render(phrase.parts)
        return None if rendered.blanks else Suggestion(phrase, rendered)

    def pairs(self) -> list[PairSuggestion]:
        """Give the problems with their measures, those the draft itself shows first."""
        return sorted(self._pairs(), key=lambda p: (not p.sign, self.turn(p.phrase.entry.id)))

    def _pairs(self) -> Iterator[PairSuggestion]:
        known = (
            pair
            for pair in self.bank.pairs
            if pair.entry.status != "retired" and self._fits(pair.entry.units)
        )
        for phrase in (one for pair in known for one in pair.offered):
            if phrase.when.holds(self.lookup) is not True:
                continue
            problem = self._render(phrase.problem)
            if problem.blanks:
                continue
            sign = phrase.sign is not None and phrase.sign.holds(self.lookup) is True
            yield PairSuggestion(phrase, problem, self._render(phrase.measure), sign)

    def _fits(self, units: tuple[str, ...]) -> bool:
        return not units or self.kind in units

    def _render(self, parts: Parts) -> Rendered:
        return self.wording.render(parts, self.lookup)

    def _order(self, suggestion: Suggestion) -> tuple[int, int]:
        entry = suggestion.phrase.entry
        return (-entry.rank, self.turn(entry.id))

    def turn(self, key: str) -> int:
        """Order ties by a hash of the unit and the phrase: stable, and different per unit."""
        digest = hashlib.blake2b(f"{self.unit}\0{key}".encode(), digest_size=8).digest()
        return int.from_bytes(digest)


def kind_of(lookup: Lookup, fact: str) -> str:
    """Give the unit's kind as the form's fact has it."""
    return show(lookup(fact)) if fact else ""

"""Which phrases fit a draft, best first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import merge
from operator import itemgetter

from assistant.form.values import Lookup, show
from assistant.form.wording import Parts, Rendered, Wording, source
from assistant.phrases.bank import Bank, Grounds, PairPhrase, Phrase
from assistant.phrases.order import Orders, orders, turn

MOST = 20
"""So many phrases of a move are picked, and the best for each of the grounds they stand on."""


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
        held: which grounds are known to hold, and which not to.
    """

    bank: Bank
    wording: Wording
    lookup: Lookup
    unit: str
    kind: str
    held: dict[Grounds, bool] = field(default_factory=dict, compare=False, repr=False)

    @property
    def orders(self) -> Orders:
        """The orders of the bank's phrases."""
        return orders(self.bank)

    def for_move(self, move: str) -> list[Suggestion]:
        """Give phrases of a move that hold and have no blank, best first; see `MOST`."""
        groups = self.orders.of_move(move, self.unit).items()
        holding = [found[:MOST] for grounds, found in groups if self.holds(grounds)]
        out: list[Suggestion] = []
        had = set[Grounds]()
        for _, phrase in merge(*holding, key=itemgetter(0)):
            if len(out) < MOST or phrase.grounds not in had:
                suggestion = self.suggestion(phrase)
                if suggestion is not None:
                    had.add(phrase.grounds)
                    out.append(suggestion)
        return out

    def suggestion(self, phrase: Phrase) -> Suggestion | None:
        """Give a phrase with this draft's figures; None when it does not hold or has a blank."""
        if not self.holds(phrase.grounds):
            return None
        rendered = self._render(phrase.parts)
        return None if rendered.blanks else Suggestion(phrase, rendered)

    def holds(self, grounds: Grounds) -> bool:
        """Say whether phrases on these grounds may be said; worked out once for this draft."""
        known = self.held.get(grounds)
        if known is None:
            known = self.held[grounds] = self._fits(grounds.units) and grounds.hold(self.lookup)
        return known

    def pairs(self) -> list[PairSuggestion]:
        """Give the problems with their measures, those the draft itself shows first."""
        return sorted(self._pairs(), key=lambda p: (not p.sign, turn(self.unit, p.phrase.entry.id)))

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


def kind_of(lookup: Lookup, fact: str) -> str:
    """Give the unit's kind as the form's fact has it."""
    return show(lookup(fact)) if fact else ""

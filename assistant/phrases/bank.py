"""The bank of phrases: what each says, when it may be said, and who stands behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeVar

from assistant.form.expression import Expression
from assistant.form.model import Flag, Model, Names
from assistant.form.values import Followed, Lookup, Value
from assistant.form.wording import Parts

Status = Literal["shipped", "candidate", "approved", "retired"]
ITEM = "#"
"""Stands before the number of an item in the id of a pair said of one item of a follow-up."""


class PhraseEntry(Model):
    """A phrase as its file has it: one sentence of phrase source, and when it may be said.

    A candidate may still lack its move and its evidence, and have open points in its text. `by`
    and `on` say who approved an office's own phrase, and the day.
    """

    id: str
    move: str = ""
    text: str
    when: str = ""
    evidence: Names = ()
    units: Names = ()
    opening: Flag = True
    rank: int = 0
    status: Status = "shipped"
    by: str = ""
    on: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """Phrase source, sentence by sentence."""
        return (self.text,)


class PairEntry(Model):
    """A problem and its measure as their file has them.

    Attributes:
        sign: the evidence in a draft.
        each: a follow-up; the pair is offered for each of its items, whose parts it names
            题, 状态 and 做法.
    """

    id: str
    label: str
    each: str = ""
    problem: str
    measure: str
    sign: str = ""
    when: str = ""
    units: Names = ()
    status: Status = "shipped"
    by: str = ""
    on: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """Phrase source, sentence by sentence."""
        return self.problem, self.measure


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact, or one option of a fact, that proves a deed was done."""

    fact: str
    option: str = ""

    def proved(self, lookup: Lookup) -> bool:
        """Say whether the draft's answers bear the deed out."""
        value = lookup(self.fact)
        if self.option:
            if isinstance(value, tuple):
                states = (one.state if isinstance(one, Followed) else one for one in value)
                return self.option in states
            return value == self.option
        return _something(value)


def _something(value: Value) -> bool:
    if isinstance(value, Decimal):
        return value > 0
    return bool(value)


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """When something may be said, and by whom; phrases with the same share one, found by identity.

    Attributes:
        units: the kinds of unit it is for; empty for all.
    """

    when: Expression
    evidence: tuple[Evidence, ...]
    units: tuple[str, ...]

    def hold(self, lookup: Lookup) -> bool:
        """Say whether the answers bear it out; undecided counts as no."""
        return self.when.holds(lookup) is True and all(e.proved(lookup) for e in self.evidence)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase ready to be offered.

    Attributes:
        frame: the sentence with no figures at hand, to be compared with others: a slot that
            prints a number is a 0, any other slot is nothing.
    """

    entry: PhraseEntry
    parts: Parts
    grounds: Grounds
    frame: str

    @property
    def id(self) -> str:
        """The id in the bank."""
        return self.entry.id

    @property
    def move(self) -> str:
        """The move it is for."""
        return self.entry.move

    @property
    def status(self) -> Status:
        """Where it stands."""
        return self.entry.status

    @property
    def opening(self) -> bool:
        """Whether it takes an opening in front of it."""
        return self.entry.opening

    @property
    def rank(self) -> int:
        """How far it comes before others of its move."""
        return self.entry.rank

    @property
    def origin(self) -> str:
        """How a sentence made from this phrase names it."""
        return f"phrase:{self.id}"

    @property
    def when(self) -> Expression:
        """The condition under which it may be said."""
        return self.grounds.when

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What has to be proved for it to be said."""
        return self.grounds.evidence

    def holds(self, lookup: Lookup) -> bool:
        """Say whether the phrase may be said of this draft; undecided counts as no."""
        return self.grounds.hold(lookup)


@dataclass(frozen=True, slots=True)
class PairPhrase:
    """A problem and its measure ready to be offered.

    Attributes:
        items: of a pair for each item of a follow-up, one pair for each.
    """

    entry: PairEntry
    problem: Parts
    measure: Parts
    sign: Expression | None
    when: Expression
    items: "tuple[PairPhrase, ...]" = ()

    @property
    def offered(self) -> "tuple[PairPhrase, ...]":
        """What is offered of it: itself, or one pair for each item it may be said of."""
        return self.items if self.entry.each else (self,)

    @property
    def origin(self) -> str:
        """How a pair made from this one names it."""
        return f"phrase:{self.entry.id}"


P = TypeVar("P", Phrase, PairPhrase)


@dataclass(frozen=True, eq=False)
class Bank:
    """Every phrase of one form, in file order; a bank is equal to itself alone."""

    phrases: tuple[Phrase, ...]
    pairs: tuple[PairPhrase, ...]

    @cached_property
    def by_move(self) -> Mapping[str, tuple[Phrase, ...]]:
        """Phrases that are not retired, by move."""
        out: dict[str, list[Phrase]] = {}
        for phrase in self.phrases:
            if phrase.status in {"shipped", "approved"}:
                out.setdefault(phrase.move, []).append(phrase)
        return {move: tuple(found) for move, found in out.items()}

    @cached_property
    def by_origin(self) -> Mapping[str, Phrase | PairPhrase]:
        """Phrases and pairs by `phrase:ID`."""
        out: dict[str, Phrase | PairPhrase] = {p.origin: p for p in self.phrases}
        out.update({p.origin: p for pair in self.pairs for p in pair.offered})
        return out

    def with_local(
        self,
        statuses: Mapping[str, Status],
        phrases: Iterable[Phrase],
        pairs: Iterable[PairPhrase],
    ) -> "Bank":
        """Give this bank with an office's own phrases behind it.

        `statuses`, by id, replace those of phrases that are here already.
        """
        return Bank(
            (*(_with_status(phrase, statuses) for phrase in self.phrases), *phrases),
            (*(_with_status(pair, statuses) for pair in self.pairs), *pairs),
        )

    @property
    def every(self) -> tuple[Phrase | PairPhrase, ...]:
        """Phrases, then pairs."""
        return (*self.phrases, *self.pairs)

    @cached_property
    def frames(self) -> Mapping[str, str]:
        """The frames of the phrases that are not retired, by `phrase:ID`."""
        return {p.origin: p.frame for p in self.phrases if p.status != "retired"}

    def warm(self) -> None:
        """Work out all that is looked up here; takes a moment in a large bank."""
        for view in (self.by_move, self.by_origin, self.frames, self.closed):
            len(view)

    @cached_property
    def closed(self) -> frozenset[str]:
        """Origins whose phrases take no opening in front of them."""
        return frozenset(p.origin for p in self.phrases if not p.opening)


def _with_status(phrase: P, statuses: Mapping[str, Status]) -> P:
    status = statuses.get(phrase.entry.id, phrase.entry.status)
    if status == phrase.entry.status:
        return phrase
    return replace(phrase, entry=phrase.entry.model_copy(update={"status": status}))

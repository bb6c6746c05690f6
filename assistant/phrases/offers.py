"""Phrases of the bank in the order a clerk would want them, each with the reasons why."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from assistant.phrases.bank import Phrase
from assistant.phrases.suggest import Suggester, Suggestion
from assistant.phrases.typed import Hit, Typed
from assistant.text.index import ExactIndex
from assistant.text.similarity import Words

_SAME_WORDS = Fraction(3, 5)
_BY_WORDS = 2
_NEAREST = 40
_ALL = Hit(0, "")
_STATUS = {"approved": 0, "shipped": 1}


@dataclass(frozen=True)
class Circumstances:
    """What of a draft's surroundings decides which phrase comes first.

    Attributes:
        used: origins of the phrases the draft has already.
        before: origins of phrases like a sentence of last year's report, with that in words.
        counts: by id, in how many other drafts a phrase was used.
    """

    used: frozenset[str] = frozenset()
    before: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """A phrase that fits, and why it stands where it stands."""

    suggestion: Suggestion
    reasons: tuple[str, ...]


class _Standing(NamedTuple):
    """Where a phrase stands among those that fit what is typed equally well; less is better."""

    used: bool
    before: bool
    rank: int
    other_kind: bool
    status: int
    uses: int
    turn: int


class Offers:
    """Orders the phrases of one draft as it is now; what was worked out once is kept."""

    def __init__(
        self,
        suggester: Suggester,
        typed: Callable[[], Typed],
        index: Callable[[], ExactIndex],
        words: Words,
        now: Circumstances,
    ) -> None:
        """`typed` and `index` give the frames of the bank by `phrase:ID`; `words` cuts.

        Neither is asked for before something is typed.
        """
        self._suggester = suggester
        self._typed = typed
        self._index = index
        self._words = words
        self._now = now
        self._held: dict[str, Suggestion | None] = {}

    def offer(
        self,
        typed: str = "",
        *,
        moves: Collection[str] | None = None,
        first: str = "",
        limit: int = 50,
    ) -> list[Offer]:
        """Give the phrases that hold and fit what has been typed, best first.

        Args:
            typed: Chinese, first letters of pinyin or whole pinyin; nothing for all.
            moves: only phrases of these moves; None for any.
            first: the move whose phrases come first among those found equally well.
            limit: how many at most.
        """
        phrases, order, places = self._phrases, self._order, self._places
        found = self._found(typed) if typed.strip() else dict.fromkeys(phrases, _ALL)
        # One number per phrase: ten thousand tuples would wake the garbage collector.
        ranked = sorted(
            (2 * hit.rank + (phrases[key].entry.move != first)) * len(order) + places[key]
            for key, hit in found.items()
            if key in phrases and (moves is None or phrases[key].entry.move in moves)
        )
        out: list[Offer] = []
        for number in ranked:
            key = order[number % len(order)]
            suggestion = self._holds(key)
            if suggestion is not None:
                out.append(Offer(suggestion, self._reasons(phrases[key], found[key])))
                if len(out) == limit:
                    break
        return out

    @cached_property
    def _phrases(self) -> dict[str, Phrase]:
        by_move = self._suggester.bank.by_move.values()
        return {phrase.origin: phrase for phrases in by_move for phrase in phrases}

    @cached_property
    def _order(self) -> list[str]:
        """The phrases as they stand when nothing is typed."""
        return sorted(self._phrases, key=lambda key: self._standing(self._phrases[key]))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self._order)}

    def _standing(self, phrase: Phrase) -> _Standing:
        entry, now = phrase.entry, self._now
        return _Standing(
            phrase.origin in now.used,
            phrase.origin in now.before,
            -entry.rank,
            not entry.units,
            _STATUS.get(entry.status, len(_STATUS)),
            -now.counts.get(entry.id, 0),
            self._suggester.turn(entry.id),
        )

    def _found(self, typed: str) -> dict[str, Hit]:
        found = self._typed().find(typed)
        if not typed.isascii() and len(self._words.token_set(typed)) > 1:
            index = self._index()
            hits = index.containing(typed, _NEAREST, _SAME_WORDS)
            hits += index.nearest(typed, _NEAREST, _SAME_WORDS)
            for hit in hits:
                share = max(hit.contained, hit.score)
                how = f"用词有 {int(share * 100)} % 相同"
                found.setdefault(hit.id, Hit(_BY_WORDS + int((1 - share) * 10), how))
        return found

    def _holds(self, key: str) -> Suggestion | None:
        if key not in self._held:
            self._held[key] = self._suggester.suggestion(self._phrases[key])
        return self._held[key]

    def _reasons(self, phrase: Phrase, hit: Hit) -> tuple[str, ...]:
        entry, now = phrase.entry, self._now
        uses = now.counts.get(entry.id, 0)
        told = (
            hit.how,
            "本稿已经用过" if phrase.origin in now.used else "",
            now.before.get(phrase.origin, "上年没写过" if now.before else ""),
            "最合本稿的情形" if entry.rank > 0 else "",
            f"专给{self._suggester.kind}写的" if entry.units else "",
            "本单位定稿" if entry.status == "approved" else "",
            f"用过 {uses} 次" if uses else "",
        )
        return tuple(reason for reason in told if reason)

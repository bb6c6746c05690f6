"""Phrases of the bank in the order a clerk would want them, each with the reasons why."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from assistant.phrases.bank import Phrase
from assistant.phrases.standing import Circumstances, Standing
from assistant.phrases.suggest import Suggester, Suggestion
from assistant.phrases.typed import Hit, Typed
from assistant.text.index import ExactIndex
from assistant.text.similarity import Words

_SAME_WORDS = Fraction(3, 5)
_BY_WORDS = 2
_NEAREST = 40
_ALL = Hit(0, "")


@dataclass(frozen=True, slots=True)
class Offer:
    """A phrase that fits, and why it stands where it stands."""

    suggestion: Suggestion
    reasons: tuple[str, ...]


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
        self._standing = lru_cache(maxsize=None)(self._stood)

    def offer(
        self,
        typed: str = "",
        *,
        moves: Collection[str] | None = None,
        first: str = "",
        only: Collection[str] = (),
        limit: int = 50,
    ) -> list[Offer]:
        """Give the phrases that hold and fit what has been typed, best first.

        Args:
            typed: Chinese, first letters of pinyin or whole pinyin; nothing for all.
            moves: only phrases of these moves; None for any.
            first: the move whose phrases come first among those found equally well.
            only: origins of the phrases to choose from; nothing for all.
            limit: how many at most.
        """
        chosen = None if moves is None else frozenset(moves)
        standing = self._standing(chosen)
        phrases = standing.phrases
        found = self._found(typed) if typed.strip() else dict.fromkeys(phrases, _ALL)
        width, place = standing.width, standing.place
        # One number per phrase: ten thousand tuples would wake the garbage collector.
        ranked = sorted(
            (2 * hit.rank + (phrases[origin].move != first)) * width + place(origin)
            for origin, hit in found.items()
            if origin in phrases and (not only or origin in only)
        )
        out: list[Offer] = []
        for number in ranked:
            origin = standing.origin(number % width)
            suggestion = self._holds(phrases[origin])
            if suggestion is not None:
                out.append(Offer(suggestion, self._reasons(phrases[origin], found[origin])))
                if len(out) == limit:
                    break
        return out

    def _stood(self, moves: frozenset[str] | None) -> Standing:
        return Standing(self._suggester.orders.places(moves, self._suggester.unit), self._now)

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

    def _holds(self, phrase: Phrase) -> Suggestion | None:
        if not self._suggester.holds(phrase.grounds):
            return None
        if phrase.id not in self._held:
            self._held[phrase.id] = self._suggester.suggestion(phrase)
        return self._held[phrase.id]

    def _reasons(self, phrase: Phrase, hit: Hit) -> tuple[str, ...]:
        now = self._now
        uses = now.counts.get(phrase.id, 0)
        told = (
            hit.how,
            "本稿已经用过" if phrase.origin in now.used else "",
            now.before.get(phrase.origin, "上年没写过" if now.before else ""),
            "最合本稿的情形" if phrase.rank > 0 else "",
            f"专给{self._suggester.kind}写的" if phrase.grounds.units else "",
            "本单位定稿" if phrase.status == "approved" else "",
            f"用过 {uses} 次" if uses else "",
        )
        return tuple(reason for reason in told if reason)

"""Which sentences resemble a given one, how much, and in what they differ all the same."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from assistant.text.differences import Difference, Kind, differences
from assistant.text.normalise import fold, mask

DUPLICATE = Fraction(3, 4)
"""From here on two sentences of one draft say the same."""

HINT = Fraction(3, 5)
"""From here on they are worth a look."""

LAST_YEAR = Fraction(1, 4)
"""From here on a sentence has its counterpart in last year's report."""

FEWEST_TOKENS = 5
"""Sentences with fewer different words are never called duplicates."""


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence that resembles the one searched for (`left` is the searched one)."""

    id: str
    text: str
    score: Fraction
    """Shared words over all words, 0 to 1; `ExactIndex` counts rare words for more."""
    percent: int
    """The score rounded down, so that 100 means the same words."""
    shared: tuple[str, ...]
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]
    differences: tuple[Difference, ...]
    numbers_only: bool
    """The texts are equal but for their figures."""

    @property
    def duplicate(self) -> bool:
        """Whether they say the same in nearly the same words: `repeats` from `DUPLICATE` on."""
        return self.repeats(DUPLICATE)

    def repeats(self, least: Fraction) -> bool:
        """Say whether they are alike from `least` on, long enough, and neither denies the other.

        A sentence repeated with other figures repeats too, with `numbers_only` set.
        """
        both = len(self.shared)
        fewest = both + min(len(self.only_left), len(self.only_right))
        flips = any(difference.kind is Kind.POLARITY for difference in self.differences)
        return self.score >= least and fewest >= FEWEST_TOKENS and not flips

    @property
    def note(self) -> str:
        """How much they are alike and what differs all the same: 相似 82 %（数字不同）."""
        return self.note_of(self.differences)

    def note_of(self, differences: Iterable[Difference]) -> str:
        """Give the note that tells only some of the differences."""
        kinds = dict.fromkeys(str(difference.kind) for difference in differences)
        flips = kinds.pop(Kind.POLARITY, kinds) is None
        only = "仅" if self.numbers_only else ""
        notes = [f"{only}{'、'.join(kinds)}不同"] if kinds else []
        notes += [str(Kind.POLARITY)] if flips else []
        return f"相似 {self.percent} %" + (f"（{'；'.join(notes)}）" if notes else "")

    @property
    def details(self) -> list[str]:
        """What differs, kind by kind, then the words only one of them has."""
        return self.details_of(self.differences)

    def details_of(self, differences: Sequence[Difference]) -> list[str]:
        """Give the details that tell only some of the differences."""
        out = []
        for kind in dict.fromkeys(difference.kind for difference in differences):
            mine = [d for d in differences if d.kind is kind]
            pairs = (f"{d.left or '（没有）'} ／ {d.right or '（没有）'}" for d in mine)
            out.append(f"{kind}：{'、'.join(pairs)}")
        sides = (("这句才有", self.only_left), ("那句才有", self.only_right))
        out += [f"{name}：{'、'.join(words)}" for name, words in sides if words]
        return out


class Words(Protocol):
    """What cuts a text into its different words."""

    def token_set(self, text: str) -> frozenset[str]:
        """Give the different words of the normalised text."""
        ...


class Similar(Protocol):
    """A collection of sentences that can be searched for likeness."""

    def add(self, key: str, text: str) -> None:
        """Put a sentence in; one already there under this id is replaced."""
        ...

    def remove(self, key: str) -> None:
        """Take a sentence out; an unknown id is no error."""
        ...

    def search(
        self, text: str, limit: int, threshold: Fraction, without: Collection[str] = ()
    ) -> list[Match]:
        """Find at most `limit` sentences with a score of `threshold` or more, best first.

        Equal scores stand in order of their ids; sentences whose id is in `without` are left out.
        """
        ...


def compare(
    key: str,
    left: str,
    ours: frozenset[str],
    right: str,
    theirs: frozenset[str],
    score: Fraction | None = None,
) -> Match:
    """Say how `right`, known as `key`, resembles `left`, given the words of both (not empty).

    `score`: the likeness, where it is another than the plain Jaccard likeness of the words.
    """
    shared = ours & theirs
    if score is None:
        score = Fraction(len(shared), len(ours | theirs))
    folded_left, folded_right = fold(left), fold(right)
    masked_left, masked_right = mask(folded_left), mask(folded_right)
    named = differences(left, right)
    return Match(
        id=key,
        text=right,
        score=score,
        percent=int(score * 100),
        shared=_in_order(shared, masked_left),
        only_left=_in_order(ours - theirs, masked_left),
        only_right=_in_order(theirs - ours, masked_right),
        differences=named,
        numbers_only=masked_left == masked_right and folded_left != folded_right,
    )


def _in_order(words: frozenset[str], text: str) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (text.find(word), word)))

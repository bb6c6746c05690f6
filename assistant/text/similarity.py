"""Which sentences resemble a given one, how much, and in what they differ all the same."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from assistant.text.differences import Difference, Kind, differences
from assistant.text.normalise import fold, mask, normalise

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
    duplicate: bool
    """Alike from `DUPLICATE` on, long enough, and neither denies what the other states.

    A sentence repeated with other figures is a duplicate too, with `numbers_only` set.
    """


class Words(Protocol):
    """What cuts a text into its different words."""

    def token_set(self, text: str) -> frozenset[str]:
        """Give the different words of the normalised text."""
        ...


class Similar(Protocol):
    """A collection of sentences that can be searched for likeness."""

    def add(self, id: str, text: str) -> None:  # noqa: A002
        """Put a sentence in; one already there under this id is replaced."""
        ...

    def remove(self, id: str) -> None:  # noqa: A002
        """Take a sentence out; an unknown id is no error."""
        ...

    def search(
        self, text: str, limit: int, threshold: Fraction, without: Collection[str] = ()
    ) -> list[Match]:
        """Find at most `limit` sentences with a score of `threshold` or more, best first.

        Equal scores stand in order of their ids; sentences whose id is in `without` are left out.
        """
        ...


class BruteForce:
    """`Similar` by comparing with every sentence: right by construction, good for some thousands.

    The score is the plain Jaccard likeness of the word sets.
    """

    def __init__(self, words: Words, ignore: frozenset[str] = frozenset()) -> None:
        """`ignore`: normalised sentences whose wording is prescribed; they resemble nothing."""
        self._words = words
        self._ignore = ignore
        self._entries: dict[str, tuple[str, frozenset[str]]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, id: str, text: str) -> None:  # noqa: A002
        """Put a sentence in; one already there under this id is replaced."""
        if self._prescribed(text):
            self.remove(id)
        else:
            self._entries[id] = (text, self._words.token_set(text))

    def remove(self, id: str) -> None:  # noqa: A002
        """Take a sentence out; an unknown id is no error."""
        self._entries.pop(id, None)

    def search(
        self, text: str, limit: int, threshold: Fraction, without: Collection[str] = ()
    ) -> list[Match]:
        """Find at most `limit` sentences with a score of `threshold` or more, best first."""
        ours = self._words.token_set(text)
        if not ours or limit <= 0 or self._prescribed(text):
            return []
        least, most = threshold.numerator, threshold.denominator
        found: list[tuple[Fraction, str]] = []
        # A copy: another thread may add while this one searches.
        entries = self._entries.copy()
        for key, (_, theirs) in entries.items():
            common = len(ours & theirs)
            union = len(ours) + len(theirs) - common
            if common and common * most >= least * union and key not in without:
                found.append((Fraction(-common, union), key))
        found.sort()
        return [compare(key, text, ours, *entries[key]) for _, key in found[:limit]]

    def _prescribed(self, text: str) -> bool:
        return bool(self._ignore) and normalise(text) in self._ignore


def compare(
    id: str,  # noqa: A002
    left: str,
    ours: frozenset[str],
    right: str,
    theirs: frozenset[str],
    score: Fraction | None = None,
) -> Match:
    """Say how `right`, known as `id`, resembles `left`, given the words of both (not empty).

    `score`: the likeness, where it is another than the plain Jaccard likeness of the words.
    """
    shared = ours & theirs
    if score is None:
        score = Fraction(len(shared), len(ours | theirs))
    folded_left, folded_right = fold(left), fold(right)
    masked_left, masked_right = mask(folded_left), mask(folded_right)
    named = differences(left, right)
    return Match(
        id=id,
        text=right,
        score=score,
        percent=int(score * 100),
        shared=_in_order(shared, masked_left),
        only_left=_in_order(ours - theirs, masked_left),
        only_right=_in_order(theirs - ours, masked_right),
        differences=named,
        numbers_only=masked_left == masked_right and folded_left != folded_right,
        duplicate=score >= DUPLICATE
        and min(len(ours), len(theirs)) >= FEWEST_TOKENS
        and all(difference.kind is not Kind.POLARITY for difference in named),
    )


def _in_order(words: frozenset[str], text: str) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (text.find(word), word)))

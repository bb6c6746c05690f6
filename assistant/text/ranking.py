"""Found sentences in their one right order, with words' order deciding between equal weights."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import LCSseq

from assistant.text.weights import Longs

# Two different fractions below 2**31 over 2**31 are more than 2**-62 apart.
_BITS = 63


class Sentence(NamedTuple):
    """A sentence as it was put in."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence found, and the weights it was found by (`left` is the searched text)."""

    id: str
    text: str
    shared: int
    left: int
    right: int

    @property
    def score(self) -> Fraction:
        """Weight of the shared words over the weight of all words of both, 0 to 1."""
        return Fraction(self.shared, self.left + self.right - self.shared)

    @property
    def contained(self) -> Fraction:
        """How much of the searched text's weight the sentence holds, 0 to 1."""
        return Fraction(self.shared, self.left)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, not yet in order: weights side by side, and how to get at the sentences."""

    shared: Longs
    right: Longs
    sentences: Callable[[int], list[Sentence]]
    """The sentences at a place of the two arrays that may be shown."""


def by_likeness(text: str, left: int, found: Found, limit: int) -> list[Hit]:
    """Give the first `limit` hits by falling likeness, falling LCS of characters, rising id."""
    union = left + found.right - found.shared
    likeness = found.shared / union
    shared: list[int] = found.shared.tolist()
    unions: list[int] = union.tolist()

    def exact(place: int) -> int:
        return (shared[place] << _BITS) // unions[place]

    # Division rounds but never swaps, so only runs of equal quotients need a closer look.
    order = np.argsort(-likeness, kind="stable").tolist()
    runs = (list(run) for _, run in groupby(order, likeness.tolist().__getitem__))
    ranked = (place for run in runs for place in _sorted(run, exact))
    return _cut(text, left, found, groupby(ranked, exact), limit)


def by_containment(text: str, left: int, found: Found, limit: int) -> list[Hit]:
    """Give the first `limit` hits by falling shared weight, then as `by_likeness`."""
    order = np.lexsort((found.right, -found.shared)).tolist()

    def weights(place: int) -> tuple[int, int]:
        return int(found.shared[place]), int(found.right[place])

    return _cut(text, left, found, groupby(order, weights), limit)


def _sorted(run: list[int], exact: Callable[[int], int]) -> list[int]:
    return run if len(run) == 1 else sorted(run, key=exact, reverse=True)


def _cut(
    text: str,
    left: int,
    found: Found,
    classes: Iterable[tuple[object, Iterator[int]]],
    limit: int,
) -> list[Hit]:
    hits: list[Hit] = []
    for _, places in classes:
        if len(hits) >= limit:
            break
        tied = [(place, sentence) for place in places for sentence in found.sentences(place)]
        if len(tied) > 1:
            alike = {one: LCSseq.similarity(text, one) for one in {s.text for _, s in tied}}
            tied.sort(key=lambda pair: (-alike[pair[1].text], pair[1].id))
        hits += [
            Hit(one.id, one.text, int(found.shared[place]), left, int(found.right[place]))
            for place, one in tied[: limit - len(hits)]
        ]
    return hits

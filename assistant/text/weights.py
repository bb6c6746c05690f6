"""How much a word says: rare words weigh more, in whole numbers so that sums are exact."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Shorts = NDArray[np.uint16]

MOST_WORDS = 50_000
"""A sentence may have this many different words; the sum of their weights fits 32 bits."""

_SCALE = 1000


@dataclass(frozen=True, slots=True)
class Weights:
    """The known words, rarest first, and what each weighs; never changed once made."""

    terms: Sequence[str]
    numbers: dict[str, int]
    """A word's place in `terms`."""
    each: Ints
    """The weight of every word in `terms`, in thousandths."""
    unseen: int
    """What a word weighs that is in no sentence: as much as one that is in a single one."""


@dataclass(frozen=True, slots=True)
class Query:
    """The words of a searched text."""

    known: tuple[int, ...]
    """Numbers of the words that have one, rarest first."""
    rest: tuple[int, ...]
    """The weight of `known` from each one on."""
    strange: tuple[str, ...]
    """Words without a number; they weigh in `total` all the same."""
    total: int

    @property
    def words(self) -> int:
        """How many different words the text has."""
        return len(self.known) + len(self.strange)


def weigh(terms: Iterable[str], counts: Iterable[int], sentences: int) -> Weights:
    """Weigh every word by the number of sentences it is in: round(1000 ln(1 + N / count)).

    `counts` go with `terms`; equally frequent words are ranked by code points.
    """
    ranked = sorted(zip(counts, terms, strict=True))
    weight = {count: _weight(count, sentences) for count in {count for count, _ in ranked}}
    return numbered(
        [term for _, term in ranked],
        np.array([weight[count] for count, _ in ranked], np.int32),
        _weight(1, sentences),
    )


def numbered(terms: Sequence[str], each: Ints, unseen: int) -> Weights:
    """Make weights of words that are ranked and weighed already."""
    return Weights(terms, dict(zip(terms, range(len(terms)), strict=True)), each, unseen)


def query(weights: Weights, words: Iterable[str]) -> Query:
    """Rank the different `words` of a text by rarity."""
    known: list[int] = []
    strange: list[str] = []
    for word in words:
        number = weights.numbers.get(word)
        if number is None:
            strange.append(word)
        else:
            known.append(number)
    known.sort()
    rest: list[int] = []
    total = 0
    for number in reversed(known):
        total += int(weights.each[number])
        rest.append(total)
    rest.reverse()
    return Query(tuple(known), tuple(rest), tuple(strange), total + weights.unseen * len(strange))


def _weight(count: int, sentences: int) -> int:
    return round(_SCALE * math.log(1 + max(sentences, 1) / count))

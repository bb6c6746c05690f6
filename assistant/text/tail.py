"""Sentences that came after a generation was made: few, compared one by one, found at once."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeVar

import numpy as np

from assistant.text.probe import missing
from assistant.text.weights import MOST_WORDS, Ints, Longs, Query, Weights

_ROOM = 64

Numbers = TypeVar("Numbers", Ints, Longs)


class Entry(NamedTuple):
    """A sentence with its different words."""

    id: str
    text: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class View:
    """The tail as it was at one moment; later additions do not show in it."""

    entries: list[Entry | None]
    """Longer than `total` once more came; None where a sentence was taken out."""
    total: Ints
    """What each entry weighs."""
    start: Longs
    words: Ints


class Tail:
    """Sentences with the weights of an older generation; not safe without a lock, a `View` is."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        # Words the generation does not know are numbered on from its last one.
        self._strange: dict[str, int] = {}
        self._entries: list[Entry | None] = []
        self._places: dict[str, int] = {}
        self._total = np.zeros(_ROOM, np.int32)
        self._start = np.zeros(_ROOM, np.int64)
        self._words = np.zeros(_ROOM, np.int32)
        self._used = 0

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def add(self, entry: Entry) -> None:
        """Put a sentence at the end; raises ValueError above `MOST_WORDS` different words."""
        if len(entry.words) > MOST_WORDS:
            raise ValueError(f"more than {MOST_WORDS} different words in a sentence")
        weights = self._weights
        numbers = [self._number(word) for word in entry.words]
        count, used = len(self._entries), self._used
        # Grown by copying: a view keeps the arrays it was given.
        self._total = _roomy(self._total, count + 1)
        self._start = _roomy(self._start, count + 2)
        self._words = _roomy(self._words, used + len(numbers))
        self._words[used : used + len(numbers)] = numbers
        known = [number for number in numbers if number < len(weights.terms)]
        strange = len(numbers) - len(known)
        self._total[count] = weights.each[known].sum(dtype=np.int64) + weights.unseen * strange
        self._used += len(numbers)
        self._start[count + 1] = self._used
        self._places[entry.id] = count
        self._entries.append(entry)

    def remove(self, key: str) -> bool:
        """Take a sentence out; tell whether it was there."""
        place = self._places.pop(key, None)
        if place is not None:
            self._entries[place] = None
        return place is not None

    def view(self) -> View:
        """Take down what is here now."""
        count = len(self._entries)
        return View(
            self._entries, self._total[:count], self._start[: count + 1], self._words[: self._used]
        )

    def living(self) -> list[Entry]:
        """Give the sentences that were not taken out, oldest first."""
        return [entry for entry in self._entries if entry is not None]

    def shared(self, view: View, query: Query) -> Longs:
        """Give for each entry of a view of this tail the weight it shares with the query."""
        if not len(view.total):
            return np.zeros(0, np.int64)
        weights = self._weights
        known = [self._strange[word] for word in query.strange if word in self._strange]
        # Counted after that: another thread may add words meanwhile.
        strange = np.full(len(self._strange), weights.unseen, np.int32)
        strange[np.array(known, np.intp) - len(weights.terms)] = 0
        lack = np.concatenate((missing(query, weights.each), strange))
        spent = np.zeros(len(view.words) + 1, np.int64)
        np.cumsum(lack[view.words], out=spent[1:])
        return view.total - (spent[view.start[1:]] - spent[view.start[:-1]])

    def _number(self, word: str) -> int:
        number = self._weights.numbers.get(word)
        if number is not None:
            return number
        return self._strange.setdefault(word, len(self._weights.terms) + len(self._strange))


def alike(shared: Longs, total: Ints, query: int, least: Fraction) -> Longs:
    """Give the places where the likeness is `least` (as by `coarse`) or more, and not 0."""
    if not len(shared):
        return shared
    a, b = least.numerator, least.denominator
    enough = shared * (a + b) >= a * (total.astype(np.int64) + query)
    return np.flatnonzero(enough & (shared > 0))


def containing(shared: Longs, query: int, share: Fraction) -> Longs:
    """Give the places that hold `share` (as by `coarse`) of the query's weight, and some."""
    if not len(shared):
        return shared
    enough = shared * share.denominator >= share.numerator * query
    return np.flatnonzero(enough & (shared > 0))


def _roomy(values: Numbers, size: int) -> Numbers:
    if size <= len(values):
        return values
    grown = np.zeros(max(size, 2 * len(values)), values.dtype)
    grown[: len(values)] = values
    return grown

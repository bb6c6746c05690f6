"""The arrays of an inverted index over sentences, made once and never changed."""

import os
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from assistant.text.weights import MOST_WORDS, Ints, Longs, Shorts, Weights, weigh

BLOCK = 6
"""Rows are known by what the lightest of each 2 ** BLOCK of them weighs."""

_LOW = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Strings:
    """Many strings end to end: UTF-8 bytes and n + 1 offsets into them."""

    data: memoryview
    ends: Ints | Longs

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, number: int) -> str:
        # Text from outside may hold a lone surrogate, which plain UTF-8 refuses.
        return self._bytes(number).decode("utf-8", "surrogatepass")

    def place(self, value: str) -> int | None:
        """Find `value` among strings that stand in order of their code points."""
        sought = value.encode("utf-8", "surrogatepass")
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            # Bytes of UTF-8 stand in the order of the code points.
            if self._bytes(middle) < sought:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self._bytes(low) == sought else None

    def _bytes(self, number: int) -> bytes:
        return bytes(self.data[self.ends.item(number) : self.ends.item(number + 1)])


def strings(values: Iterable[str]) -> Strings:
    """Put strings end to end."""
    parts = [value.encode("utf-8", "surrogatepass") for value in values]
    ends = np.zeros(len(parts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)), out=ends[1:])
    small = ends[-1] <= np.iinfo(np.int32).max
    return Strings(memoryview(b"".join(parts)), ends.astype(np.int32) if small else ends)


@dataclass(frozen=True, slots=True)
class Generation:
    """Sentences and the rows they belong to; a row is one set of words.

    Rows are numbered by weight, lightest first; sentences by id; words by rarity, rarest first.
    All arrays are flat int32 but for one, a `*_start` array has one entry more than it has parts.
    """

    name: str
    """Different for every generation ever made, in hex digits."""
    weights: Weights
    total: Ints
    """What each row weighs, ascending."""
    row_start: Ints
    row_words: Ints | Shorts
    """The words of each row, rarest first; in 16 bits where these are enough."""
    word_start: Ints
    word_rows: Ints
    """The rows of each word, ascending, so that a range of weights is a range here."""
    word_rest: Ints
    """Beside `word_rows`: what the row weighs from this word on."""
    group_start: Ints
    group: Ints
    """The sentences of each row, ascending."""
    ids: Strings
    texts: Strings
    lightest: Ints = field(init=False)
    """What the first row of each block weighs: little enough to stay in the processor's cache."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "lightest", self.total[:: 1 << BLOCK].copy())

    def __len__(self) -> int:
        return len(self.ids)

    def words(self, row: int) -> Iterator[str]:
        """Give the words of a row, rarest first."""
        numbers = self.row_words[self.row_start[row] : self.row_start[row + 1]]
        return map(self.weights.terms.__getitem__, numbers.tolist())

    def members(self, row: int) -> list[int]:
        """Give the sentences of a row in order of their ids."""
        numbers: list[int] = self.group[self.group_start[row] : self.group_start[row + 1]].tolist()
        return numbers


class Builder:
    """Collects sentences, then weighs and sorts them into a `Generation`."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._rows: dict[bytes, int] = {}
        self._flat = array("i")
        self._lengths = array("i")
        self._row_of = array("i")
        self._ids: list[str] = []
        self._texts: list[str] = []

    def row(self, words: Iterable[str]) -> int:
        """Give the number of the row with these different words, -1 when there are none.

        Raises ValueError above `MOST_WORDS`.
        """
        numbers = self._numbers
        mine = sorted([numbers.setdefault(word, len(numbers)) for word in words])
        if not mine:
            return -1
        if len(mine) > MOST_WORDS:
            raise ValueError(f"more than {MOST_WORDS} different words in a sentence")
        packed = array("i", mine)
        number = self._rows.setdefault(packed.tobytes(), len(self._rows))
        if number == len(self._lengths):
            self._flat.extend(packed)
            self._lengths.append(len(packed))
        return number

    def put(self, key: str, text: str, row: int) -> None:
        """Put a sentence into a row given by `row()`; an id may come once only."""
        self._ids.append(key)
        self._texts.append(text)
        self._row_of.append(row)

    def freeze(self) -> Generation:
        """Weigh and sort; the builder is of no use afterwards."""
        self._rows.clear()
        flat, lengths, row_of = map(_numpy, (self._flat, self._lengths, self._row_of))
        wordy = row_of[row_of >= 0]
        members = np.bincount(wordy, minlength=len(lengths))
        counts = np.bincount(
            flat, weights=np.repeat(members, lengths), minlength=len(self._numbers)
        ).astype(np.int64)
        weights = weigh(self._numbers, counts.tolist(), len(wordy))
        ranks = np.fromiter(
            map(weights.numbers.__getitem__, self._numbers), np.int32, len(self._numbers)
        )
        flat = ranks[flat]
        starts = _offsets(lengths)
        total = _sums(weights.each[flat], starts)
        by_weight = np.argsort(total, kind="stable")
        place = np.empty(len(total), np.int32)
        place[by_weight] = np.arange(len(total), dtype=np.int32)
        total, lengths = total[by_weight], lengths[by_weight]
        # Row above word in one 64-bit number: sorting these is far faster than sorting twice.
        pairs = np.repeat(place, np.diff(starts)).astype(np.int64) << 32 | flat
        pairs.sort()
        row_words = _narrow(pairs & _LOW, len(weights.terms))
        rows = (pairs >> 32).astype(np.int32)
        row_start = _offsets(lengths)
        spent = _offsets(weights.each[row_words])
        rest = total[rows] - (spent[:-1] - spent[row_start[rows]])
        pairs = row_words.astype(np.int64) << 32 | np.arange(len(row_words))
        pairs.sort()
        pairs &= _LOW
        by_id = sorted(range(len(self._ids)), key=self._ids.__getitem__)
        group_start, group = _groups(row_of[by_id], place)
        return Generation(
            os.urandom(8).hex(),
            weights,
            total.astype(np.int32),
            row_start.astype(np.int32),
            row_words,
            _offsets(np.bincount(row_words, minlength=len(ranks))).astype(np.int32),
            rows[pairs],
            rest[pairs].astype(np.int32),
            group_start,
            group,
            strings(self._ids[number] for number in by_id),
            strings(self._texts[number] for number in by_id),
        )


def _numpy(values: "array[int]") -> Ints:
    return np.frombuffer(values, np.int32) if values else np.zeros(0, np.int32)


def _narrow(numbers: Longs, end: int) -> Ints | Shorts:
    if end <= np.iinfo(np.uint16).max:
        return numbers.astype(np.uint16)
    return numbers.astype(np.int32)


def _offsets(lengths: Ints | Longs) -> Longs:
    out = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=out[1:])
    return out


def _sums(values: Ints, starts: Longs) -> Longs:
    spent = _offsets(values)
    return spent[starts[1:]] - spent[starts[:-1]]


def _groups(row_of: Ints, place: Ints) -> tuple[Ints, Ints]:
    """Sort sentences, given in order of their ids, under their rows; -1 is no row."""
    wordy = np.flatnonzero(row_of >= 0)
    rows = place[row_of[wordy]]
    group = wordy[np.argsort(rows, kind="stable")]
    starts = _offsets(np.bincount(rows, minlength=len(place)))
    return starts.astype(np.int32), group.astype(np.int32)

"""Every two sentences that resemble each other."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations, product
from typing import NamedTuple

import numpy as np

from assistant.text import probe, tail
from assistant.text.generation import Generation
from assistant.text.ranking import Sentence
from assistant.text.snapshot import Snapshot
from assistant.text.weights import Ints, Longs, Query, Shorts, query

Progress = Callable[[int, int], None]

LEAST = Fraction(1, 1000)
"""The smallest threshold; below it nearly every pair would be one."""

_CANDIDATES = 1_000_000
_MARKS = 4_000_000
_COLUMNS = 4
_MOST = 2**31 - 1


class Cancelled(Exception):
    """The search for pairs was called off; what it gave so far is not all."""


class Pair(NamedTuple):
    """Two sentences that resemble each other; the first id is the smaller one."""

    one: str
    other: str
    score: Fraction


class Rows(NamedTuple):
    """Pairs of rows and the weight they share, side by side."""

    one: Ints
    other: Ints
    shared: Longs


def joined(
    now: Snapshot,
    threshold: Fraction,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> Iterator[Pair]:
    """Give every pair of sentences with a likeness of `threshold` or more; see `ExactIndex`."""
    if threshold < LEAST:
        raise ValueError(f"threshold below {LEAST}")
    if threshold > 1:
        return iter(())
    return _pairs(now, threshold, progress or _ignore, cancelled or _never)


def _ignore(done: int, whole: int) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


def _pairs(
    now: Snapshot, threshold: Fraction, progress: Progress, cancelled: Callable[[], bool]
) -> Iterator[Pair]:
    generation, places = now.generation, range(len(now.view.total))
    rows = len(generation.total)
    whole = rows + len(places)

    def step(done: int) -> None:
        progress(done, whole)
        if cancelled():
            raise Cancelled

    step(0)
    for row in np.flatnonzero(np.diff(generation.group_start) > 1).tolist():
        yield from _all(combinations(now.row(row), 2), Fraction(1))
    for done, found in row_pairs(generation, probe.coarse(threshold)):
        for one, other, shared in zip(*(values.tolist() for values in found), strict=True):
            union = int(generation.total[one]) + int(generation.total[other]) - shared
            score = Fraction(shared, union)
            if score >= threshold:
                yield from _all(product(now.row(one), now.row(other)), score)
        step(done)
    for place in places:
        yield from _late(now, place, threshold)
        step(rows + place + 1)


def _late(now: Snapshot, place: int, threshold: Fraction) -> Iterator[Pair]:
    """Pair a sentence of the tail with the generation and with those before it in the tail."""
    entry = now.view.entries[place]
    if entry is None:
        return
    sought = query(now.generation.weights, entry.words)
    if not sought.total:
        return
    least = probe.coarse(threshold)
    mine = [Sentence(entry.id, entry.text)]
    rows, shared = probe.alike(now.generation, sought, least)
    late = now.late.shared(now.view, sought)[:place]
    before = tail.alike(late, now.view.total[:place], sought.total, least)
    for row, weight in zip(rows.tolist(), shared.tolist(), strict=True):
        score = _score(weight, sought, int(now.generation.total[row]))
        if score >= threshold:
            yield from _all(product(mine, now.row(row)), score)
    for other in before.tolist():
        score = _score(int(late[other]), sought, int(now.view.total[other]))
        if score >= threshold:
            yield from _all(product(mine, now.place(other)), score)


def _score(shared: int, sought: Query, other: int) -> Fraction:
    return Fraction(shared, sought.total + other - shared)


def _all(pairs: Iterator[tuple[Sentence, ...]], score: Fraction) -> Iterator[Pair]:
    for one, other in pairs:
        first, second = sorted((one.id, other.id))
        yield Pair(first, second, score)


def row_pairs(generation: Generation, least: Fraction) -> Iterator[tuple[int, Rows]]:
    """Find all pairs of different rows with a likeness of `least` (as by `coarse`) or more.

    Gives them in steps, each with the number of rows done. Every row looks for lighter ones: its
    rarest words (`rest >= least * weight`) among the rarest of theirs
    (`rest >= 2 * least / (1 + least) * weight`).
    """
    a, b = least.numerator, least.denominator
    rows = len(generation.total)
    total = generation.total.astype(np.int64)
    index = _Prefixes(generation, a, b)
    lengths = np.diff(generation.row_start).astype(np.int64)
    row_of = np.repeat(np.arange(rows), lengths)
    each = generation.weights.each[generation.row_words]
    spent = np.cumsum(each, dtype=np.int64) - each
    rest = total[row_of] - spent + spent[generation.row_start[row_of]]
    probing = np.flatnonzero(rest * b >= a * total[row_of])
    row_of, rest = row_of[probing], rest[probing]
    words = generation.row_words[probing]
    lightest = total.searchsorted(-(-a * total // b))
    heaviest = total.searchsorted(rest * (a + b) // a - total[row_of], side="right")
    low, high = index.ranges(words, lightest[row_of], np.minimum(heaviest, row_of))
    counts = np.maximum(high - low, 0)
    ends = np.cumsum(np.bincount(row_of, weights=counts, minlength=rows)).astype(np.int64)
    entries = np.searchsorted(row_of, np.arange(rows + 1))
    marks = max(_MARKS // max(len(generation.weights.terms), 1), 1)
    first = 0
    while first < rows:
        before = int(ends[first - 1]) if first else 0
        last = int(ends.searchsorted(np.int64(before + _CANDIDATES), side="right"))
        last = min(max(last, first + 1), first + marks, rows)
        part = slice(int(entries[first]), int(entries[last]))
        keys = index.candidates(row_of[part], low[part], counts[part], total)
        yield last, _shared(generation, keys, first, last, a, b)
        first = last


class _Prefixes:
    """The postings by which a row can be found from a heavier one."""

    def __init__(self, generation: Generation, a: int, b: int) -> None:
        self._rows = rows = generation.word_rows
        rest = generation.word_rest.astype(np.int64)
        total = generation.total.astype(np.int64)[rows]
        kept = np.flatnonzero(rest * (a + b) >= 2 * a * total)
        word_of = np.repeat(
            np.arange(len(generation.weights.terms)), np.diff(generation.word_start)
        )[kept]
        self._rows = rows[kept]
        self._span = len(generation.total) + 1
        self._keys = word_of * self._span + self._rows
        # The heaviest row for which what this one has left from here on can be enough.
        self._reach = rest[kept] * (a + b) // a - total[kept]

    def ranges(self, words: Ints | Shorts, first: Longs, last: Longs) -> tuple[Longs, Longs]:
        """Give for each word where its rows from `first` to before `last` begin and end."""
        base = words.astype(np.int64) * self._span
        return self._keys.searchsorted(base + first), self._keys.searchsorted(base + last)

    def candidates(self, row_of: Longs, low: Longs, counts: Longs, total: Longs) -> Longs:
        """Give the different pairs `row * span + lighter row`, ascending."""
        ends = np.cumsum(counts)
        places = np.repeat(low - (ends - counts), counts)
        places += np.arange(len(places))
        rows = np.repeat(row_of, counts)
        kept = np.flatnonzero(self._reach[places] >= np.repeat(total[row_of], counts))
        keys: Longs = rows[kept] * self._span + self._rows[places[kept]]
        # np.unique would hash first, which takes twice as long on keys that are nearly sorted.
        keys.sort()
        distinct: Longs = keys[np.diff(keys, prepend=-1) != 0]
        return distinct


def _shared(generation: Generation, keys: Longs, first: int, last: int, a: int, b: int) -> Rows:
    """Keep the pairs that share enough; `first` to `last` are the heavier rows."""
    words, start, total = generation.row_words, generation.row_start, generation.total
    terms = len(generation.weights.terms)
    span = len(total) + 1
    lack = np.tile(generation.weights.each, last - first)
    here = slice(int(start[first]), int(start[last]))
    local = np.repeat(np.arange(last - first), np.diff(start[first : last + 1]))
    lack[local * terms + words[here]] = 0
    one, other = keys // span, keys % span
    weight = total[one].astype(np.int64) + total[other]
    need = (a * weight + a + b - 1) // (a + b)
    offset = (one - first) * terms
    spare = total[other] - need
    begin, length = start[other], start[other + 1] - start[other]
    for column in range(_COLUMNS):
        cost = lack[offset + words.take(begin + column, mode="clip")]
        cost[length <= column] = 0
        spare = spare - cost
        kept = np.flatnonzero(spare >= 0)
        one, other, need, offset = one[kept], other[kept], need[kept], offset[kept]
        spare, begin, length = spare[kept], begin[kept], length[kept]
    ends = np.cumsum(length, dtype=np.int64)
    places = np.repeat(begin - (ends - length), length)
    places += np.arange(len(places))
    costs = np.zeros(len(places) + 1, np.int64)
    np.cumsum(lack[np.repeat(offset, length) + words[places]], out=costs[1:])
    shared = total[other] - (costs[ends] - costs[ends - length])
    kept = np.flatnonzero(shared >= need)
    return Rows(one[kept].astype(np.int32), other[kept].astype(np.int32), shared[kept])

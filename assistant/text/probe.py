"""Which rows of a generation share enough weight with a text: filters first, then the sum.

`share = a/b` as a likeness means: shared * (a + b) >= a * (weight of text + weight of row). The
weight two word sets can share is at most what either weighs from their rarest shared word on.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction

import numpy as np

from assistant.text.generation import BLOCK, Generation
from assistant.text.weights import Ints, Longs, Query

_MOST = 2**31 - 1
_FINEST = 2**30
_COLUMNS = np.arange(6, dtype=np.int32)[:, None]
_FEW = 64
# So many rows are in the spans where all of a text is sought first.
_PARTS = (20_000, 80_000)
# With fewer candidates postings are not gone through.
_MANY = 4000
# What looking a row up in postings costs, in postings marked.
_SEEK = 12

Needed = Callable[[Ints], Longs]
"""Gives for rows of certain weights the weight each must share."""


def coarse(threshold: Fraction) -> Fraction:
    """Round a threshold down to one whose products fit 64 bits; most stay as they are."""
    if threshold.denominator <= _FINEST:
        return max(threshold, Fraction(0))
    return max(Fraction(int(threshold * _FINEST), _FINEST), Fraction(0))


def alike(generation: Generation, query: Query, least: Fraction) -> tuple[Ints, Longs]:
    """Find the rows with a likeness of `least` (as by `coarse`, at most 1) or more.

    Gives the rows ascending and the weight that each shares with the query, above 0.
    """
    a, b = least.numerator, least.denominator
    total = generation.total
    probes = [
        (number, rest)
        for number, rest in zip(query.known, query.rest, strict=True)
        if rest * b >= a * query.total
    ]
    lightest = -(-a * query.total // b)
    if not probes or lightest > _MOST:
        return _nothing()
    first = total.searchsorted(np.int32(lightest))
    heaviest = [min(rest * (a + b) // a - query.total, _MOST) if a else _MOST for _, rest in probes]
    last = total.searchsorted(np.array(heaviest, np.int32), side="right")
    rows, rests = _postings(generation, [number for number, _ in probes], int(first), last)
    # Most end here, before their weights are read: no row needs less than the lightest one.
    likely = np.flatnonzero(rests >= np.int32(lightest))
    rows, rests = rows[likely], rests[likely]
    for weights, shift in ((generation.lightest, BLOCK), (total, 0)):
        need = _need(weights.take(rows >> shift), query.total, a, b)
        likely = np.flatnonzero(rests >= need)
        rows, rests = rows[likely], rests[likely]
    span = np.array((first, max(first, last.max())), np.int32)
    return _verified(
        generation, query, rows, lambda total: _need(total, query.total, a, b), len(probes), span
    )


def containing(
    generation: Generation, query: Query, share: Fraction, span: tuple[int, int] | None = None
) -> tuple[Ints, Longs]:
    """Find the rows that hold `share` of the query's weight or more.

    `span`: the first row to look at and the one behind the last. Gives the rows ascending and the
    weight that each shares with the query, above 0.
    """
    need, probes = _probes(query, share)
    if not probes or need > _MOST:
        return _nothing()
    total = generation.total
    first, last = span or (int(total.searchsorted(np.int32(need))), len(total))
    rows, rests = _postings(generation, probes, first, np.full(len(probes), last))
    rows = rows[rests >= np.int32(need)]
    among = np.array((first, last), np.int32)
    return _verified(
        generation, query, rows, lambda total: np.full(len(total), need), len(probes), among
    )


def effort(generation: Generation, query: Query, share: Fraction) -> int:
    """Tell how many postings `containing` would read."""
    start = generation.word_start
    return sum(start.item(n + 1) - start.item(n) for n in _probes(query, share)[1])


def light(generation: Generation, query: Query) -> Iterator[tuple[int, int]]:
    """Give spans, lighter rows first, of the lightest rows that can hold all of the query.

    Each ends where a weight ends, so that who has enough need not wait for the heavier rows.
    """
    total = generation.total
    first = int(total.searchsorted(np.int32(min(query.total, _MOST))))
    for part in _PARTS:
        if first < len(total):
            heaviest = total[min(first + part, len(total)) - 1]
            last = int(total.searchsorted(heaviest, side="right"))
            yield first, last
            first = last


def _probes(query: Query, share: Fraction) -> tuple[int, list[int]]:
    """Give the weight to be shared and the words of which a row must have one."""
    need = max(-(-share.numerator * query.total // share.denominator), 1)
    return need, [n for n, rest in zip(query.known, query.rest, strict=True) if rest >= need]


def missing(query: Query, each: Ints) -> Ints:
    """Give what each word costs a row that has it: its weight, or 0 when the query has it too."""
    lack = each.copy()
    lack[list(query.known)] = 0
    return lack


def _nothing() -> tuple[Ints, Longs]:
    return np.zeros(0, np.int32), np.zeros(0, np.int64)


def _need(total: Ints, query: int, a: int, b: int) -> Longs:
    """The least weight to be shared: a * (query + total) / (a + b), rounded up, at least 1."""
    need: Longs = total.astype(np.int64)
    need += query
    need *= a
    need += a + b - 1
    need //= a + b
    return np.maximum(need, 1)


def _postings(
    generation: Generation, numbers: list[int], first: int, last: Longs
) -> tuple[Ints, Ints]:
    """Read of each word the rows from `first` up to its own `last`, and their rests."""
    word_start, word_rows = generation.word_start, generation.word_rows
    rows, rests = [], []
    bounds = np.empty(2, np.int32)
    bounds[0] = first
    for number, end in zip(numbers, last, strict=True):
        if end > first:
            begin = int(word_start[number])
            here = word_rows[begin : word_start[number + 1]]
            bounds[1] = end
            low, high = here.searchsorted(bounds).tolist()
            if high > low:
                rows.append(here[low:high])
                rests.append(generation.word_rest[begin + low : begin + high])
    if not rows:
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    return np.concatenate(rows), np.concatenate(rests)


def _distinct(rows: Ints) -> Ints:
    # Postings of several words one behind the other: sorted runs, which a stable sort merges.
    rows.sort(kind="stable")
    if len(rows) < 2:
        return rows
    keep = np.empty(len(rows), np.bool_)
    keep[0] = True
    np.not_equal(rows[1:], rows[:-1], out=keep[1:])
    return rows[keep]


def _verified(
    generation: Generation, query: Query, rows: Ints, needed: Needed, probes: int, span: Ints
) -> tuple[Ints, Longs]:
    """Keep the rows that share enough; `rows` in any order and doubled, none so in return.

    All of them have one of the first `probes` words, and lie from the first number of `span` to
    before the second. Few rows are looked at word by word. Of many, most lack too much after a
    word or two more: they are sought in the postings of one word after the other, rarest first.
    """
    rows = _distinct(rows)
    if len(rows) < _MANY:
        return _looked_at(generation, query, rows, needed)
    start, each = generation.word_start, generation.weights.each
    spare = (query.rest[0] - needed(generation.total[rows])).astype(np.int32)
    marks = np.zeros(span[1], np.uint16)
    for turn, number in enumerate(query.known, 1):
        here = generation.word_rows[start[number] : start[number + 1]]
        low, high = here.searchsorted(span).tolist()
        here = here[low:high]
        if len(rows) * _SEEK < len(here):
            has = here.take(here.searchsorted(rows), mode="clip") == rows
        else:
            marks[here] = turn
            has = marks.take(rows) == turn
        spare -= each[number] * ~has
        if turn >= probes:
            kept = np.flatnonzero(spare >= 0)
            if len(kept) < len(rows):
                rows, spare = rows[kept], spare[kept]
    return rows, spare + needed(generation.total[rows])


def _looked_at(
    generation: Generation, query: Query, rows: Ints, needed: Needed
) -> tuple[Ints, Longs]:
    """Keep the rows that share enough; the rarest words come first, and most rows end there."""
    if not len(rows):
        return _nothing()
    lack = missing(query, generation.weights.each)
    words = generation.row_words
    total = generation.total[rows]
    start = generation.row_start[rows]
    length = generation.row_start[rows + 1] - start
    if len(rows) >= _FEW:
        cost = lack.take(words.take(start + _COLUMNS, mode="clip"))
        cost[length <= _COLUMNS] = 0
        spare = total - needed(total) - cost.sum(axis=0)
        kept = np.flatnonzero(spare >= 0)
        rows, total, start, length = rows[kept], total[kept], start[kept], length[kept]
    if not len(rows):
        return _nothing()
    ends = np.cumsum(length, dtype=np.int32)
    begins = ends - length
    places = np.repeat(start - begins, length)
    places += np.arange(len(places), dtype=np.int32)
    cost = np.add.reduceat(lack.take(words.take(places)), begins, dtype=np.int64)
    shared = total - cost
    kept = np.flatnonzero(shared >= needed(total))
    return rows[kept], shared[kept]

"""Texts that share runs of characters: a first look that cuts nothing into words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, combinations

import numpy as np

RUN = 4
"""Characters in a run."""

PART = 3
"""Texts that share one run in so many of the shorter one's are worth a closer look."""

_BREAK = 10
_MOST = 3_000_000

Pair = tuple[int, int]
"""Numbers of two texts, the earlier one first."""


def sharing(texts: Sequence[str]) -> Iterator[Pair]:
    """Find the pairs of texts that share a third of the different runs of the shorter one.

    Of many texts full of the same runs, all pairs; a text without a run shares none.
    """
    joined = "\n".join(text.replace("\n", " ") for text in texts)
    units = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), np.uint16).astype(np.uint64)
    if len(units) < RUN:
        return
    breaks = np.concatenate(([0], np.cumsum(units == _BREAK)))
    ends = len(units) - RUN + 1
    code, owner = np.zeros(ends, np.uint64), breaks[:ends]
    for at in range(RUN):
        code |= units[at : at + ends] << np.uint64(16 * at)
    inside = breaks[RUN:] == owner
    code, owner = code[inside], owner[inside]
    order = np.argsort(code, kind="stable")
    code, owner = code[order], owner[order]
    # Positions ascend within a run, so a text's repetitions of its own runs stand side by side.
    first = np.ones(len(code), bool)
    first[1:] = (code[1:] != code[:-1]) | (owner[1:] != owner[:-1])
    code, owner = code[first], owner[first]
    sizes = np.bincount(owner, minlength=len(texts)).tolist()
    starts = np.flatnonzero(np.concatenate(([True], code[1:] != code[:-1])))
    lengths = np.diff(starts, append=len(code))
    if int((lengths * (lengths - 1) // 2).sum()) > _MOST:
        yield from combinations(range(len(texts)), 2)
        return
    held = owner.tolist()
    often = lengths > 1
    spans = zip(starts[often].tolist(), (starts + lengths)[often].tolist(), strict=True)
    shared = Counter(chain.from_iterable(combinations(held[a:b], 2) for a, b in spans))
    for (one, other), count in shared.items():
        if count * PART >= min(sizes[one], sizes[other]):
            yield one, other

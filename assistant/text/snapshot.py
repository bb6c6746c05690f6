"""All that one search works on, as it was when the search began."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from assistant.text import probe, tail
from assistant.text.generation import Generation
from assistant.text.ranking import Found, Sentence
from assistant.text.tail import Tail, View
from assistant.text.weights import Ints, Longs, Query

_NO_ROWS: Ints = np.zeros(0, np.int32)
_ALL = Fraction(1)
# From so many postings on it pays to look for the best first.
_LONG = 20_000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A generation, the sentences taken out of it since, and those that came since."""

    generation: Generation
    removed: Collection[int]
    late: Tail
    view: View

    def alike(self, query: Query, threshold: Fraction, without: Collection[str]) -> Found:
        """Find what has a likeness of `threshold` (at most 1) or more, in no order."""
        least = probe.coarse(threshold)
        late = self.late.shared(self.view, query)
        places = tail.alike(late, self.view.total, query.total, least)
        found = self._found([probe.alike(self.generation, query, least)], places, late, without)
        if least == threshold:
            return found
        return _only(
            found, lambda shared, right: shared >= threshold * (query.total + right - shared)
        )

    def containing(
        self, query: Query, share: Fraction, without: Collection[str], limit: int
    ) -> Found:
        """Find what holds `share` (at most 1) of the query's weight or more, in no order.

        With `limit` sentences that are better, a worse one may be left out.
        """
        least = probe.coarse(share)
        late = self.late.shared(self.view, query)
        places = tail.containing(late, query.total, least)
        found = self._found(self._holding(query, least, without, limit), places, late, without)
        if least == share:
            return found
        return _only(found, lambda shared, _: shared >= share * query.total)

    def _holding(
        self, query: Query, least: Fraction, without: Collection[str], limit: int
    ) -> list[tuple[Ints, Longs]]:
        """Find the rows of the generation for `containing`; where that is long, the best first."""
        generation = self.generation
        if probe.effort(generation, query, least) > _LONG:
            found: list[tuple[Ints, Longs]] = []
            left = limit
            for span in probe.light(generation, query):
                found.append(probe.containing(generation, query, _ALL, span))
                left -= self._count(found[-1][0], without, left)
                if left <= 0:
                    return found
        return [probe.containing(generation, query, least)]

    def _count(self, rows: Ints, without: Collection[str], limit: int) -> int:
        """Count the sentences of rows up to `limit` or a few more."""
        count = 0
        for row in rows.tolist():
            count += len(self.row(row, without))
            if count >= limit:
                break
        return count

    def row(self, row: int, without: Collection[str] = ()) -> list[Sentence]:
        """Give the sentences of a row that are still there, in order of their ids."""
        generation, removed = self.generation, self.removed
        numbers = (number for number in generation.members(row) if number not in removed)
        sentences = (Sentence(generation.ids[n], generation.texts[n]) for n in numbers)
        return [sentence for sentence in sentences if sentence.id not in without]

    def place(self, place: int, without: Collection[str] = ()) -> list[Sentence]:
        """Give the sentence at a place of the tail, if it is still there."""
        entry = self.view.entries[place]
        if entry is None or entry.id in without:
            return []
        return [Sentence(entry.id, entry.text)]

    def _found(
        self,
        parts: Sequence[tuple[Ints, Longs]],
        places: Longs,
        late: Longs,
        without: Collection[str],
    ) -> Found:
        """Put rows, and places of the tail with the weights they share, side by side."""
        rows = np.concatenate([_NO_ROWS, *(rows for rows, _ in parts)])
        count = len(rows)

        def sentences(at: int) -> list[Sentence]:
            if at < count:
                return self.row(int(rows[at]), without)
            return self.place(int(places[at - count]), without)

        return Found(
            np.concatenate([*(shared for _, shared in parts), late[places]]),
            np.concatenate((self.generation.total[rows], self.view.total[places])).astype(np.int64),
            sentences,
        )


def _only(found: Found, enough: Callable[[int, int], bool]) -> Found:
    """Keep what passes in whole numbers of any size."""
    pairs = zip(found.shared.tolist(), found.right.tolist(), strict=True)
    kept = [at for at, (shared, right) in enumerate(pairs) if enough(shared, right)]
    return Found(found.shared[kept], found.right[kept], lambda at: found.sentences(kept[at]))

"""A million sentences searched on every key: `Similar` by an exact inverted index.

The definition, the same by brute force: every word of the normalised text weighs
round(1000 ln(1 + N / n)), where n of the N sentences with words have it (1 when none has). The
likeness of two texts is the weight of the words both have over the weight of the words either
has. Weights are taken when a generation is made and stay as they are for sentences that come
later, until these are folded into a new generation.
Equal likeness is ordered by the longest common subsequence of characters, then by id.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from threading import Lock
from typing import TYPE_CHECKING

from assistant.text import ranking
from assistant.text.generation import Builder, Generation
from assistant.text.normalise import normalise
from assistant.text.ranking import Hit
from assistant.text.snapshot import Snapshot
from assistant.text.tail import Entry, Tail
from assistant.text.weights import query

if TYPE_CHECKING:
    from assistant.text.join import Pair, Progress
    from assistant.text.similarity import Match, Words

CONTAINED = Fraction(4, 5)
"""From here on a sentence holds what has been typed so far."""

FEWEST_TYPED = 3
"""With fewer different words a half-typed sentence is not searched for."""

RIPE = 2000
"""With so many sentences added or removed since, it pays to fold them in."""

_WHOLE = Fraction(1)


class ExactIndex:
    """`Similar` with weighted words; safe to use from many threads.

    A search that runs while a sentence is replaced may see the old one, the new one or neither.
    """

    def __init__(
        self,
        words: "Words",
        sentences: Mapping[str, str] | Iterable[tuple[str, str]] = (),
        ignore: frozenset[str] = frozenset(),
    ) -> None:
        """Index `sentences`, ids with texts; of an id that comes twice the last text counts.

        `ignore`: normalised sentences whose wording is prescribed; they resemble nothing.
        """
        self._words = words
        self._ignore = ignore
        self._lock = Lock()
        self._folding = Lock()
        builder = Builder()
        for key, text in dict(sentences).items():
            if not self._prescribed(text):
                builder.put(key, text, builder.row(words.token_set(text)))
        self._generation = builder.freeze()
        self._removed: set[int] = set()
        self._tail = Tail(self._generation.weights)
        self._journal: list[tuple[str, Entry | None]] | None = None

    @classmethod
    def restored(
        cls,
        words: "Words",
        generation: Generation,
        removed: Iterable[str],
        added: Iterable[Entry],
        ignore: frozenset[str] = frozenset(),
    ) -> "ExactIndex":
        """Make an index of what `state` gave; no text is cut."""
        index = cls(words, (), ignore)
        index._generation, index._tail = generation, Tail(generation.weights)
        for key in removed:
            index._change(key, None)
        for entry in added:
            index._change(entry.id, entry)
        return index

    def state(self) -> tuple[Generation, list[str], list[Entry]]:
        """Give the generation, the ids removed from it since, and what was added since."""
        with self._lock:
            removed = [self._generation.ids[number] for number in sorted(self._removed)]
            return self._generation, removed, self._tail.living()

    def __len__(self) -> int:
        with self._lock:
            return len(self._generation) - len(self._removed) + len(self._tail)

    @property
    def ripe(self) -> bool:
        """Whether enough has changed since the last generation for `fold` to pay."""
        return len(self._tail) + len(self._removed) >= RIPE

    def add(self, key: str, text: str) -> None:
        """Put a sentence in; one already there under this id is replaced.

        It is found from now on. Raises ValueError above `MOST_WORDS` different words.
        """
        words = None if self._prescribed(text) else self._words.token_set(text)
        entry = None if words is None else Entry(key, text, words)
        with self._lock:
            self._change(key, entry)

    def remove(self, key: str) -> None:
        """Take a sentence out; an unknown id is no error."""
        with self._lock:
            self._change(key, None)

    def search(
        self, text: str, limit: int, threshold: Fraction, without: Collection[str] = ()
    ) -> "list[Match]":
        """Find at most `limit` sentences with a score of `threshold` or more, best first."""
        # What explains a match takes longer to import than an index takes to open.
        from assistant.text.similarity import compare

        ours = self._words.token_set(text)
        return [
            compare(hit.id, text, ours, hit.text, self._words.token_set(hit.text), hit.score)
            for hit in self.nearest(text, limit, threshold, without)
        ]

    def nearest(
        self, text: str, limit: int, threshold: Fraction, without: Collection[str] = ()
    ) -> list[Hit]:
        """Find what `search` finds without explaining it, which takes longer than finding it."""
        words = self._words.token_set(text)
        if not words or limit <= 0 or threshold > _WHOLE or self._prescribed(text):
            return []
        now = self._now()
        sought = query(now.generation.weights, words)
        found = now.alike(sought, threshold, without)
        return ranking.by_likeness(text, sought.total, found, limit)

    def containing(
        self, text: str, limit: int, share: Fraction = CONTAINED, without: Collection[str] = ()
    ) -> list[Hit]:
        """Find at most `limit` sentences that hold `share` of the weight of the words.

        For a sentence half typed. Most shared weight first, then as in `search`; nothing below
        `FEWEST_TYPED` different words.
        """
        words = self._words.token_set(text)
        if len(words) < FEWEST_TYPED or limit <= 0 or share > _WHOLE or self._prescribed(text):
            return []
        now = self._now()
        sought = query(now.generation.weights, words)
        found = now.containing(sought, share, without, limit)
        return ranking.by_containment(text, sought.total, found, limit)

    def pairs(
        self,
        threshold: Fraction,
        progress: "Progress | None" = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> "Iterator[Pair]":
        """Find every two sentences with a likeness of `threshold` or more, in no order.

        Args:
            threshold: 1/1000 or more; ValueError below.
            progress: told how many sentences are done and how many there are.
            cancelled: asked between steps; once it says yes, Cancelled is raised.
        """
        from assistant.text.join import joined

        return joined(self._now(), threshold, progress, cancelled)

    def fold(self) -> None:
        """Make a new generation of all that is here, with new weights; for a thread of its own.

        Searches and changes go on meanwhile. Takes about a second for 100,000 sentences.
        """
        with self._folding:
            with self._lock:
                old, removed = self._generation, frozenset(self._removed)
                entries = self._tail.living()
                self._journal = []
            try:
                new = _folded(old, removed, entries)
            except BaseException:
                with self._lock:
                    self._journal = None
                raise
            with self._lock:
                journal, self._journal = self._journal, None
                self._generation, self._removed = new, set()
                self._tail = Tail(new.weights)
                for key, entry in journal:
                    self._change(key, entry)

    def _change(self, key: str, entry: Entry | None) -> None:
        """Take out what is known as `key`; put `entry`, if any, in its place."""
        if self._journal is not None:
            self._journal.append((key, entry))
        if not self._tail.remove(key):
            number = self._generation.ids.place(key)
            if number is not None:
                self._removed.add(number)
        if entry is not None:
            self._tail.add(entry)

    def _now(self) -> Snapshot:
        with self._lock:
            return Snapshot(self._generation, self._removed, self._tail, self._tail.view())

    def _prescribed(self, text: str) -> bool:
        return bool(self._ignore) and normalise(text) in self._ignore


def _folded(old: Generation, removed: frozenset[int], entries: list[Entry]) -> Generation:
    builder = Builder()
    wordy = set[int]()
    for row in range(len(old.total)):
        members = old.members(row)
        wordy.update(members)
        members = [number for number in members if number not in removed]
        if members:
            place = builder.row(old.words(row))
            for number in members:
                builder.put(old.ids[number], old.texts[number], place)
    for number in range(len(old)):
        if number not in wordy and number not in removed:
            builder.put(old.ids[number], old.texts[number], -1)
    for entry in entries:
        builder.put(entry.id, entry.text, builder.row(entry.words))
    return builder.freeze()

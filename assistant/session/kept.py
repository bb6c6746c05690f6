"""Indexes that follow a changing set of sentences: only what changed is cut into words."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock

from assistant.text import stored
from assistant.text.index import ExactIndex
from assistant.text.similarity import Words

_SMALL = 1000
"""With fewer sentences new weights take a few milliseconds, so they are always fresh."""


class Kept:
    """An index of the sentences it was last given; safe to use from many threads."""

    def __init__(self, words: Words, folder: Path | None = None, digest: str = "") -> None:
        """`folder`: where a large index is stored, under `digest`, the name of the cutting."""
        self._words = words
        self._folder = folder
        self._digest = digest
        self._lock = Lock()
        self._source: Mapping[str, str] | None = None
        self._known: dict[str, str] = {}
        self._index: ExactIndex | None = None

    def follow(self, sentences: Mapping[str, str]) -> ExactIndex:
        """Give the index of these sentences, ids with texts; the same mapping costs nothing."""
        with self._lock:
            if self._index is None:
                self._index = self._first(sentences)
            if sentences is not self._source:
                self._change(self._index, sentences)
                self._source = sentences
            return self._index

    def _first(self, sentences: Mapping[str, str]) -> ExactIndex:
        if self._folder is not None and len(sentences) >= _SMALL:
            index = stored.load(self._words, self._folder, self._digest)
            if index is not None:
                self._known = _content(index)
                return index
        index = ExactIndex(self._words, sentences)
        self._known = dict(sentences)
        self._save(index)
        return index

    def _change(self, index: ExactIndex, sentences: Mapping[str, str]) -> None:
        gone = [key for key in self._known if key not in sentences]
        come = [key for key, text in sentences.items() if self._known.get(key) != text]
        if not gone and not come:
            return
        for key in gone:
            index.remove(key)
        for key in come:
            index.add(key, sentences[key])
        self._known = dict(sentences)
        if len(sentences) < _SMALL or index.ripe:
            index.fold()
        self._save(index)

    def _save(self, index: ExactIndex) -> None:
        if self._folder is not None and len(self._known) >= _SMALL:
            # It can be made again; a full disk must not stop anybody from writing.
            with suppress(OSError):
                stored.save(index, self._folder, self._digest)


def _content(index: ExactIndex) -> dict[str, str]:
    generation, removed, added = index.state()
    gone = set(removed)
    out = {
        key: generation.texts[number]
        for number in range(len(generation))
        if (key := generation.ids[number]) not in gone
    }
    return out | {entry.id: entry.text for entry in added}

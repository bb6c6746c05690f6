"""Indexes that follow a changing set of sentences: only what changed is cut into words."""

from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from threading import Lock, Thread

from assistant.text import stored
from assistant.text.index import ExactIndex
from assistant.text.similarity import Words

_SMALL = 1000
"""With fewer sentences new weights take a few milliseconds, so they are always fresh."""


class Kept:
    """An index of the sentences it was last given; safe to use from many threads."""

    def __init__(self, words: Words, folder: Path | None = None, digest: str = "") -> None:
        """`folder`: where the index is stored, under `digest`, the name of the cutting."""
        self._words = words
        self._folder = folder
        self._digest = digest
        self._lock = Lock()
        self._source: Mapping[str, str] | None = None
        self._known: Mapping[str, str] = {}
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
        opened = stored.reopen(self._words, self._folder, self._digest) if self._folder else None
        if opened is not None:
            index, content = opened
            if content == _digest(sentences):
                self._known = sentences
                return index
            if len(sentences) >= _SMALL:
                self._known = _content(index)
                return index
        index = ExactIndex(self._words, sentences)
        self._known = sentences
        self._save(index)
        return index

    def _change(self, index: ExactIndex, sentences: Mapping[str, str]) -> None:
        gone = [key for key in self._known if key not in sentences]
        come = [key for key, text in sentences.items() if self._known.get(key) != text]
        self._known = sentences
        if not gone and not come:
            return
        for key in gone:
            index.remove(key)
        for key in come:
            index.add(key, sentences[key])
        if len(sentences) < _SMALL:
            index.fold()
        elif index.ripe:
            Thread(target=self._fold, args=(index,)).start()
            return
        self._save(index)

    def _fold(self, index: ExactIndex) -> None:
        index.fold()
        with self._lock:
            self._save(index)

    def _save(self, index: ExactIndex) -> None:
        if self._folder is not None:
            # It can be made again; a full disk must not stop anybody from writing.
            with suppress(OSError):
                stored.save(index, self._folder, self._digest, _digest(self._known))


def _digest(sentences: Mapping[str, str]) -> str:
    """Name what is to be in an index."""
    told = blake2b(digest_size=16)
    for key, text in sentences.items():
        told.update(f"{key}\0{text}\0".encode("utf-8", "surrogatepass"))
    return told.hexdigest()


def _content(index: ExactIndex) -> dict[str, str]:
    generation, removed, added = index.state()
    gone = set(removed)
    out = {
        key: generation.texts[number]
        for number in range(len(generation))
        if (key := generation.ids[number]) not in gone
    }
    return out | {entry.id: entry.text for entry in added}

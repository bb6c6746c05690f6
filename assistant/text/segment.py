"""Cutting Chinese text into words, as jieba does with its dictionary and our terms."""

import re
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Event, Lock

from assistant.text import dictionary
from assistant.text.normalise import normalise

_CLAUSES = 8192
# What is searched for is cut for each way of searching, and what is found to be explained.
_TEXTS = 512
# Such a run is cut on its own, whatever stands around it; all else is one character a token.
_CLAUSE = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+|[^\W_]")


class Segmenter:
    """Cuts normalised text into words; the same text gives the same words on every machine.

    The dictionary loads on first use or in `warm()`, never before. Safe to use from many threads.
    """

    def __init__(self, cache: Path) -> None:
        """`cache`: a folder of this user alone, made when missing; its files can be deleted."""
        self._cache = cache / "words"
        self._lock = Lock()
        self._loaded = Event()
        self._cutter: dictionary.Cutter | None = None
        self._words = lru_cache(maxsize=_CLAUSES)(self._cut)
        self._sets = lru_cache(maxsize=_TEXTS)(lambda text: frozenset(self.tokens(text)))

    def warm(self) -> None:
        """Load the dictionary (0.2 s at the first start ever); other threads go on meanwhile."""
        self._load()

    def ready(self) -> bool:
        """Tell whether the dictionary is loaded, without waiting."""
        return self._loaded.is_set()

    @cached_property
    def _data(self) -> bytes:
        return dictionary.read()

    @cached_property
    def digest(self) -> str:
        """The name of this way of cutting; stored tokens are good only under the same name."""
        return dictionary.digest(self._data)

    def tokens(self, text: str) -> tuple[str, ...]:
        """Cut the normalised text into words in reading order, punctuation dropped."""
        return tuple(
            word for clause in _CLAUSE.findall(normalise(text)) for word in self._words(clause)
        )

    def token_set(self, text: str) -> frozenset[str]:
        """Give the different words of the normalised text."""
        return self._sets(text)

    def _cut(self, clause: str) -> tuple[str, ...]:
        words = (self._cutter or self._load()).cut(clause)
        return tuple(word for word in words if any(map(str.isalnum, word)))

    def _load(self) -> dictionary.Cutter:
        with self._lock:
            if self._cutter is None:
                self._cutter = dictionary.load(self._data, self._cache, self.digest)
                self._loaded.set()
            return self._cutter


@lru_cache(maxsize=1)
def shared(cache: Path) -> Segmenter:
    """Give the one segmenter of this process; what it has read of the dictionary stays."""
    return Segmenter(cache)

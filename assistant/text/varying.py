"""Words of a text without the wording that everybody has to use."""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.text.normalise import normalise
from assistant.text.similarity import Words

_NOTHING = re.compile(r"(?!)")
_LAYOUT = "parts"
_LONG = 4
_SHORT = 2


class Varying:
    """`Words` that leave fixed wording out: titles of regulations, set phrases, statutory lines.

    A long word counts by the words it is made of, so that 政府信息公开 and 信息公开 share something.
    """

    def __init__(self, words: Words, fixed: Iterable[str]) -> None:
        """`fixed`: wording that does not count wherever it stands; years and figures in it vary."""
        pieces = sorted({normalise(one) for one in fixed} - {""}, key=lambda p: (-len(p), p))
        self._words = words
        self._fixed = re.compile("|".join(map(re.escape, pieces))) if pieces else _NOTHING
        self.digest = hashlib.sha256("\n".join((_LAYOUT, *pieces)).encode()).hexdigest()
        """Another one for another list."""

        # The same sentences come again: in the next report, and after the next key.
        self._kept = lru_cache(maxsize=4096)(self._cut)
        self._parts = lru_cache(maxsize=8192)(self._parted)

    def token_set(self, text: str) -> frozenset[str]:
        """Give the different words of what is left of the text."""
        return self._kept(text)

    def left(self, text: str) -> str:
        """Give the normalised text with a comma in place of each fixed piece."""
        return self._fixed.sub(",", normalise(text))

    def _cut(self, text: str) -> frozenset[str]:
        words = self._words.token_set(self.left(text))
        return frozenset(part for word in words for part in self._parts(word))

    def _parted(self, word: str) -> tuple[str, ...]:
        """Give the words a long one is made of; itself where it is made of none."""
        for middle in range(_SHORT, len(word) - _SHORT + 1) if len(word) >= _LONG else ():
            halves = word[:middle], word[middle:]
            if all(self._words.token_set(half) == {half} for half in halves):
                return tuple(part for half in halves for part in self._parts(half))
        return (word,)

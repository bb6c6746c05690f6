"""Words of a text without the wording that everybody has to use."""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.text.normalise import normalise
from assistant.text.similarity import Words

_NOTHING = re.compile(r"(?!)")


class Varying:
    """`Words` that leave fixed wording out: titles of regulations, set phrases, statutory lines."""

    def __init__(self, words: Words, fixed: Iterable[str]) -> None:
        """`fixed`: wording that does not count wherever it stands; years and figures in it vary."""
        pieces = sorted({normalise(one) for one in fixed} - {""}, key=lambda p: (-len(p), p))
        self._words = words
        self._fixed = re.compile("|".join(map(re.escape, pieces))) if pieces else _NOTHING
        self.digest = hashlib.sha256("\n".join(pieces).encode()).hexdigest()
        """Another one for another list."""

        # The same sentences come again: in the next report, and after the next key.
        self._kept = lru_cache(maxsize=4096)(lambda text: self._words.token_set(self.left(text)))

    def token_set(self, text: str) -> frozenset[str]:
        """Give the different words of what is left of the text."""
        return self._kept(text)

    def left(self, text: str) -> str:
        """Give the normalised text with a comma in place of each fixed piece."""
        return self._fixed.sub(",", normalise(text))

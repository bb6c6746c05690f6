"""Finds sentences by what has been typed: Chinese, first letters of pinyin, or whole pinyin."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from assistant.text.normalise import fold
from assistant.text.pinyin import syllables

Cut = Callable[[str], Iterable[str]]
Fits = Callable[[int], bool]
_WORDS = 65536
_SHORT = 32
_SMALL = b"abcdefghijklmnopqrstuvwxyz"
_AT_ONCE = 500


class Hit(NamedTuple):
    """How a sentence was found: 0 at its start, 1 inside it; `how` says so for people."""

    rank: int
    how: str


def _anywhere(at: int) -> bool:
    return True


class _Joined:
    """Many texts end to end, searched in one go."""

    def __init__(self, texts: Iterable[str]) -> None:
        listed = list(texts)
        self._text = "\n".join(listed)
        self._starts = [0, *accumulate(len(text) + 1 for text in listed)][:-1]

    def find(self, query: str, fits: Fits = _anywhere) -> Iterator[tuple[int, int]]:
        """Give each text that has `query`, and where it has it first in a place that fits."""
        at = self._text.find(query)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            if fits(at):
                yield number, at - self._starts[number]
                at = self._text.find("\n", at)
            if at >= 0:
                at = self._text.find(query, at + 1)


class _Read:
    """Many texts in pinyin, one a line, each syllable with a capital."""

    def __init__(self, spelled: str) -> None:
        self._spelled = spelled
        self.initials = _Joined(_initials(spelled))
        self.wholes = _Joined(part.lower() for part in spelled.split("\n"))

    def begins(self, at: int) -> bool:
        """Say whether a syllable begins there."""
        return self._spelled[at].isupper()


class Typed:
    """Sentences by id, to be found by typing; never changed once made."""

    def __init__(self, sentences: Mapping[str, str], spelled: Callable[[], Iterable[str]]) -> None:
        """`spelled` gives for each sentence in turn what `spell` gives; asked once letters come."""
        self._ids = list(sentences)
        self._texts = _Joined(folded(text) for text in sentences.values())
        self._spell = spelled
        # A letter or two are in nearly every sentence, and every search begins with them.
        self._short = lru_cache(maxsize=_SHORT)(self._one)

    def find(self, query: str) -> dict[str, Hit]:
        """Find the sentences that have all that is typed; parts are divided by spaces."""
        parts = [folded(part) for part in query.split()]
        found: dict[str, Hit] | None = None
        for part in filter(None, parts):
            mine = self._short(part) if len(part) < 3 else self._one(part)
            if found is None:
                found = mine
            else:
                found = {
                    key: Hit(max(hit.rank, mine[key].rank), f"{hit.how}、{mine[key].how}")
                    for key, hit in found.items()
                    if key in mine
                }
        return dict(found or {})

    def warm(self) -> None:
        """Work out what is looked up by letters, which takes a moment for many sentences."""
        _ = self._read

    @cached_property
    def _read(self) -> "_Read":
        return _Read("\n".join(self._spell()))

    def _one(self, part: str) -> dict[str, Hit]:
        out: dict[str, Hit] = {}
        self._note(out, self._texts.find(part), f"“{part}”")
        if part.isascii() and part.isalpha():
            read = self._read
            self._note(out, read.initials.find(part), f"拼音首字母 {part}")
            # One letter finds by first letters what it would find by syllables.
            if len(part) > 1:
                self._note(out, read.wholes.find(part, read.begins), f"拼音 {part}")
        return out

    def _note(self, out: dict[str, Hit], found: Iterator[tuple[int, int]], how: str) -> None:
        # Shared by all: ten thousand new objects would wake the garbage collector.
        start, inside = Hit(0, f"句首{how}"), Hit(1, f"含{how}")
        for number, at in found:
            key = self._ids[number]
            if at == 0:
                if out.get(key, inside).rank:
                    out[key] = start
            else:
                out.setdefault(key, inside)


def folded(text: str) -> str:
    """Give a text as it is searched: `Ａ`, `A` and `a` are the same."""
    return fold(text).lower()


def spell(cut: Cut, text: str) -> str:
    """Write a text in pinyin, each syllable with a capital: ZaiGongKaiLan.

    `cut` gives the words of a text, by which a character with many readings is read.
    """
    return "".join(_pinyin(word) for word in cut(folded(text)))


def _initials(spelled: str) -> Iterator[str]:
    """Give the first letters of each text; part by part, so that other threads go on."""
    texts = spelled.split("\n")
    for at in range(0, len(texts), _AT_ONCE):
        part = "\n".join(texts[at : at + _AT_ONCE]).encode("ascii")
        yield from part.translate(None, _SMALL).decode("ascii").lower().split("\n")


@lru_cache(maxsize=_WORDS)
def _pinyin(word: str) -> str:
    """Read a word; digits and marks have no reading, a Latin word reads as it is."""
    read = (s for s in syllables(word) if s.isascii() and s.isalpha())
    return "".join(s.capitalize() for s in read)

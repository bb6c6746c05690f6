"""Finds sentences by what has been typed: Chinese, first letters of pinyin, or whole pinyin."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from assistant.text.normalise import fold

Cut = Callable[[str], Iterable[str]]
_WORDS = 65536
_SHORT = 32


Fits = Callable[[int, int], bool]


class Hit(NamedTuple):
    """How a sentence was found: 0 at its start, 1 inside it; `how` says so for people."""

    rank: int
    how: str


def _anywhere(number: int, place: int) -> bool:
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
            place = at - self._starts[number]
            if fits(number, place):
                yield number, place
                at = self._text.find("\n", at)
            if at >= 0:
                at = self._text.find(query, at + 1)


@dataclass(frozen=True, slots=True)
class _Sound:
    """The pinyin of a sentence: first letters, whole, and where its syllables start in that."""

    initials: str
    whole: str
    starts: frozenset[int]


class Typed:
    """Sentences by id, to be found by typing; never changed once made."""

    def __init__(self, sentences: Mapping[str, str], cut: Cut) -> None:
        """`cut` gives the words of a text, by which a character with many readings is read."""
        self._ids = list(sentences)
        folded = [fold(text).lower() for text in sentences.values()]
        self._sounds = [_sound(cut, text) for text in folded]
        self._texts = _Joined(folded)
        self._initials = _Joined(sound.initials for sound in self._sounds)
        self._wholes = _Joined(sound.whole for sound in self._sounds)
        # A letter or two are in nearly every sentence, and every search begins with them.
        self._short = lru_cache(maxsize=_SHORT)(self._one)

    def find(self, query: str) -> dict[str, Hit]:
        """Find the sentences that have all that is typed; parts are divided by spaces."""
        parts = [fold(part).lower() for part in query.split()]
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

    def _one(self, part: str) -> dict[str, Hit]:
        out: dict[str, Hit] = {}
        self._note(out, self._texts.find(part), f"“{part}”")
        if part.isascii() and part.isalpha():
            self._note(out, self._initials.find(part), f"拼音首字母 {part}")
            # One letter finds by first letters what it would find by syllables.
            if len(part) > 1:
                self._note(out, self._wholes.find(part, self._begins), f"拼音 {part}")
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

    def _begins(self, number: int, place: int) -> bool:
        """Say whether a syllable begins there."""
        return place in self._sounds[number].starts


def _sound(cut: Cut, text: str) -> _Sound:
    syllables = [syllable for word in cut(text) for syllable in _pinyin(word)]
    ends = list(accumulate(map(len, syllables)))
    starts = frozenset([0, *ends[:-1]] if ends else ())
    return _Sound("".join(s[0] for s in syllables), "".join(syllables), starts)


@lru_cache(maxsize=_WORDS)
def _pinyin(word: str) -> tuple[str, ...]:
    """Read a word; digits and marks have no reading, a Latin word reads as it is."""
    from pypinyin import lazy_pinyin

    return tuple(s for s in lazy_pinyin(word) if s.isascii() and s.isalpha())

"""Line breaking for Chinese text over terminal cells, by the rules of 避头尾."""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

_OPENING = "（《〈“‘【〔［｛「『〖([{￥¥＄$£€№"
_CLOSING = "，。、；：？！）》〉”’】〕］｝」』〗…·・‧％%‰℃°′″,.;:!?)]}々"
_HYPHENS = "-–－～~/／"
_MARKS = "\u0300-\u036f\u200b-\u200f\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f"

NEVER_FIRST = frozenset(_CLOSING)
"""Punctuation that never starts a line."""

NEVER_LAST = frozenset(_OPENING)
"""Punctuation that never ends a line."""

_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_SPACE = r"[^\S\u00a0\u202f]"
_MARKER = (
    r"(?<![^\s。；;：:！？])"
    rf"(?:\d{{1,3}}(?:[.．](?!\d)|、)|{_HAN_NUMBER}[、.．]|{_HAN_NUMBER}是|第{_HAN_NUMBER}[，、]"
    rf"|[（(](?:\d{{1,3}}|{_HAN_NUMBER})[）)][.．、]?|[①-⑳⑴-⒇][.．、]?|[-•·●■◆](?={_SPACE}))"
    rf"{_SPACE}*+(?=\S)"
)
# Letters and digits that are not Han, kana or Hangul; the full-width forms belong to them.
_LETTER = r"[^\W\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
_JOINER = r"[-._:/?#@&=+~%,'’*\\|：／．–]"
_WORD = rf"[-+＋－−±]?{_LETTER}++(?:{_JOINER}{{1,3}}{_LETTER}++)*+"
_UNIT = re.compile(
    rf"(?:\A{_SPACE}++)?(?:{_MARKER})?"
    rf"(?:[{re.escape(_OPENING)}]{_SPACE}*+)*+"
    rf"(?:{_WORD}|—++|[\s\S])?"
    rf"(?:[{_MARKS}{re.escape(_HYPHENS)}]|{_SPACE}*+[{re.escape(_CLOSING)}])*+"
    rf"({_SPACE}*+)"
)


class _Widths(dict[str, int]):
    def __missing__(self, char: str) -> int:
        width = self[char] = _char_width(char)
        return width


def _char_width(char: str) -> int:
    if char != "\u00ad" and unicodedata.category(char) in {
        "Mn",
        "Me",
        "Cf",
        "Cc",
        "Zl",
        "Zp",
        "Cs",
    }:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


_WIDTHS = _Widths()


def cell_width(text: str) -> int:
    """Count the terminal cells of `text`: Han 2, Latin and ambiguous marks 1, combining marks 0."""
    return sum(map(_WIDTHS.__getitem__, text))


def break_offsets(text: str, width: int, tab_size: int = 4) -> list[int]:
    """Find where one paragraph breaks into lines of `width` cells (ascending code-point indices).

    A line never starts with closing nor ends with opening punctuation, numbers and Latin words
    stay whole unless they are wider than a line, and a list marker stays with what follows it.
    Spaces at the end of a line hang: they may stand beyond `width`. No width, no breaks.
    """
    if width <= 0 or not text:
        return []
    return list(_breaks(text, width, max(1, min(tab_size, width))))


@lru_cache(maxsize=1024)
def _breaks(text: str, width: int, tab_size: int) -> tuple[int, ...]:
    before = _cells_before(text, tab_size)
    if before[-1] <= width:
        return ()
    ends: list[int] = []
    fits: list[int] = []
    for unit in _UNIT.finditer(text):
        ends.append(unit.end())
        fits.append(before[unit.start(1)])
    breaks: list[int] = []
    start = 0
    while True:
        room = before[start] + width
        last = bisect_right(fits, room) - 1
        end = ends[last] if last >= 0 else 0
        if end <= start:
            end = _cut_inside(text, before, start, room)
        if end >= len(text):
            return tuple(breaks)
        breaks.append(end)
        start = end


def _cut_inside(text: str, before: list[int], start: int, room: int) -> int:
    """Cut a run that is wider than a line: where 避头尾 allows, or else where the line is full."""
    limit = max(start + 1, bisect_right(before, room) - 1)
    while limit < len(text) and before[limit] == before[limit + 1]:
        limit += 1
    if limit == len(text):
        return limit
    for end in range(limit, start, -1):
        last, first = text[end - 1], text[end]
        if (
            first not in NEVER_FIRST
            and last not in NEVER_LAST
            and not (first.isdigit() and last.isdigit())
            and _WIDTHS[first]
        ):
            return end
    return limit


def _cells_before(text: str, tab_size: int) -> list[int]:
    if "\t" not in text:
        return list(accumulate(map(_WIDTHS.__getitem__, text), initial=0))
    before = [0]
    for char in text:
        cells = before[-1]
        before.append(cells + (tab_size - cells % tab_size if char == "\t" else _WIDTHS[char]))
    return before

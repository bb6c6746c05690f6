"""Ordinal marks at the start of headings and list items, such as 一、, （一）, 1., ① and 一是."""

import re
from functools import lru_cache
from typing import NamedTuple

_NUMBER = "[一二三四五六七八九十]{1,3}"
_MARKS = (
    ("is", re.compile(rf"({_NUMBER})是")),
    ("part", re.compile(rf"第({_NUMBER})(?:部分|章|节)[、，,:：\s]*")),
    ("first", re.compile(rf"第({_NUMBER})[，,、：:]")),
    ("han", re.compile(rf"({_NUMBER})(?:[、.．，,:：]\s*|\s+)")),
    ("paren_han", re.compile(rf"[（(]\s*({_NUMBER})\s*[）)][、.．]?\s*")),
    ("paren", re.compile(r"[（(]\s*([0-9０-９]{1,2})\s*[）)][、.．]?\s*")),
    ("dot", re.compile(r"([0-9０-９]{1,2})(?:[.．、](?![0-9０-９])|[)）])\s*")),
    ("circle", re.compile(r"([①-⑳])[、.．]?\s*")),
)
_FIRST = frozenset("一二三四五六七八九十第（(0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_HAN = {char: number for number, char in enumerate("一二三四五六七八九十", 1)}


class Mark(NamedTuple):
    """A mark: its style, its number and where the wording behind it starts."""

    style: str
    number: int
    end: int


@lru_cache(maxsize=4096)
def read_mark(text: str) -> Mark | None:
    """Give the ordinal mark a text starts with."""
    if not text or text[0] not in _FIRST:
        return None
    for style, pattern in _MARKS:
        found = pattern.match(text)
        if found:
            return Mark(style, _number(found[1]), found.end())
    return None


def without_mark(text: str) -> str:
    """Give a text without the ordinal mark it starts with."""
    mark = read_mark(text)
    return text[mark.end :] if mark else text


def _number(text: str) -> int:
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    if text[0] not in _HAN:
        return int(text)
    if "十" not in text:
        return _HAN[text[0]] if len(text) == 1 else 0
    tens, _, ones = text.partition("十")
    return (_HAN[tens] if tens else 1) * 10 + (_HAN.get(ones, 0) if ones else 0)

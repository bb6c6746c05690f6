"""W01: a character or word written twice, where the language does not double it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.checks.finding import Finding, Subject
from assistant.checks.lists import words
from assistant.checks.paragraphs import report, texts_of
from assistant.checks.rules import rule_set_of
from assistant.paths import cache_folder
from assistant.text.segment import shared

_ONE = re.compile(r"([\u4e00-\u9fff])\1+")
_MORE = re.compile(r"([\u4e00-\u9fff]{2,8}?)\1")
_BOTH = re.compile(r"(.)\1(.)\2")
_COUNTS = frozenset("〇零一二三四五六七八九十百千万亿两")
# Words of one character that may stand behind a word which ends with the same character …
_AFTER = frozenset("的与和在为以有到对了并由是将从向等中上下内外后前")
# … or in front of one that begins with it.
_BEFORE = frozenset("的和与在为以有到对了由是将从向等把被全各本该新其经年月日")
# A word whose second half is soon taken for the start of another: 公｜开工, 公｜开平.
_TORN = "公开"
_TIMES = frozenset("年月日")
# Nouns of one character that end longer ones: 参保地｜地级市.
_NOUNS = frozenset("地国港城税费路率额证站点线水电股泉井区市县镇村河湖林园疫病毒所")
_MARKERS = "第一二三四五六七八九十是"
_AROUND = 8
_NOT_WORD = re.compile(r"[^\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Doubled:
    """Something written twice: where, and what should stand there once."""

    start: int
    end: int
    once: str


def doubled_words(subject: Subject) -> Iterator[Finding]:
    """Find doubled characters and words in sentences and headings."""
    finder = finder_of(subject)
    for where in texts_of(subject):
        for one in finder.find(where.text):
            yield report(
                subject,
                where,
                (one.start, one.end),
                "W01",
                "doubled",
                f"“{where.text[one.start : one.end]}”多写了一遍，应为“{one.once}”",
                basis="公文用字应当准确规范",
                suggestion=f"改为“{one.once}”",
                mend=one.once,
            )


class Finder:
    """Knows which doublings the language has; its lists are settings of the rules."""

    def __init__(
        self,
        traps: tuple[str, ...],
        reduplications: tuple[str, ...],
        allowed: tuple[str, ...],
        joints: tuple[str, ...],
        places: tuple[str, ...],
    ) -> None:
        self._traps = traps
        self._double = frozenset(word for word in reduplications if len(word) == 2)
        longer = (word for word in reduplications if len(word) > 2)
        self._known = _any((*longer, *allowed))
        self._joints = joints
        self._place = re.compile(f".{{0,1}}{_any(places).pattern}") if places else _any(())
        # The same sentences come again: in the next report, and after the next key.
        self._found = lru_cache(maxsize=4096)(lambda text: tuple(self._find(text)))

    def find(self, text: str) -> tuple[Doubled, ...]:
        """Give every doubling of `text` that should not be."""
        return self._found(text)

    def _find(self, text: str) -> Iterator[Doubled]:
        longer, single = list(_MORE.finditer(text)), list(_ONE.finditer(text))
        if not longer and not single:
            return
        taken: list[tuple[int, int]] = []
        quiet = [match.span() for match in self._known.finditer(text)]
        quiet += [match.span() for match in _BOTH.finditer(text)]
        for match in longer:
            once = match[1]
            if _touch(match.span(), quiet) or _usual(once) or _woven(text, match):
                continue
            taken.append(match.span())
            yield Doubled(*match.span(), once)
        for match in single:
            if _touch(match.span(), quiet) or _touch(match.span(), taken):
                continue
            if match[1] in _COUNTS or self._usual(text, match) or self._joined(text, match):
                continue
            yield Doubled(*match.span(), match[1])

    def _usual(self, text: str, match: re.Match[str]) -> bool:
        """Say whether the language doubles this word, and the next does not begin inside it."""
        if match[0] not in self._double or text[match.start() - 1 : match.start()].isdecimal():
            return False
        return not text.startswith(self._traps, match.end() - 1)

    def _joined(self, text: str, match: re.Match[str]) -> bool:
        """Say whether one word ends where the next, beginning alike, starts; or it is a name."""
        if len(match[0]) > 2:
            return False
        middle = match.start() + 1
        if text.startswith(self._joints, middle) or self._place.match(text, match.end()):
            return True
        return _parted(text, middle)


def finder_of(subject: Subject) -> Finder:
    """Give the finder with the lists that hold for a report."""
    settings = rule_set_of(subject).settings
    names = ("doubled_traps", "reduplications", "doubled_allowed", "doubled_joints", "place_tails")
    return _finder(*(words(settings, name) for name in names))


@cache
def _finder(*lists: tuple[str, ...]) -> Finder:
    return Finder(*lists)


def _parted(text: str, middle: int) -> bool:
    """Say whether one word ends at `middle` and another begins there, or both are inside one."""
    before, after = _around(text, middle)
    tokens = _cut(before + after)
    left = next((t for start, t in tokens if start + len(t) == len(before)), "")
    right = next((t for start, t in tokens if start == len(before)), "")
    if not right:
        # 税收收入 is a word of its own; of 平平 the dictionary has too many.
        return any(len(t) > 2 and s < len(before) < s + len(t) for s, t in tokens)
    if len(left) > 1 and right in _AFTER:
        return True
    small = left in _BEFORE and (len(before) > 1 or left in _TIMES)
    if len(right) > 1 and small:
        return True
    if before[-1] in _NOUNS and _begins(after):
        return True
    if len(left) > 1 and len(right) > 1:
        return not before[: -len(left) + 1].endswith(_TORN)
    ends = len(left) > 1 or _word(before[-2:]) or _word(before[-3:])
    begins = len(right) > 1 or _begins(after)
    return ends and begins and not _better(tokens, _cut(before + after[1:]))


def _better(twice: list[tuple[int, str]], once: list[tuple[int, str]]) -> bool:
    """Say whether a text falls into words better with the character written once."""
    return _single(twice) > _single(once) or len(twice) > len(once) + 1


def _single(tokens: list[tuple[int, str]]) -> int:
    return sum(1 for _, token in tokens if len(token) == 1)


def _around(text: str, middle: int) -> tuple[str, str]:
    before = _NOT_WORD.split(text[max(0, middle - _AROUND) : middle])[-1]
    # A list marker at the start would be dropped, and the words counted wrongly.
    before = before.lstrip(_MARKERS) or before[-1:]
    return before, _NOT_WORD.split(text[middle : middle + _AROUND])[0]


def _cut(text: str) -> list[tuple[int, str]]:
    out: list[tuple[int, str]] = []
    at = 0
    for token in shared(cache_folder()).tokens(text):
        out.append((at, token))
        at += len(token)
    return out


def _begins(after: str) -> bool:
    return _word(after[:2]) or _word(after[:3])


def _word(text: str) -> bool:
    return len(text) > 1 and shared(cache_folder()).tokens(text) == (text,)


def _usual(once: str) -> bool:
    """Say whether a doubled word is a count, or of the kind of 一个一个."""
    counted = set(once) <= _COUNTS or once[0] == "一" or len(set(once)) == 1
    return counted or once[0] in "的等"


def _woven(text: str, match: re.Match[str]) -> bool:
    """Say whether a doubling of two is three words woven together, as in 企业｜创业｜创新."""
    start, end = match.span()
    if end - start != 4 or not start:
        return False
    before, after = _around(text, start + 1)
    return (len(before), text[start + 1 : end - 1]) in _cut(before + after)


def _touch(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)


def _any(listed: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(listed, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, longest))})" if longest else r"(?!)")

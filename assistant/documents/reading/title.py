"""The title of a report: whose it is, and for which year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from assistant.documents.reading.pages import Paragraph
from assistant.documents.reading.webpage import cells
from assistant.form.load import LoadedForm
from assistant.form.model import Form
from assistant.form.wording import BLANK_MARK, Slot, lex
from assistant.text.clean import clean

_SPACES = re.compile(r"\s+")
_YEAR = re.compile(r"(20\d\d|[二两]?[〇○零Oo一二三四五六七八九十]{4})年?度?")
_HAN = {char: str(number) for number, char in enumerate("零一二三四五六七八九")}
_HAN |= {"两": "2", **dict.fromkeys("〇○Oo", "0")}
_FULL = str.maketrans("０１２３４５６７８９", "0123456789")
_LONGEST = 60
_LINES = 3
_LIKE = 70


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, and what it says; `strict` when it is worded as the form words it."""

    text: str
    unit: str
    year: int | None
    strict: bool


def find_title(
    paragraphs: Sequence[Paragraph], end: int, loaded: LoadedForm, start: int = 0
) -> tuple[int, int, Title] | None:
    """Find the last title between two paragraphs: (first, behind its last paragraph, title).

    A title may stand over several lines; a whole one wins over one without its unit.
    """
    loose: tuple[int, int, Title] | None = None
    for last in range(end - 1, start - 1, -1):
        longest = max(map(len, cells(paragraphs[last].text)), default=0)
        if not 0 < longest <= _LONGEST:
            continue
        for first in _openings(paragraphs, last, start):
            # Web pages print a title twice.
            lines = dict.fromkeys(p.text for p in paragraphs[first : last + 1])
            text = "".join(lines)
            parts = cells(text) if len(lines) == 1 else [text]
            title = _first_title(parts, loaded) if len(text) <= _LONGEST * 2 else None
            if title and title.strict and title.unit:
                return first, last + 1, title
            better = title is not None and (
                loose is None or (not loose[2].unit and bool(title.unit) and loose[1] == last + 1)
            )
            if better and title is not None:
                loose = first, last + 1, title
    return loose


def _first_title(texts: Sequence[str], loaded: LoadedForm) -> Title | None:
    titles = (read_title(text, loaded) for text in texts)
    return next((title for title in titles if title), None)


def _openings(paragraphs: Sequence[Paragraph], last: int, start: int) -> list[int]:
    """Give where a title that ends at `last` may begin: one to three lines that have text."""
    out: list[int] = []
    for first in range(last, max(start, last - 2 * _LINES) - 1, -1):
        if paragraphs[first].text:
            out.append(first)
        if len(out) == _LINES or any(stop in paragraphs[first].text for stop in "。；："):
            break
    return out


def read_title(text: str, loaded: LoadedForm) -> Title | None:
    """Read a title; None when the text is none."""
    text = clean(text)
    whole = _pattern(loaded.form.title, loaded.form.roles.unit, loaded.form.roles.year)
    found = whole.fullmatch(text) or whole.fullmatch(_SPACES.sub("", text.translate(_FULL)))
    if found:
        names = found.groupdict()
        unit = names.get("unit") or ""
        year = names.get("year") or ""
        return Title(
            text,
            "" if unit == BLANK_MARK else unit,
            int(year) if year.isdigit() else None,
            True,
        )
    return _loose(text, loaded.form)


def _loose(text: str, form: Form) -> Title | None:
    """Read a title worded otherwise, as 某局2021年度政府信息公开年报."""
    bare = _SPACES.sub("", text.translate(_FULL)).removeprefix("关于")
    bare = re.sub(r"[（(][^（()）]*[）)]$", "", bare)
    kernel = _kernel(form)
    if not kernel or len(bare) > _LONGEST or re.search("[，。；：！？:>＞]", bare):
        return None
    if not bare.endswith((kernel[-2:], "年报")):
        return None
    year = _YEAR.search(bare)
    rest = bare[: year.start()] + bare[year.end() :] if year else bare
    alike = fuzz.partial_ratio(kernel, rest) >= _LIKE or (
        year and kernel[: len(kernel) // 2] in rest
    )
    if not alike or (not year and rest == kernel):
        return None
    unit = bare[: year.start()] if year and year.start() else _before(rest, kernel)
    return Title(text, unit.removesuffix("关于"), year_number(year[1]) if year else None, False)


def year_number(text: str) -> int | None:
    """Read a year in Arabic or Han digits."""
    digits = "".join(_HAN.get(char, char) for char in text)
    return int(digits) if digits.isdigit() and len(digits) == 4 else None


def _before(rest: str, kernel: str) -> str:
    starts = range(len(rest))
    best = max(starts, key=lambda at: (fuzz.ratio(rest[at:], kernel), -at), default=0)
    return rest[:best]


@lru_cache(maxsize=64)
def _pattern(title: str, unit: str, year: str) -> re.Pattern[str]:
    out = ""
    seen: set[str] = set()
    for part in lex(title):
        if not isinstance(part, Slot):
            out += re.escape(part)
        elif part.expression == unit and unit not in seen:
            out += "(?P<unit>.+?)"
        elif part.expression == year and year not in seen:
            out += rf"(?P<year>\d{{4}}|{BLANK_MARK})"
        else:
            out += ".+?"
        if isinstance(part, Slot):
            seen.add(part.expression)
    return re.compile(out)


def _kernel(form: Form) -> str:
    """Give the title's own wording without the year."""
    texts = [part for part in lex(form.title) if isinstance(part, str)]
    return max(texts, key=len, default="").removeprefix("年").removeprefix("度")

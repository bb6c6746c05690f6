"""The end of a report: signature and date."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.documents.reading.marks import read_mark
from assistant.documents.reading.pages import Paragraph
from assistant.documents.reading.title import year_number
from assistant.text.numbers import fold_digits

_DIGIT_DATE = re.compile(r"(\d{4})[年.\-/](\d{1,2})[月.\-/](\d{1,2})日?")
_HAN = "〇○零Oo一二三四五六七八九十"
_HAN_DATE = re.compile(rf"([{_HAN}]{{4}})年([{_HAN}]{{1,3}})月([{_HAN}]{{1,3}})日")
_ENDING = re.compile(
    r"(?P<who>.*?)[\s\u3000]*(?:日期[:：]|成文日期[:：])?"
    rf"(?P<when>[\d０-９]{{4}}\s*[年.．\-/]\s*[\d０-９]{{1,2}}\s*[月.．\-/]\s*[\d０-９]{{1,2}}\s*日?|[{_HAN}]{{4}}年[{_HAN}]{{1,3}}月[{_HAN}]{{1,3}}日)"
)
_SEAL = re.compile(r"[（(](?:盖章|公章|印章|章)[）)]$")
_DIGITS = {char: number for number, char in enumerate("一二三四五六七八九", 1)}
_STOPS = tuple("。；：！？，,;:!?")
_LONGEST = 40
_SHORTEST = 4
_LIKE = 60


@dataclass(frozen=True, slots=True)
class Ending:
    """What a report ends with, and the paragraphs it stands in.

    Attributes:
        body_end: index behind the last paragraph that is not ending.
        end: index behind the ending; what follows is not part of the report.
    """

    signature: str = ""
    date: datetime.date | None = None
    signature_at: int | None = None
    date_at: int | None = None
    date_offset: int = 0
    body_end: int = 0
    end: int = 0


def find_ending(paragraphs: Sequence[Paragraph], unit: str) -> Ending:
    """Find signature and date among the paragraphs of the last section."""
    for at, paragraph in enumerate(paragraphs):
        found = _ENDING.fullmatch(paragraph.text) if len(paragraph.text) <= _LONGEST * 2 else None
        date = read_date(found["when"]) if found else None
        if not found or date is None:
            continue
        who = found["who"]
        if who and not (len(who) <= _LONGEST and _like(who, unit)):
            continue
        if not who and "date" not in paragraph.style and _styled(paragraphs, "date"):
            continue
        if who:
            return Ending(who, date, at, at, found.start("when"), at, at + 1)
        return _around(paragraphs, at, date, unit)
    return _signature_only(paragraphs, unit)


def read_date(text: str) -> datetime.date | None:
    """Read a date as documents print it; None when there is no such day."""
    folded = fold_digits(text)
    found = _DIGIT_DATE.fullmatch(folded)
    try:
        if found:
            return datetime.date(int(found[1]), int(found[2]), int(found[3]))
        han = _HAN_DATE.fullmatch(folded)
        year = year_number(han[1]) if han else None
        if not han or year is None:
            return None
        return datetime.date(year, _han_number(han[2]), _han_number(han[3]))
    except ValueError:
        return None


def _han_number(text: str) -> int:
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def _around(paragraphs: Sequence[Paragraph], at: int, date: datetime.date, unit: str) -> Ending:
    before = _text_before(paragraphs, at)
    if before is not None and _signs(paragraphs[before], unit):
        return Ending(paragraphs[before].text, date, before, at, 0, before, at + 1)
    after = next((i for i in range(at + 1, len(paragraphs)) if paragraphs[i].text), None)
    if after is not None and unit and _bare(paragraphs[after].text) == unit:
        return Ending(paragraphs[after].text, date, after, at, 0, at, after + 1)
    return Ending("", date, None, at, 0, at, at + 1)


def _signature_only(paragraphs: Sequence[Paragraph], unit: str) -> Ending:
    for at in range(len(paragraphs) - 1, -1, -1):
        paragraph = paragraphs[at]
        if "signature" in paragraph.style or (unit and _bare(paragraph.text) == unit):
            return Ending(paragraph.text, None, at, None, 0, at, at + 1)
        if paragraph.text and not (unit and _styled(paragraphs, "signature")):
            break
    return Ending(body_end=len(paragraphs), end=len(paragraphs))


def _text_before(paragraphs: Sequence[Paragraph], at: int) -> int | None:
    return next((i for i in range(at - 1, -1, -1) if paragraphs[i].text), None)


def _signs(paragraph: Paragraph, unit: str) -> bool:
    if "signature" in paragraph.style:
        return True
    text = paragraph.text
    if _like(text, unit):
        return True
    return _SHORTEST <= len(text) <= _LONGEST and not text.endswith(_STOPS) and not read_mark(text)


def _like(text: str, unit: str) -> bool:
    bare = _bare(text)
    if bare.endswith(_STOPS) or len(bare) > _LONGEST:
        return False
    return bool(unit) and (bare in unit or unit in bare or fuzz.ratio(bare, unit) >= _LIKE)


def _bare(text: str) -> str:
    return _SEAL.sub("", text.replace(" ", "").replace("\u3000", ""))


def _styled(paragraphs: Sequence[Paragraph], style: str) -> bool:
    return any(style in p.style and p.text for p in paragraphs)

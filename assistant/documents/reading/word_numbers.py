"""Automatic numbers of a Word file, which its text does not hold: 一、 （一） 1."""

import re
from collections import defaultdict
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

_HAN = "〇一二三四五六七八九"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "japaneseDigitalTenThousand",
    }
)
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_DECIMAL = frozenset({"decimal", "decimalFullWidth", "decimalZero", "decimalHalfWidth"})


class Numbers:
    """Counts the numbered paragraphs of a document in order."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._styles = {style.style_id: style.element for style in document.styles}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract = {a.get(qn("w:abstractNumId")): a for a in numbering.iter(qn("w:abstractNum"))}
        for number in numbering.iter(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            source = None if link is None else abstract.get(link.get(qn("w:val")))
            if source is not None:
                self._levels[number.get(qn("w:numId"), "")] = _levels(source)

    def of(self, paragraph: Any, *, has_text: bool) -> str:  # noqa: ANN401 - lxml
        """Give the number in front of a paragraph, and count it."""
        number, level = self._number(paragraph)
        levels = self._levels.get(number, {})
        if level not in levels or not has_text:
            return ""
        counts = self._counts[number]
        _, text, start = levels[level]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            kind, _, first = levels.get(at, ("decimal", "", 1))
            return _show(counts.get(at, first), kind)

        return re.sub(r"%(\d)", shown, text) if levels[level][0] != "bullet" else ""

    def _number(self, paragraph: Any) -> tuple[str, int]:  # noqa: ANN401 - lxml
        properties = paragraph.find(qn("w:pPr"))
        seen = 0
        while properties is not None and seen < 10:
            seen += 1
            found = properties.find(qn("w:numPr"))
            if found is not None:
                number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
                if number is not None:
                    at = 0 if level is None else int(level.get(qn("w:val"), "0"))
                    return number.get(qn("w:val"), ""), at
            link = properties.find(qn("w:pStyle"))
            if link is None:
                link = properties.getparent().find(qn("w:basedOn"))
            style = None if link is None else self._styles.get(link.get(qn("w:val"), ""))
            properties = None if style is None else style.find(qn("w:pPr"))
        return "", 0


def _levels(source: Any) -> dict[int, tuple[str, str, int]]:  # noqa: ANN401 - lxml
    out: dict[int, tuple[str, str, int]] = {}
    for level in source.iter(qn("w:lvl")):
        values = {}
        for name in ("numFmt", "lvlText", "start"):
            found = level.find(qn(f"w:{name}"))
            values[name] = "" if found is None else found.get(qn("w:val"), "")
        start = int(values["start"]) if values["start"].isdigit() else 1
        at = int(level.get(qn("w:ilvl"), "0"))
        out[at] = values["numFmt"] or "decimal", values["lvlText"], start
    return out


def _show(number: int, kind: str) -> str:
    if kind in _CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return ((_HAN[tens] if tens > 1 else "") + "十" if tens else "") + (
            _HAN[ones] if ones else ""
        )
    if kind in _CIRCLED and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    return str(number) if kind in _DECIMAL or kind in _CHINESE or kind in _CIRCLED else ""

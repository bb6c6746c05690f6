"""Reads plain text into pages: its encoding, its lines, and lines that were cut for width."""

import codecs
import re
from collections.abc import Iterable
from itertools import pairwise

from assistant.documents.reading.figures import looks_like_figure
from assistant.documents.reading.marks import read_mark
from assistant.documents.reading.pages import Pages, Paragraph

_BREAK = re.compile("\r\n|\n|\r")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JUNK = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_MOST_JUNK = 0.02
_WIDEST = 60
_NARROWEST = 15
_FULL = 0.85
_MANY = 4
_HAN = re.compile("[\u4e00-\u9fff]")
_NARROW = re.compile("[\x00-\u2e80]")
# Pages set Han and digits a quarter of a character apart.
_GAP = re.compile("(?<=[\u4e00-\u9fff])(?=[0-9])|(?<=[0-9])(?=[\u4e00-\u9fff])")
_FEW = 3
_STOPS = tuple("。：；！？”）")


def decode(data: bytes) -> str | None:
    """Decode text as UTF-8, UTF-16 with its mark, or GB18030; None when it is no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _sound(data.decode(encoding, errors="replace"))
    for encoding in ("utf-8", "gb18030"):
        try:
            return _sound(data.decode(encoding))
        except UnicodeDecodeError as error:
            # A file cut off in the middle of a character is still that text.
            if error.start >= len(data) - 4 and error.start > 0:
                return _sound(data[: error.start].decode(encoding))
    text = data.decode("utf-8", errors="replace")
    return _sound(text)


def _sound(text: str) -> str | None:
    junk = len(_JUNK.findall(text))
    return None if "\x00" in text or junk > max(2, _MOST_JUNK * len(text)) else text


def text_pages(text: str) -> Pages:
    """Give the lines of a text as paragraphs; hard-wrapped lines become one paragraph again."""
    lines = _BREAK.split(text.removeprefix("\ufeff"))
    paragraphs = [Paragraph(line, ((0, number, 1),)) for number, line in enumerate(lines, 1)]
    if _wrapped(lines):
        paragraphs = _joined(paragraphs)
    return Pages(tuple(paragraphs), tuple(lines))


def _wrapped(lines: list[str]) -> bool:
    """Say whether a text was cut at one width: no long line, many that go on in the next."""
    if any(len(line) > 2 * _WIDEST and _width(line) > 2 * _WIDEST for line in lines):
        return False
    widest = _widest(lines)
    if not _NARROWEST <= widest <= _WIDEST:
        return False
    return sum(_goes_on(one, other, widest) for one, other in pairwise(lines)) >= _MANY


def _goes_on(line: str, following: str, widest: float) -> bool:
    return (
        _is_full(line, widest)
        and _is_prose(following)
        and not following.startswith(("  ", "\u3000"))
        and _HAN.search(following) is not None
        and read_mark(following.strip()) is None
    )


def _widest(lines: Iterable[str]) -> float:
    """Give the greatest width that several lines share; a few longer ones do not count."""
    widths = sorted((_width(line) for line in lines if _is_prose(line)), reverse=True)
    shared = zip(widths, widths[_MANY - 1 :], strict=False)
    return next((width for width, fourth in shared if fourth >= _FULL * width), 0)


def _width(line: str) -> float:
    text = line.strip()
    return len(text) - len(_NARROW.findall(text)) / 2 + len(_GAP.findall(text)) / 4


def _is_prose(line: str) -> bool:
    """Say whether a line is running text and not the cells of a table."""
    chunks = line.split()
    return (
        "\t" not in line
        and "  " not in line.strip()
        and len(chunks) <= _FEW
        and not any(map(looks_like_figure, chunks[:1]))
    )


def _is_full(line: str, widest: float) -> bool:
    prose = _is_prose(line) and not line.rstrip().endswith(_STOPS)
    return prose and _width(line) >= _FULL * widest


def _joined(paragraphs: list[Paragraph]) -> list[Paragraph]:
    widest = _widest(p.raw for p in paragraphs)
    out: list[Paragraph] = []
    for number, paragraph in enumerate(paragraphs):
        follows = number > 0 and _goes_on(paragraphs[number - 1].raw, paragraph.raw, widest)
        if not follows:
            out.append(paragraph)
            continue
        head = out[-1].raw.rstrip()
        body = paragraph.raw.lstrip()
        column = len(paragraph.raw) - len(body) + 1
        out[-1] = Paragraph(head + body, (*out[-1].pieces, (len(head), paragraph.line, column)))
    return out

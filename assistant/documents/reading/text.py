"""Reads plain text into pages: its encoding, its lines, and lines that were cut for width."""

import codecs
import re

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
    """Say whether a text was cut at one width: no long line, many full ones without a stop."""
    widths = [len(line.strip()) for line in lines if line.strip()]
    widest = max(widths, default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return False
    full = sum(_is_full(line, widest) for line in lines)
    return full >= 4


def _is_full(line: str, widest: int) -> bool:
    text = line.strip()
    return len(text) >= _FULL * widest and not text.endswith(_STOPS) and "\t" not in text


def _joined(paragraphs: list[Paragraph]) -> list[Paragraph]:
    widest = max(len(p.raw.strip()) for p in paragraphs)
    out: list[Paragraph] = []
    for number, paragraph in enumerate(paragraphs):
        before = paragraphs[number - 1] if number else None
        follows = (
            before is not None
            and _is_full(before.raw, widest)
            and paragraph.text != ""
            and not paragraph.raw.startswith(("  ", "\u3000", "\t"))
            and not read_mark(paragraph.text)
            and not re.search(r"\s\d+\s*$", before.raw)
        )
        if not follows or not out:
            out.append(paragraph)
            continue
        head = out[-1].raw.rstrip()
        body = paragraph.raw.lstrip()
        column = len(paragraph.raw) - len(body) + 1
        pieces = (*out[-1].pieces, (len(head), paragraph.line, column))
        out[-1] = Paragraph(head + body, pieces)
    return out

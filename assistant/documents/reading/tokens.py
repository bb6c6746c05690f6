"""Cuts tables, and text that holds tables, into words and figures in reading order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.documents.reading.figures import looks_like_figure
from assistant.documents.reading.labels import Labels, fold
from assistant.documents.reading.pages import Paragraph, TableBlock
from assistant.report.model import Place

_CHUNK = re.compile(r"[^\s\u00a0\u3000]+")
_STOPS = re.compile("[。；！？]")
_PLAIN = re.compile(r"[\s\u00a0\u3000]+")
_COVER = 0.6
_YEAR = re.compile(r"[（(]20\d\d年?[）)]")


@dataclass(slots=True)
class Token:
    """A word, a figure, or a blank cell.

    Attributes:
        kind: `word`, `figure` or `blank`.
        line: for messages.
        field: position among the cells of its row; -1 when its row has no cells to count.
    """

    kind: str
    text: str
    fold: str
    place: Place
    line: int
    field: int = -1


def table_tokens(table: TableBlock) -> Iterator[Token]:
    """Give the cells of a table, one token each."""
    for number, row in enumerate(table.rows, 1):
        for cell in row:
            place = Place(table=table.number, row=number, cell=cell.column + 1)
            text = _without_year(_PLAIN.sub("", cell.text))
            kind = "blank" if not text else "figure" if looks_like_figure(text) else "word"
            folded = fold(text) if kind == "word" else ""
            if kind == "word" and not folded:
                kind = "figure"
            yield Token(kind, cell.text.strip(), folded, place, table.line, cell.column)


def text_tokens(paragraphs: Iterable[Paragraph]) -> Iterator[Token]:
    """Give the words and figures of lines of text; empty lines and empty fields are blanks."""
    listed = list(paragraphs)
    tabbed = any(p.raw.startswith("\t") and p.raw.count("\t") == 1 for p in listed)
    for paragraph in listed:
        line = paragraph.line
        fields = paragraph.raw.split("\t")
        if len(fields) < 3:
            chunks = _chunks(paragraph.raw)
            for start, kind, chunk, folded in chunks:
                yield Token(kind, chunk, folded, paragraph.raw_place(start), line)
            if not chunks and ("\t" in paragraph.raw or not tabbed):
                yield Token("blank", "", "", paragraph.place(0), line)
            continue
        offset = 0
        for number, text in enumerate(fields):
            chunks = _chunks(text)
            for start, kind, chunk, folded in chunks:
                place = paragraph.raw_place(offset + start)
                yield Token(kind, chunk, folded, place, line, number)
            if not chunks:
                yield Token("blank", "", "", Place(line, offset + 1), line, number)
            offset += len(text) + 1


def looks_tabular(paragraph: Paragraph, labels: Labels) -> bool:
    """Say whether a line belongs to a table: figures, labels of the form, or parts of them."""
    text = paragraph.text
    if not text:
        return True
    if _STOPS.search(text):
        return False
    if text.count("|") > 1:
        return True
    yearless = _without_year(text)
    chunks = _CHUNK.findall(yearless)
    figures = [looks_like_figure(chunk) for chunk in chunks]
    if all(figures):
        return True
    if len(chunks) > 1 and figures[-1] and not any(mark in text for mark in "，,"):
        return True
    if fold(yearless) in labels.run or all(fold(chunk) in labels.run for chunk in chunks):
        return True
    words = "".join(fold(c) for c, is_figure in zip(chunks, figures, strict=True) if not is_figure)
    covered = sum(len(found.word) for found in labels.met(words))
    return covered >= _COVER * len(words)


def _without_year(label: str) -> str:
    """Give a label without the year some print into it, as in 本年（2023）制发件数."""
    return _YEAR.sub("", label)


# Most fields of a table are a label of the form or a small number, and come again.
@lru_cache(maxsize=4096)
def _chunks(text: str) -> tuple[tuple[int, str, str, str], ...]:
    """Give (start, kind, text, folded) of the words and figures of a field."""
    out: list[tuple[int, str, str, str]] = []
    for found in _CHUNK.finditer(text):
        chunk = found[0]
        if looks_like_figure(chunk):
            out.append((found.start(), "figure", chunk, ""))
        elif folded := fold(_without_year(chunk)):
            out.append((found.start(), "word", chunk, folded))
    return tuple(out)

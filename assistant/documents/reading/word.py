"""Reads a Word file into pages: paragraphs with automatic numbers, tables with merged cells."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from assistant.documents.reading.pages import Cell, PageMaker, Pages
from assistant.documents.reading.word_numbers import Numbers
from assistant.errors import UserError

_TEXT = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_BOXES = {
    qn("w:txbxContent"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_PASSED = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText")}
_LONG_CELL = 200


def word_pages(data: bytes, name: str) -> Pages:
    """Give the body of a Word file; text boxes are listed, headers and footers are not read.

    Raises:
        UserError: it is not a whole Word file.
    """
    try:
        document: WordDocument = Document(io.BytesIO(data))
        reader = _Reader(document)
        reader.blocks(document.element.body)
    except (
        OpcError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        etree.XMLSyntaxError,
        EOFError,
        OSError,
        IndexError,
        RecursionError,
    ):
        raise UserError(
            f"{name} 不完整或已经损坏，请重新取一份，或在 Word、WPS 里打开后另存"
        ) from None
    return reader.maker.pages()


class _Reader:
    def __init__(self, document: WordDocument) -> None:
        self.maker = PageMaker()
        self.numbers = Numbers(document)
        self.styles = {style.style_id: (style.name or "").lower() for style in document.styles}

    def blocks(self, parent: Any) -> None:  # noqa: ANN401 - lxml
        for child in parent:
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag in {qn("w:sdt"), qn("w:ins"), qn("w:smartTag"), qn("w:customXml")}:
                content = child.find(qn("w:sdtContent"))
                self.blocks(child if content is None else content)

    def _paragraph(self, paragraph: Any) -> None:  # noqa: ANN401 - lxml
        for box in paragraph.iter(qn("w:txbxContent")):
            self.maker.ignore("".join(_text(box)))
        style = self._style(paragraph)
        text = "".join(_text(paragraph))
        number = self.numbers.of(paragraph, has_text=bool(text.strip()))
        if style.startswith("toc"):
            self.maker.ignore(text)
            return
        self.maker.paragraph(number + text, style)

    def _style(self, paragraph: Any) -> str:  # noqa: ANN401 - lxml
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        key = "" if found is None else found.get(qn("w:val"), "")
        return self.styles.get(key, "")

    def _table(self, table: Any) -> None:  # noqa: ANN401 - lxml
        rows = [[(r, c, cell) for c, cell in _cells(row)] for r, row in enumerate(_rows(table))]
        if any(_is_layout(cell) for row in rows for _, _, cell in row):
            for row in rows:
                for _, _, cell in row:
                    self.blocks(cell)
            return
        self.maker.table(
            [Cell(r, c, _cell_text(cell)) for r, c, cell in row if not _continues(cell)]
            for row in rows
        )


def _rows(table: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml
    for child in table:
        if child.tag == qn("w:tr"):
            yield child
        elif child.tag in {qn("w:sdt"), qn("w:ins"), qn("w:customXml")}:
            content = child.find(qn("w:sdtContent"))
            yield from _rows(child if content is None else content)


def _cells(row: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401 - lxml
    """Give each cell of a row with the grid column it starts in."""
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    column = 0 if before is None else int(before.get(qn("w:val"), "0"))
    for child in row:
        cells = [child] if child.tag == qn("w:tc") else []
        if child.tag in {qn("w:sdt"), qn("w:customXml")}:
            cells = list(child.iter(qn("w:tc")))
        for cell in cells:
            yield column, cell
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            column += 1 if span is None else max(1, int(span.get(qn("w:val"), "1")))


def _continues(cell: Any) -> bool:  # noqa: ANN401 - lxml
    """Say whether a cell is the lower part of one merged downwards."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _is_layout(cell: Any) -> bool:  # noqa: ANN401 - lxml
    """Say whether a cell holds a page rather than a figure: a table, or a whole text."""
    if cell.find(f".//{qn('w:tbl')}") is not None:
        return True
    return len(cell.findall(qn("w:p"))) > 1 and len(_cell_text(cell)) > _LONG_CELL


def _cell_text(cell: Any) -> str:  # noqa: ANN401 - lxml
    return "".join(_text(cell)).replace("\n", "").strip()


def _text(element: Any) -> Iterator[str]:  # noqa: ANN401 - lxml
    for child in element:
        if child.tag in _PASSED or child.tag in _BOXES:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _TEXT:
            kind = child.get(qn("w:type"), "")
            yield "" if kind in {"page", "column"} else _TEXT[child.tag]
        else:
            yield from _text(child)

"""What every kind of file is turned into first: paragraphs and tables, in order, with places."""

import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from assistant.report.model import Place
from assistant.text.clean import clean_line


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as it stands in a file.

    Attributes:
        raw: its text, untouched.
        pieces: (offset in `raw`, line, column) of each part that comes from another line;
            the first offset is 0. Lines and columns are 1-based.
        style: the name its format has for it (`heading 1`, `h2`), in lower case; empty in text.
    """

    raw: str
    pieces: tuple[tuple[int, int, int], ...]
    style: str = ""

    @cached_property
    def text(self) -> str:
        """The text, cleaned."""
        return clean_line(self.raw)

    @property
    def line(self) -> int:
        """The line it starts in."""
        return self.pieces[0][1]

    def place(self, offset: int) -> Place:
        """Give the place of an offset in `text`."""
        return self.raw_place(self._raw_offset(offset))

    def part(self, start: int, end: int | None = None) -> "Paragraph":
        """Give the paragraph from one offset of `raw` to another."""
        end = len(self.raw) if end is None else end
        first = self.raw_place(start)
        pieces = [(0, first.line or 0, first.column or 0)]
        pieces += [(o - start, line, column) for o, line, column in self.pieces if start < o < end]
        return Paragraph(self.raw[start:end], tuple(pieces), self.style)

    def raw_place(self, offset: int) -> Place:
        """Give the place of an offset in `raw`."""
        at = 0
        if len(self.pieces) > 1:
            at = bisect.bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1
        start, line, column = self.pieces[at]
        return Place(line, column + offset - start)

    def _raw_offset(self, offset: int) -> int:
        lead = len(self.raw) - len(self.raw.lstrip(" \t\u00a0\u3000"))
        if self.raw[lead : lead + len(self.text)].replace("\u00a0", " ") == self.text:
            return lead + offset
        # Cleaning dropped or joined characters: find the shortest start that keeps enough.
        ends = range(len(self.raw) + 1)
        kept = bisect.bisect_right(
            ends, offset, key=lambda end: len(clean_line(self.raw[:end] + "x")) - 1
        )
        return max(0, kept - 1)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell at the position where it starts; both counts are 0-based, merged cells once."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with its merged cells resolved.

    Attributes:
        number: 1-based in the file.
        line: the paragraph in front of it, for messages.
        rows: the cells that start in each row, left to right.
    """

    number: int
    line: int
    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | TableBlock


@dataclass(frozen=True)
class Pages:
    """A file as a sequence of blocks.

    Attributes:
        lines: the text paragraph by paragraph; `Place.line` counts in it.
        ignored: (line, text) of what stands outside the flow of text, such as text boxes.
    """

    blocks: tuple[Block, ...]
    lines: tuple[str, ...]
    ignored: tuple[tuple[int, str], ...] = ()

    @cached_property
    def words(self) -> str:
        """All text in one string, tables included."""
        return "\n".join(
            block.raw
            if isinstance(block, Paragraph)
            else "\n".join(cell.text for row in block.rows for cell in row)
            for block in self.blocks
        )


@dataclass(slots=True)
class PageMaker:
    """Collects blocks in order and numbers them."""

    blocks: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    ignored: list[tuple[int, str]] = field(default_factory=list)
    tables: int = 0

    def paragraph(self, text: str, style: str = "") -> None:
        """Add one paragraph; line breaks inside it make parts with places of their own."""
        flat = text.replace("\n", " ")
        self.lines.append(flat)
        line, start = len(self.lines), 0
        for part in text.split("\n"):
            self.blocks.append(Paragraph(part, ((0, line, start + 1),), style))
            start += len(part) + 1

    def table(self, rows: Iterable[Iterable[Cell]]) -> None:
        """Add a table."""
        self.tables += 1
        kept = tuple(tuple(row) for row in rows)
        self.blocks.append(TableBlock(self.tables, max(1, len(self.lines)), kept))

    def ignore(self, text: str) -> None:
        """Note text that is not part of the flow."""
        if text.strip():
            self.ignored.append((max(1, len(self.lines)), clean_line(text.replace("\n", " "))))

    def pages(self) -> Pages:
        """Give what was collected."""
        return Pages(tuple(self.blocks), tuple(self.lines), tuple(self.ignored))

"""A table as the editor sees it: plain rows, columns and cells, and how they lie on screen."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.text.linebreak import break_offsets, cell_width

Address = tuple[str, str]
"""Row key and column key of a cell."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its key and its label as a path, such as （三）不予公开, 1.属于国家秘密."""

    key: str
    path: tuple[str, ...]
    computed: bool = False


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its key and label; a computed column cannot be typed into."""

    key: str
    label: str
    computed: bool = False


@dataclass(frozen=True, slots=True)
class CellView:
    """What one cell shows; `missing` cells do not exist in the statutory table.

    `expected` is what the cell should be by last year's figures; `=` takes it before `last_year`.
    `later` is the office it waits for, None when it does not wait. `refused` is a text that was
    typed and not taken, `why` the reason.
    """

    text: str = ""
    computed: bool = False
    failing: bool = False
    last_year: str = ""
    missing: bool = False
    expected: str = ""
    later: str | None = None
    refused: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class GridSpec:
    """A whole table; cells left out are blank."""

    rows: tuple[GridRow, ...]
    columns: tuple[GridColumn, ...]
    cells: Mapping[Address, CellView] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One screen line of the table body: a heading, or a part of a row's label.

    `row` is the index of the row whose cells stand on this line, None on headings and on the
    earlier lines of a wrapped label.
    """

    label: str
    row: int | None


def wrapped(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` cells."""
    cuts = [0, *break_offsets(text, width), len(text)]
    return [text[a:b].strip() for a, b in itertools.pairwise(cuts)]


def balanced(text: str, width: int) -> list[str]:
    """Break `text` into as few lines of at most `width` cells as it needs, about equally long."""
    count = -(-cell_width(text) // max(width, 2))
    even = -(-cell_width(text) // max(count, 1))
    return wrapped(text, min(width, even + even % 2))


def clipped(text: str, width: int) -> str:
    """Cut `text` to `width` cells, with … where something is missing, and pad it to that width."""
    if cell_width(text) > width:
        while text and cell_width(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - cell_width(text))


def right(text: str, width: int) -> str:
    """Cut `text` to `width` cells and push it to the right edge."""
    text = clipped(text, width).rstrip()
    return " " * (width - cell_width(text)) + text


def body_lines(rows: Sequence[GridRow], width: int) -> list[Line]:
    """Lay rows out with a heading wherever the upper part of the label path changes.

    A label too long for two lines is cut in the second; the status line shows it whole.
    """
    lines: list[Line] = []
    above: tuple[str, ...] = ()
    for index, row in enumerate(rows):
        parents = row.path[:-1]
        for depth, heading in enumerate(parents):
            if above[: depth + 1] != parents[: depth + 1]:
                lines.append(Line(clipped("  " * depth + heading, width), None))
        above = parents
        indent = "  " * len(parents)
        label = wrapped(row.path[-1], max(width - len(indent), 4))
        if len(label) > 2:
            label = [label[0], "".join(label[1:])]
        lines.extend(Line(clipped(indent + part, width), None) for part in label[:-1])
        lines.append(Line(clipped(indent + label[-1], width), index))
    return lines


def order(spec: GridSpec, computed: Mapping[Address, bool]) -> list[Address]:
    """Give the cells that can be typed into, down each column and then to the next."""
    return [
        (row.key, column.key)
        for column in spec.columns
        for row in spec.rows
        if not computed[row.key, column.key]
    ]


def as_tsv(spec: GridSpec, cells: Mapping[Address, CellView]) -> str:
    """Give the table as tab-separated lines with row and column labels, for a spreadsheet."""
    lines = ["\t".join(["", *(column.label for column in spec.columns)])]
    for row in spec.rows:
        texts = [cells.get((row.key, column.key), CellView()).text for column in spec.columns]
        lines.append("\t".join([" ".join(row.path), *texts]))
    return "\n".join(lines)

"""How the data tables of a section are printed: one grid of header, label and figure cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.form.model import Block, Form, Section, Table


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell: wording, or the figure at `address`.

    Attributes:
        role: `head` (column header), `label` (row header), `figure`, or `banner`.
    """

    text: str
    role: str
    address: str = ""
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A grid cell at its top-left position."""

    row: int
    column: int
    cell: GridCell


@dataclass(frozen=True, slots=True)
class Grid:
    """A printed table: every position is covered by exactly one placed cell.

    Attributes:
        header_rows: how many rows at the top are headers, when they repeat on a new page.
        caption: what the table is called for people who cannot see it.
    """

    width: int
    height: int
    cells: tuple[PlacedCell, ...]
    header_rows: int
    label_columns: int
    caption: str

    def lines(self) -> list[list[PlacedCell]]:
        """The cells row by row, left to right, each at the row where it starts."""
        rows: list[list[PlacedCell]] = [[] for _ in range(self.height)]
        for placed in self.cells:
            rows[placed.row].append(placed)
        return [sorted(row, key=lambda p: p.column) for row in rows]


def section_grids(form: Form, section: Section) -> list[Grid]:
    """Give the printed tables of a section; blocks with banners share one table."""
    grids: list[Grid] = []
    for bannered, blocks in groupby(section.blocks, key=lambda b: bool(b.banner)):
        parts = [_block(form.table[b.table], b) for b in blocks]
        title = "、".join(dict.fromkeys(p.caption for p in parts))
        grids.extend([_stacked(parts, title)] if bannered else parts)
    return grids


def _block(table: Table, block: Block) -> Grid:
    rows = [row for row in table.rows if not block.rows or row.key in block.rows]
    if block.layout == "flat":
        heads = [(*row.path, column.label) for row in rows for column in table.columns]
        figures = [f"{table.key}.{row.key}.{c.key}" for row in rows for c in table.columns]
        return _assembled(table.title, "", heads, [()], [figures], block)
    over = (block.over_columns,) if block.over_columns else ()
    heads = [(*over, *column.path) for column in table.columns]
    figures_by_row = [[f"{table.key}.{row.key}.{c.key}" for c in table.columns] for row in rows]
    return _assembled(table.title, block.stub, heads, [r.path for r in rows], figures_by_row, block)


def _assembled(
    title: str,
    stub: str,
    heads: Sequence[tuple[str, ...]],
    labels: Sequence[tuple[str, ...]],
    figures: Sequence[Sequence[str]],
    block: Block,
) -> Grid:
    top = 1 if block.banner else 0
    depth = max(len(path) for path in heads)
    left = max(len(path) for path in labels)
    cells: list[PlacedCell] = []
    width = left + len(heads)
    if block.banner:
        cells.append(PlacedCell(0, 0, GridCell(block.banner, "banner", columns=width)))
    if left:
        cells.append(PlacedCell(top, 0, GridCell(stub, "head", rows=depth, columns=left)))
    cells += [
        PlacedCell(top + at, left + start, GridCell(text, "head", rows=span, columns=count))
        for start, count, at, span, text in _tree(heads, depth)
    ]
    body = top + depth
    cells += [
        PlacedCell(body + start, at, GridCell(text, "label", rows=count, columns=span))
        for start, count, at, span, text in _tree(labels, left)
    ]
    for r, line in enumerate(figures):
        for c, address in enumerate(line):
            cells.append(PlacedCell(body + r, left + c, GridCell("", "figure", address)))
    return Grid(width, body + len(figures), tuple(cells), body, left, title)


def _tree(paths: Sequence[tuple[str, ...]], depth: int) -> list[tuple[int, int, int, int, str]]:
    """Merge equal neighbours of label paths: (start, count, level, levels spanned, text).

    The last label of a path spans down to `depth`.
    """
    out: list[tuple[int, int, int, int, str]] = []

    def level(start: int, end: int, at: int) -> None:
        i = start
        while i < end:
            path = paths[i]
            if at >= len(path):
                i += 1
                continue
            last = at == len(path) - 1
            j = i + 1
            while not last and j < end and _under(paths[j], path[: at + 1]):
                j += 1
            out.append((i, j - i, at, depth - at if last else 1, path[at]))
            if not last:
                level(i, j, at + 1)
            i = j

    level(0, len(paths), 0)
    return out


def _under(path: tuple[str, ...], group: tuple[str, ...]) -> bool:
    return len(path) > len(group) and path[: len(group)] == group


def _stacked(parts: Sequence[Grid], caption: str) -> Grid:
    """Put grids below one another, the last column of narrower ones spanning what is left."""
    width = max(part.width for part in parts)
    cells: list[PlacedCell] = []
    at = 0
    for part in parts:
        for p in part.cells:
            extra = width - part.width if p.column + p.cell.columns == part.width else 0
            cell = GridCell(
                p.cell.text, p.cell.role, p.cell.address, p.cell.rows, p.cell.columns + extra
            )
            cells.append(PlacedCell(at + p.row, p.column, cell))
        at += part.height
    return Grid(width, at, tuple(cells), 0, parts[0].label_columns, caption)

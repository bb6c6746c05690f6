"""A printed table as templates see it, and as text that pastes into a spreadsheet."""

from itertools import pairwise

from assistant.documents.writing.names import Names, printable
from assistant.form.grid import Grid, PlacedCell
from assistant.report.model import Report, show_figure

_ROLES = {"head": "列名", "label": "行名", "banner": "横栏", "figure": "数"}


def cell_text(report: Report, placed: PlacedCell) -> str:
    """Give what a cell prints: its wording, or its figure."""
    cell = placed.cell
    if cell.role == "figure":
        return show_figure(report.figure(cell.address))
    return printable(cell.text)


def table_rows(report: Report, grid: Grid) -> list[list[str]]:
    """Give the table as full rows; the positions a merged cell covers are empty after the first."""
    rows = [[""] * grid.width for _ in range(grid.height)]
    for placed in grid.cells:
        rows[placed.row][placed.column] = cell_text(report, placed)
    return rows


def table_tsv(report: Report, grid: Grid) -> str:
    """Give the table as tab-separated lines, as a spreadsheet takes it from the clipboard."""
    return "".join("\t".join(row) + "\n" for row in table_rows(report, grid))


def table_view(report: Report, grid: Grid, name: str) -> Names:
    """Give a table to templates; `name` starts the ids of its header cells."""
    lines = [[_cell_view(report, grid, placed, name) for placed in line] for line in grid.lines()]
    starts = [0] if not grid.header_rows else []
    starts += [p.row for p in grid.cells if p.cell.role == "banner" and p.row]
    edges = [*sorted({grid.header_rows, *starts}), grid.height]
    return Names(
        题名=printable(grid.caption),
        列数=grid.width,
        行名列数=grid.label_columns,
        列组=_column_groups(grid),
        表头=lines[: grid.header_rows],
        表体=[lines[a:b] for a, b in pairwise(edges)],
        行=["\t".join(row) for row in table_rows(report, grid)],
    )


def _cell_view(report: Report, grid: Grid, placed: PlacedCell, name: str) -> Names:
    cell = placed.cell
    scope = ""
    if cell.role in {"head", "banner"}:
        scope = "colgroup" if cell.columns > 1 else "col"
    elif cell.role == "label":
        scope = "rowgroup" if cell.rows > 1 else "row"
    return Names(
        文=cell_text(report, placed),
        角色=_ROLES[cell.role],
        行数=cell.rows,
        列数=cell.columns,
        范围=scope,
        标识="" if cell.role == "figure" else _id(name, placed),
        所属=" ".join(_id(name, h) for h in headers(grid, placed)) if cell.role == "figure" else "",
    )


def _id(name: str, placed: PlacedCell) -> str:
    return f"{name}-{placed.row + 1}-{placed.column + 1}"


def headers(grid: Grid, figure: PlacedCell) -> list[PlacedCell]:
    """Give the header cells that say what a figure is: from above, then from the left."""
    top = max(
        (p.row for p in grid.cells if p.cell.role == "banner" and p.row < figure.row), default=0
    )
    above = [
        p
        for p in grid.cells
        if p.cell.role in {"head", "banner"}
        and top <= p.row < figure.row
        and p.column <= figure.column < p.column + p.cell.columns
    ]
    left = [
        p
        for p in grid.cells
        if p.cell.role == "label" and p.row <= figure.row < p.row + p.cell.rows
    ]
    return sorted(above, key=lambda p: p.row) + sorted(left, key=lambda p: p.column)


def _column_groups(grid: Grid) -> list[int]:
    """Give the widths of the column groups: the label columns, then each top-level header."""
    if not grid.header_rows:
        return [grid.width]
    return [p.cell.columns for p in grid.lines()[0]]

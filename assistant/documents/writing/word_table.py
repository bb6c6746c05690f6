"""A grid as a Word table: merged beforehand, widths fixed, one tag in each figure's cell."""

import math
from dataclasses import dataclass

from assistant.documents.writing.context import text_width
from assistant.documents.writing.word_parts import HEADING, LINE, LINES, TEXT_WIDTH
from assistant.documents.writing.word_tags import figure_tag, literal, run
from assistant.form.grid import Grid, GridCell, PlacedCell

_PADDING = 30
_LABEL_MOST = 14
_LABEL_LEAST = 4
_FIGURE_LEAST = 610
_SIZES = ((5, 24, 330, 57), (8, 21, 290, 57), (16, 18, 230, 57), (math.inf, 15, 190, 15))
"""Letter size (小四, 五号, 小五, 六号), line and side margin by the most columns they serve."""


@dataclass(frozen=True)
class _Layout:
    """How a grid is set: letter size in half points; its line, side margin and widths in dxa."""

    size: int
    line: int
    margin: int
    widths: tuple[int, ...]

    @property
    def letter(self) -> int:
        return self.size * 10

    @property
    def least(self) -> int:
        """The height of a row of one line."""
        return self.line + 2 * _PADDING + self.size * 3

    def height(self, placed: PlacedCell) -> int:
        """Estimate how high a cell must be."""
        return max(self.least, self.lines(placed) * self.line + 2 * _PADDING)

    def lines(self, placed: PlacedCell) -> int:
        """Estimate how many lines the wording of a cell takes."""
        if placed.cell.role == "figure":
            return 1
        end = placed.column + placed.cell.columns
        room = sum(self.widths[placed.column : end]) - 2 * self.margin
        letters = max(1, math.floor(room / self.letter))
        return max(1, math.ceil(text_width(placed.cell.text) / letters))


def word_table(grid: Grid) -> str:
    """Give the `w:tbl` of a grid; one that fits a page is kept on one page."""
    layout = _layout(grid)
    whole = _height(grid, layout) <= (LINES - 2) * LINE
    covered: dict[tuple[int, int], PlacedCell] = {}
    for placed in grid.cells:
        for row in range(placed.row, placed.row + placed.cell.rows):
            covered[row, placed.column] = placed
    rows = []
    for r in range(grid.height):
        here = sorted((p.column, p) for (row, _), p in covered.items() if row == r)
        cells = [
            _cell(p, layout, grid, first=p.row == r, keep=whole and r < grid.height - 1)
            for _, p in here
        ]
        head = "<w:tblHeader/>" if r < grid.header_rows else ""
        rows.append(
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{layout.least}" '
            f'w:hRule="atLeast"/>{head}<w:jc w:val="center"/></w:trPr>{"".join(cells)}</w:tr>'
        )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{_PADDING}" w:type="dxa"/><w:left w:w="{layout.margin}" w:type="dxa"/>'
        f'<w:bottom w:w="{_PADDING}" w:type="dxa"/><w:right w:w="{layout.margin}" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblCaption w:val="{literal(grid.caption)}"/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in layout.widths)
        + "</w:tblGrid>"
        + "".join(rows)
        + "</w:tbl>"
    )


def _cell(placed: PlacedCell, layout: _Layout, grid: Grid, *, first: bool, keep: bool) -> str:
    cell = placed.cell
    width = sum(layout.widths[placed.column : placed.column + cell.columns])
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = ""
    if cell.rows > 1:
        merge = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    content = ""
    if first:
        text = figure_tag(cell.address) if cell.role == "figure" else literal(cell.text)
        content = run(text, _letters(cell, layout))
    side = '<w:jc w:val="left"/>' if _leftward(cell, grid) else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
        '<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/>'
        + ("<w:keepNext/>" if keep else "")
        + f'<w:spacing w:line="{layout.line}" w:lineRule="exact"/>{side}</w:pPr>{content}'
        "</w:p></w:tc>"
    )


def _letters(cell: GridCell, layout: _Layout) -> str:
    font = f'w:ascii="{HEADING}" w:hAnsi="{HEADING}" w:eastAsia="{HEADING}" '
    named = font if cell.role == "banner" else ""
    size = f'<w:sz w:val="{layout.size}"/><w:szCs w:val="{layout.size}"/>'
    return f'<w:rFonts {named}w:hint="eastAsia"/>{size}'


def _leftward(cell: GridCell, grid: Grid) -> bool:
    """Labels that form an outline stand to the left; a lone column of labels is centred."""
    return cell.role == "label" and grid.label_columns > 1 and cell.rows == 1


def _layout(grid: Grid) -> _Layout:
    size, line, margin = next(sizes for most, *sizes in _SIZES if grid.width <= most)
    return _Layout(size, line, margin, _widths(grid, size * 10, margin))


def _widths(grid: Grid, letter: int, margin: int) -> tuple[int, ...]:
    """Share the text width: labels take what they need, figures the rest in equal parts."""
    even = TEXT_WIDTH // grid.width
    figures = grid.width - grid.label_columns
    wanted = [
        2 * margin + letter * max(_LABEL_LEAST, min(_LABEL_MOST, _longest(grid, column)))
        for column in range(grid.label_columns)
    ]
    if all(width <= even for width in wanted):
        wanted = [even] * grid.label_columns
    room = max(TEXT_WIDTH - figures * _FIGURE_LEAST, 2 * even * grid.label_columns)
    room = min(room, TEXT_WIDTH - figures * even // 2)
    if sum(wanted) > room:
        wanted = [width * room // sum(wanted) for width in wanted]
    each = (TEXT_WIDTH - sum(wanted)) // figures
    widths = [*wanted, *([each] * figures)]
    widths[grid.label_columns - 1 if grid.label_columns else 0] += TEXT_WIDTH - sum(widths)
    return tuple(widths)


def _longest(grid: Grid, column: int) -> int:
    """Give the letters a label column needs for its longest label, spread over its rows."""
    lengths = [
        text_width(p.cell.text) / p.cell.rows
        for p in grid.cells
        if p.cell.role == "label" and p.column == column and p.cell.columns == 1
    ]
    return math.ceil(max(lengths, default=0))


def _height(grid: Grid, layout: _Layout) -> int:
    heights = [layout.least] * grid.height
    for placed in sorted(grid.cells, key=lambda p: p.cell.rows):
        rows = range(placed.row, placed.row + placed.cell.rows)
        missing = layout.height(placed) - sum(heights[r] for r in rows)
        heights[rows[-1]] += max(0, missing)
    return sum(heights)

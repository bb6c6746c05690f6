"""Reads a table pasted from a spreadsheet into cells."""

from collections.abc import Sequence

from assistant.draft.figures import Figures
from assistant.form.answer import AnswerError
from assistant.form.model import Column, Row, Table
from assistant.form.values import NOT_APPLICABLE, Figure
from assistant.report.model import show_figure
from assistant.text.numbers import fold_digits, plain, read_number

Lines = list[list[str]]
_BLANKS = {"", "/", "-", "—", "无"}


def read_paste(figures: Figures, table: Table, text: str) -> dict[str, str]:
    """Give the typed cells of a pasted table, by address.

    Lines without any figure (headers) and cells left of the figures (labels) are passed over.
    Rows and columns of totals may be there or not; totals that are there must be right. A table
    that is printed side by side may come as one line.

    Raises:
        AnswerError: the shape does not fit or a cell is no number; row and column are named.
    """
    lines = [[fold_digits(c) for c in line.split("\t")] for line in text.splitlines()]
    rows, body = _fitting_rows(figures, table, _side_by_side(table, lines) or lines)
    out: dict[str, str] = {}
    totals: list[tuple[Row, Column, str]] = []
    for row, line in zip(rows, _without_labels(table, rows, body), strict=True):
        columns = table.columns if len(line) == len(table.columns) else _typed(table)
        for cell, column in zip(line, columns, strict=True):
            value = _cell(cell, row, column)
            reason = figures.zeroed(table, row.key)
            if reason is not None:
                if value not in {"", "0"}:
                    raise AnswerError(f"“{row.label}”这一行应为 0，粘贴的是 {value}。{reason}")
            elif table.typed(row, column):
                out[f"{table.key}.{row.key}.{column.key}"] = value
            elif value:
                totals.append((row, column, value))
    _check_totals(figures, table, out, totals)
    return out


def _typed(table: Table) -> tuple[Column, ...]:
    return tuple(column for column in table.columns if not column.computed)


def _widths(table: Table) -> list[int]:
    """How many figures a line may have, all columns first."""
    return list(dict.fromkeys((len(table.columns), len(_typed(table)))))


def _side_by_side(table: Table, lines: Lines) -> Lines | None:
    """Cut a single line that holds every row of the table into its rows."""
    figured = [line for line in lines if any(map(_is_figure, line))]
    if len(figured) != 1 or len(table.rows) == 1:
        return None
    for width in _widths(table):
        cells = figured[0][-width * len(table.rows) :]
        if len(cells) == width * len(table.rows) and all(map(_fits, cells)):
            return [cells[i : i + width] for i in range(0, len(cells), width)]
    return None


def _without_labels(table: Table, rows: Sequence[Row], lines: Lines) -> Lines:
    """Drop the labels on the left: of all lines alike where the lines are equally long."""
    even = len({len(line) for line in lines}) == 1
    out: Lines = []
    for row, line in zip(rows, lines, strict=True):
        cuts = [len(line) - width for width in _widths(table) if len(line) >= width]
        cuts = [cut for cut in cuts if not any(map(_is_figure, line[:cut]))]
        if not cuts:
            wanted = " 或 ".join(map(str, sorted(_widths(table))))
            raise AnswerError(
                f"“{row.label}”这一行有 {len(line)} 格，应为 {wanted} 格"
                f"（从“{table.columns[0].label}”到“{table.columns[-1].label}”）"
            )
        seen = lines if even else [line]
        out.append(line[min(cuts, key=lambda cut: (_misfits(seen, cut), cut)) :])
    return out


def _misfits(lines: Lines, cut: int) -> int:
    """Count the cells on the wrong side of a cut between labels and figures."""
    return sum(
        sum(map(_is_figure, line[:cut])) + sum(not _fits(cell) for cell in line[cut:])
        for line in lines
    )


def _is_figure(text: str) -> bool:
    return read_number(text) is not None or text == NOT_APPLICABLE.value


def _fits(text: str) -> bool:
    return text in _BLANKS or _is_figure(text)


def _fitting_rows(figures: Figures, table: Table, lines: Lines) -> tuple[list[Row], Lines]:
    """Match lines to rows; lines without a figure count only where a row may be blank."""
    every = list(table.rows)
    asked = [row for row in every if figures.zeroed(table, row.key) is None]
    choices = [
        every,
        asked,
        [r for r in every if not r.computed],
        [r for r in asked if not r.computed],
    ]
    figured = [i for i, line in enumerate(lines) if any(map(_is_figure, line))]
    bodies = (
        [[lines[i] for i in figured], [line for line in lines[figured[0] :] if any(line)]]
        if figured
        else []
    )
    for body in bodies:
        for rows in choices:
            if len(rows) == len(body):
                return rows, body
    wanted = sorted({len(rows) for rows in choices})
    raise AnswerError(
        f"粘贴了 {len(figured)} 行数，“{table.title}”应为 {' 或 '.join(map(str, wanted))} 行"
        f"（从“{every[0].label}”到“{every[-1].label}”）。请选中全部数格再复制"
    )


def _cell(text: str, row: Row, column: Column) -> str:
    if text in _BLANKS:
        return ""
    if not _is_figure(text):
        raise AnswerError(f"“{row.label}”“{column.label}”这一格“{text}”不是数")
    number = read_number(text)
    if number is None:
        return text
    if number < 0 or (row.type == "integer" and number != number.to_integral_value()):
        raise AnswerError(f"“{row.label}”“{column.label}”这一格“{text}”要是不小于 0 的整数")
    return plain(number)


def _check_totals(
    figures: Figures, table: Table, cells: dict[str, str], totals: list[tuple[Row, Column, str]]
) -> None:
    typed: dict[str, Figure] = {
        a: NOT_APPLICABLE if v == NOT_APPLICABLE.value else read_number(v) for a, v in cells.items()
    }
    tried = figures.with_cells(typed)
    for row, column, text in totals:
        computed = tried.figure(f"{table.key}.{row.key}.{column.key}")
        if computed is not None and show_figure(computed) != text:
            raise AnswerError(
                f"“{row.label}”“{column.label}”粘贴的是 {text}，"
                f"各格相加是 {show_figure(computed)}，请核对后再粘贴"
            )

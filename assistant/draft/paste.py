"""Reads a table pasted from a spreadsheet into cells."""

from collections.abc import Sequence

from assistant.draft.figures import Figures
from assistant.form.answer import AnswerError
from assistant.form.model import Column, Row, Table
from assistant.form.values import NOT_APPLICABLE, Figure
from assistant.report.model import show_figure
from assistant.text.numbers import fold_digits, plain, read_number

_BLANKS = {"", "/", "-", "—", "无"}


def read_paste(figures: Figures, table: Table, text: str) -> dict[str, str]:
    """Give the typed cells of a pasted table, by address.

    Lines without any figure (headers) and cells left of the figures (labels) are passed over.
    Rows and columns of totals may be there or not; totals that are there must be right.

    Raises:
        AnswerError: the shape does not fit or a cell is no number; row and column are named.
    """
    lines = [_trimmed(line.split("\t")) for line in text.replace("\r", "").split("\n")]
    lines = [line for line in lines if line]
    rows = _fitting_rows(figures, table, len(lines))
    out: dict[str, str] = {}
    totals: list[tuple[Row, Column, str]] = []
    for line, row in zip(lines, rows, strict=True):
        for cell, column in zip(line, _fitting_columns(table, row, len(line)), strict=True):
            value = _cell(cell, row, column)
            if table.typed(row, column):
                out[f"{table.key}.{row.key}.{column.key}"] = value
            elif value:
                totals.append((row, column, value))
    _check_totals(figures, table, out, totals)
    return out


def _trimmed(cells: Sequence[str]) -> list[str]:
    """Drop labels on the left; a line with no figure at all comes back empty."""
    folded = [fold_digits(cell) for cell in cells]
    first = next((i for i, cell in enumerate(folded) if _is_figure(cell)), None)
    if first is None:
        return []
    while first > 0 and folded[first - 1] in _BLANKS - {""}:
        first -= 1
    while folded and len(folded) > first + 1 and folded[-1] == "":
        folded.pop()
    return folded[first:]


def _is_figure(text: str) -> bool:
    return read_number(text) is not None or text == NOT_APPLICABLE.value


def _fitting_rows(figures: Figures, table: Table, count: int) -> list[Row]:
    every = list(table.rows)
    asked = [row for row in every if figures.zeroed(table, row.key) is None]
    for rows in (
        every,
        asked,
        [r for r in every if not r.computed],
        [r for r in asked if not r.computed],
    ):
        if len(rows) == count:
            return rows
    wanted = sorted({len(every), len([r for r in asked if not r.computed])})
    raise AnswerError(
        f"粘贴了 {count} 行数，“{table.title}”应为 {' 或 '.join(map(str, wanted))} 行"
        f"（从“{asked[0].label}”到“{asked[-1].label}”）。请选中全部数格再复制"
    )


def _fitting_columns(table: Table, row: Row, count: int) -> list[Column]:
    every = list(table.columns)
    typed = [column for column in every if not column.computed]
    for columns in (every, typed):
        if len(columns) == count:
            return columns
    wanted = " 或 ".join(map(str, sorted({len(every), len(typed)})))
    raise AnswerError(
        f"“{row.label}”这一行有 {count} 格，应为 {wanted} 格"
        f"（从“{every[0].label}”到“{every[-1].label}”）"
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

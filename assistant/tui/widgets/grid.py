"""The table editor: a cursor, figures typed in place, and what does not add up."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from assistant.tui.compat.typeahead import when_mounted
from assistant.tui.widgets.grid_body import GridBody
from assistant.tui.widgets.grid_model import Address, CellView, GridSpec, as_tsv

KEYS = "Enter 向下 · Tab 向右 · Z 空格填 0 · F6 这格待定 · D 都待定 · Ctrl+S 完成"


class Grid(Vertical):
    """A statutory table to fill in; totals come from the owner by `update_cells`."""

    HELP: ClassVar[str] = (
        "填写表格。灰色的数由系统计算，不用填。\n\n"
        "方向键        移动\n"
        "数字          直接填写（全角数字也可以），Backspace 改，Delete 清空，Esc 取消\n"
        "Enter         填好，到下一行；在最后一格就完成\n"
        "Tab           填好，到右边一格\n"
        "Z             还空着的格都填 0，填过的不动\n"
        "N             这一格不适用\n"
        "=             取用上年度的数，或照上年度推算的数\n"
        "F6            这一格暂不确定，记下该问谁，别的格照常填\n"
        "D             还空着的格都暂不确定，先往下走\n"
        "PgUp PgDn     上一张表、下一张表（一步里有几张表的时候）；表长时翻页\n"
        "Ctrl+C        复制整张表\n"
        "粘贴          从 Excel 或 WPS 复制整张表的数，粘贴到这里\n"
        "Ctrl+S        完成\n\n"
        "带 ! 的红色数字对不上或者填得不对，原因和应填的数在表格下面。"
    )

    DEFAULT_CSS = """
    Grid { height: 1fr; min-height: 8; }
    Grid .place { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Grid .finding { height: auto; max-height: 3; }
    Grid .finding.-error { color: $text-error; }
    Grid .keys { height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @dataclass
    class CellTyped(Message):
        """A cell got a new text; `same` when it is last year's figure taken by `=`."""

        row: str
        column: str
        text: str
        same: bool = False

    class ZeroAll(Message):
        """Every blank cell shall be 0."""

    @dataclass
    class Pasted(Message):
        """Tab-separated text was pasted with the cursor at this cell."""

        text: str
        row: str
        column: str

    @dataclass
    class Later(Message):
        """The figure of this cell is not known yet."""

        row: str
        column: str

    class AllLater(Message):
        """None of the blank figures is known yet."""

    @dataclass
    class Turn(Message):
        """The clerk goes on beyond the last row (1) or back before the first (-1)."""

        by: int

    @dataclass
    class Copied(Message):
        """The table was asked for as tab-separated text."""

        text: str

    @dataclass
    class Done(Message):
        """The last cell was entered; `closed` when the clerk is done with all tables."""

        closed: bool

    def __init__(self, spec: GridSpec) -> None:
        super().__init__()
        self._spec = spec
        self._body = GridBody(spec)
        self._finding = ""
        self._refusal: tuple[Address, str] | None = None

    def compose(self) -> ComposeResult:
        """Give the table, the place of the cursor, what is wrong, and the keys."""
        yield self._body
        yield Static("", markup=False, classes="place")
        yield Static("", markup=False, classes="finding")
        yield Static(KEYS, markup=False, classes="keys")

    def on_mount(self) -> None:
        """Describe the first cell."""
        self._describe()

    def focus(self, scroll_visible: bool = True) -> "Grid":
        """Focus the table."""
        when_mounted(self, lambda: self._body.focus(scroll_visible))
        return self

    @property
    def cursor(self) -> Address:
        """The cell the cursor is at."""
        return self._body.cursor

    @property
    def cells(self) -> Mapping[Address, CellView]:
        """What every cell shows now."""
        return self._body.cells

    def update_cells(self, cells: Mapping[Address, CellView]) -> None:
        """Show new values, totals and failures; cells not named stay as they are."""
        self._body.update_cells(cells)
        self._describe()
        self._tell()

    def show_finding(self, message: str) -> None:
        """Say under the table what does not add up and which cell would balance it; "" clears."""
        self._finding = message
        self._tell()

    def refuse(self, row: str, column: str, message: str) -> None:
        """Go to a cell and say there, until the cursor leaves it, what is wrong with it."""
        self._refusal = ((row, column), message)
        self._body.go_to((row, column))
        self._tell()

    def go_to_edge(self, coming: int) -> None:
        """Stand on the first row when coming from above (1), on the last from below (-1)."""
        rows = [row.key for row in self._spec.rows]
        self._body.go_to((rows[0 if coming > 0 else -1], self.cursor[1]))

    def go_to(self, row: str, column: str) -> None:
        """Move the cursor to a cell."""
        self._body.go_to((row, column))

    def _tell(self) -> None:
        """Say what is wrong with the cell under the cursor, else what does not add up."""
        about = self._refusal[1] if self._refusal is not None else ""
        message = self.cells[self.cursor].why or about or self._finding
        line = self.query_one(".finding", Static)
        line.set_class(bool(message), "-error")
        line.update(f"! {message}" if message else "")

    def _describe(self) -> None:
        row_key, column_key = self._body.cursor
        row = next((row for row in self._spec.rows if row.key == row_key), None)
        column = next((c for c in self._spec.columns if c.key == column_key), None)
        if row is None or column is None:
            return
        parts = [column.label, " › ".join(row.path)]
        cell = self.cells[row_key, column_key]
        if cell.last_year:
            parts.append(f"上年度 {cell.last_year}{'' if cell.expected else '，按 = 取用'}")
        if cell.expected:
            parts.append(f"照上年度推算应为 {cell.expected}，按 = 取用")
        if cell.later is not None:
            parts.append(f"待定{f'，问{cell.later}' if cell.later else ''}")
        self.query_one(".place", Static).update(" · ".join(parts))

    @on(GridBody.Moved)
    def _moved(self, event: GridBody.Moved) -> None:
        event.stop()
        self._describe()
        if self._refusal is not None and self._refusal[0] != self.cursor:
            self._refusal = None
        self._tell()

    @on(GridBody.Typed)
    def _typed(self, event: GridBody.Typed) -> None:
        event.stop()
        if self._refusal is not None and self._refusal[0] == event.address:
            self._refusal = None
        self.post_message(self.CellTyped(*event.address, event.text, event.same))

    @on(GridBody.Finished)
    def _finished(self, event: GridBody.Finished) -> None:
        event.stop()
        self.post_message(self.Done(event.closed))

    @on(GridBody.Edge)
    def _left(self, event: GridBody.Edge) -> None:
        event.stop()
        self.post_message(self.Turn(event.by))

    @on(GridBody.Asked)
    def _asked(self, event: GridBody.Asked) -> None:
        event.stop()
        if event.what == "zero":
            self.post_message(self.ZeroAll())
        elif event.what == "later":
            self.post_message(self.Later(*self.cursor))
        elif event.what == "all_later":
            self.post_message(self.AllLater())
        else:
            self.post_message(self.Copied(as_tsv(self._spec, self.cells)))

    def on_paste(self, event: events.Paste) -> None:
        """Type a single pasted figure; hand a pasted table to the owner."""
        event.stop()
        text = event.text.strip("\r\n")
        if "\t" in text or "\n" in text or "\r" in text:
            self.post_message(self.Pasted(text, *self.cursor))
        else:
            self._body.type_text(unicodedata.normalize("NFKC", text).strip())

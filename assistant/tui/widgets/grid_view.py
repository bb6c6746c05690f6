"""The drawn part of the table editor: header, fixed label column, cells and the cursor."""

from collections.abc import Mapping
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from assistant.text.linebreak import cell_width
from assistant.tui.widgets.grid_model import (
    Address,
    CellView,
    GridSpec,
    balanced,
    body_lines,
    clipped,
    right,
)

WAITING = "待定"
NARROWEST, WIDEST = 8, 12
NARROWEST_LABEL, WIDEST_LABEL = 20, 44


class GridView(Widget, can_focus=True):
    """Draws a `GridSpec` with a cursor and scrolls it by lines and by columns."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--header",
        "grid--label",
        "grid--computed",
        "grid--failing",
        "grid--cursor",
    }

    DEFAULT_CSS = """
    GridView { height: 1fr; min-height: 4; }
    GridView > .grid--header { text-style: bold; background: $panel; }
    GridView > .grid--label { color: $foreground; }
    GridView > .grid--computed { color: $text-muted; }
    GridView > .grid--failing { color: $text-error; text-style: bold; }
    GridView > .grid--cursor {
        color: $block-cursor-foreground;
        background: $block-cursor-background;
    }
    """

    class Moved(Message):
        """The cursor is at another cell."""

    def __init__(self, spec: GridSpec) -> None:
        super().__init__()
        self._spec = spec
        self.cells: dict[Address, CellView] = {
            (row.key, column.key): spec.cells.get((row.key, column.key), CellView())
            for row in spec.rows
            for column in spec.columns
        }
        self._fixed = {
            (row.key, column.key): row.computed
            or column.computed
            or self.cells[row.key, column.key].computed
            or self.cells[row.key, column.key].missing
            for row in spec.rows
            for column in spec.columns
        }
        self._rows = [row.key for row in spec.rows]
        self._columns = [column.key for column in spec.columns]
        self._row = 0
        self._column = 0
        self._draft: str | None = None
        self._top = 0
        self._left = 0
        self._label_width = NARROWEST_LABEL
        self._cell_width = NARROWEST
        self._lines = body_lines(spec.rows, self._label_width)

    @property
    def cursor(self) -> Address:
        """The cell the cursor is at."""
        return self._rows[self._row], self._columns[self._column]

    def update_cells(self, cells: Mapping[Address, CellView]) -> None:
        """Show new contents of the named cells."""
        self.cells.update({key: cell for key, cell in cells.items() if key in self.cells})
        self.refresh()

    def _place(self, row: int, column: int) -> None:
        self._row = max(0, min(len(self._rows) - 1, row))
        self._column = max(0, min(len(self._columns) - 1, column))
        self._bring_into_view()
        self._show_caret()
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self, event: events.Resize) -> None:
        """Share the width between labels and columns."""
        width, count = event.size.width, len(self._columns)
        widest = max(
            cell_width(part) + 2 * depth + 1
            for row in self._spec.rows
            for depth, part in enumerate(row.path)
        )
        left_over = max(width - count * NARROWEST, NARROWEST_LABEL)
        self._label_width = min(left_over, widest, WIDEST_LABEL)
        room = (width - self._label_width) // count
        self._cell_width = max(NARROWEST, min(WIDEST, room))
        self._lines = body_lines(self._spec.rows, self._label_width)
        self._top = self._left = 0
        self._bring_into_view()
        self.refresh()
        self.call_after_refresh(self._show_caret)

    @property
    def _header(self) -> list[list[str]]:
        labels = [balanced(c.label, self._cell_width - 1)[:3] for c in self._spec.columns]
        height = max(len(label) for label in labels)
        return [[""] * (height - len(label)) + label for label in labels]

    @property
    def _columns_shown(self) -> int:
        return max(1, (self.size.width - self._label_width) // self._cell_width)

    def _bring_into_view(self) -> None:
        height = max(1, self.size.height - len(self._header[0]))
        line = next(i for i, line in enumerate(self._lines) if line.row == self._row)
        first = line
        while first > 0 and self._lines[first - 1].row is None:
            first -= 1
        self._top = max(min(self._top, first), line - height + 1)
        shown = self._columns_shown
        self._left = max(min(self._left, self._column), self._column - shown + 1)

    def _show_caret(self) -> None:
        if self.has_focus and self.is_attached:
            line = next(i for i, line in enumerate(self._lines) if line.row == self._row)
            x = self._label_width + (self._column - self._left + 1) * self._cell_width - 1
            y = len(self._header[0]) + line - self._top
            self.app.cursor_position = self.content_region.offset + Offset(x, y)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give the lines the whole table takes."""
        return len(self._lines) + len(self._header[0])

    @property
    def shows_whole(self) -> bool:
        """Whether every row is in sight."""
        return len(self._lines) + len(self._header[0]) <= self.size.height

    def render_line(self, y: int) -> Strip:
        """Draw one screen line."""
        header = self._header
        columns = range(self._left, min(len(self._columns), self._left + self._columns_shown))
        if y < len(header[0]):
            style = self.get_component_rich_style("grid--header")
            more = "◀" if self._left else ""
            text = clipped(more, self._label_width)
            text += "".join(right(header[c][y], self._cell_width) for c in columns)
            if y == 0 and columns.stop < len(self._columns):
                text += "▶"
            return self._strip([Segment(clipped(text, self.size.width), style)])
        index = self._top + y - len(header[0])
        if index >= len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        line = self._lines[index]
        quiet = line.row is None or self._spec.rows[line.row].computed
        label = self.get_component_rich_style("grid--computed" if quiet else "grid--label")
        segments = [Segment(clipped(line.label, self._label_width), label)]
        if line.row is not None:
            segments += [self._cell(line.row, column) for column in columns]
        return self._strip(segments)

    def _cell(self, row: int, column: int) -> Segment:
        address = (self._rows[row], self._columns[column])
        cell = self.cells[address]
        here = (row, column) == (self._row, self._column)
        text = cell.text if not cell.missing else "—"
        wrong = cell.failing
        if here and self._draft is not None:
            text = f"{self._draft}_"
        elif cell.refused:
            text, wrong = cell.refused, True
        elif not text and not self._fixed[address]:
            text = "·" if cell.later is None else WAITING
        text = f"!{text}" if wrong else text
        if here and self.has_focus:
            style = self.get_component_rich_style("grid--cursor")
        elif wrong:
            style = self.get_component_rich_style("grid--failing")
        elif self._fixed[address]:
            style = self.get_component_rich_style("grid--computed")
        else:
            style = self.rich_style
        return Segment(" " + right(text, self._cell_width - 1), style)

    def _strip(self, segments: list[Segment]) -> Strip:
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by three lines."""
        self._scroll(3)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back by three lines."""
        self._scroll(-3)
        event.stop()

    def _scroll(self, by: int) -> None:
        last = max(0, len(self._lines) + len(self._header[0]) - self.size.height)
        self._top = max(0, min(last, self._top + by))
        self.refresh()

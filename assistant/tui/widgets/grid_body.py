"""Editing in the table: which key types, moves, clears or asks for the whole table."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from assistant.tui.widgets.grid_model import Address, GridSpec, order
from assistant.tui.widgets.grid_view import GridView

TYPED = frozenset("0123456789.,-余万元亿")
"""What may stand in a cell; whether it is a figure the owner says."""
MINUS = "−"
NOT_APPLICABLE = "不适用"


Asking = Literal["zero", "copy", "later", "all_later"]
LETTERS: Mapping[str, Asking] = {"z": "zero", "d": "all_later"}
"""Letters that ask for something about the whole table."""


class GridBody(GridView):
    """A `GridView` whose cells are edited in place; a draft is taken when the cursor leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", show=False),
        Binding("down", "move(1, 0)", show=False),
        Binding("left", "move(0, -1)", show=False),
        Binding("right", "move(0, 1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("tab", "across(1)", show=False),
        Binding("shift+tab", "across(-1)", show=False),
        Binding("enter", "enter", show=False),
        Binding("ctrl+s", "finish", show=False),
        Binding("ctrl+c", "ask('copy')", show=False),
        Binding("f6", "ask('later')", show=False),
        Binding("backspace", "rub", show=False),
        Binding("delete", "clear", show=False),
        Binding("escape", "cancel", show=False),
    ]

    @dataclass
    class Typed(Message):
        """A cell got a new text."""

        address: Address
        text: str
        same: bool = False

    @dataclass
    class Finished(Message):
        """The last cell was entered, or all was closed by its key."""

        closed: bool

    @dataclass
    class Edge(Message):
        """The clerk wants to go on beyond the last row (1) or back before the first (-1)."""

        by: int

    @dataclass
    class Asked(Message):
        """A key for the whole table was pressed, or F6, which puts off this cell."""

        what: Asking

    def __init__(self, spec: GridSpec) -> None:
        super().__init__(spec)
        self._order = order(spec, self._fixed)
        if self._order:
            row, column = self._order[0]
            self._row, self._column = self._rows.index(row), self._columns.index(column)

    def go_to(self, address: Address) -> None:
        """Move the cursor to a cell without taking what is being typed."""
        self._draft = None
        self._place(self._rows.index(address[0]), self._columns.index(address[1]))

    def type_text(self, text: str) -> None:
        """Put `text` into the cell as if it had been typed and left."""
        if not self._fixed[self.cursor]:
            self._draft = text
            self._take()

    def on_key(self, event: events.Key) -> None:
        """Type a figure, or act on a letter."""
        typed = unicodedata.normalize("NFKC", event.character or "").replace(MINUS, "-")
        for character in typed:
            if character in TYPED:
                if not self._fixed[self.cursor]:
                    self._draft = (self._draft or "") + character
                    self._show_caret()
            elif (asking := LETTERS.get(character.lower())) is not None:
                self._take()
                self.post_message(self.Asked(asking))
            elif character in "nN":
                self.type_text(NOT_APPLICABLE)
            elif character == "=" and self._offered:
                self._draft = None
                if not self._fixed[self.cursor]:
                    self.post_message(self.Typed(self.cursor, self._offered, same=True))
            else:
                return
            event.stop()
            self.refresh()

    @property
    def _offered(self) -> str:
        """What `=` takes in the present cell."""
        cell = self.cells[self.cursor]
        return cell.expected or cell.last_year

    def _take(self) -> None:
        if self._draft is not None:
            text, self._draft = self._draft, None
            cell = self.cells[self.cursor]
            if text != (cell.refused or cell.text):
                self.post_message(self.Typed(self.cursor, text))
            self.refresh()

    def action_move(self, rows: int, columns: int) -> None:
        """Take what was typed and move by some rows and columns, over computed cells too."""
        self._take()
        if 0 <= self._row + rows < len(self._rows):
            self._place(self._row + rows, self._column + columns)
        else:
            self.post_message(self.Edge(rows))

    def action_page(self, by: int) -> None:
        """Take what was typed and move by ten rows; a table that shows whole is left at once."""
        self._take()
        last = len(self._rows) - 1
        if self.shows_whole or self._row == (last if by > 0 else 0):
            self.post_message(self.Edge(by))
        else:
            self._place(self._row + 10 * by, self._column)

    def action_across(self, by: int) -> None:
        """Take what was typed and go to the next cell of the row that can be typed into."""
        self._take()
        row_order = [
            (row, column)
            for row in range(len(self._rows))
            for column in range(len(self._columns))
            if not self._fixed[self._rows[row], self._columns[column]]
        ]
        here = (self._row, self._column)
        if by > 0:
            there = next((cell for cell in row_order if cell > here), None)
        else:
            there = next((cell for cell in reversed(row_order) if cell < here), None)
        if there is not None:
            self._place(*there)

    def action_enter(self) -> None:
        """Take what was typed and go down; after the last cell the table is done."""
        self._take()
        if self.cursor in self._order:
            index = self._order.index(self.cursor) + 1
            if index == len(self._order):
                self.post_message(self.Finished(closed=False))
                return
            row, column = self._order[index]
            self._place(self._rows.index(row), self._columns.index(column))
        else:
            self._place(self._row + 1, self._column)

    def action_finish(self) -> None:
        """Take what was typed and close the table."""
        self._take()
        self.post_message(self.Finished(closed=True))

    def action_ask(self, what: Asking) -> None:
        """Take what was typed and pass a key for the whole table on."""
        self._take()
        self.post_message(self.Asked(what))

    def action_rub(self) -> None:
        """Take the last typed character back, or clear the cell."""
        text = self._draft or self.cells[self.cursor].refused
        if text:
            self._draft = text[:-1]
            self._show_caret()
            self.refresh()
        else:
            self.action_clear()

    def action_clear(self) -> None:
        """Clear the cell."""
        self.type_text("")

    def action_cancel(self) -> None:
        """Drop what is being typed."""
        self._draft = None
        self.refresh()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Escape to the owner while nothing is being typed."""
        return action != "cancel" or self._draft is not None

    def on_focus(self) -> None:
        """Report the caret, so that an input method opens beside the cell."""
        self._show_caret()
        self.refresh()

    def on_blur(self) -> None:
        """Take what was typed."""
        self._take()
        self.refresh()

    async def on_click(self, event: events.Click) -> None:
        """Move to the clicked cell."""
        index = self._top + event.y - len(self._header[0])
        column = self._left + (event.x - self._label_width) // self._cell_width
        if event.y >= len(self._header[0]) and 0 <= index < len(self._lines):
            row = self._lines[index].row
            if row is not None and event.x >= self._label_width:
                self._take()
                self._place(row, column)

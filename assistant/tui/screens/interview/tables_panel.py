"""The tables of a step, one at a time, with live totals and what does not add up."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from assistant.draft.events import FinishTables, PasteTable, Refused, SetCells, ZeroTables
from assistant.session.showing import StepView
from assistant.session.views import CellView, TableView
from assistant.tui.screens.interview.panel import Panel
from assistant.tui.widgets import grid_model
from assistant.tui.widgets.grid import Grid

Tables = tuple[TableView, ...]

ROOM_AROUND = 11
"""Lines of the panel that are not rows of a table."""


def grid_spec(view: TableView) -> grid_model.GridSpec:
    """Make the grid of a table."""
    return grid_model.GridSpec(
        rows=tuple(
            grid_model.GridRow(row.key, row.path, bool(row.computed) or row.key in view.zero_rows)
            for row in view.table.rows
        ),
        columns=tuple(
            grid_model.GridColumn(column.key, column.label, bool(column.computed))
            for column in view.table.columns
        ),
        cells=grid_cells(view),
    )


def grid_cells(view: TableView) -> dict[grid_model.Address, grid_model.CellView]:
    """Make the cells of a grid."""
    return {place: _cell(cell) for place, cell in view.cells.items()}


def _cell(cell: CellView) -> grid_model.CellView:
    return grid_model.CellView(
        cell.text, not cell.typed, cell.failing, cell.last_year, expected=cell.expected
    )


def blanks(view: TableView) -> list[tuple[str, str]]:
    """Give the cells that still want a figure."""
    return [place for place, cell in view.cells.items() if cell.typed and not cell.text]


class TablesPanel(Panel):
    """One grid, with a line that says which of the tables it is."""

    DEFAULT_CSS = """
    TablesPanel { height: 100%; }
    TablesPanel #which { height: auto; padding: 0 1; }
    TablesPanel #holder { height: 1fr; }
    """

    def __init__(self, step: str, views: Tables) -> None:
        super().__init__()
        self._step = step
        self._views = views
        self._at = next((i for i, view in enumerate(views) if blanks(view)), 0)
        self.room = max(len(view.table.rows) for view in views) * 2 + ROOM_AROUND

    def compose(self) -> ComposeResult:
        """Give the line of tables, the grid and room for why a row is 0."""
        yield Static(id="which", markup=False)
        yield Container(Grid(grid_spec(self._view)), id="holder")

    @property
    def _view(self) -> TableView:
        return self._views[self._at]

    @property
    def _grid(self) -> Grid:
        return self.query_one(Grid)

    def on_mount(self) -> None:
        """Describe the first table."""
        self._describe()

    def start(self) -> None:
        """Focus the grid."""
        self._grid.focus()

    def _describe(self) -> None:
        parts: list[str | tuple[str, str]] = []
        if len(self._views) > 1:
            for index, view in enumerate(self._views):
                mark = "○" if blanks(view) else "✔"
                style = "bold" if index == self._at else "$text-muted"
                parts.append((f"{'●' if index == self._at else mark} {view.table.title}", style))
                parts.append("　")
        view = self._view
        notes = list(dict.fromkeys(view.zero_rows.values()))
        why = view.table.why if len(self._views) > 1 else ""
        below = "　".join(filter(None, [why, *notes]))
        if below:
            parts.append(("\n" if parts else "") + below)
        which = self.query_one("#which", Static)
        which.update(Content.assemble(*parts))
        which.display = bool(parts)
        self._grid.show_finding("；".join(view.messages))

    async def _turn_to(self, index: int) -> None:
        self._at = index
        grid = Grid(grid_spec(self._view))
        holder = self.query_one("#holder", Container)
        with self.app.batch_update():
            await holder.remove_children()
            await holder.mount(grid)
        self._describe()
        grid.focus()

    def _address(self, row: str, column: str) -> str:
        return f"{self._view.table.key}.{row}.{column}"

    @on(Grid.CellTyped)
    def _typed(self, event: Grid.CellTyped) -> None:
        event.stop()
        address = self._address(event.row, event.column)
        same = frozenset({address} if event.same else ())
        self.post_message(self.Send(SetCells({address: event.text}, same)))

    @on(Grid.ZeroAll)
    async def _zero(self, event: Grid.ZeroAll) -> None:
        event.stop()
        empty = {view.cells[place].address: "0" for view in self._views for place in blanks(view)}
        every = sum(cell.typed for view in self._views for cell in view.cells.values())
        if len(empty) == every:
            self.post_message(self.Send(ZeroTables(self._step)))
        elif empty:
            self.post_message(self.Send(SetCells(empty)))
        if self._at != len(self._views) - 1:
            await self._turn_to(len(self._views) - 1)
        order = [
            place
            for column in self._view.table.columns
            for row in self._view.table.rows
            if self._view.cells[place := (row.key, column.key)].typed
        ]
        if order:
            self._grid.go_to(*order[-1])
        self.post_message(self.Say("空格都填了 0，按 Enter 完成"))

    @on(Grid.Pasted)
    def _pasted(self, event: Grid.Pasted) -> None:
        event.stop()
        self.post_message(self.Send(PasteTable(self._view.table.key, event.text)))

    @on(Grid.Copied)
    def _copied(self, event: Grid.Copied) -> None:
        event.stop()
        self.app.copy_to_clipboard(event.text)
        self.post_message(self.Say("整张表已复制，可以粘贴到 Excel 或 WPS"))

    @on(Grid.Later)
    def _later(self, event: Grid.Later) -> None:
        event.stop()
        self.later()

    def later(self) -> None:
        """Put the tables of the step off."""
        offices = dict.fromkeys(view.table.office for view in self._views if view.table.office)
        self.post_message(self.LaterAsked(self._step, "、".join(offices)))

    @on(Grid.Done)
    async def _done(self, event: Grid.Done) -> None:
        event.stop()
        others = [i for i, view in enumerate(self._views) if i != self._at and blanks(view)]
        if not blanks(self._view) and others:
            await self._turn_to(next((i for i in others if i > self._at), others[0]))
        else:
            self.post_message(self.Send(FinishTables(self._step)))

    async def stand(self, at: str) -> None:
        """Stand on a cell, or on the first of a table."""
        table, _, place = at.partition(".")
        index = next((i for i, view in enumerate(self._views) if view.table.key == table), None)
        if index is None:
            return
        if index != self._at:
            await self._turn_to(index)
        row, _, column = place.partition(".")
        if (row, column) in self._view.cells:
            self._grid.go_to(row, column)
        elif row in self._view.table.row:
            self._grid.go_to(row, self._view.table.columns[0].key)

    def renew(self, view: StepView | None) -> bool:
        """Show new figures, totals and failures in the same grid."""
        if not isinstance(view, tuple) or [v.table for v in view] != [v.table for v in self._views]:
            return False
        same_rows = view[self._at].zero_rows == self._view.zero_rows
        self._views = view
        if not same_rows:
            return False
        self._grid.update_cells(grid_cells(self._view))
        self._describe()
        return True

    def refuse(self, refused: Refused) -> None:
        """Go to the cell that was not accepted, or say why below the grid."""
        places = [a.split(".") for a in refused.fields if a.count(".") == 2]
        here = [p for p in places if p[0] == self._view.table.key]
        if here and not refused.confirm:
            self._grid.refuse(here[0][1], here[0][2], refused.message)
            return
        there = [i for i, v in enumerate(self._views) if places and v.table.key == places[0][0]]
        if there and not refused.confirm:
            self.run_worker(self._go_and_say(there[0], places[0], refused.message))
        else:
            self._grid.show_finding(refused.message)

    async def _go_and_say(self, index: int, place: list[str], message: str) -> None:
        await self._turn_to(index)
        self._grid.refuse(place[1], place[2], message)

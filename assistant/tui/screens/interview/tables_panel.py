"""The tables of a step, one at a time, with live totals and what does not add up."""

from collections.abc import Mapping

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


Refusals = Mapping[str, tuple[str, str]]
"""By address, a text that was typed and not taken, and why."""


def grid_spec(view: TableView, refused: Refusals) -> grid_model.GridSpec:
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
        cells=grid_cells(view, refused),
    )


def grid_cells(view: TableView, refused: Refusals) -> dict[grid_model.Address, grid_model.CellView]:
    """Make the cells of a grid."""
    return {place: _cell(cell, refused) for place, cell in view.cells.items()}


def _cell(cell: CellView, refused: Refusals) -> grid_model.CellView:
    text, why = refused.get(cell.address, ("", ""))
    return grid_model.CellView(
        cell.text,
        not cell.typed,
        cell.failing,
        cell.last_year,
        expected=cell.expected,
        later=cell.later,
        refused=text,
        why=why,
    )


def blanks(view: TableView) -> list[tuple[str, str]]:
    """Give the cells that want a figure and do not wait for an office, down each column."""
    return [
        place
        for column in view.table.columns
        for row in view.table.rows
        if (cell := view.cells[place := (row.key, column.key)]).typed
        and not cell.text
        and cell.later is None
    ]


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
        self._sent: dict[str, str] = {}
        self._refused: dict[str, tuple[str, str]] = {}
        self.room = max(len(view.table.rows) for view in views) * 2 + ROOM_AROUND

    def compose(self) -> ComposeResult:
        """Give the line of tables, the grid and room for why a row is 0."""
        yield Static(id="which", markup=False)
        yield Container(self._made(), id="holder")

    @property
    def _view(self) -> TableView:
        return self._views[self._at]

    @property
    def _grid(self) -> Grid:
        return self.query_one(Grid)

    def _made(self) -> Grid:
        return Grid(grid_spec(self._view, self._refused))

    def on_mount(self) -> None:
        """Describe the first table and stand on the first blank cell."""
        self._describe()
        self._stand_on_blank()

    def _stand_on_blank(self) -> None:
        for place in blanks(self._view)[:1]:
            self._grid.go_to(*place)

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
            parts.append(("PgUp PgDn 换表", "$text-muted"))
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
        grid = self._made()
        holder = self.query_one("#holder", Container)
        with self.app.batch_update():
            await holder.remove_children()
            await holder.mount(grid)
        self._describe()
        self._stand_on_blank()
        grid.focus()

    def _address(self, row: str, column: str) -> str:
        return f"{self._view.table.key}.{row}.{column}"

    @on(Grid.CellTyped)
    def _typed(self, event: Grid.CellTyped) -> None:
        event.stop()
        address = self._address(event.row, event.column)
        self._sent[address] = event.text
        self._refused.pop(address, None)
        same = frozenset({address} if event.same else ())
        self.post_message(self.Send(SetCells({address: event.text}, same)))

    @on(Grid.ZeroAll)
    async def _zero(self, event: Grid.ZeroAll) -> None:
        event.stop()
        wanting = [view.cells[place].address for view in self._views for place in blanks(view)]
        empty = {address: "0" for address in wanting if not self._sent.get(address)}
        if len(empty) == len(wanting):
            self.post_message(self.Send(ZeroTables(self._step)))
        elif empty:
            self.post_message(self.Send(SetCells(empty)))
        if self._refused:
            address, (_, why) = next(iter(self._refused.items()))
            await self._go_and_blame(address.split("."), why)
            return
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
        self._sent.clear()
        self._refused.clear()
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

    @on(Grid.AllLater)
    def _all_later(self, event: Grid.AllLater) -> None:
        event.stop()
        self.all_later()

    def later(self) -> None:
        """Put the cell at the cursor off."""
        table = self._view.table
        office = table.row[self._grid.cursor[0]].office or table.office
        self.post_message(self.LaterAsked(self._address(*self._grid.cursor), office))

    def all_later(self) -> None:
        """Put off what is blank in the tables of the step."""
        offices = dict.fromkeys(view.table.office for view in self._views if view.table.office)
        self.post_message(self.LaterAsked(self._step, "、".join(offices)))

    @on(Grid.Done)
    async def _done(self, event: Grid.Done) -> None:
        event.stop()
        others = [i for i, view in enumerate(self._views) if i != self._at and blanks(view)]
        after = self._at + 1
        if not blanks(self._view) and others:
            await self._turn_to(next((i for i in others if i > self._at), others[0]))
        elif not event.closed and not blanks(self._view) and after < len(self._views):
            await self._turn_to(after)
            self._grid.go_to_edge(1)
        else:
            self.post_message(self.Send(FinishTables(self._step)))

    @on(Grid.Turn)
    async def _turned(self, event: Grid.Turn) -> None:
        event.stop()
        there = self._at + event.by
        if 0 <= there < len(self._views):
            await self._turn_to(there)
            self._grid.go_to_edge(event.by)
        else:
            self._grid.go_to_edge(-event.by)

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
        self._grid.update_cells(grid_cells(self._view, self._refused))
        self._describe()
        return True

    def refuse(self, refused: Refused) -> None:
        """Go to the cell that was not accepted, or say why below the grid."""
        for address, why in refused.fields.items():
            if self._sent.get(address):
                self._refused[address] = (self._sent[address], why)
        places = [a.split(".") for a in refused.fields if a.count(".") == 2]
        known = {view.table.key for view in self._views}
        places = [place for place in places if place[0] in known]
        if refused.confirm or not places:
            self._grid.show_finding(refused.message)
            return
        here = [place for place in places if place[0] == self._view.table.key]
        if here:
            self._blame(here[0], refused.message)
        else:
            self.run_worker(self._go_and_blame(places[0], refused.message))

    async def _go_and_blame(self, place: list[str], message: str) -> None:
        index = next(i for i, view in enumerate(self._views) if view.table.key == place[0])
        if index != self._at:
            await self._turn_to(index)
        self._blame(place, message)

    def _blame(self, place: list[str], message: str) -> None:
        self._grid.update_cells(grid_cells(self._view, self._refused))
        self._grid.refuse(place[1], place[2], message)

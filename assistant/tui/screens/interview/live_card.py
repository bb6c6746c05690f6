"""A card whose fields come and go, and offer other defaults, with what is filled in."""

from textual.containers import VerticalScroll
from textual.message import Message

from assistant.tui.compat.typeahead import when_mounted
from assistant.tui.widgets.card import Card, Row
from assistant.tui.widgets.fields import FieldSpec, Value


class LiveCard(Card):
    """A card whose fields come and go with what is filled in.

    A field that stays is changed in place: keys on their way to it must find it there.
    """

    DEFAULT_CSS = """
    LiveCard Row .label { width: 18; }
    LiveCard Row .error { padding: 0 0 0 18; }
    """

    class Edited(Message):
        """Something was filled in."""

    def _changed(self, key: str) -> None:
        super()._changed(key)
        self.post_message(self.Edited())

    def focus(self, scroll_visible: bool = True) -> "LiveCard":
        """Focus the first field that must be filled and is not, else the one last focused."""
        when_mounted(self, lambda: self._focus_empty(scroll_visible))
        return self

    def _focus_empty(self, scroll_visible: bool) -> None:
        empty = (
            i for i, row in enumerate(self._rows) if row.spec.required and not row.control.answer
        )
        self._at = next(empty, self._at)
        self._focus_field(scroll_visible)

    def stand(self, key: str) -> None:
        """Focus the field of a question, if it is on the card; of several, the first."""

        def stand() -> None:
            keys = [row.spec.key.partition("\0")[0] for row in self._rows]
            if key in keys:
                self._go(keys.index(key))

        # The panel takes the focus itself when it is put up; this comes after that.
        self.call_after_refresh(stand)

    @property
    def edited(self) -> dict[str, Value]:
        """What has been changed; what only stands there as an offer is left out."""
        return {
            row.spec.key: row.control.answer
            for row in self._rows
            if row.control.answer != row.spec.start
        }

    async def show_fields(self, wanted: list[FieldSpec]) -> None:
        """Show these fields, keeping what has been filled into those that stay."""
        old = {row.spec.key: row for row in self._rows}
        rows: list[Row] = []
        for spec in wanted:
            row = old.pop(spec.key, None)
            if row is not None:
                row.offer(spec)
            rows.append(row or Row(spec))
        new = [row for row in rows if row not in self._rows]
        if new or old:
            await self._exchange(rows, list(old.values()), new)
        self._describe()

    async def _exchange(self, rows: list[Row], gone: list[Row], new: list[Row]) -> None:
        before, self._rows = self._rows, rows
        standing = next((row for row in before if row.control.has_focus), None)
        if standing in gone:
            kept = [row for row in before[: before.index(standing)] if row in rows]
            self._go(rows.index(kept[-1]) if kept else 0)
        elif standing is not None:
            self._at = rows.index(standing)
        self._at = min(self._at, len(rows) - 1)
        container = self.query_one("#rows", VerticalScroll)
        for row in gone:
            await row.remove()
        for index, row in enumerate(rows):
            if row in new:
                await container.mount(row, before=index if index < len(rows) - 1 else None)

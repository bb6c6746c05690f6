"""Other wordings for the sentence being written: a digit takes one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from assistant.tui.widgets.choices import key_of

MOST = 9


@dataclass(frozen=True, slots=True)
class Alternative:
    """One wording, and why it is offered."""

    id: str
    text: str
    note: str = ""


class Alternatives(Static, can_focus=True):
    """A numbered list; Escape goes back to what was written."""

    DEFAULT_CSS = """
    Alternatives { height: auto; max-height: 12; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "返回", show=False)]

    @dataclass
    class Taken(Message):
        """The wording `id` shall stand in place of what is written."""

        id: str

    class Left(Message):
        """Escape was pressed."""

    def __init__(self, title: str, wordings: Sequence[Alternative]) -> None:
        super().__init__(markup=False)
        self._title = title
        self._wordings = tuple(wordings[:MOST])

    def on_mount(self) -> None:
        """Show the list."""
        rows = [Content.styled(self._title, "$text-muted")]
        for number, one in enumerate(self._wordings, 1):
            note = (f"　{one.note}", "$text-muted")
            rows.append(Content.assemble((f"{number} ", "bold"), one.text, note))
        self.update(Content("\n").join(rows))

    async def _on_key(self, event: events.Key) -> None:
        key = key_of(event)
        if key.isdecimal():
            event.stop()
            event.prevent_default()
            number = int(key)
            if 1 <= number <= len(self._wordings):
                self.post_message(self.Taken(self._wordings[number - 1].id))

    def action_leave(self) -> None:
        """Keep what is written."""
        self.post_message(self.Left())

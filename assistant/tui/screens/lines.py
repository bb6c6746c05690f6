"""Lines to look through, each leading to a place in the interview."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.session import Session
from assistant.tui.screens.page import Page
from assistant.tui.widgets.flash import Flash
from assistant.tui.widgets.footer import KeyBar, KeyLabel


class Visit(Protocol):
    """Goes back to the interview, to a step if one is given, standing on `at` there."""

    def __call__(self, step: str | None, at: str = "") -> None:
        """Go."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line.

    Attributes:
        step: where Enter leads; "" for a line that cannot be picked, unless it has a `key`.
        at: the fact, cell, table or sentence to stand on there.
        key: tells the line apart when the lines are shown anew; "" where its number will do.
    """

    text: Content
    step: str = ""
    at: str = ""
    key: str = ""


class LinesPage(Page):
    """Lines to look through; Enter goes to the step behind one, Escape goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "返回", show=False)]
    DEFAULT_CSS = """
    LinesPage #title { height: auto; padding: 0 2; color: $text-muted; }
    LinesPage OptionList {
        height: 1fr; border: none; padding: 0 2; background: transparent;
    }
    LinesPage { align-horizontal: center; }
    LinesPage OptionList { max-width: 100; }
    LinesPage OptionList:focus { border: none; }
    """

    def __init__(self, session: Session, visit: Visit) -> None:
        super().__init__()
        self.session = session
        self._visit = visit
        self._entries: dict[str, Entry] = {}

    def compose(self) -> ComposeResult:
        """Give the title, the lines and the keys."""
        yield Static("正在整理…", id="title", markup=False)
        yield OptionList(markup=False)
        yield Flash()
        yield KeyBar(self.keys())
        yield from super().compose()

    def keys(self) -> list[KeyLabel]:
        """Give the bottom line."""
        return [
            KeyLabel("f1", "F1", "帮助"),
            KeyLabel("enter", "Enter", "去改这一处"),
            KeyLabel("escape", "Esc", "返回"),
        ]

    def on_mount(self) -> None:
        """Fill the list after the first paint."""
        self.query_one(OptionList).focus()
        self.call_after_refresh(self.fill)

    def fill(self) -> None:
        """Fill the list."""

    @property
    def highlighted(self) -> Entry | None:
        """The line the cursor is at."""
        option = self.query_one(OptionList).highlighted_option
        return None if option is None else self._entries.get(str(option.id))

    def show_lines(self, title: str, lines: Sequence[Entry]) -> None:
        """Show lines; a cursor that has been moved stays on the line it was at, or near it."""
        self.query_one("#title", Static).update(title)
        listing = self.query_one(OptionList)
        option, number = listing.highlighted_option, listing.highlighted
        before = None if option is None else option.id
        moved = number is not None and any(not one.disabled for one in listing.options[:number])
        self._entries = {line.key or str(i): line for i, line in enumerate(lines)}
        listing.set_options(
            Option(line.text, id=key, disabled=not (line.step or line.key))
            for key, line in self._entries.items()
        )
        keys = list(self._entries)
        if moved and number is not None and keys:
            at = keys.index(before) if before in keys else min(number, len(keys) - 1)
            listing.highlighted = at
        else:
            listing.action_first()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        entry = self._entries.get(str(event.option_id))
        if entry is not None and entry.step:
            self.app.pop_screen()
            self._visit(entry.step, entry.at)
        else:
            self.flash.warn("这一处没有对应的问题，去不了")

    def action_leave(self) -> None:
        """Go back to where the interview was."""
        self.app.pop_screen()

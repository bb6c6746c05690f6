"""The left rail: where each part of the report stands, and how far the interview has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

State = Literal["done", "current", "open", "warning"]
"""Finished, being filled in, not begun, to be looked at again."""

SIGNS: dict[State, tuple[str, str]] = {
    "done": ("✔", "$text-success"),
    "current": ("●", "$text-primary"),
    "open": ("○", "$text-muted"),
    "warning": ("!", "$text-warning"),
}
ROOM_NEEDED = 100
"""Screen width in cells below which the rail is hidden."""


@dataclass(frozen=True, slots=True)
class RailItem:
    """A section (level 0) or an aspect of one (level 1)."""

    key: str
    label: str
    state: State = "open"
    level: int = 0


class Rail(Vertical):
    """Sections and aspects with their state; Enter or a click jumps to one."""

    HELP: ClassVar[str] = (
        "各部分写到哪里了。\n\n"
        "✔ 写完    ● 正在写    ○ 还没写    ! 需要再看\n\n"
        "↑ ↓ 移动，Enter 或点击跳到那一部分。"
    )

    DEFAULT_CSS = """
    Rail { width: 24; height: 100%; padding: 0 1; background: $panel; }
    Rail.-hidden { display: none; }
    Rail Static { height: auto; }
    Rail OptionList {
        height: 1fr;
        border: none;
        padding: 0;
        background: transparent;
        scrollbar-size-vertical: 1;
    }
    Rail OptionList:focus { border: none; }
    Rail .findings { color: $text-warning; }
    """

    @dataclass
    class Jump(Message):
        """The clerk wants to go to the part `key`."""

        key: str

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[RailItem, ...] = ()

    def compose(self) -> ComposeResult:
        """Give the progress line, the parts and the number of findings."""
        yield Static("", markup=False, classes="progress")
        yield OptionList(markup=False)
        yield Static("", markup=False, classes="findings")

    def on_mount(self) -> None:
        """Follow the width of the screen."""
        self._fit(self.screen)
        self.screen.screen_layout_refresh_signal.subscribe(self, self._fit)

    def _fit(self, screen: Screen[object]) -> None:
        self.set_class(screen.size.width < ROOM_NEEDED, "-hidden")

    def show(
        self,
        items: Sequence[RailItem],
        *,
        at: int = 0,
        total: int = 0,
        findings: int = 0,
        about: str = "",
    ) -> None:
        """Show the parts, that question `at` of `total` is being asked, and how many findings.

        `about` stands above them: what the report is about, such as its year.
        """
        number = f"第 {at} 题 / 共 {total} 题" if total else ""
        progress = "\n".join(filter(None, [about, number]))
        self.query_one(".progress", Static).update(progress)
        self.query_one(".findings", Static).update(f"! {findings} 处待核（F7）" if findings else "")
        listing = self.query_one(OptionList)
        same_parts = [item.key for item in items] == [item.key for item in self._items]
        if same_parts:
            for old, new in zip(self._items, items, strict=True):
                if old != new:
                    listing.replace_option_prompt(new.key, _prompt(new))
        else:
            listing.set_options([Option(_prompt(item), id=item.key) for item in items])
        self._items = tuple(items)
        current = next((i for i, item in enumerate(items) if item.state == "current"), None)
        if current is not None and not listing.has_focus:
            listing.highlighted = current

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Jump(event.option_id))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()


def _prompt(item: RailItem) -> Content:
    sign, colour = SIGNS[item.state]
    style = "bold" if item.state == "current" else ""
    return Content.assemble("  " * item.level, (sign, colour), " ", (item.label, style))

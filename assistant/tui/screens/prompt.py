"""Two small windows: one asks for a line of text, one for a choice from a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui.compat.ime import CaretInput
from assistant.tui.compat.pinyin import rank

CSS = """
{name} {{ align: center middle; }}
{name} > Vertical {{
    width: 72;
    max-width: 95%;
    height: auto;
    max-height: 80%;
    padding: 1 2;
    background: $surface;
    border: round $primary;
}}
{name} .keys {{ color: $text-muted; padding: 1 0 0 0; }}
{name} OptionList {{
    height: auto; max-height: 14; border: none; padding: 0; background: transparent;
}}
"""


class Line(CaretInput):
    """A line of text in which Ctrl+A selects everything."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "select_all", "全选", show=False)]


class AskLine(ModalScreen[str | None]):
    """Asks for one line of text; Escape gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "取消", show=False)]
    DEFAULT_CSS = CSS.format(name="AskLine")

    def __init__(self, question: str, value: str = "", why: str = "") -> None:
        super().__init__()
        self._question = question
        self._value = value
        self._why = why

    def compose(self) -> ComposeResult:
        """Give the question, the line and the keys."""
        with Vertical():
            yield Static(self._question, markup=False)
            if self._why:
                yield Static(self._why, markup=False, classes="keys")
            yield Line(self._value)
            yield Static("Enter 确定 · Esc 取消", markup=False, classes="keys")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value.strip())


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to pick: `sign` stands before it, `note` after it in a quieter tone."""

    key: str
    label: str
    note: str = ""
    sign: str = ""


class Pick(ModalScreen[str | None]):
    """A list to pick from, found by typing characters or pinyin initials; Escape gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "取消", show=False),
        Binding("down", "move('cursor_down')", show=False),
        Binding("up", "move('cursor_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
    ]
    DEFAULT_CSS = CSS.format(name="Pick")

    def __init__(self, title: str, items: Sequence[Item], at: str = "") -> None:
        super().__init__()
        self._title = title
        self._items = tuple(items)
        self._at = at

    def compose(self) -> ComposeResult:
        """Give the title, the search line, the list and the keys."""
        with Vertical():
            yield Static(self._title, markup=False)
            yield Line(placeholder="打字或拼音首字母查找", compact=True)
            listing = OptionList(markup=False)
            listing.can_focus = False
            yield listing
            yield Static("↑↓ 移动 · Enter 选定 · Esc 取消", markup=False, classes="keys")

    def on_mount(self) -> None:
        """Show everything and stand on the present item."""
        self._fill("")

    def _fill(self, query: str) -> None:
        found = [item for item in self._items if not query or rank(query, item.label) is not None]
        listing = self.query_one(OptionList)
        listing.set_options([Option(_prompt(item), id=item.key) for item in found])
        keys = [item.key for item in found]
        if keys:
            listing.highlighted = keys.index(self._at) if self._at in keys else 0

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._fill(event.value)

    @on(Input.Submitted)
    def _entered(self, event: events.Event) -> None:
        event.stop()
        option = self.query_one(OptionList).highlighted_option
        if option is not None:
            self.dismiss(option.id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_id)

    def action_move(self, how: str) -> None:
        """Move in the list while the search line keeps the focus."""
        getattr(self.query_one(OptionList), f"action_{how}")()


def _prompt(item: Item) -> Content:
    sign = f"{item.sign} " if item.sign else ""
    note = (f"　{item.note}", "$text-muted") if item.note else ""
    return Content.assemble(sign, item.label, note)

"""Last year's sentences of an aspect as they can be said this year, to be taken one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui.compat.typeahead import when_mounted
from assistant.tui.widgets.choices import key_of


@dataclass(frozen=True, slots=True)
class LastYearView:
    """One of last year's sentences.

    Attributes:
        text: with this year's figures; an open point stands as 〔17？〕.
        note: how far it repeats last year's, and what must still be looked at.
        stands: the draft has it already.
    """

    text: str
    note: str
    stands: bool = False


class _Sentences(OptionList):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "tell(False)", "用这句", show=False),
        Binding("ctrl+e", "tell(True)", "先改", show=False),
        Binding("escape,ctrl+l", "leave", "返回", show=False),
    ]
    DEFAULT_CSS = """
    _Sentences { height: auto; max-height: 16; border: none; background: transparent; padding: 0; }
    _Sentences:focus { border: none; background-tint: transparent; }
    """

    def action_tell(self, edit: bool) -> None:
        """Take the highlighted sentence."""
        if isinstance(self.parent, LastYearList) and self.highlighted is not None:
            self.parent.take(self.highlighted, edit=edit)

    def action_leave(self) -> None:
        """Take none."""
        if isinstance(self.parent, LastYearList):
            self.parent.post_message(LastYearList.Left())

    async def _on_key(self, event: events.Key) -> None:
        key = key_of(event)
        if key.isdecimal() and isinstance(self.parent, LastYearList):
            event.stop()
            event.prevent_default()
            self.parent.take(int(key) - 1, edit=False)


class LastYearList(Vertical):
    """Last year's sentences in their order; empty until they have been made fit."""

    HELP: ClassVar[str] = (
        "去年这一段写的，换上了今年的年份和数。\n"
        "〔17？〕是还没有定的数：用的时候会打开来改，Ctrl+N 一个一个定。\n\n"
        "Enter、数字   用这一句\n"
        "Ctrl+E        先改再用\n"
        "Esc           返回，不用\n\n"
        "每句都写着和去年像多少；照搬太多会被退回来。"
    )
    DEFAULT_CSS = """
    LastYearList { height: auto; }
    LastYearList .keys { height: auto; color: $text-muted; padding: 0 1; }
    """

    @dataclass
    class Taken(Message):
        """The sentence at `place` shall be used; `edit` asks to change it first."""

        place: int
        edit: bool

    class Left(Message):
        """Escape was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0

    def compose(self) -> ComposeResult:
        """Give the list and its keys."""
        yield _Sentences(Option("正在把去年的句子换上今年的数…", disabled=True), markup=False)
        yield Static("Enter、数字 用这句 · Ctrl+E 先改 · Esc 返回", markup=False, classes="keys")

    def focus(self, scroll_visible: bool = True) -> "LastYearList":
        """Focus the list."""
        when_mounted(self, lambda: self.query_one(_Sentences).focus(scroll_visible))
        return self

    def show(self, views: Sequence[LastYearView]) -> None:
        """Show the sentences."""
        listing = self.query_one(_Sentences)
        at = listing.highlighted or 0
        self._count = len(views)
        listing.set_options(Option(_prompt(n, view)) for n, view in enumerate(views, 1))
        if views:
            fresh = next((n for n, view in enumerate(views) if not view.stands), 0)
            listing.highlighted = at or fresh

    def take(self, place: int, *, edit: bool) -> None:
        """Report that a sentence is taken, where there is one."""
        if 0 <= place < self._count:
            self.post_message(self.Taken(place, edit))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.take(event.option_index, edit=False)


def _prompt(number: int, view: LastYearView) -> Content:
    sign = "✔ " if view.stands else ""
    note = (f"\n   {view.note}", "$text-muted") if view.note else ""
    return Content.assemble((f"{number} ", "$text-muted"), (sign, "$text-success"), view.text, note)

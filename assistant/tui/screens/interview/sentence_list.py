"""The sentences of an aspect, or of problems and measures, to change, remove and reorder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.session.views import SentenceView
from assistant.tui.compat.typeahead import when_mounted


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence in the list; `lead` stands before it."""

    sentence: SentenceView
    lead: str
    text: str


class _Sentences(OptionList):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "tell('edit')", "改", show=False),
        Binding("delete,backspace", "tell('remove')", "删", show=False),
        Binding("alt+up,ctrl+up,shift+up", "tell('up')", "上移", show=False),
        Binding("alt+down,ctrl+down,shift+down", "tell('down')", "下移", show=False),
        Binding("enter", "tell('finish')", "完成", show=False),
        Binding("f2", "tell('own')", "自己写", show=False),
        Binding("b,B", "tell('propose')", "提给句库", show=False),
        Binding("shift+tab,escape", "tell('back')", "返回", show=False),
    ]
    DEFAULT_CSS = """
    _Sentences { height: auto; max-height: 14; border: none; background: transparent; padding: 0; }
    _Sentences:focus { border: none; background-tint: transparent; }
    """

    def action_tell(self, what: str) -> None:
        """Pass a key on with the highlighted sentence."""
        if isinstance(self.parent, SentenceList):
            self.parent.tell(what)


class SentenceList(Vertical):
    """Sentences in order; keys change the highlighted one, Enter finishes."""

    HELP: ClassVar[str] = (
        "这一段写好的句子。\n\n"
        "Enter          就这样，往下走\n"
        "↑ ↓            选一句\n"
        "Ctrl+E         改这一句\n"
        "Delete         删这一句\n"
        "Ctrl+↑ Ctrl+↓  上移、下移（Alt 或 Shift 加箭头也行）\n"
        "F2             自己加一句\n"
        "B              提给句库：批准了，以后写报告就会给出来\n"
        "Esc            回去挑句子"
    )
    DEFAULT_CSS = """
    SentenceList { height: auto; }
    SentenceList .keys { height: auto; color: $text-muted; padding: 0 1; }
    """

    @dataclass
    class Asked(Message):
        """A key was pressed; `id` is the highlighted sentence, None when there is none."""

        what: str
        id: int | None

    def __init__(
        self, entries: Sequence[Entry], *, movable: bool = True, at: int | None = None
    ) -> None:
        """Show sentences, standing on the one with the id `at`."""
        super().__init__()
        self._at = at
        self._entries = tuple(entries)
        self._movable = movable

    def compose(self) -> ComposeResult:
        """Give the list and its keys."""
        yield _Sentences(markup=False)
        move = " · Ctrl+↑↓ 移动" if self._movable else ""
        yield Static(
            f"Enter 就这样 · Ctrl+E 改 · Delete 删{move} · F2 加一句 · B 提给句库 · Esc 再挑",
            markup=False,
            classes="keys",
        )

    def on_mount(self) -> None:
        """Fill the list."""
        self.show(self._entries, self._at)

    def focus(self, scroll_visible: bool = True) -> "SentenceList":
        """Focus the list."""
        when_mounted(self, lambda: self.query_one(_Sentences).focus(scroll_visible))
        return self

    def show(self, entries: Sequence[Entry], at: int | None = None) -> None:
        """Show sentences, standing on the one with the id `at`."""
        listing = self.query_one(_Sentences)
        kept = listing.highlighted
        self._entries = tuple(entries)
        listing.set_options(
            [Option(_prompt(entry), id=str(entry.sentence.id)) for entry in self._entries]
            or [Option("这一段还没有句子。按 F2 自己写，按 Esc 挑现成的", disabled=True)]
        )
        ids = [entry.sentence.id for entry in self._entries]
        if at in ids:
            listing.highlighted = ids.index(at)
        elif ids:
            listing.highlighted = min(kept or 0, len(ids) - 1)

    def tell(self, what: str) -> None:
        """Report a key with the highlighted sentence."""
        option = self.query_one(_Sentences).highlighted_option
        number = None if option is None or option.id is None else int(option.id)
        self.post_message(self.Asked(what, number))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()


def _prompt(entry: Entry) -> Content:
    notes = []
    if entry.sentence.stale:
        notes.append("! 依据变了，请改写或换一句")
    if entry.sentence.blanks:
        notes.append(f"! 缺数：{'、'.join(entry.sentence.blanks)}")
    note = ("\n   " + "　".join(notes), "$text-warning") if notes else ""
    return Content.assemble((entry.lead, "$text-muted"), entry.text, note)

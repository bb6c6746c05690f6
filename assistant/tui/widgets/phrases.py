"""The phrase panel: ranked wordings, picked by number and found by typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui.compat.ime import CaretInput
from assistant.tui.compat.palette import open_palette
from assistant.tui.compat.pinyin import rank
from assistant.tui.compat.typeahead import when_mounted
from assistant.tui.widgets.choices import key_of
from assistant.tui.widgets.slash import SLASHES

MOST = 50
"""Wordings shown at once; the rest is found by typing."""

KEYS = "数字或 Enter 采用 · Ctrl+E 改一改 · 打字查找 · Esc 返回"


@dataclass(frozen=True, slots=True)
class PhraseView:
    """A wording as the panel shows it.

    Attributes:
        text: the sentence with this year's figures in it.
        resemblance: percent of resemblance to what is already written, None when nothing is near.
        note: what it resembles, or why it is offered.
    """

    id: str
    text: str
    status: str = ""
    origin: str = ""
    resemblance: int | None = None
    note: str = ""


Search = Callable[[str], Sequence[PhraseView] | None]
"""Gives the wordings that what is typed finds, best first; None when it cannot say yet.

Called in a thread: in a large bank the first letter takes longer than a key may.
"""


def find_phrases(query: str, phrases: Sequence[PhraseView]) -> list[PhraseView]:
    """Give the phrases that text or pinyin initials find, best first, order kept among equals."""
    if not query.strip():
        return list(phrases)
    ranked = [(rank(query, phrase.text), phrase) for phrase in phrases]
    # Characters in order with gaps fit almost any long sentence, so that rank does not count here.
    found = [(place, phrase) for place, phrase in ranked if place is not None and place < 4]
    return [phrase for _, phrase in sorted(found, key=lambda entry: entry[0])]


class _Filter(CaretInput):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app_list('cursor_down')", show=False),
        Binding("up", "app_list('cursor_up')", show=False),
        Binding("pagedown", "app_list('page_down')", show=False),
        Binding("pageup", "app_list('page_up')", show=False),
        Binding("ctrl+e", "edit", show=False),
        Binding("ctrl+a", "select_all", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(placeholder="输入几个字或拼音查找", compact=True)

    async def _on_key(self, event: events.Key) -> None:
        key = key_of(event)
        if key.isdecimal() and isinstance(self.parent, PhrasePanel):
            event.stop()
            event.prevent_default()
            self.parent.pick_number(int(key))
        elif event.character in SLASHES and not self.value:
            event.stop()
            event.prevent_default()
            open_palette(self.app)

    def action_app_list(self, what: str) -> None:
        """Move in the list below while the focus stays here."""
        if isinstance(self.parent, PhrasePanel):
            self.parent.move(what)

    def action_edit(self) -> None:
        """Ask to change the highlighted wording before it is taken."""
        if isinstance(self.parent, PhrasePanel):
            self.parent.edit()


class PhrasePanel(Vertical):
    """Wordings best first; a number takes one, typing narrows them down."""

    HELP: ClassVar[str] = (
        "挑选规范用语，最合适的在最前。\n\n"
        "1–9          采用这一句（全角数字也可以）\n"
        "↑ ↓ Enter    移动、采用\n"
        "Ctrl+E       先改一改再用\n"
        "打字         按文字、拼音首字母或全拼查找\n"
        "Esc          返回\n\n"
        "百分数是和已写内容的相似程度。"
    )

    DEFAULT_CSS = """
    PhrasePanel { height: auto; max-height: 100%; padding: 0 1; }
    PhrasePanel OptionList {
        height: auto;
        max-height: 14;
        border: none;
        padding: 0;
        background: transparent;
    }
    PhrasePanel .keys { height: 1; color: $text-muted; text-wrap: nowrap; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "返回", show=False)]

    @dataclass
    class Picked(Message):
        """The wording `id` is taken as it stands."""

        id: str

    @dataclass
    class EditAsked(Message):
        """The wording `id` shall be changed before it is taken."""

        id: str

    class Left(Message):
        """Escape was pressed: nothing is taken."""

    def __init__(self, phrases: Sequence[PhraseView] = (), search: Search | None = None) -> None:
        """`search` finds by what is typed; without it, or when it has no answer, text decides."""
        super().__init__()
        self._search = search
        self._phrases = tuple(phrases)
        self._shown: list[PhraseView] = []
        self._searching = Lock()
        self._sought = ""
        self._waiting = False
        self._then: list[Callable[[], None]] = []

    def compose(self) -> ComposeResult:
        """Give the search line, the wordings and a line that says what the keys do."""
        yield _Filter()
        listing = OptionList(markup=False)
        listing.can_focus = False
        yield listing
        yield Static(KEYS, markup=False, classes="keys")

    def on_mount(self) -> None:
        """Show the best wordings."""
        self._refill("")

    def focus(self, scroll_visible: bool = True) -> "PhrasePanel":
        """Focus the search line; the list is moved from there."""
        when_mounted(self, lambda: self.query_one(_Filter).focus(scroll_visible))
        return self

    def show(self, phrases: Sequence[PhraseView]) -> None:
        """Offer other wordings, best first; what has been typed goes on deciding."""
        self._phrases = tuple(phrases)
        self._refill(self.query_one(_Filter).value)

    def _refill(self, query: str) -> None:
        self._sought = query
        self._then.clear()
        self._waiting = self._search is not None and bool(query.strip())
        if self._waiting:
            self._seek(query)
        else:
            self._fill(find_phrases(query, self._phrases))

    @work(thread=True, group="seek")
    def _seek(self, query: str) -> None:
        with self._searching:
            # Another key has come while this one waited for its turn.
            if query != self._sought or self._search is None:
                return
            found = self._search(query)
        self.app.call_from_thread(self._sought_out, query, found)

    def _sought_out(self, query: str, found: Sequence[PhraseView] | None) -> None:
        if not self.is_attached or query != self._sought:
            return
        self._waiting = False
        self._fill(find_phrases(query, self._phrases) if found is None else found)
        for act in self._then:
            act()
        self._then.clear()

    def _soon(self, act: Callable[[], None]) -> None:
        """Do something with the wordings once those that were typed for are shown."""
        if self._waiting:
            self._then.append(act)
        else:
            act()

    def _fill(self, found: Sequence[PhraseView]) -> None:
        listing = self.query_one(OptionList)
        self._shown = list(found)[:MOST]
        listing.set_options(
            [
                Option(_prompt(number, phrase), id=phrase.id)
                for number, phrase in enumerate(self._shown, start=1)
            ]
            or [Option("没有找到，换几个字试试", disabled=True)]
        )
        listing.highlighted = 0 if self._shown else None

    def pick_number(self, number: int) -> None:
        """Take the wording with this number, if there is one."""
        self._soon(lambda: self._take_number(number))

    def _take_number(self, number: int) -> None:
        if 1 <= number <= len(self._shown):
            self.post_message(self.Picked(self._shown[number - 1].id))

    def move(self, what: str) -> None:
        """Do one of the list's own movements."""
        self._soon(getattr(self.query_one(OptionList), f"action_{what}"))

    def edit(self) -> None:
        """Ask to change the highlighted wording."""
        self._soon(lambda: self._take_highlighted(self.EditAsked))

    def _take_highlighted(self, told: Callable[[str], Message]) -> None:
        option = self.query_one(OptionList).highlighted_option
        if option is not None and option.id is not None:
            self.post_message(told(option.id))

    def action_leave(self) -> None:
        """Go back without taking anything."""
        self.post_message(self.Left())

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._refill(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._soon(lambda: self._take_highlighted(self.Picked))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Picked(event.option_id))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()


def _prompt(number: int, phrase: PhraseView) -> Content:
    resemblance = "" if phrase.resemblance is None else f"相似 {phrase.resemblance}%"
    facts = " · ".join(filter(None, [phrase.status, phrase.origin, resemblance, phrase.note]))
    lead = f"{number} " if number <= 9 else "  "
    lines: list[str | tuple[str, str]] = [lead, phrase.text]
    if facts:
        lines.append((f"\n  {facts}", "$text-muted"))
    return Content.assemble(*lines)

"""The bank looked through: every phrase by state and by what is typed, and its story."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.errors import UserError
from assistant.tui.compat.typeahead import TURN
from assistant.tui.screens.bank.collecting import BankCollect
from assistant.tui.screens.bank.desk import BankDesk
from assistant.tui.screens.bank.review import BankReview
from assistant.tui.screens.page import Page
from assistant.tui.screens.prompt import AskLine, Line
from assistant.tui.widgets.flash import Flash
from assistant.tui.widgets.footer import KeyBar, KeyLabel
from assistant.tui.widgets.help import HelpScreen

if TYPE_CHECKING:
    from assistant.session.bank_views import Row, Story
    from assistant.session.banking import Banking
    from assistant.session.browsing import Browser, Found

SHOWN = 200
"""Phrases listed at once; typing narrows down the rest."""

_STATES = ("", "candidate", "approved", "shipped", "retired")
_KEYS = (
    ("down", "cursor_down"),
    ("up", "cursor_up"),
    ("pagedown", "page_down"),
    ("pageup", "page_up"),
)


class BankScreen(Page):
    """A line to search by, the phrases found, and what can be done with them."""

    HELP: ClassVar[str] = (
        "句库。上面打字查找：汉字、拼音首字母或全拼都行，几个词用空格分开。\n\n"
        "F2        待批的一句一句看：批准、改、并入、不收\n"
        "F4        从报告里收句子\n"
        "Tab       换着看：全部、待批、已批、自带、停用\n"
        "Enter     整句和来历：谁在什么时候为什么改的，哪些稿子用过\n"
        "F6        停用这一句，停用了的恢复；自带的也可以停用\n"
        "Ctrl+Z    撤回刚才的决定\n"
        "Esc       返回"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "review", "待批", show=False),
        Binding("f4", "collect", "收句子", show=False),
        Binding("f6", "retire", "停用或恢复", show=False),
        Binding("tab", "turn(1)", "换着看", show=False),
        Binding("shift+tab", "turn(-1)", "换着看", show=False),
        Binding("ctrl+z", "undo", "撤回", show=False),
        Binding("escape", "leave", "返回", show=False),
        *(Binding(key, f"move('{how}')", show=False) for key, how in _KEYS),
    ]
    DEFAULT_CSS = """
    BankScreen #title { height: 1; padding: 0 2; color: $text-muted; }
    BankScreen Line { margin: 0 1; }
    BankScreen OptionList {
        height: 1fr; border: none; padding: 0 1; background: transparent;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    BankScreen { align-horizontal: center; }
    BankScreen OptionList, BankScreen Line { max-width: 110; }
    """

    def __init__(self, desk: BankDesk) -> None:
        super().__init__()
        self._desk = desk
        self._browser: Browser | None = None
        self._state = ""
        self._rows: dict[str, Row] = {}

    def compose(self) -> ComposeResult:
        """Give the search line, the list and the keys."""
        yield Static("正在打开…", id="title", markup=False)
        yield Line(placeholder="打字、拼音首字母或全拼查找", compact=True)
        listing = OptionList(markup=False)
        listing.can_focus = False
        yield listing
        yield Flash()
        yield KeyBar(
            [
                KeyLabel("f1", "F1", "帮助"),
                KeyLabel("f2", "F2", "待批"),
                KeyLabel("f4", "F4", "收句子"),
                KeyLabel("tab", "Tab", "换着看"),
                KeyLabel("f6", "F6", "停用"),
                KeyLabel("escape", "Esc", "返回"),
            ]
        )
        yield from super().compose()

    def on_mount(self) -> None:
        """Put the cursor where the search is typed."""
        self.query_one(Line).focus()

    def on_screen_resume(self) -> None:
        """Show what has changed while another screen was open."""
        self._find()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._find()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if (row := self._current) is not None:
            self._tell(row)

    @work(exclusive=True, group="find")
    async def _find(self) -> None:
        typed, state = self.query_one(Line).value, self._state
        try:
            found = await self._desk.run(lambda banking: self._found(banking, typed, state))
        except UserError as error:
            self.flash.warn(str(error))
            return
        if self.query(OptionList):
            self._show(found)

    def _found(self, banking: "Banking", typed: str, state: str) -> "Found":
        from assistant.session.browsing import Browser

        self._browser = self._browser or Browser(banking)
        return self._browser.find(typed, state, SHOWN)

    def _show(self, found: "Found") -> None:
        from assistant.session.bank_views import STATUSES

        listing = self.query_one(OptionList)
        option, at = listing.highlighted_option, listing.highlighted or 0
        before = None if option is None else option.id
        self._rows = {row.entry.id: row for row in found.rows}
        listing.set_options(Option(_prompt(row), id=key) for key, row in self._rows.items())
        keys = list(self._rows)
        if keys:
            listing.highlighted = keys.index(before) if before in keys else min(at, len(keys) - 1)
        more = f"，列出前 {SHOWN} 句，打字可以缩小范围" if found.count > SHOWN else ""
        state = STATUSES.get(self._state, "全部")
        told = f"句库 · {state} {found.count} 句{more}" if found.count else f"句库 · {state}：没有"
        self.query_one("#title", Static).update(told)

    @property
    def _current(self) -> "Row | None":
        option = self.query_one(OptionList).highlighted_option
        return None if option is None else self._rows.get(str(option.id))

    @work(group=TURN)
    async def _tell(self, row: "Row") -> None:
        try:
            story = await self._desk.run(lambda banking: banking.story(row.entry.id))
        except UserError as error:
            self.flash.warn(str(error))
            return
        self.app.push_screen(HelpScreen(_told(story)))

    def action_move(self, how: str) -> None:
        """Move in the list while the search line keeps the focus."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def action_turn(self, by: int) -> None:
        """Look at the phrases in the next state, or the one before."""
        self._state = _STATES[(_STATES.index(self._state) + by) % len(_STATES)]
        self._find()

    def action_review(self) -> None:
        """Go through the candidates."""
        self.app.push_screen(BankReview(self._desk))

    def action_collect(self) -> None:
        """Collect sentences from reports."""
        self.app.push_screen(BankCollect(self._desk))

    def action_retire(self) -> None:
        """Take the phrase at the cursor out of use, or bring it back; both with a reason."""
        row = self._current
        if row is None:
            return
        key, retired = row.entry.id, row.entry.status == "retired"

        def given(why: str | None) -> None:
            if why is None:
                return
            if retired:
                self._decide(lambda b: b.restore(key, why), f"已恢复：{key}")
            elif why:
                self._desk.reason = why
                self._decide(lambda b: b.retire(key, why), f"已停用：{key}")
            else:
                self.flash.warn("没有写原因，没有停用")

        said = _text(row)[:40]
        if retired:
            self.app.push_screen(
                AskLine(f"恢复这一句？\n{said}", "", "可以写原因，也可以空着"), given
            )
        else:
            self.app.push_screen(AskLine(f"为什么停用？\n{said}", self._desk.reason), given)

    @work(group=TURN)
    async def _decide(self, call: "Callable[[Banking], object]", said: str) -> None:
        try:
            await self._desk.run(call)
        except UserError as error:
            self.flash.warn(str(error))
        else:
            self.flash.say(f"{said}　Ctrl+Z 撤回")
        self._find()

    def action_undo(self) -> None:
        """Take back the last decision."""
        self._decide(lambda banking: banking.undo(), "撤回")

    def action_leave(self) -> None:
        """Go back; a search is cleared first."""
        line = self.query_one(Line)
        if line.value:
            line.value = ""
        else:
            self.dismiss()


def _text(row: "Row") -> str:
    from assistant.phrases.bank import PhraseEntry

    entry = row.entry
    if isinstance(entry, PhraseEntry):
        return entry.text
    return f"{entry.problem}　→　{entry.measure}"


def _prompt(row: "Row") -> Content:
    from assistant.form.wording import lex
    from assistant.phrases.bank import PhraseEntry
    from assistant.session.reviewing import legible

    entry = row.entry
    if isinstance(entry, PhraseEntry):
        text, place = legible(lex(entry.text)), entry.move or "语步未定"
    else:
        text, place = _text(row), "问题与措施"
    return Content.assemble(
        (f"{row.status}　", "$text-accent"), (f"{place}　", "$text-muted"), text
    )


def _told(story: "Story") -> str:
    row = story.row
    return "\n".join([_text(row), f"\n{row.entry.id}　{row.status}", "", *story.lines])

"""Candidates one after the other: taken, changed, merged or turned down, by keys alone."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.errors import UserError
from assistant.tui.compat.typeahead import TURN
from assistant.tui.screens.bank.card import card, lacking
from assistant.tui.screens.bank.desk import BankDesk
from assistant.tui.screens.bank.mending import Mending
from assistant.tui.screens.page import Page
from assistant.tui.screens.prompt import AskLine
from assistant.tui.widgets.flash import Flash
from assistant.tui.widgets.footer import KeyBar, KeyLabel

if TYPE_CHECKING:
    from assistant.session.banking import Banking
    from assistant.session.reviewing import Waiting

SHOWN = 300
"""Candidates listed at once; the next ones follow as these are decided on."""

PEEK = 2.0
"""Seconds between looks at what other windows have changed."""


class BankReview(Page):
    """The queue above, the candidate the cursor is at below."""

    HELP: ClassVar[str] = (
        "待批的句子。一句一句看，定了就到下一句；【】里的跟着今年的回答变，〔？〕里的还没有定。\n\n"
        "Enter、A   批准，以后起草时就会给出来\n"
        "S          定下一个〔？〕：换成今年的哪个数，或者照写\n"
        "E          改句子\n"
        "V          属于哪个语步\n"
        "D          依据：哪个事实或选项说明做过\n"
        "W          条件：什么时候能说\n"
        "M          并入句库里的另一句，不单独收\n"
        "X          不收，写下原因\n"
        "空格       选中几句，一起批准或不收\n"
        "Ctrl+Z     撤回刚才的决定\n"
        "PgDn、PgUp 下面的长了，往下、往上看\n"
        "Esc        返回\n\n"
        "别的窗口定过的，这里会马上看到。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,A", "accept", "批准", show=False),
        Binding("x,X", "reject", "不收", show=False),
        Binding("e,E", "mend('wording')", "改句子", show=False),
        Binding("s,S", "mend('settle')", "定下来", show=False),
        Binding("v,V", "mend('move')", "语步", show=False),
        Binding("d,D", "mend('evidence')", "依据", show=False),
        Binding("w,W", "mend('condition')", "条件", show=False),
        Binding("m,M", "mend('merge')", "并入", show=False),
        Binding("space", "mark", "选中", show=False),
        Binding("ctrl+z", "undo", "撤回", show=False),
        Binding("pagedown", "page(1)", "往下看", show=False, priority=True),
        Binding("pageup", "page(-1)", "往上看", show=False, priority=True),
        Binding("escape", "leave", "返回", show=False),
    ]
    DEFAULT_CSS = """
    BankReview #title { height: 1; padding: 0 1; color: $text-muted; }
    BankReview OptionList {
        height: 8; border: none; padding: 0 1; background: transparent;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    BankReview OptionList:focus { border: none; }
    BankReview VerticalScroll { height: 1fr; padding: 0 2; border-top: solid $panel; }
    BankReview #card { height: auto; }
    """

    def __init__(self, desk: BankDesk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: dict[str, Waiting] = {}
        self._marked: set[str] = set()
        self._seen = -1

    def compose(self) -> ComposeResult:
        """Give the queue, the candidate and the keys."""
        yield Static("正在打开…", id="title", markup=False)
        yield OptionList(markup=False)
        with VerticalScroll(can_focus=False):
            yield Static(id="card", markup=False)
        yield Flash()
        yield KeyBar(
            [
                KeyLabel("f1", "F1", "帮助"),
                KeyLabel("enter", "Enter", "批准"),
                KeyLabel("s", "S", "定〔？〕"),
                KeyLabel("e", "E", "改"),
                KeyLabel("x", "X", "不收"),
                KeyLabel("escape", "Esc", "返回"),
            ]
        )
        yield from super().compose()

    def on_mount(self) -> None:
        """Fill the queue, and look again from time to time."""
        self.query_one(OptionList).focus()
        self._renew()
        self.set_interval(PEEK, self._peek)

    @work(group=TURN)
    async def _renew(self) -> None:
        await self._fill()

    @work(exclusive=True, group="peek")
    async def _peek(self) -> None:
        if await self._desk.run(_generation) != self._seen:
            await self._fill()

    async def _fill(self) -> None:
        try:
            self._seen, rows = await self._desk.run(_queue)
        except UserError as error:
            self.flash.warn(str(error))
            return
        if self.query(OptionList):
            self._show(rows)

    def _show(self, rows: "list[Waiting]") -> None:
        self._rows = {row.id: row for row in rows}
        self._marked &= self._rows.keys()
        listing = self.query_one(OptionList)
        option, at = listing.highlighted_option, listing.highlighted or 0
        before = None if option is None else option.id
        shown = rows[:SHOWN]
        listing.set_options(Option(self._prompt(row), id=row.id) for row in shown)
        if not rows:
            self.query_one("#title", Static).update("待批的都看完了")
            self.query_one("#card", Static).update("没有待批的句子。Esc 返回，可以再从报告里收。")
            return
        keys = [row.id for row in shown]
        listing.highlighted = keys.index(before) if before in keys else min(at, len(keys) - 1)
        self._say_title()
        self._tell()

    def _say_title(self) -> None:
        more = f"，先列前 {SHOWN} 句" if len(self._rows) > SHOWN else ""
        ready = sum(row.ready for row in self._rows.values())
        marked = f" · 选中 {len(self._marked)} 句" if self._marked else ""
        told = f"待批 {len(self._rows)} 句{more}，{ready} 句可以直接批准（✔）{marked}"
        self.query_one("#title", Static).update(told)

    def _prompt(self, row: "Waiting") -> Content:
        sign = ("✔ ", "$text-success") if row.ready else ("○ ", "$text-warning")
        marked = "● " if row.id in self._marked else "　"
        move = (f"{row.move or '语步未定'}　", "$text-muted")
        return Content.assemble(marked, sign, move, row.text)

    @property
    def current(self) -> "Waiting | None":
        """The candidate the cursor is at."""
        # A look at the bank may come back when the screen is being closed.
        option = next((one.highlighted_option for one in self.query(OptionList)), None)
        return None if option is None else self._rows.get(str(option.id))

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._tell()

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_accept()

    def _tell(self) -> None:
        row = self.current
        if row is not None:
            self.query_one("#card", Static).update(card(row, None))
            self._look(row)

    @work(exclusive=True, group="look")
    async def _look(self, row: "Waiting") -> None:
        try:
            found = await self._desk.run(lambda banking: banking.candidate(row.id))
        except UserError:
            # Decided on meanwhile; the next look at the queue shows it.
            return
        if self.is_attached and self.current == row:
            self.query_one("#card", Static).update(card(row, found))

    def action_mark(self) -> None:
        """Mark the candidate, or take the mark off, and go on."""
        row, listing = self.current, self.query_one(OptionList)
        if row is None or listing.highlighted is None:
            return
        self._marked ^= {row.id}
        listing.replace_option_prompt(row.id, self._prompt(row))
        listing.action_cursor_down()
        self._say_title()

    @property
    def _chosen(self) -> "list[Waiting]":
        """The marked candidates, else the one the cursor is at."""
        marked = [row for key, row in self._rows.items() if key in self._marked]
        return marked or [row for row in (self.current,) if row is not None]

    def action_page(self, by: int) -> None:
        """Scroll what is told of the candidate."""
        below = self.query_one(VerticalScroll)
        below.scroll_relative(y=by * (below.size.height - 1), animate=False)

    def action_accept(self) -> None:
        """Approve what is marked, else the candidate the cursor is at."""
        rows = self._chosen
        if not rows:
            return
        waits = next((row for row in rows if not row.ready), None)
        if waits is not None:
            which = "" if len(rows) == 1 else f"“{waits.text[:12]}…”"
            self.flash.warn(f"{which}还不能批准：{lacking(waits)[0]}")
            return
        ids, seen = [row.id for row in rows], rows[0].seen if len(rows) == 1 else None
        self.decide(lambda b: b.approve(ids, seen=seen), _told("已批准", rows))

    def action_reject(self) -> None:
        """Ask why, and turn down what is marked, else the candidate the cursor is at."""
        rows = self._chosen
        if not rows:
            return
        ids, seen = [row.id for row in rows], rows[0].seen if len(rows) == 1 else None

        def given(why: str | None) -> None:
            if why:
                self._desk.reason = why
                self.decide(lambda b: b.reject(ids, why, seen=seen), _told("没有收", rows))
            elif why is not None:
                self.flash.warn("没有写原因，还留着")

        question = "为什么不收？" if len(rows) == 1 else f"这 {len(rows)} 句为什么不收？"
        note = "记下原因，同一句以后不会再收进来"
        self.app.push_screen(AskLine(question, self._desk.reason, note), given)

    def action_mend(self, what: str) -> None:
        """Change something of the candidate the cursor is at."""
        row = self.current
        if row is not None:
            Mending(self, self._desk, row).ask(what)

    def action_undo(self) -> None:
        """Take back the last decision."""
        self._undo()

    @work(group=TURN)
    async def _undo(self) -> None:
        try:
            taken = await self._desk.run(lambda banking: banking.undo())
        except UserError as error:
            self.flash.warn(str(error))
            return
        await self._fill()
        if not taken:
            self.flash.say("没有可以撤回的")
            return
        listing = self.query_one(OptionList)
        keys = [option.id for option in listing.options]
        if taken[0] in keys:
            listing.highlighted = keys.index(taken[0])
        self.flash.say("已撤回")

    @work(group=TURN)
    async def decide(self, call: "Callable[[Banking], object]", said: str) -> None:
        """Carry out a decision and go on; a refusal is told and changes nothing."""
        try:
            await self._desk.run(call)
        except UserError as error:
            await self._fill()
            self.flash.warn(str(error))
            return
        self._marked.clear()
        await self._fill()
        self.flash.say(f"{said}　Ctrl+Z 撤回")

    def action_leave(self) -> None:
        """Go back."""
        self.app.pop_screen()


def _told(what: str, rows: "list[Waiting]") -> str:
    if len(rows) > 1:
        return f"{what} {len(rows)} 句"
    return f"{what}：{rows[0].text[:20]}{'…' if len(rows[0].text) > 20 else ''}"


def _generation(banking: "Banking") -> int:
    banking.local.renew()
    return banking.local.seen


def _queue(banking: "Banking") -> "tuple[int, list[Waiting]]":
    from assistant.session.reviewing import waiting

    rows = waiting(banking)
    return banking.local.seen, rows

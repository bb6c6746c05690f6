"""The first screen: go on with a draft, begin a report, or begin next year's from one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui.compat.palette import PaletteCommand
from assistant.tui.screens.last_year import ASK_PATH, Source, dragged
from assistant.tui.screens.page import Page
from assistant.tui.screens.prompt import AskLine, Item, Pick
from assistant.tui.widgets.flash import Flash
from assistant.tui.widgets.footer import KeyBar, KeyLabel

if TYPE_CHECKING:
    from assistant.tui.app import NianbaoApp
    from assistant.workspace import DraftInfo

NEW = "new"
LAST = "last"
BANK = "bank"
PASTED = 200
"""Characters in lines from which a paste is taken for a whole report."""


class HomeScreen(Page):
    """The drafts, newest first; one Enter goes on with the latest or begins the first."""

    HELP: ClassVar[str] = (
        "这里是所有的稿子，最近改过的在最上面。\n\n"
        "Enter     打开选中的稿子，或新写一份\n"
        "N         新写一份\n"
        "Y         以选中的这份为上年稿，写新一年的\n"
        "L         以一个文件为上年稿：Word、网页、文本、PDF 都行\n"
        "B         句库：批准新句子，从报告里收句子，查来历\n"
        "Delete    把选中的稿子移到回收站    Ctrl+Z  放回来\n\n"
        "上一年的报告也可以直接拖进这个窗口，或者复制全文粘贴到这里。"
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,N", "new", "新写一份", show=False),
        Binding("y,Y", "next_year", "写新一年", show=False),
        Binding("l,L", "last_year", "读上一年的文件", show=False),
        Binding("b,B", "bank", "句库", show=False),
        Binding("delete", "remove", "移到回收站", show=False),
        Binding("ctrl+z", "restore", "放回来", show=False),
    ]

    DEFAULT_CSS = """
    HomeScreen #middle { width: 76; max-width: 100%; height: 1fr; padding: 2 1 0 1; }
    HomeScreen Center { height: 1fr; }
    HomeScreen #name { text-style: bold; color: $primary; }
    HomeScreen #promise { color: $text-muted; padding: 0 0 1 0; }
    HomeScreen OptionList {
        height: auto; max-height: 1fr; border: none; padding: 0; background: transparent;
    }
    HomeScreen OptionList:focus { border: none; }
    HomeScreen OptionList > .option-list--option { padding: 0 1 1 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._drafts: dict[int, DraftInfo] = {}
        self._forms: dict[str, str] = {}
        self._deadlines: dict[int, str] = {}
        self._ready = False
        self._waiting = 0
        self._removed: list[int] = []

    def compose(self) -> ComposeResult:
        """Give the name, the list and the keys."""
        with Center(), Vertical(id="middle"):
            yield Static("年报起草助手", id="name", markup=False)
            yield Static(
                "一问一答，答完就有一份能送签的报告。\n数据只留在这台电脑上，随时可停，随时接着写。",
                id="promise",
                markup=False,
            )
            yield OptionList(Option("正在打开…", disabled=True), markup=False)
        yield Flash()
        yield KeyBar(self._keys(filled=False))
        yield from super().compose()

    @property
    def nianbao(self) -> "NianbaoApp":
        """The app, which opens drafts."""
        from assistant.tui.app import NianbaoApp

        assert isinstance(self.app, NianbaoApp)
        return self.app

    def _keys(self, *, filled: bool) -> list[KeyLabel]:
        keys = [KeyLabel("f1", "F1", "帮助"), KeyLabel("enter", "Enter", "打开")]
        if filled:
            keys += [KeyLabel("n", "N", "新写一份"), KeyLabel("y", "Y", "写新一年")]
        keys.append(KeyLabel("b", "B", "句库"))
        return [*keys, KeyLabel("ctrl+q", "Ctrl+Q", "退出")]

    async def on_screen_resume(self) -> None:
        """Show what has changed while another screen was open."""
        if self._ready:
            self.nianbao.refresh_home()

    def show(self, drafts: Sequence["DraftInfo"], forms: Mapping[str, str]) -> None:
        """Show the drafts, newest first; `forms` are the names of reports that can be begun."""
        self._drafts = {info.id: info for info in drafts}
        self._forms = dict(forms)
        self._fill()
        self.run_worker(self.query_one(KeyBar).show(self._keys(filled=bool(drafts))))
        if not self._ready:
            self._ready = True
            self.query_one(OptionList).focus()

    def show_deadline(self, draft_id: int, days: int, due: date) -> None:
        """Say beside a draft how many days are left."""
        when = f"{due.year}年{due.month}月{due.day}日"
        left = f"离{when}还有 {days} 天" if days >= 0 else f"{when}的期限已过 {-days} 天"
        self._deadlines[draft_id] = "今天到期" if days == 0 else left
        self._fill()

    def show_waiting(self, count: int) -> None:
        """Say how many sentences wait for approval."""
        if count != self._waiting:
            self._waiting = count
            self._fill()

    def _fill(self) -> None:
        listing = self.query_one(OptionList)
        at = listing.highlighted or 0
        options = [
            Option(self._prompt(info, latest=index == 0), id=str(info.id))
            for index, info in enumerate(self._drafts.values())
        ]
        start = "新写一份" if options else "开始写第一份报告"
        hint = "" if options else "\n　按 Enter 就开始，大约二十分钟；问不到的数可以先空着"
        options.append(
            Option(Content.assemble("＋ ", (start, "bold"), (hint, "$text-muted")), id=NEW)
        )
        hint = "\n　拖进这个窗口，或按 L 写它在哪里：数字、名称和写法会带过来"
        options.append(
            Option(Content.assemble("▤ ", "从上一年的报告文件写起", (hint, "$text-muted")), id=LAST)
        )
        told = (
            f"{self._waiting} 句待批，按 Enter 去看"
            if self._waiting
            else "查句子、收句子、批准句子"
        )
        options.append(
            Option(Content.assemble("▦ ", "句库", (f"\n　{told}", "$text-muted")), id=BANK)
        )
        listing.set_options(options)
        listing.highlighted = min(at, len(options) - 1)

    def _prompt(self, info: "DraftInfo", *, latest: bool) -> Content:
        title = info.title if info.unit else "还没有填单位名称的稿子"
        state = "已答完，可以导出" if info.done else "还没写完"
        notes = [state, f"{_ago(info.updated)}改过", self._deadlines.get(info.id, "")]
        lead = ("接着写　", "$primary") if latest and not info.done else ""
        sign = "✔ " if info.done else "● "
        return Content.assemble(
            sign, lead, (title, "bold"), ("\n　" + " · ".join(filter(None, notes)), "$text-muted")
        )

    def _chosen(self) -> "DraftInfo | None":
        option = self.query_one(OptionList).highlighted_option
        if option is None or option.id in {None, NEW, LAST, BANK}:
            return None
        return self._drafts.get(int(str(option.id)))

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        info = self._chosen()
        if event.option_id == LAST:
            self.action_last_year()
        elif event.option_id == BANK:
            self.action_bank()
        elif info is None:
            self.action_new()
        else:
            self.nianbao.open_draft(info.id, info.form)

    def action_new(self) -> None:
        """Begin a report; what may be last year's is offered first."""
        self._with_form(self.nianbao.begin)

    def _with_form(self, then: Callable[[str], object], ask: str = "写哪一种报告？") -> None:
        """Go on with the one form there is, or with the one picked among several."""
        if len(self._forms) > 1:
            items = [Item(key, name) for key, name in self._forms.items()]

            def picked(form: str | None) -> None:
                if form is not None:
                    then(form)

            self.app.push_screen(Pick(ask, items), picked)
        elif self._forms:
            then(next(iter(self._forms)))

    def action_last_year(self) -> None:
        """Ask for last year's file."""

        def named(text: str | None) -> None:
            if text:
                self._read(Source(dragged(text)))

        self.app.push_screen(AskLine("上一年的报告在哪里？", "", f"{ASK_PATH}，按 Enter"), named)

    def _read(self, source: Source) -> None:
        self._with_form(lambda form: self.nianbao.read_last_year(form, source))

    def on_paste(self, event: events.Paste) -> None:
        """Take a file dragged into the window, or the text of a whole report."""
        event.stop()
        if not self._ready:
            return
        text = event.text.strip()
        if "\n" in text and len(text) >= PASTED:
            self._read(Source(text=text))
        elif text and "\n" not in text:
            self._read(Source(dragged(text)))

    def action_bank(self) -> None:
        """Look through the bank."""
        self._with_form(self.nianbao.open_bank, "看哪一种报告的句库？")

    def action_next_year(self) -> None:
        """Begin a report from the highlighted draft."""
        info = self._chosen()
        if info is None:
            self.flash.warn("先选中一份稿子，再按 Y 以它为上年稿写新一年")
        else:
            self.nianbao.next_year(info.id, info.form)

    def action_remove(self) -> None:
        """Put the highlighted draft into the bin."""
        info, store = self._chosen(), self.nianbao.workspace
        if info is not None and store is not None:
            store.remove(info.id)
            self._removed.append(info.id)
            self.nianbao.refresh_home()
            self.flash.say("已移到回收站，按 Ctrl+Z 放回来")

    def action_restore(self) -> None:
        """Take the draft removed last out of the bin."""
        store = self.nianbao.workspace
        if self._removed and store is not None:
            store.restore(self._removed.pop())
            self.nianbao.refresh_home()
            self.flash.say("已放回来")

    def commands(self) -> Sequence[PaletteCommand]:
        """Give what can be done here."""
        return [
            PaletteCommand("新写一份", "从头开始一份报告", self.action_new),
            PaletteCommand("写新一年", "以选中的稿子为上年稿", self.action_next_year),
            PaletteCommand("读上一年的文件", "以一个文件为上年稿", self.action_last_year),
            PaletteCommand("句库", "待批的句子，从报告里收句子，查来历", self.action_bank),
            PaletteCommand("帮助", "这里的键", self.action_help),
        ]


def _ago(moment: datetime) -> str:
    days = (datetime.now().astimezone().date() - moment.date()).days
    if days == 0:
        return f"今天 {moment:%H:%M}"
    return "昨天" if days == 1 else f"{moment.month}月{moment.day}日"

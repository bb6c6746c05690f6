"""Sentences collected from reports: which files, how far, and what became of each."""

import os
import shlex
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from assistant.errors import UserError
from assistant.tui.screens.bank.desk import BankDesk
from assistant.tui.screens.bank.review import BankReview
from assistant.tui.screens.page import Page
from assistant.tui.screens.prompt import Line
from assistant.tui.widgets.flash import Flash
from assistant.tui.widgets.footer import KeyBar, KeyLabel

if TYPE_CHECKING:
    from assistant.session.banking import Banking
    from assistant.session.harvesting import Harvest


class BankCollect(Page):
    """Asks for reports, reads them in a thread, and leads to the candidates they gave."""

    HELP: ClassVar[str] = (
        "从报告里收句子。报告自己的表和数能证明的，换成【】，其余的数和名称是〔？〕，等你定。\n"
        "句库里已经有的不收，同一份报告收两次也不会重。\n\n"
        "Enter     写好路径后开始收；收完了去看待批的\n"
        "Esc       正在收就停下，什么都不会收进来；没在收就返回\n\n"
        "可以把几个文件或一个文件夹拖进窗口，也可以把路径一行一个粘贴进来。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "停下或返回", show=False),
        Binding("enter", "go", "去看待批的", show=False),
    ]
    DEFAULT_CSS = """
    BankCollect VerticalScroll { height: 1fr; padding: 0 2; }
    BankCollect VerticalScroll:focus { border: none; }
    BankCollect #ask { height: auto; padding: 1 2 0 2; }
    BankCollect Line { margin: 0 1; }
    BankCollect #said { height: auto; padding: 1 0; }
    """

    def __init__(self, desk: BankDesk) -> None:
        super().__init__()
        self._desk = desk
        self._stop = Event()
        self._busy = False
        self._made: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Give the line for paths, what became of them, and the keys."""
        yield Static(
            "从哪些报告里收句子？把文件或文件夹拖进窗口，或粘贴路径，按 Enter",
            id="ask",
            markup=False,
        )
        yield Line(compact=True, placeholder="文件或文件夹的路径")
        with VerticalScroll(can_focus=True):
            yield Static(id="said", markup=False)
        yield Flash()
        yield KeyBar(
            [
                KeyLabel("f1", "F1", "帮助"),
                KeyLabel("enter", "Enter", "开始收"),
                KeyLabel("escape", "Esc", "返回"),
            ]
        )
        yield from super().compose()

    def on_mount(self) -> None:
        """Put the cursor where paths are written."""
        self.query_one(Line).focus()

    def on_paste(self, event: events.Paste) -> None:
        """Take several paths pasted at once."""
        if "\n" in event.text.strip():
            event.stop()
            event.prevent_default()
            self._start(event.text)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self._start(event.value)
        else:
            self.action_go()

    def _start(self, text: str) -> None:
        if self._busy:
            return
        try:
            files = files_named(text)
        except UserError as error:
            self.flash.warn(str(error))
            return
        self._busy, self._made = True, ()
        self._stop.clear()
        self._say(f"正在收 {len(files)} 份报告…　Esc 停下")
        self._collect(files)

    @work(group="collect")
    async def _collect(self, files: Sequence[Path]) -> None:
        from assistant.text.join import Cancelled

        try:
            done = await self._desk.run(lambda banking: self._harvest(banking, files))
        except Cancelled:
            self._say("停下了，什么都没有收进来。")
            return
        except UserError as error:
            self._say(f"! {error}")
            return
        finally:
            self._busy = False
        self._finished(done)

    def _harvest(self, banking: "Banking", files: Sequence[Path]) -> "Harvest":
        """Runs in the bank's thread."""
        from assistant.session.checking import read_forms
        from assistant.session.harvesting import harvest

        def told(done: int, whole: int) -> None:
            self.app.call_from_thread(self._say, f"读了 {done} ／ {whole} 份…　Esc 停下")

        forms = read_forms(banking.library)
        return harvest(banking, files, forms, date.today(), told, self._stop.is_set)

    def _finished(self, done: "Harvest") -> None:
        self._made = done.candidates
        lines = []
        for one in done.files:
            name = Path(one.file).name
            if one.error:
                lines.append(Content.styled(f"! {one.error}", "$text-error"))
                continue
            parts = [f"{one.said} 句，{one.fresh} 句新的"]
            parts += [f"{one.known} 句句库里有"] if one.known else []
            parts += [f"{one.before} 句以前收过"] if one.before else []
            lines.append(Content(f"{name}　{'，'.join(parts)}"))
            if one.problems:
                told = f"　问题 {one.problems} 条没有收：和措施的条数对不上，看不出哪条对哪条"
                lines.append(Content.styled(told, "$text-muted"))
        if self._made:
            told = f"收进 {len(self._made)} 句待批（说法相近的并成了一句）。Enter 去看 · Esc 返回"
        else:
            told = "没有新的句子。可以换别的报告，Esc 返回"
        self._say(Content("\n").join([Content.styled(told, "bold"), Content(), *lines]))
        for line in self.query(Line):
            line.value = ""

    def _say(self, text: str | Content) -> None:
        for said in self.query("#said").results(Static):
            said.update(text)

    def action_go(self) -> None:
        """Go through the candidates."""
        if self._made:
            self.app.switch_screen(BankReview(self._desk))

    def action_leave(self) -> None:
        """Call off what is going on, else go back."""
        if self._busy:
            self._stop.set()
            self._say("正在停下…")
        else:
            self.app.pop_screen()


def files_named(text: str) -> list[Path]:
    """Give the report files that paths name: one a line, quoted side by side, or a folder of them.

    Raises:
        UserError: one is not there, or a folder has no report file.
    """
    from assistant.session.before import ENDINGS

    out: list[Path] = []
    for path in _paths(text):
        if path.is_dir():
            inside = sorted(
                f for f in path.rglob("*") if f.suffix.lower() in ENDINGS and f.is_file()
            )
            if not inside:
                raise UserError(f"{path} 里没有报告文件（Word、WPS、网页、文本、PDF）")
            out += inside
        elif path.exists():
            out.append(path)
        else:
            raise UserError(f"没有找到 {path}，请看看路径")
    return list(dict.fromkeys(out))


def _paths(text: str) -> list[Path]:
    from assistant.session.before import dragged_path

    out: list[Path] = []
    for line in filter(str.strip, text.splitlines()):
        whole = dragged_path(line)
        if whole.exists():
            out.append(whole)
            continue
        try:
            # Files dragged in together stand in one line, quoted where a name needs it.
            words = shlex.split(line, posix=os.sep == "/")
        except ValueError:
            words = []
        several = [dragged_path(word) for word in words]
        out += several if len(several) > 1 else [whole]
    return out

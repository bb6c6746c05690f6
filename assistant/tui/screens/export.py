"""Choose what to write and where; Enter writes the Word file to the offered folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.errors import UserError
from assistant.session import Session
from assistant.session.export import UnfinishedError
from assistant.tui.screens.folders import default_folder, folder_named, free_name
from assistant.tui.screens.lines import Visit
from assistant.tui.screens.page import Page
from assistant.tui.screens.prompt import Line
from assistant.tui.widgets.choices import Choice, Choices
from assistant.tui.widgets.flash import Flash
from assistant.tui.widgets.footer import KeyBar, KeyLabel

FORMATS = (
    Choice("docx", "Word 文档", "送签、盖章用，WPS 也能打开"),
    Choice("html", "网页", "一个文件，可以直接挂到网站"),
    Choice("txt", "纯文本", "粘贴到别处用"),
)
FOLDER = "export_folder"


class ExportScreen(Page):
    """Formats above, folder below; what is still missing is listed before anything is written."""

    HELP: ClassVar[str] = (
        "导出。\n\n"
        "Enter      存到下面写的文件夹\n"
        "1 2 3      选中或取消一种格式\n"
        "Tab        去改文件夹\n"
        "D          还有没定的事，也先导出一份带〔待填〕的草稿\n"
        "Esc        返回\n\n"
        "文件夹里已有同名文件时，会另存为（2）（3），不覆盖原来的。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "返回", show=False),
        Binding("tab", "across", "文件夹", show=False),
        Binding("d,D", "unfinished", "导出草稿", show=False),
    ]
    DEFAULT_CSS = """
    ExportScreen Center { height: 1fr; }
    ExportScreen #middle { width: 84; max-width: 100%; height: 1fr; padding: 1 1 0 1; }
    ExportScreen #middle > Static { height: auto; padding: 0 1; }
    ExportScreen #title { text-style: bold; color: $primary; }
    ExportScreen .label { padding: 1 1 0 1; color: $text-muted; }
    ExportScreen #said { padding: 1 1 0 1; }
    ExportScreen #said.-good { color: $text-success; text-style: bold; }
    ExportScreen #missing {
        display: none; height: 1fr; border: none; background: transparent; padding: 0 1;
    }
    ExportScreen #missing:focus { border: none; }
    ExportScreen #missing.-open { display: block; }
    """

    def __init__(self, session: Session, visit: Visit) -> None:
        super().__init__()
        self._session = session
        self._visit = visit
        self._formats: tuple[str, ...] = ("docx",)
        self._steps: list[str] = []
        self._busy = False
        self._last: tuple[tuple[str, ...], Path] | None = None

    def compose(self) -> ComposeResult:
        """Give the formats, the folder, and what came of it."""
        folder = default_folder(self._session.workspace.setting(FOLDER))
        with Center(), Vertical(id="middle"):
            yield Static(f"导出《{self._session.file_name()}》", id="title", markup=False)
            yield Choices(FORMATS, multiple=True, chosen=self._formats)
            yield Static("存到哪个文件夹（Tab 去改）", classes="label", markup=False)
            yield Line(str(folder), compact=True, id="folder")
            yield Static(id="said", markup=False)
            yield OptionList(id="missing", markup=False)
        yield Flash()
        yield KeyBar(
            [
                KeyLabel("f1", "F1", "帮助"),
                KeyLabel("enter", "Enter", "导出"),
                KeyLabel("tab", "Tab", "文件夹"),
                KeyLabel("escape", "Esc", "返回"),
            ]
        )
        yield from super().compose()

    def on_mount(self) -> None:
        """Say at once what is still missing."""
        self.query_one(Choices).focus()
        points = self._session.open_points()
        if points:
            self._say(f"还有 {len(points)} 处没有定下来。Enter 看是哪些，D 先导出带〔待填〕的草稿")

    def _say(self, text: str, *, good: bool = False) -> None:
        line = self.query_one("#said", Static)
        line.set_class(good, "-good")
        line.update(text)

    @on(Choices.Chosen)
    def _chosen(self, event: Choices.Chosen) -> None:
        event.stop()
        self._formats = event.keys
        self._start(unfinished=False)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._start(unfinished=False)

    def action_unfinished(self) -> None:
        """Write the report with 〔待填〕 where something is missing."""
        self._start(unfinished=True)

    def _start(self, *, unfinished: bool) -> None:
        if self._busy:
            return
        self._formats = self.query_one(Choices).chosen or self._formats
        try:
            folder = folder_named(self.query_one("#folder", Line).value)
        except UserError as error:
            self._say(f"! {error}")
            return
        if (self._formats, folder) == self._last and not unfinished:
            self.action_leave()
            return
        name = self._session.file_name() + ("（草稿）" if unfinished else "")
        targets = [free_name(folder, name, ending) for ending in self._formats]
        self._busy = True
        self._say("正在导出…")
        self._write(folder, targets, unfinished)

    @work(thread=True, group="export", exit_on_error=False)
    def _write(self, folder: Path, targets: Sequence[Path], unfinished: bool) -> None:
        try:
            made = self._session.export(targets, unfinished=unfinished)
        except UserError as error:
            self.app.call_from_thread(self._failed, error)
        else:
            self.app.call_from_thread(self._written, folder, made)

    def _written(self, folder: Path, made: Sequence[Path]) -> None:
        self._busy = False
        self._session.workspace.set_setting(FOLDER, str(folder))
        self._last = (self._formats, folder)
        self.query_one("#missing").remove_class("-open")
        files = "\n".join(f"　{path}" for path in made)
        self._say(f"✔ 已存好：\n{files}\n\nEnter 返回，Ctrl+Q 退出。", good=True)

    def _failed(self, error: UserError) -> None:
        self._busy = False
        if not isinstance(error, UnfinishedError):
            self._say(f"! {error}")
            return
        self._say(
            f"还有 {len(error.points)} 处没有定下来。Enter 去填亮着的一处，D 先导出带〔待填〕的草稿"
        )
        self._steps = [point.step for point in error.points]
        listing = self.query_one("#missing", OptionList)
        listing.set_options(
            [
                Option(
                    Content.assemble(
                        ("! ", "$text-warning"),
                        point.message,
                        (f"　→ 问{point.office}" if point.office else "", "$text-accent"),
                    )
                )
                for point in error.points
            ]
        )
        listing.add_class("-open")
        listing.highlighted = 0
        listing.focus()

    @on(OptionList.OptionSelected, "#missing")
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.app.pop_screen()
        self._visit(self._steps[event.option_index])

    def action_across(self) -> None:
        """Go between the formats and the folder."""
        line = self.query_one("#folder", Line)
        if line.has_focus:
            self.query_one(Choices).focus()
        else:
            line.focus()

    def action_leave(self) -> None:
        """Go back to the interview."""
        self.app.pop_screen()

"""The whole report as it stands; Enter on a line goes to the question behind it."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.form.wording import BLANK_MARK
from assistant.session import Session
from assistant.session.pages import characters
from assistant.session.views import Line
from assistant.tui.screens.page import Page
from assistant.tui.widgets.flash import Flash
from assistant.tui.widgets.footer import KeyBar, KeyLabel

Visit = Callable[[str | None], None]
"""Goes back to the interview, to a step if one is given."""


class LinesPage(Page):
    """Lines to look through; Enter goes to the step behind one, Escape goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "返回", show=False)]
    DEFAULT_CSS = """
    LinesPage #title { height: auto; padding: 0 2; color: $text-muted; }
    LinesPage OptionList {
        height: 1fr; border: none; padding: 0 2; background: transparent;
    }
    LinesPage { align-horizontal: center; }
    LinesPage OptionList { max-width: 100; }
    """

    def __init__(self, session: Session, visit: Visit) -> None:
        super().__init__()
        self.session = session
        self._visit = visit
        self._steps: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Give the title, the lines and the keys."""
        yield Static("正在整理…", id="title", markup=False)
        yield OptionList(markup=False)
        yield Flash()
        yield KeyBar(self.keys())
        yield from super().compose()

    def keys(self) -> list[KeyLabel]:
        """Give the bottom line."""
        return [
            KeyLabel("f1", "F1", "帮助"),
            KeyLabel("enter", "Enter", "去改这一处"),
            KeyLabel("escape", "Esc", "返回"),
        ]

    def on_mount(self) -> None:
        """Fill the list after the first paint."""
        self.query_one(OptionList).focus()
        self.call_after_refresh(self.fill)

    def fill(self) -> None:
        """Fill the list."""

    def show_lines(self, title: str, lines: list[tuple[Content, str]]) -> None:
        """Show lines, each with the step behind it ("" for none)."""
        self.query_one("#title", Static).update(title)
        listing = self.query_one(OptionList)
        self._steps = {str(i): step for i, (_, step) in enumerate(lines)}
        listing.set_options(
            [Option(text, id=str(i), disabled=not step) for i, (text, step) in enumerate(lines)]
        )
        listing.action_first()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        step = self._steps.get(str(event.option_id), "")
        if step:
            self.app.pop_screen()
            self._visit(step)

    def action_leave(self) -> None:
        """Go back to where the interview was."""
        self.app.pop_screen()


class PreviewScreen(LinesPage):
    """The report, line by line."""

    HELP: ClassVar[str] = (
        "全文预览。\n\n"
        "↑ ↓ PgUp PgDn   上下看\n"
        "Enter           去改亮着的这一句、这张表\n"
        "F8              导出\n"
        "Esc             返回\n\n"
        "章节名后面是已写字数和建议的上限。〔待填〕是还缺的数。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "export", "导出", show=False)]

    def keys(self) -> list[KeyLabel]:
        """Give the bottom line."""
        return [*super().keys(), KeyLabel("f8", "F8", "导出")]

    def fill(self) -> None:
        """Show the report with the characters of each section."""
        located = self.session.located()
        sections = self.session.loaded.form.section
        counts: dict[str, str] = {}
        for one in located.report.sections:
            count, limit = characters(located, one.key), sections[one.key].limit
            if count and limit:
                over = "，超了" if count > limit else ""
                counts[one.title] = f"{count} 字（建议不超过 {limit} 字{over}）"
            elif count:
                counts[one.title] = f"{count} 字"
        lines = self.session.preview()
        blanks = sum(line.text.count(BLANK_MARK) for line in lines)
        note = f"，有 {blanks} 处〔待填〕" if blanks else ""
        self.show_lines(f"全文预览{note}", [(_shown(line, counts), line.step) for line in lines])

    def action_export(self) -> None:
        """Choose formats and a folder."""
        from assistant.tui.screens.export import ExportScreen

        self.app.switch_screen(ExportScreen(self.session, self._visit))


def _shown(line: Line, counts: dict[str, str]) -> Content:
    match line.kind:
        case "title":
            return Content.assemble((line.text, "bold $primary"), "\n")
        case "heading":
            count = counts.get(line.text, "")
            return Content.assemble(
                "\n", (line.text, "bold"), (f"　　{count}" if count else "", "$text-muted")
            )
        case "subheading":
            return Content.assemble((line.text, "bold $text-muted"))
        case "table":
            return Content.assemble((line.text, "$text-muted"))
        case "sign":
            return Content.assemble("　　　　　　　　　　", line.text)
        case _:
            return Content.assemble("　　", line.text)

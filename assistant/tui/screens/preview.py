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
from assistant.text.linebreak import cell_width
from assistant.tui.screens.page import Page
from assistant.tui.widgets.flash import Flash
from assistant.tui.widgets.footer import KeyBar, KeyLabel

LABEL = 46
"""Cells for the label of a table row."""

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
    LinesPage OptionList:focus { border: none; }
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
        self.show_lines(f"全文预览{note}", _laid_out(lines, counts))

    def action_export(self) -> None:
        """Choose formats and a folder."""
        from assistant.tui.screens.export import ExportScreen

        self.app.switch_screen(ExportScreen(self.session, self._visit))


def _laid_out(lines: list[Line], counts: dict[str, str]) -> list[tuple[Content, str]]:
    """Indent the first sentence of each paragraph and stand the figures of tables in columns."""
    out: list[tuple[Content, str]] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        goes_on = before is not None and before.kind == "body" == line.kind
        same = goes_on and before is not None and before.step == line.step
        out.append((_shown(line, counts, first=not same), line.step))
    return out


def _shown(line: Line, counts: dict[str, str], *, first: bool) -> Content:
    match line.kind:
        case "title":
            return Content.assemble((line.text, "bold $primary"), "\n")
        case "heading":
            count = counts.get(line.text, "")
            return Content.assemble(
                "\n", (line.text, "bold"), (f"　　{count}" if count else "", "$text-muted")
            )
        case "subheading":
            return Content.styled(line.text, "bold $text-muted")
        case "table":
            return Content.styled(_columns(line.text), "$text-muted")
        case "sign":
            return Content("　" * 20 + line.text)
        case _:
            return Content(("　　" if first else "") + line.text)


def _columns(row: str) -> str:
    """Stand a row's figures in columns after its label."""
    cells = row.split("  ")
    split = next((i for i, cell in enumerate(cells) if _is_figure(cell)), len(cells))
    label = " ".join(cells[:split])
    figures = cells[split:]
    if not figures:
        return row
    room = max(1, LABEL - cell_width(label))
    return label + " " * room + "".join(f"{figure:>7}" for figure in figures)


def _is_figure(cell: str) -> bool:
    return cell == "·" or cell.replace(".", "").isdigit()

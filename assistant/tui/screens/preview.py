"""The whole report as it stands; Enter on a line goes to the question behind it."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from assistant.form.wording import BLANK_MARK
from assistant.session.pages import characters
from assistant.session.views import Line
from assistant.tui.screens.lines import Entry, LinesPage
from assistant.tui.widgets.footer import KeyLabel
from assistant.tui.widgets.grid_model import balanced, clipped, right, wrapped

LABEL, WIDEST_LABEL = 28, 46
"""Cells for the label of a table row: kept free for it, and given to it at most."""
SCROLLBAR = 1
NARROWEST, WIDEST = 7, 14
"""Cells for a column of a table."""


class PreviewScreen(LinesPage):
    """The report, line by line."""

    HELP: ClassVar[str] = (
        "全文预览。\n\n"
        "↑ ↓ PgUp PgDn   上下看\n"
        "Enter           去改亮着的这一句、这一行\n"
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
        width = self.query_one(OptionList).size.width - SCROLLBAR
        blanks = sum(line.text.count(BLANK_MARK) for line in lines)
        note = f"，有 {blanks} 处〔待填〕" if blanks else ""
        self.show_lines(f"全文预览{note}", _laid_out(lines, counts, width))

    def action_export(self) -> None:
        """Choose formats and a folder."""
        from assistant.tui.screens.export import ExportScreen

        self.app.switch_screen(ExportScreen(self.session, self._visit))


def _laid_out(lines: list[Line], counts: dict[str, str], width: int) -> list[Entry]:
    """Indent the first sentence of each paragraph and stand the figures of tables in columns."""
    out: list[Entry] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        goes_on = before is not None and before.kind == "body" == line.kind
        same = goes_on and before is not None and before.step == line.step
        out.append(Entry(_shown(line, counts, width, first=not same), line.step, line.key))
    return out


def _shown(line: Line, counts: dict[str, str], width: int, *, first: bool) -> Content:
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
            text = "\n".join(columns(line.label, line.cells, width)) if line.cells else line.text
            return Content.styled(text, "$text-muted")
        case "sign":
            return Content("　" * 20 + line.text)
        case _:
            return Content(("　　" if first else "") + line.text)


def columns(label: str, cells: tuple[str, ...], width: int) -> list[str]:
    """Stand a row's cells in even columns after its label, in as many lines as they need."""
    room = min(WIDEST, max(NARROWEST, (width - LABEL) // len(cells)))
    left = min(WIDEST_LABEL, width - room * len(cells))
    indent = label[: len(label) - len(label.lstrip())]
    parts = [indent + part for part in wrapped(label.strip(), left - len(indent) - 1)]
    heads = [balanced(cell, room - 1) for cell in cells]
    height = max(len(parts), *map(len, heads))
    parts = [""] * (height - len(parts)) + parts
    heads = [[""] * (height - len(head)) + head for head in heads]
    return [
        clipped(part, left) + "".join(right(head[line], room) for head in heads)
        for line, part in enumerate(parts)
    ]

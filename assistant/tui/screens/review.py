"""Everything to check before sending: what is open and whom to ask, then every answer."""

from typing import ClassVar

from textual.content import Content

from assistant.session.views import Line
from assistant.tui.screens.preview import LinesPage


class ReviewScreen(LinesPage):
    """Open points first, then every answer in the report's order; Enter changes one."""

    HELP: ClassVar[str] = (
        "核对。上面是还没有定下来的事和该问的科室，下面是每一个回答，按报告的先后排。\n\n"
        "↑ ↓ PgUp PgDn   上下看\n"
        "Enter           去改亮着的这一项\n"
        "Esc             返回"
    )

    def fill(self) -> None:
        """Show the open points and the answers."""
        points = self.session.open_points()
        lines: list[tuple[Content, str]] = []
        if points:
            lines.append((Content.assemble((f"还有 {len(points)} 处没有定下来", "bold")), ""))
            for point in points:
                whom = (f"　→ 问{point.office}", "$text-accent") if point.office else ""
                lines.append(
                    (Content.assemble(("! ", "$text-warning"), point.message, whom), point.step)
                )
        lines += [(_shown(line), line.step) for line in self.session.review()]
        title = "核对：按 Enter 修改亮着的一项"
        self.show_lines(title, lines)


def _shown(line: Line) -> Content:
    if line.kind == "heading":
        return Content.assemble("\n", (line.text, "bold"))
    return Content.assemble((f"{line.label}　", "$text-muted"), line.text)

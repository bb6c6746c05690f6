"""Everything to check before sending: what the checks found, what is open, then every answer."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from assistant.draft.events import Dismiss, Event, Refused, SetCells
from assistant.draft.model import Draft
from assistant.draft.tables import cell_label
from assistant.errors import UserError
from assistant.session import Session
from assistant.session.checking import place_text
from assistant.session.views import Line
from assistant.tui.screens.interview.findings import SIGNS, look_over, mended, spot
from assistant.tui.screens.lines import Entry, LinesPage, Visit
from assistant.tui.screens.prompt import AskLine
from assistant.tui.widgets.footer import KeyLabel

if TYPE_CHECKING:
    from assistant.checks.finding import Finding
    from assistant.session.repeating import Repetition


class ReviewScreen(LinesPage):
    """Findings in the report's order, open points, every answer, and what was let stand."""

    HELP: ClassVar[str] = (
        "核对。先是检查出来的问题，再是还没有定下来的事和该问的科室，"
        "然后是每一节和上年重复了多少、是哪几句，最后是每一个回答，按报告的先后排。\n\n"
        "↑ ↓ PgUp PgDn   上下看\n"
        "Enter           去改亮着的这一项\n"
        "M               照建议改好（写着“按 M 改好”的才行）\n"
        "D               看过了，就这样写：写下理由，以后不再提\n"
        "Ctrl+Z          撤销刚才在这里做的\n"
        "Esc             返回\n\n"
        "✗ 错误是审核一定会退回来的；! 警告要再看一眼；· 提示供参考。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m,M", "mend", "改好", show=False),
        Binding("d,D", "accept", "就这样", show=False),
        Binding("ctrl+z", "undo", "撤销", show=False),
    ]

    def __init__(self, session: Session, visit: Visit) -> None:
        super().__init__(session, visit)
        self._found: dict[str, Finding] | None = None
        self._repeated: list[Repetition] = []
        self._done = 0

    def keys(self) -> list[KeyLabel]:
        """Give the bottom line."""
        one, enter, escape = super().keys()
        return [one, enter, KeyLabel("m", "M", "改好"), KeyLabel("d", "D", "就这样写"), escape]

    def fill(self) -> None:
        """Show what there is at once; the findings follow."""
        self._show()
        self._look()

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def _look(self) -> None:
        now = self.session.snapshot()
        try:
            found = look_over(now)
            repeated = self.session.repetitions(now)
        except UserError as error:
            self.app.call_from_thread(self.flash.warn, f"没有检查成：{error}")
            return
        self.app.call_from_thread(self._looked, now.draft, found, repeated)

    def _looked(self, draft: Draft, found: "list[Finding]", repeated: "list[Repetition]") -> None:
        if self.is_attached and draft is self.session.draft:
            self._repeated = repeated
            self._found = {finding.fingerprint: finding for finding in found}
            self._show()

    def _show(self) -> None:
        points = self.session.open_points()
        lines = self._findings()
        if points:
            lines.append(Entry(Content.styled(f"\n还有 {len(points)} 处没有定下来", "bold")))
        for point in points:
            whom = (f"　→ 问{point.office}", "$text-accent") if point.office else ""
            text = Content.assemble(("! ", "$text-warning"), point.message, whom)
            lines.append(Entry(text, point.step, point.key))
        lines += self._repetition()
        lines += [Entry(_shown(line), line.step, line.key) for line in self.session.review()]
        lines += self._accepted()
        self.show_lines("核对：按 Enter 修改亮着的一项", lines)

    def _findings(self) -> list[Entry]:
        if self._found is None:
            return [Entry(Content.styled("正在检查…", "$text-muted"))]
        unfinished = "（只查已经写好的部分）" if self.session.current else ""
        if not self._found:
            return [Entry(Content.styled(f"检查过了，没有发现问题{unfinished}", "$text-muted"))]
        head = Content.assemble(
            (f"检查出 {len(self._found)} 处", "bold"), (unfinished, "$text-muted")
        )
        return [Entry(head), *map(self._finding, self._found.values())]

    def _finding(self, finding: "Finding") -> Entry:
        sign, colour = SIGNS[finding.severity]
        certain = mended(self.session, finding) is not None
        below = [
            f"　原文：{finding.excerpt}" if finding.excerpt else "",
            f"　建议：{finding.suggestion}" if finding.suggestion else "",
            f"　依据：{finding.basis}" if finding.basis else "",
        ]
        text = Content.assemble(
            (sign, colour),
            f"　{finding.message}",
            ("　按 M 改好" if certain else "", "$text-accent"),
            (f"　{place_text(self.session.loaded, finding)}", "$text-muted"),
            ("".join(f"\n{line}" for line in below if line), "$text-muted"),
        )
        step, at = spot(self.session, finding)
        return Entry(text, step, at, finding.fingerprint)

    def _repetition(self) -> list[Entry]:
        steps = {line.key: line.step for line in self.session.preview() if line.key}
        out: list[Entry] = []
        for one in self._repeated:
            out.append(Entry(Content.styled(f"\n{one.line}", "bold")))
            for said in one.sentences:
                at = "" if said.sentence is None else str(said.sentence)
                text = Content.assemble((f"≈　{said.line}\n", "$text-muted"), f"　{said.text}")
                out.append(Entry(text, steps.get(at, ""), at))
        return out

    def _accepted(self) -> list[Entry]:
        given = self.session.draft.dismissals
        head = [Entry(Content.styled("\n看过、就这样写的", "bold"))] if given else []
        return head + [
            Entry(
                Content.styled(f"✔ {one.code}　{one.excerpt}　理由：{one.reason}", "$text-muted"),
                key=f"✔{one.fingerprint}",
            )
            for one in given
        ]

    @property
    def _chosen(self) -> "Finding | None":
        entry = self.highlighted
        return (self._found or {}).get(entry.key) if entry is not None else None

    def action_mend(self) -> None:
        """Change the sentence or cell as the finding says."""
        finding = self._chosen
        event = mended(self.session, finding) if finding is not None else None
        if finding is None or event is None or finding.mend is None:
            self.flash.warn("这一处要自己看着改：按 Enter 去改")
        elif self._do(event):
            self.flash.say(
                f"{_where(self.session, event)}“{finding.mend.old}”改成了“{finding.mend.new}”，"
                "Ctrl+Z 撤销"
            )

    def action_accept(self) -> None:
        """Ask why a finding is let stand, and keep the answer."""
        finding = self._chosen
        if finding is None:
            self.flash.warn("先选中一处检查出来的问题，再按 D")
            return

        def accept(reason: str | None) -> None:
            if reason == "":
                self.flash.warn("没有写理由，这一处还留着")
            elif reason is not None:
                event = Dismiss(finding.fingerprint, reason, finding.code, finding.excerpt)
                if self._do(event):
                    self.flash.say("记下了，以后不再提；列在最后面。Ctrl+Z 撤销")

        self.app.push_screen(AskLine("为什么就这样写？", "", f"{finding.message}"), accept)

    def _do(self, event: Event) -> bool:
        try:
            refused = self.session.submit(event)
        except UserError as error:
            self.flash.warn(str(error))
            return False
        if isinstance(refused, Refused):
            self.flash.warn(refused.message)
            return False
        self._done += 1
        self.fill()
        return True

    def action_undo(self) -> None:
        """Take back what was done on this screen."""
        if self._done and self.session.undo():
            self._done -= 1
            self.fill()
            self.flash.say("已撤销")
        else:
            self.flash.say("这里没有可以撤销的")

    def action_leave(self) -> None:
        """Go back to where the interview was; it shows what has changed."""
        super().action_leave()
        if self._done:
            self._visit(None)


def _where(session: Session, event: Event) -> str:
    """Name the cell an event changes; a sentence is named by its words alone."""
    cells = event.cells if isinstance(event, SetCells) else ()
    return "".join(cell_label(session.loaded, address) for address in cells)


def _shown(line: Line) -> Content:
    if line.kind == "heading":
        return Content.assemble("\n", (line.text, "bold"))
    return Content.assemble((f"{line.label}　", "$text-muted"), line.text)

"""Checks the draft while it is being written, never in the way of a key."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.timer import Timer
from textual.widgets import Static

from assistant.draft.model import Draft
from assistant.errors import UserError
from assistant.session import Session
from assistant.session.views import StageState
from assistant.tui.screens.interview.findings import look_over
from assistant.tui.screens.interview.moving import Moving
from assistant.tui.widgets.rail import Rail, RailItem, State

if TYPE_CHECKING:
    from assistant.checks.finding import Finding


STATES: Mapping[StageState, State] = {
    "done": "done",
    "now": "current",
    "open": "open",
    "check": "warning",
}


class Watching(Moving):
    """A screen that knows what the checks say of the draft as it stood last."""

    REST: ClassVar[float] = 0.6
    """Seconds without a new answer before the draft is checked."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._findings: tuple[Finding, ...] = ()
        self._looked_at: Draft | None = None
        self._rest: Timer | None = None

    def look_soon(self) -> None:
        """Check the draft once no answer has come for a while; an earlier wait is given up."""
        if self._looked_at is self._session.draft:
            return
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(self.REST, self._look)

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def _look(self) -> None:
        now = self._session.snapshot()
        now.suggester.orders.warm(now.suggester.unit)
        try:
            found = look_over(now)
        except UserError:
            # The review says what is wrong with the rules; here nobody has asked.
            return
        self.app.call_from_thread(self._looked, now.draft, found)

    def _looked(self, draft: Draft, found: "list[Finding]") -> None:
        if draft is not self._session.draft or not self.is_attached:
            return
        self._looked_at, self._findings = draft, tuple(found)
        self.show_findings()

    def show_findings(self) -> None:
        """Show how far the interview is and how many places want another look."""
        progress = self._session.progress()
        later = self._session.draft.later
        known = [p for p in self._session.open_points() if p.key in later or p.step in later]
        number = min(progress.number, progress.total)
        items = [RailItem(s.step, s.key, STATES[s.state]) for s in progress.stages]
        count = len(known) + len(self._findings)
        year = self._session.figures(self._session.loaded.form.roles.year)
        about = "" if year is None else f"写 {year} 年度的报告"
        self.query_one(Rail).show(
            items, at=number, total=progress.total, findings=count, about=about
        )
        stage = next((s.key for s in progress.stages if s.state == "now"), "")
        place = f"第 {number} 题 / 共 {progress.total} 题"
        if progress.number > progress.total:
            stage, place = "都问完了", f"共 {progress.total} 题"
        wanting = f"　! {count} 处待核（F7）" if count else ""
        self.query_one("#where", Static).update(
            "　".join(filter(None, [about, stage, place])) + wanting
        )

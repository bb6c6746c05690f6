"""Moving about in a draft: back, to any step, undo and redo, and to the other screens."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from assistant.draft.events import Back, Goto, Refused
from assistant.errors import UserError
from assistant.session import Session
from assistant.session.views import StageState
from assistant.tui.compat.palette import PaletteCommand
from assistant.tui.screens.interview import commands, telling
from assistant.tui.screens.page import Page
from assistant.tui.screens.prompt import Item, Pick
from assistant.tui.widgets.rail import Rail
from assistant.tui.widgets.transcript import Transcript

SIGNS: Mapping[StageState, str] = {"done": "✔", "now": "●", "open": "○", "check": "!"}


class Moving(Page):
    """A screen about one draft that can go to any of its steps."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "back", "上一题", show=False),
        Binding("f4", "preview", "预览", show=False),
        Binding("f5", "compose_section", "一键成稿", show=False),
        Binding("f6", "later", "暂不确定", show=False),
        Binding("f7", "review", "核对", show=False),
        Binding("f8", "export", "导出", show=False),
        Binding("f9", "goto", "跳到", show=False),
        Binding("ctrl+l", "last_year", "上年怎么写", show=False),
        Binding("ctrl+z", "undo", "撤销", show=False),
        Binding("ctrl+y", "redo", "恢复", show=False),
        Binding("enter", "end_enter", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    @on(Rail.Jump)
    async def _jump(self, event: Rail.Jump) -> None:
        event.stop()
        await self.go_to(event.key)

    async def go_to(self, step: str, at: str = "") -> None:
        """Ask the step `step`, whatever is open before it, standing on `at` there."""
        refused = self.attempt(lambda: self._session.submit(Goto(step)))
        if isinstance(refused, Refused):
            self.flash.warn(refused.message)
        elif refused is None:
            await self.ask(again=True)
            await self.stand(at)

    async def stand(self, at: str) -> None:
        """Stand on a fact, cell, table or sentence of the step that is asked."""
        raise NotImplementedError

    @property
    def session(self) -> Session:
        """The draft this screen is about."""
        return self._session

    async def ask(self, *, again: bool = False) -> None:
        """Ask what is to be asked now; `again` puts its panel up anew."""
        raise NotImplementedError

    def attempt(self, action: Callable[[], Refused | None]) -> Refused | bool | None:
        """Do something to the session; False when it could not be done at all."""
        try:
            return action()
        except UserError as error:
            self.flash.warn(str(error))
            return False

    def commands(self) -> Sequence[PaletteCommand]:
        """Give the slash commands, and every step to jump to."""
        return commands.palette_commands(self)

    async def _history(self, move: Callable[[], bool], done: str, nothing: str) -> None:
        moved = False

        def run() -> None:
            nonlocal moved
            moved = move()

        if self.attempt(run) is False:
            return
        self.flash.say(done if moved else nothing)
        if moved:
            self.query_one(Transcript).say(done, "note")
            await self.ask(again=True)

    async def action_undo(self) -> None:
        """Take back the last answer."""
        await self._history(self._session.undo, "已撤销上一个回答，Ctrl+Y 恢复", "没有可以撤销的")

    async def action_redo(self) -> None:
        """Bring back what was undone."""
        await self._history(self._session.redo, "已恢复", "没有可以恢复的")

    async def action_back(self) -> None:
        """Go to the question before."""
        refused = self.attempt(lambda: self._session.submit(Back()))
        if isinstance(refused, Refused):
            self.flash.warn(refused.message)
        elif refused is None:
            await self.ask(again=True)

    def action_goto(self) -> None:
        """Offer every step to jump to."""
        shown = self._session.steps
        now = self._session.current
        signs = {s.key: SIGNS[s.state] for s in self._session.progress().stages}
        items = [
            Item(
                one.key, f"{stage.key}：{telling.heading(self._session, one)}", "", signs[stage.key]
            )
            for stage in self._session.loaded.form.stages
            if stage.key in signs
            for one in stage.steps
            if one in shown
        ]

        async def picked(key: str | None) -> None:
            if key is not None:
                await self.go_to(key)

        self.app.push_screen(Pick("跳到哪一题？", items, now.key if now else ""), picked)

    def _visit(self, step: str | None, at: str = "") -> None:
        if step:
            self.call_later(self.go_to, step, at)
        else:
            self.call_later(self.ask)

    def action_preview(self) -> None:
        """Show the whole report."""
        from assistant.tui.screens.preview import PreviewScreen

        self.app.push_screen(PreviewScreen(self._session, self._visit))

    def action_review(self) -> None:
        """Show every answer and everything that is open."""
        from assistant.tui.screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self._session, self._visit))

    def action_export(self) -> None:
        """Choose formats and a folder."""
        from assistant.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self._session, self._visit))

    def action_bank(self) -> None:
        """Look through the bank of this form; what is approved there is offered here at once."""
        from assistant.tui.app import NianbaoApp

        if isinstance(self.app, NianbaoApp):
            self.app.open_bank(self._session.draft.form, self.bank_closed)

    async def bank_closed(self, _: None) -> None:
        """Offer what the bank has now."""

    def action_home(self) -> None:
        """Go back to the list of drafts."""
        self.app.pop_screen()

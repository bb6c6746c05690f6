"""The interview screen: asks, takes what the panels send, and tells what came of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from assistant.draft.events import (
    AskLater,
    Event,
    FillCard,
    FinishTables,
    Refused,
)
from assistant.draft.model import Draft
from assistant.form.answer import Typed
from assistant.form.model import Step
from assistant.session import Session
from assistant.session.showing import StepView
from assistant.session.tentative import card_with
from assistant.session.views import AspectView, CardView, PairsView
from assistant.tui.screens.interview import commands, telling
from assistant.tui.screens.interview.aspect_panel import AspectPanel
from assistant.tui.screens.interview.card_panel import CardPanel, ChoicePanel, TextPanel
from assistant.tui.screens.interview.pairs_panel import PairsPanel
from assistant.tui.screens.interview.panel import EndPanel, Panel
from assistant.tui.screens.interview.specs import is_choice
from assistant.tui.screens.interview.tables_panel import TablesPanel
from assistant.tui.screens.interview.watching import Watching
from assistant.tui.screens.prompt import AskLine
from assistant.tui.widgets.composer import Composer
from assistant.tui.widgets.flash import Flash
from assistant.tui.widgets.footer import KeyBar
from assistant.tui.widgets.rail import ROOM_NEEDED, Rail
from assistant.tui.widgets.transcript import Transcript


class InterviewScreen(Watching):
    """The transcript above, what answers the question below, the parts of the report at the left."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - textual declares it as an instance variable
        (0, "-narrow"),
        (ROOM_NEEDED, "-wide"),
    ]

    DEFAULT_CSS = """
    InterviewScreen #all { height: 1fr; }
    InterviewScreen #desk { width: 1fr; height: 100%; }
    InterviewScreen #where { height: 1; padding: 0 2; color: $text-muted; }
    InterviewScreen.-wide #where { display: none; }
    InterviewScreen Transcript { min-height: 3; }
    InterviewScreen #panel {
        height: auto;
        max-height: 75%;
        align-horizontal: center;
        padding: 0 1;
        border-top: solid $panel;
    }
    InterviewScreen #panel.-tall { height: 85%; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._asked: str | None = None
        self._doubted: Event | None = None
        self._shown: Panel | None = None

    def compose(self) -> ComposeResult:
        """Give the rail, the transcript, the panel's place, the flash line and the keys."""
        with Horizontal(id="all"):
            yield Rail()
            with Vertical(id="desk"):
                yield Static(id="where", markup=False)
                yield Transcript()
                yield Vertical(id="panel")
                yield Flash()
        yield KeyBar()
        yield from super().compose()

    async def on_mount(self) -> None:
        """Tell the last answers again and ask."""
        told = telling.recap(self._session)
        if told:
            self._transcript.say("接着上次写。前面刚答过：", "note")
        for title, text, paragraph in told:
            self._transcript.say(title, "note")
            self._tell(text, paragraph=paragraph)
        await self.ask()

    @property
    def _transcript(self) -> Transcript:
        return self.query_one(Transcript)

    @property
    def _panel(self) -> Panel:
        assert self._shown is not None
        return self._shown

    def _tell(self, text: str, *, paragraph: bool) -> None:
        if paragraph:
            self._transcript.say(text, "done")
        elif text:
            self._transcript.answer(text)

    async def ask(self, *, again: bool = False) -> None:
        """Ask what is to be asked now, in place when the step is the one already asked."""
        session = self._session
        view = session.view()
        key = session.current.key if session.current else ""
        if key != self._asked or again or not self._panel.renew(view):
            if key != self._asked:
                text, why = telling.question(session, view)
                self._transcript.say(text, detail=why)
            self._asked = key
            await self._place(self._made(view))
        await self._show_progress()

    async def _place(self, panel: Panel) -> None:
        holder = self.query_one("#panel", Vertical)
        self._shown = panel
        holder.set_class(panel.room is not None, "-tall")
        holder.styles.max_height = "75%" if panel.room is None else str(panel.room)
        with self.app.batch_update():
            await holder.remove_children()
            await holder.mount(panel)
        panel.start()
        self._transcript.call_after_refresh(self._transcript.scroll_end, animate=False)

    def _made(self, view: StepView | None) -> Panel:
        session = self._session
        match view:
            case None:
                return EndPanel(telling.ending_keys(session))
            case CardView():
                return self._card(view)
            case AspectView():
                return AspectPanel(view, session)
            case PairsView():
                return PairsPanel(view, session)
            case _:
                return TablesPanel(session.current.key if session.current else "", view)

    def _card(self, view: CardView) -> Panel:
        if len(view.fields) == 1 and is_choice(view.fields[0].fact):
            return ChoicePanel(view, self._as_if(view.step))
        if len(view.step.facts) == 1 and not view.fields[0].items:
            return TextPanel(view, commands.slash_commands())
        return CardPanel(view, self._as_if(view.step))

    def _as_if(self, step: Step) -> Callable[[Mapping[str, Typed]], CardView]:
        return lambda values: card_with(self._session, step, values)

    async def _show_progress(self) -> None:
        self.show_findings()
        await self.query_one(KeyBar).show(commands.keys_for(self._session.current))
        self.look_soon()

    async def stand(self, at: str) -> None:
        """Stand on a fact, cell, table or sentence of the step that is asked."""
        if at:
            await self._panel.stand(at)

    @on(Panel.Send)
    async def _sent(self, event: Panel.Send) -> None:
        event.stop()
        if await self._submit(event.event) and event.then is not None:
            await self._submit(event.then)

    async def _submit(self, event: Event) -> bool:
        session = self._session
        if event == self._doubted and isinstance(event, FillCard | FinishTables):
            event = replace(event, confirmed=True)
        else:
            self._doubted = None
        before, step = session.draft, session.current
        refused = self.attempt(lambda: session.submit(event))
        if isinstance(refused, Refused):
            self._refuse(event, refused)
            return False
        if refused is False:
            return False
        self._doubted = None
        self._tell_change(before, step)
        await self.ask()
        self.flash.say("已保存")
        return True

    def _refuse(self, event: Event, refused: Refused) -> None:
        self._panel.refuse(refused)
        if refused.confirm:
            self._doubted = event
            key = "Enter"
            if isinstance(event, FinishTables):
                key = "Ctrl+S"
            else:
                self._transcript.say(refused.message, "warning")
            self.flash.warn(f"请核对一下。要改就改；确实如此，再按一次 {key}")

    def _tell_change(self, before: Draft, step: Step | None) -> None:
        """Tell what an accepted event has settled: the step left, and what was composed by itself."""
        session = self._session
        now = session.current
        left = step is not None and (now is None or now.key != step.key)
        if step is not None and left and step.kind in {"card", "tables", "pairs"}:
            self._tell(telling.answer(session, session.draft, step), paragraph=step.kind == "pairs")
        for one in session.steps:
            if one.kind == "aspect" and one.aspect in session.draft.done - before.done:
                text = telling.passage(session, one.aspect)
                if text:
                    if one != step:
                        self._transcript.say(telling.heading(session, one), "note")
                    self._tell(text, paragraph=True)

    @on(Panel.ComposeAsked)
    async def _compose_asked(self, event: Panel.ComposeAsked) -> None:
        event.stop()
        before, step = self._session.draft, self._session.current
        view = self._session.view()

        def run() -> None:
            self._session.compose_section(event.aspect)

        if self.attempt(run) is not False:
            self._tell_change(before, step)
            if isinstance(view, AspectView):
                self._transcript.say(telling.composed(view), "note")
            await self.ask()
            self.flash.say("成稿了，按 Ctrl+Z 撤回")

    @on(Panel.Say)
    def _said(self, event: Panel.Say) -> None:
        event.stop()
        if event.error:
            self.flash.warn(event.text)
        else:
            self.flash.say(event.text)

    @on(ChoicePanel.MoreAsked)
    async def _more(self, event: ChoicePanel.MoreAsked) -> None:
        event.stop()
        view = self._session.view()
        if isinstance(view, CardView):
            await self._place(CardPanel(view, self._as_if(view.step), event.values))

    @on(Panel.LaterAsked)
    def _ask_office(self, event: Panel.LaterAsked) -> None:
        event.stop()

        async def put_off(office: str | None) -> None:
            if office is not None:
                await self._submit(AskLater(event.key, office))

        self.app.push_screen(
            AskLine("先放着，向谁要？", event.office, "记在待办里，核对和导出时都会提醒。"), put_off
        )

    @on(Composer.CommandPicked)
    async def _command(self, event: Composer.CommandPicked) -> None:
        event.stop()
        await self.run_action(commands.action_named(event.name))

    @on(Composer.UndoAnswer)
    async def _undo_asked(self, event: Composer.UndoAnswer) -> None:
        event.stop()
        await self.action_undo()

    @on(Composer.RedoAnswer)
    async def _redo_asked(self, event: Composer.RedoAnswer) -> None:
        event.stop()
        await self.action_redo()

    @on(Composer.SaveAsked)
    def _save_asked(self, event: Composer.SaveAsked) -> None:
        event.stop()
        self.action_saved()

    def action_later(self) -> None:
        """Put the question off."""
        self._panel.later()

    async def bank_closed(self, _: None) -> None:
        """Offer what the bank has now; what is being written stays."""
        await self._panel.offer_anew(self._session.view())

    async def action_last_year(self) -> None:
        """Show what last year's report says here, to be taken; or put it away."""
        await self._panel.last_year()

    def action_all_later(self) -> None:
        """Put off everything that is blank in the step."""
        self._panel.all_later()

    def action_compose_section(self) -> None:
        """Write the rest of the section from the bank."""
        self._panel.whole_section()

    def action_end_enter(self) -> None:
        """At the end, Enter exports."""
        if isinstance(self._panel, EndPanel):
            self.action_export()

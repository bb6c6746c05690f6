"""Writes an aspect move by move from phrases that fit, or by hand."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Static

from assistant.draft.events import (
    EditSentence,
    FinishAspect,
    MoveSentence,
    Refused,
)
from assistant.session import Session
from assistant.session.showing import StepView
from assistant.session.views import AspectView, MoveView
from assistant.tui.screens.interview.aspect_head import head, offer
from assistant.tui.screens.interview.aspect_writing import AspectWriting
from assistant.tui.screens.interview.last_year_list import LastYearList
from assistant.tui.screens.interview.resemblance import Near
from assistant.tui.screens.interview.sentence_editor import SentenceEditor
from assistant.tui.screens.interview.sentence_list import Entry, SentenceList
from assistant.tui.widgets.phrases import PhrasePanel

KEYS = "Enter、数字 用这句 · Ctrl+E 先改 · Tab 不写 · F2 自己写"


class AspectPanel(AspectWriting):
    """Move by move, then the finished sentences."""

    HELP: ClassVar[str] = (
        "写句子。一个要点一个要点地来，句子里的数已经填好。\n\n"
        "Enter      用亮着的一句\n"
        "1–9        用这一句\n"
        "Ctrl+E     先改再用\n"
        "Tab        这一点不写    Shift+Tab  回到上一点\n"
        "F2         自己写一句\n"
        "Ctrl+L     去年这一段写的句子：换上今年的数，挑着用\n"
        "F5         一键成稿：这一段没写的要点都用最合适的句子写好；同一节后面的几段，\n"
        "           要问的答完了也会自动写好。写好的都能改，按一次 Ctrl+Z 就全部撤回\n"
        "Esc        看写好的句子，改、删、换位置"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "step(1)", "不写这一点", show=False),
        Binding("shift+tab", "step(-1)", "上一点", show=False),
    ]
    DEFAULT_CSS = """
    AspectPanel #head { height: auto; max-height: 5; padding: 0 1; }
    AspectPanel #last-year { height: 1; padding: 0 1; color: $text-muted; }
    AspectPanel #holder { height: auto; }
    AspectPanel #keys { height: auto; padding: 0 1; color: $text-muted; }
    AspectPanel PhrasePanel .keys { display: none; }
    """

    def __init__(self, view: AspectView, session: Session) -> None:
        super().__init__(view, session)
        self._move = "" if self._key in session.draft.done else self._next_open("")

    @property
    def _moves(self) -> list[MoveView]:
        return [m for m in self._view.moves if m.suggestions or m.sentences or m.level == "必"]

    def _next_open(self, after: str) -> str:
        """Give the first move after one that has no sentence yet; "" when there is none."""
        keys = [move.key for move in self._moves]
        rest = self._moves[keys.index(after) + 1 :] if after in keys else self._moves
        return next((move.key for move in rest if not move.sentences), "")

    def compose(self) -> ComposeResult:
        """Give last year's sentences, the head line, what is worked on, and the keys."""
        if self._view.last_year:
            told = f"去年这一段写了 {len(self._view.last_year)} 句，Ctrl+L 挑着用"
            yield Static(told, id="last-year", markup=False)
        yield Static(id="head", markup=False)
        yield Container(id="holder")
        yield Static(f"{KEYS}\n{offer(self._view)}", id="keys", markup=False)

    async def on_mount(self) -> None:
        """Begin with the first move that has no sentence."""
        await self._show()

    def start(self) -> None:
        """Focus what is worked on."""
        for child in self.query_one("#holder").children:
            if isinstance(child, PhrasePanel | SentenceList | LastYearList):
                child.focus()

    async def _show(self) -> None:
        """Show the present move, or the sentences when there is none."""
        self.query_one("#keys").display = bool(self._move)
        self._say_head()
        if not self._move:
            await self.put(SentenceList(self._entries(), at=self._last_id))
            return
        move = self._offered_now
        offered, key = self._offering.move(move), move.key
        await self.put(PhrasePanel(offered, lambda typed: self._offering.found(typed, key)))
        self._measure(move, self._offering.measuring(move))

    @property
    def _current(self) -> MoveView:
        return next(move for move in self._view.moves if move.key == self._move)

    @property
    def _offered_now(self) -> MoveView:
        """The present move with what to pick from: what is left to tell, where something is."""
        move = self._current
        return replace(move, suggestions=move.untold) if move.untold else move

    def _say_head(self) -> None:
        move = self._current if self._move else None
        self.query_one("#head", Static).update(head(self._view, move, self._moves))

    def _entries(self) -> list[Entry]:
        return [Entry(s, f"{i} ", s.opened) for i, s in enumerate(self._view.sentences, 1)]

    @work(thread=True, exclusive=True, group="measure", exit_on_error=False)
    def _measure(self, move: MoveView, measure: Callable[[], Mapping[str, Near]]) -> None:
        self.app.call_from_thread(self._show_measured, move, measure())

    def _show_measured(self, move: MoveView, found: Mapping[str, Near]) -> None:
        if self.is_attached and self._move == move.key:
            self._offering.measured(found)
            for panel in self.query(PhrasePanel):
                panel.show(self._offering.move(move))

    @on(PhrasePanel.Picked)
    def _picked(self, event: PhrasePanel.Picked) -> None:
        event.stop()
        found = self._offering.picked(event.id)
        if found is not None:
            self._add(found.source, found.phrase.origin, edited=False, move=found.phrase.entry.move)

    @on(PhrasePanel.EditAsked)
    async def _edit_phrase(self, event: PhrasePanel.EditAsked) -> None:
        event.stop()
        found = self._offering.picked(event.id)
        if found is not None:
            title = f"改好按 Enter 采用：{self._move}"
            await self._edit(title, found.source, found.phrase.origin, None)

    @on(SentenceEditor.Left)
    @on(PhrasePanel.Left)
    @on(LastYearList.Left)
    async def _left(
        self, event: SentenceEditor.Left | PhrasePanel.Left | LastYearList.Left
    ) -> None:
        event.stop()
        if isinstance(event, PhrasePanel.Left):
            self._move = ""
        await self._show()

    @on(SentenceList.Asked)
    async def _asked(self, event: SentenceList.Asked) -> None:
        event.stop()
        number = event.id
        self._last_id = number
        match event.what:
            case "finish":
                self.post_message(self.Send(FinishAspect(self._key)))
            case "own":
                await self.action_own()
            case "back":
                keys = [move.key for move in self._moves]
                self._move = self._next_open("") or (keys[0] if keys else "")
                await self._show()
            case "edit" if number is not None:
                sentence = self._sentence(number)
                await self._edit("改好按 Enter", sentence.source, sentence.origin, number)
            case "propose" if number is not None:
                self.propose(self._session, number)
            case "remove" if number is not None:
                self.post_message(self.Send(EditSentence(number, "")))
            case "up" | "down" if number is not None:
                by = -1 if event.what == "up" else 1
                self.post_message(self.Send(MoveSentence(number, by)))
            case _:
                pass

    async def action_step(self, by: int) -> None:
        """Go to the next move or the one before; after the last one the sentences are shown."""
        if self.query(SentenceEditor):
            return
        keys = [move.key for move in self._moves]
        if not keys:
            return
        at = (
            keys.index(self._move) + by
            if self._move in keys
            else (len(keys) if by > 0 else len(keys) - 1)
        )
        self._move = keys[max(at, 0)] if at < len(keys) else ""
        await self._show()

    async def stand(self, at: str) -> None:
        """Stand on a sentence in the list of those written."""
        if at in {str(sentence.id) for sentence in self._view.sentences}:
            self._move, self._last_id = "", int(at)
            await self._show()

    def whole_section(self) -> None:
        """Write the rest of the section from the bank."""
        self.post_message(self.ComposeAsked(self._key))

    def renew(self, view: StepView | None) -> bool:
        """Go on to the next move once something was added; else stay with the sentences."""
        if not isinstance(view, AspectView) or view.step != self._view.step:
            return False
        grown = len(view.sentences) > len(self._view.sentences)
        was_move, self._view = self._move, view
        if self.query(LastYearList):
            self._renew_last_year()
            return True
        listing = self.query(SentenceList)
        if listing and not grown:
            listing.first().show(self._entries(), self._last_id)
            self._say_head()
            return True
        if was_move and grown:
            covered = self._current.sentences or not self._current.suggestions
            if covered and not self._current.untold:
                self._move = self._next_open(was_move)
        elif was_move and was_move not in {move.key for move in self._moves}:
            self._move = self._next_open("")
        self.call_later(self._show)
        return True

    async def offer_anew(self, view: StepView | None) -> None:
        """Offer what the bank has now, unless something is being written."""
        if (
            isinstance(view, AspectView)
            and view.step == self._view.step
            and self.query(PhrasePanel)
        ):
            self._view = view
            await self._show()

    def refuse(self, refused: Refused) -> None:
        """Keep what is written and say why."""
        editors = self.query(SentenceEditor)
        if editors:
            editors.first().refuse(refused.message)
        else:
            super().refuse(refused)

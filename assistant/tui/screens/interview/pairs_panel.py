"""Chooses problems with their measures, in the order of the draft's own evidence."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static

from assistant.draft.events import (
    EditSentence,
    FinishPairs,
    NewPair,
    NewSentence,
    Refused,
    SetPairs,
)
from assistant.form.wording import lex
from assistant.session import Session
from assistant.session.compose import new_pair
from assistant.session.showing import StepView
from assistant.session.views import ChosenPair, PairsView, SentenceView
from assistant.tui.screens.interview.panel import Panel
from assistant.tui.screens.interview.resemblance import Looker
from assistant.tui.screens.interview.sentence_editor import SentenceEditor
from assistant.tui.screens.interview.sentence_list import Entry, SentenceList
from assistant.tui.widgets.choices import Choice, Choices


class PairsPanel(Panel):
    """A list to choose from, then the chosen pairs to look over."""

    HELP: ClassVar[str] = (
        "选问题和措施。有“本稿有据”的，是照你填的数看出来的，排在前面。\n\n"
        "数字、字母   选中或取消一条问题，它的措施写在下面\n"
        "Enter        选好了，往下看一遍\n"
        "F2           自己写一条问题和措施\n\n"
        "选好之后还能改：Ctrl+E 改句子，Delete 删；B 把自己写的一条提给句库。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "own", "自己写", show=False)]
    DEFAULT_CSS = """
    PairsPanel #head { height: auto; padding: 0 1; }
    PairsPanel #holder { height: auto; }
    PairsPanel #measure { height: 3; padding: 0 1; color: $text-muted; }
    PairsPanel _Options { max-height: 11; }
    """

    def __init__(self, view: PairsView, session: Session) -> None:
        super().__init__()
        self._view = view
        self._session = session
        self._listing = bool(view.chosen)
        self._number: int | None = None
        self._problem = ""

    def compose(self) -> ComposeResult:
        """Give the head line, what is worked on, and the measure of the highlighted problem."""
        yield Static(id="head", markup=False)
        yield Container(id="holder")
        yield Static(id="measure", markup=False)

    async def on_mount(self) -> None:
        """Begin with the choice, or with what has been chosen."""
        await self._show()

    def start(self) -> None:
        """Focus what is worked on."""
        for child in self.query_one("#holder").children:
            if isinstance(child, Choices | SentenceList):
                child.focus()

    async def _show(self) -> None:
        self.query_one("#measure").display = not self._listing
        if self._listing:
            self._head(f"选了 {len(self._view.chosen)} 条。看一遍，没有要改的就按 Enter")
            await self.put(SentenceList(self._entries(), movable=False, at=self._number))
            return
        origins = {pair.origin for pair in self._view.chosen}
        options = [
            Choice(s.phrase.entry.id, f"{'〔有据〕' if s.sign else ''}{s.problem.text}")
            for s in self._view.suggestions
        ]
        picked = [s.phrase.entry.id for s in self._view.suggestions if s.phrase.origin in origins]
        self._head(
            f"选 {self._view.least} 到 {self._view.most} 条。〔有据〕是照本稿的数看出来的。F2 自己写"
        )
        await self.put(Choices(options, multiple=True, chosen=picked, required=False))
        self.query_one("#holder OptionList", OptionList).action_first()

    def _head(self, text: str) -> None:
        last = "　".join(self._view.last_year)
        before = ("\n去年说过：" + last, "$text-muted") if last else ""
        self.query_one("#head", Static).update(Content.assemble((text, "bold"), before))

    def _entries(self) -> list[Entry]:
        out: list[Entry] = []
        for number, pair in enumerate(self._view.chosen, 1):
            out += [Entry(s, f"{number} 问题　", s.text) for s in pair.problem]
            out += [Entry(s, "  措施　", s.text) for s in pair.measure]
        return out

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        found = next(
            (s for s in self._view.suggestions if s.phrase.entry.id == event.option_id), None
        )
        text = f"→ 措施：{found.measure.text}" if found else ""
        self.query_one("#measure", Static).update(text)

    @on(Choices.Chosen)
    def _chosen(self, event: Choices.Chosen) -> None:
        event.stop()
        if len(event.keys) < self._view.least and not self._own():
            self.query_one(Choices).refuse(
                f"至少选 {self._view.least} 条，现在选了 {len(event.keys)} 条"
            )
            return
        kept = {pair.origin: pair for pair in self._view.chosen}
        pairs = [
            _as_new(kept[s.phrase.origin])
            if s.phrase.origin in kept
            else new_pair(s, self._moves[0], self._moves[1])
            for s in self._view.suggestions
            if s.phrase.entry.id in event.keys
        ]
        self._listing = True
        self._set([*pairs, *self._own()])

    @property
    def _moves(self) -> tuple[str, str]:
        pairs = self._session.loaded.form.pairs[self._view.step.pairs]
        return pairs.problem, pairs.measure

    def _own(self) -> list[NewPair]:
        return [_as_new(pair) for pair in self._view.chosen if pair.origin == "own"]

    def _set(self, pairs: list[NewPair]) -> None:
        self.post_message(self.Send(SetPairs(self._view.step.pairs, tuple(pairs))))

    async def action_own(self) -> None:
        """Write a problem and its measure."""
        self._number, self._problem = None, ""
        await self._edit("问题怎么写？写具体，写完按 Enter", "")

    async def _edit(self, title: str, text: str, origin: str = "") -> None:
        look, number = Looker(self._session), self._number
        editor = SentenceEditor(
            title,
            lex(text),
            lambda parts: self._session.wording.render(parts, self._session.figures),
            lambda words: look.alike(words, number, origin),
            self._session.wording.parts,
        )
        self.query_one("#measure").display = False
        await self.put(editor)

    @on(SentenceEditor.Written)
    async def _written(self, event: SentenceEditor.Written) -> None:
        event.stop()
        text = event.source.strip()
        if self._number is not None:
            self.post_message(self.Send(EditSentence(self._number, text)))
        elif not text:
            self.query_one(SentenceEditor).refuse("还没有写。不写就按 Esc 返回")
        elif not self._problem:
            self._problem = text
            await self._edit("打算怎样改？谁做、做什么、什么时候做完，写完按 Enter", "")
        else:
            problem, measure = self._moves
            new = NewPair(
                (NewSentence(self._problem, "own", problem),), (NewSentence(text, "own", measure),)
            )
            self._listing = True
            self._set([*(_as_new(pair) for pair in self._view.chosen), new])

    @on(SentenceEditor.Left)
    async def _left(self, event: SentenceEditor.Left) -> None:
        event.stop()
        await self._show()

    @on(SentenceList.Asked)
    async def _asked(self, event: SentenceList.Asked) -> None:
        event.stop()
        number = event.id
        match event.what:
            case "finish":
                self.post_message(self.Send(FinishPairs(self._view.step.pairs)))
            case "own":
                await self.action_own()
            case "back":
                self._listing = False
                await self._show()
            case "edit" if number is not None:
                self._number = number
                sentence = self._sentence(number)
                await self._edit("改好按 Enter", sentence.source, sentence.origin)
            case "propose" if number is not None:
                self.propose(self._session, number)
            case "remove" if number is not None:
                gone = next(p for p in self._view.chosen if number in _ids(p))
                self._set([_as_new(pair) for pair in self._view.chosen if pair is not gone])
            case _:
                pass

    def _sentence(self, number: int) -> SentenceView:
        return next(e.sentence for e in self._entries() if e.sentence.id == number)

    async def stand(self, at: str) -> None:
        """Stand on a sentence in the list of those chosen."""
        if at in {str(entry.sentence.id) for entry in self._entries()}:
            self._listing, self._number = True, int(at)
            await self._show()

    def renew(self, view: StepView | None) -> bool:
        """Show what is chosen now."""
        if not isinstance(view, PairsView) or view.step != self._view.step:
            return False
        self._view = view
        self._listing = bool(view.chosen)
        self.call_later(self._show)
        return True

    def refuse(self, refused: Refused) -> None:
        """Say why, keeping what is chosen or written."""
        editors = self.query(SentenceEditor)
        lists = self.query(Choices)
        if editors:
            editors.first().refuse(refused.message)
        elif lists:
            self._listing = bool(self._view.chosen)
            lists.first().refuse(refused.message)
        else:
            super().refuse(refused)


def _ids(pair: ChosenPair) -> set[int]:
    return {s.id for s in (*pair.problem, *pair.measure)}


def _as_new(pair: ChosenPair) -> NewPair:
    def again(sentences: tuple[SentenceView, ...]) -> tuple[NewSentence, ...]:
        return tuple(NewSentence(s.source, s.origin, s.move, s.edited) for s in sentences)

    return NewPair(again(pair.problem), again(pair.measure), pair.origin)

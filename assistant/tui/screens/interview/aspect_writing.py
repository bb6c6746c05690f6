"""Writing the sentences of an aspect: by hand, from a phrase, from last year's report."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from assistant.draft.events import AddSentences, EditSentence, NewSentence
from assistant.form.wording import lex, source
from assistant.phrases.bank import Phrase
from assistant.session import Session
from assistant.session.views import AspectView, SentenceView
from assistant.tui.screens.interview.last_year_list import LastYearList, LastYearView
from assistant.tui.screens.interview.offering import Offering
from assistant.tui.screens.interview.panel import Panel
from assistant.tui.screens.interview.sentence_editor import Opens, SentenceEditor

if TYPE_CHECKING:
    from assistant.session.reuse import Reuse


class AspectWriting(Panel):
    """What is worked on in an aspect: one widget at a time, and what becomes of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "own", "自己写", show=False)]

    def __init__(self, view: AspectView, session: Session) -> None:
        super().__init__()
        self._session = session
        self._view = view
        self._move = ""
        self._last_id: int | None = None
        self._offering = Offering(session, self._key)
        self._reuses: list[Reuse] = []

    @property
    def _key(self) -> str:
        return self._view.step.aspect

    async def _show(self) -> None:
        """Show what is worked on next."""

    def _sentence(self, number: int) -> SentenceView:
        return next(s for s in self._view.sentences if s.id == number)

    def _add(self, text: str, origin: str, *, edited: bool, move: str = "") -> None:
        new = NewSentence(text, origin, move or self._move, edited)
        self.post_message(self.Send(AddSentences(self._key, (new,))))

    async def _edit(
        self,
        title: str,
        text: str,
        origin: str,
        number: int | None,
        move: str = "",
        options: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        move = move or (self._move if number is None else self._sentence(number).move)
        self._editing = (text, origin, number, move)
        look = self._offering.look()
        editor = SentenceEditor(
            title,
            lex(text),
            lambda parts: self._session.wording.render(parts, self._session.figures),
            lambda words: look.alike(words, number, origin),
            self._session.wording.parts,
            self._opens(number, text, origin),
            lambda: self._offering.rewordings(move, origin),
            options,
        )
        self.query_one("#keys").display = False
        await self.put(editor)

    def _opens(self, number: int | None, source: str, origin: str) -> Opens:
        """Give what will stand in front of a sentence, which only the first of an aspect has."""
        if not self._leads(number):
            return lambda _: ""
        aspect = self._session.loaded.form.aspect[self._key]
        assembler = self._session.assembler
        start = assembler.render(source).text
        return lambda text: assembler.opening(aspect, text, origin, edited=text != start)

    def _leads(self, number: int | None) -> bool:
        sentences = self._view.sentences
        if number is not None:
            return sentences[0].id == number
        order = {move.key: rank for rank, move in enumerate(self._view.moves)}
        rank = order.get(self._move, len(order))
        return all(order.get(sentence.move, -1) > rank for sentence in sentences)

    @on(SentenceEditor.Written)
    def _written(self, event: SentenceEditor.Written) -> None:
        event.stop()
        text, origin, number, move = self._editing
        if number is not None:
            self._last_id = number
            self.post_message(self.Send(EditSentence(number, event.source)))
        elif event.source.strip():
            taken = self._session.bank.by_origin.get(event.origin)
            if isinstance(taken, Phrase):
                text, origin = source(taken.parts), event.origin
            self._add(event.source, origin, edited=event.source != text, move=move)
        else:
            self.query_one(SentenceEditor).refuse("还没有写。不写就按 Esc 返回")

    async def action_own(self) -> None:
        """Write a sentence of one's own; what is being written already is not given up for it."""
        if self.query(SentenceEditor):
            self.post_message(self.Say("先写完这一句，或者按 Esc 返回", error=True))
            return
        await self._edit("自己写一句，写完按 Enter", "", "own", None)

    async def last_year(self) -> None:
        """Show last year's sentences as they can be said this year, or put them away."""
        if not self._view.last_year:
            await super().last_year()
        elif self.query(LastYearList):
            await self._show()
        elif self.query(SentenceEditor):
            self.post_message(self.Say("先写完这一句，或者按 Esc 返回，再看去年的", error=True))
        else:
            self.query_one("#keys").display = False
            await self.put(LastYearList())
            self._renew_last_year()

    @work(thread=True, exclusive=True, group="last_year", exit_on_error=False)
    def _renew_last_year(self) -> None:
        reuses = self._session.reusing().aspect(self._key)
        self.app.call_from_thread(self._show_last_year, reuses)

    def _show_last_year(self, reuses: "list[Reuse]") -> None:
        self._reuses = reuses
        views = [LastYearView(one.text, one.line, one.stands) for one in reuses]
        for listing in self.query(LastYearList):
            listing.show(views)

    @on(LastYearList.Taken)
    async def _reused(self, event: LastYearList.Taken) -> None:
        event.stop()
        if event.place >= len(self._reuses):
            return
        one = self._reuses[event.place]
        if event.edit or one.open or one.rendered.blanks:
            new = one.sentence
            title = "去年的句子：改好按 Enter 采用"
            await self._edit(title, new.text, new.origin, None, one.move, one.options)
        else:
            self._add(one.source, one.sentence.origin, edited=False, move=one.move)

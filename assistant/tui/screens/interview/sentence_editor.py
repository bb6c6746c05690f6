"""Writes or changes one sentence while the figures in it stay bound to tables and facts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static, TextArea

from assistant.form.wording import (
    Parts,
    Rendered,
    Slot,
    difference,
    lex,
    source,
    splice,
    undecided_in,
)
from assistant.phrases.harvest import settle
from assistant.tui.widgets.alike import AlikeLine, AlikeView
from assistant.tui.widgets.alternatives import Alternative, Alternatives
from assistant.tui.widgets.composer import Composer

Render = Callable[[Parts], Rendered]
Resembles = Callable[[str], list[AlikeView]]
"""Says what a sentence resembles; slow at first, so it is called in a thread."""

Opens = Callable[[str], str]
"""Gives what the report puts in front of a sentence by itself; empty where there is nothing."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """Another way to say it: a phrase, bound to this draft's figures, and why it is offered."""

    origin: str
    parts: Parts
    note: str = ""


PAUSE = 0.4
"""Seconds of rest before what is written is compared."""


class SentenceEditor(Vertical):
    """A composer over bound wording; Enter takes it, Escape leaves things as they were."""

    HELP: ClassVar[str] = (
        "改句子。句子里来自表格和回答的数会跟着变；动到那个数，它就成了普通文字。\n"
        "停一下，下面就说它像本稿、上年、别的单位或句库的哪一句。\n\n"
        "Ctrl+G       看差别：两句对照，再按收起\n"
        "Ctrl+O       换一句：同一个要点别的写法，按数字选\n"
        "Ctrl+N       定下一个还没定的数：换成今年的哪个数、照写，或者自己改\n\n" + Composer.HELP
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "返回", show=False),
        Binding("ctrl+g", "differ", "看差别", show=False),
        Binding("ctrl+o", "reword", "换一句", show=False),
        Binding("ctrl+n", "settle", "定没定的", show=False),
    ]
    DEFAULT_CSS = """
    SentenceEditor { height: auto; }
    SentenceEditor .bound { height: auto; padding: 0 1; color: $text-muted; }
    SentenceEditor .opening { height: 1; padding: 0 1; color: $text-muted; }
    """

    @dataclass
    class Written(Message):
        """The sentence as phrase source; empty when all of it was deleted.

        `origin` names the phrase it was put in place of with; "" when it was not.
        """

        source: str
        origin: str = ""

    class Left(Message):
        """Escape was pressed."""

    def __init__(
        self,
        title: str,
        parts: Parts,
        render: Render,
        resembles: Resembles,
        take: Callable[[str], Parts],
        opens: Opens = lambda _: "",
        others: Callable[[], Sequence[Rewording]] | None = None,
        options: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        """Edit a sentence.

        `take` reads text of a person's own into parts; `others`, where there are any, gives other
        ways to say it;
        `options`: expressions that may stand for an open point, by its wording.
        """
        super().__init__()
        self._title = title
        self._print = render
        self._rendered = render(parts)
        self._known: dict[str, Parts] = {self._rendered.text: parts}
        self._resembles = resembles
        self._take = take
        self._opens = opens
        self._others = others
        self._options = options
        self._offered: dict[str, Parts] = {}
        self._origin = ""
        self._fresh = not parts
        self._pause: Timer | None = None
        self._composer = Composer()

    def compose(self) -> ComposeResult:
        """Give what opens the sentence, the composer and two quiet lines below it."""
        yield Static(markup=False, classes="opening")
        yield self._composer
        yield Static(markup=False, classes="bound")
        yield AlikeLine()

    def on_mount(self) -> None:
        """Put the sentence into the composer."""
        reword = "Ctrl+O 换一句 · " if self._others else ""
        self._composer.ask(self._title, self._rendered.text, f"{reword}Esc 返回")
        self._describe()
        self._compare()
        self._composer.focus()

    @property
    def _parts(self) -> Parts:
        return tuple(piece.part for piece in self._rendered.pieces)

    def _describe(self) -> None:
        bound = [
            self._rendered.text[p.start : p.end]
            for p in self._rendered.pieces
            if isinstance(p.part, Slot) and p.part.undecided is None
        ]
        lines = [f"跟着表格和回答变的：{'、'.join(bound)}"] if bound else []
        if left := undecided_in(self._parts):
            lines.append(f"! 还没定的：{'、'.join(left)}　Ctrl+N 一个一个定，或者直接改")
        self.query_one(".bound", Static).update("\n".join(lines))
        opening = self._opens(self._rendered.text.strip())
        line = self.query_one(".opening", Static)
        line.display = bool(opening)
        line.update(f"{opening}……　（句首的“{opening}”会自动加上，不用写）")

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        text = event.text_area.text
        if text == self._rendered.text:
            return
        parts = self._known.get(text)
        if parts is None:
            parts = splice(self._rendered, difference(self._rendered.text, text))
            self._known[text] = parts
        self._rendered = self._print(parts)
        self._describe()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._compare)

    def _compare(self) -> None:
        text = self._rendered.text.strip()
        if len(text) >= 8:
            self._look(text)
        else:
            self.query_one(AlikeLine).show(())

    @work(thread=True, exclusive=True, group="alike", exit_on_error=False)
    def _look(self, text: str) -> None:
        found = self._resembles(text)
        self.app.call_from_thread(self._show_alike, text, found)

    def _show_alike(self, text: str, found: list[AlikeView]) -> None:
        if self.is_attached and text == self._rendered.text.strip():
            self.query_one(AlikeLine).show(found)

    def action_differ(self) -> None:
        """Show what is written and what it resembles side by side, or close that again."""
        if not self.query_one(AlikeLine).toggle():
            self._composer.refuse("没有和它相近的句子")

    async def action_reword(self) -> None:
        """Offer other phrases for the same move."""
        others = self._others() if self._others else ()
        if not others:
            self._composer.refuse("这一点没有别的现成句子")
            return
        listed = [Alternative(one.origin, self._print(one.parts).text, one.note) for one in others]
        await self._offer("换成哪一句：按数字，Esc 不换", listed)
        self._offered = {one.origin: one.parts for one in others}
        self._rewording = True

    async def action_settle(self) -> None:
        """Offer what may stand for the next open point, which is selected to be typed over."""
        point = next(
            (p for p in self._rendered.pieces if isinstance(p.part, Slot) and p.part.undecided),
            None,
        )
        if point is None or not isinstance(point.part, Slot) or not point.part.undecided:
            self._composer.refuse("没有还没定的数")
            return
        wording, text = point.part.undecided, source(self._parts)
        names = ("", *self._options.get(wording, ()))
        ways = {name: lex(settle(text, wording, name)) for name in names}
        listed = [
            Alternative(name, self._value(name) if name else f"照写“{wording}”", name)
            for name in (*names[1:], "")
        ]
        self._composer.mark(point.start, point.end)
        await self._offer(f"“{wording}”今年写什么：按数字，Esc 自己打", listed)
        self._offered, self._rewording = ways, False

    def _value(self, name: str) -> str:
        return self._print((Slot(name),)).text

    async def _offer(self, title: str, listed: Sequence[Alternative]) -> None:
        await self.query(Alternatives).remove()
        listing = Alternatives(title, listed)
        await self.mount(listing, after=self._composer)
        listing.focus()

    @on(Alternatives.Taken)
    async def _taken(self, event: Alternatives.Taken) -> None:
        event.stop()
        parts = self._offered[event.id]
        if self._rewording:
            self._origin, self._fresh = event.id, False
        self._rendered = self._print(parts)
        self._known[self._rendered.text] = parts
        self._composer.recall(self._rendered.text)
        self._describe()
        await self._close()

    @on(Alternatives.Left)
    async def _kept(self, event: Alternatives.Left) -> None:
        event.stop()
        await self._close()

    async def _close(self) -> None:
        await self.query(Alternatives).remove()
        self._composer.focus()

    @on(Composer.Submitted)
    def _sent(self, event: Composer.Submitted) -> None:
        event.stop()
        parts = self._take(event.text) if self._fresh else self._parts
        self.post_message(self.Written(source(parts), self._origin))

    def refuse(self, message: str) -> None:
        """Keep the text and say why above it."""
        self._composer.refuse(message)

    def action_leave(self) -> None:
        """Leave things as they were."""
        self.post_message(self.Left())

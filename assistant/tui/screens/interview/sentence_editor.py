"""Writes or changes one sentence while the figures in it stay bound to tables and facts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static, TextArea

from assistant.form.wording import Parts, Rendered, Slot, difference, source, splice
from assistant.tui.widgets.composer import Composer

Render = Callable[[Parts], Rendered]
Resembles = Callable[[str], list[str]]
"""Gives lines that say what a sentence resembles; slow at first, so it is called in a thread."""

Opens = Callable[[str], str]
"""Gives what the report puts in front of a sentence by itself; empty where there is nothing."""

PAUSE = 0.4
"""Seconds of rest before what is written is compared."""


class SentenceEditor(Vertical):
    """A composer over bound wording; Enter takes it, Escape leaves things as they were."""

    HELP: ClassVar[str] = (
        "改句子。句子里来自表格和回答的数会跟着变；动到那个数，它就成了普通文字。\n\n"
        + Composer.HELP
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "返回", show=False)]
    DEFAULT_CSS = """
    SentenceEditor { height: auto; }
    SentenceEditor .bound, SentenceEditor .alike { height: auto; padding: 0 1; color: $text-muted; }
    SentenceEditor .opening { height: 1; padding: 0 1; color: $text-muted; }
    SentenceEditor .alike.-near { color: $text-warning; }
    """

    @dataclass
    class Written(Message):
        """The sentence as phrase source; empty when all of it was deleted."""

        source: str

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
    ) -> None:
        """`take` reads text of a person's own into parts."""
        super().__init__()
        self._title = title
        self._print = render
        self._rendered = render(parts)
        self._known: dict[str, Parts] = {self._rendered.text: parts}
        self._resembles = resembles
        self._take = take
        self._opens = opens
        self._fresh = not parts
        self._pause: Timer | None = None
        self._composer = Composer()

    def compose(self) -> ComposeResult:
        """Give what opens the sentence, the composer and two quiet lines below it."""
        yield Static(markup=False, classes="opening")
        yield self._composer
        yield Static(markup=False, classes="bound")
        yield Static(markup=False, classes="alike")

    def on_mount(self) -> None:
        """Put the sentence into the composer."""
        self._composer.ask(self._title, self._rendered.text, "Esc 返回")
        self._describe()
        self._compare()
        self._composer.focus()

    def _describe(self) -> None:
        bound = [
            self._rendered.text[p.start : p.end]
            for p in self._rendered.pieces
            if isinstance(p.part, Slot)
        ]
        text = f"跟着表格和回答变的：{'、'.join(bound)}" if bound else ""
        self.query_one(".bound", Static).update(text)
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
            self.query_one(".alike", Static).update("")

    @work(thread=True, exclusive=True, group="alike", exit_on_error=False)
    def _look(self, text: str) -> None:
        lines = self._resembles(text)
        self.app.call_from_thread(self._show_alike, text, lines)

    def _show_alike(self, text: str, lines: list[str]) -> None:
        if self.is_attached and text == self._rendered.text.strip():
            line = self.query_one(".alike", Static)
            line.set_class(bool(lines), "-near")
            line.update("! " + "；".join(lines[:2]) if lines else "")

    @on(Composer.Submitted)
    def _sent(self, event: Composer.Submitted) -> None:
        event.stop()
        parts = (
            self._take(event.text) if self._fresh else tuple(p for p, _, _ in self._rendered.pieces)
        )
        self.post_message(self.Written(source(parts)))

    def refuse(self, message: str) -> None:
        """Keep the text and say why above it."""
        self._composer.refuse(message)

    def action_leave(self) -> None:
        """Leave things as they were."""
        self.post_message(self.Left())

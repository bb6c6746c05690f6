"""The conversation so far: a centred column of short messages that scrolls to its end."""

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

Kind = Literal["ask", "answer", "done", "note", "warning", "error"]
"""A question, what the clerk said, an accepted paragraph, an aside, a warning, an error."""

SIGNS: dict[Kind, str] = {"warning": "! ", "error": "✗ "}
"""Marks before the text, so that colour is never the only sign."""


class _Said(Static):
    """One message."""

    DEFAULT_CSS = """
    _Said {
        width: 1fr;
        height: auto;
        margin: 0 0 1 0;
        padding: 0 1;
        border-left: outer $primary;
    }
    _Said.-answer { border-left: outer $foreground 30%; color: $text-muted; }
    _Said.-done { border-left: outer $success; background: $panel; }
    _Said.-note { border-left: outer $surface-darken-1; color: $text-muted; }
    _Said.-warning { border-left: outer $warning; }
    _Said.-error { border-left: outer $error; }
    """


class _Column(Widget):
    DEFAULT_CSS = """
    _Column { width: 100%; max-width: 96; height: auto; layout: stream; }
    """


class Transcript(VerticalScroll, can_focus=False):
    """Messages in the order they were said; only the last hundred or so are kept on screen."""

    HELP: ClassVar[str] = "这里是前面的问答。用鼠标滚轮，或按 Ctrl+PgUp / Ctrl+PgDn 上下翻看。"

    DEFAULT_CSS = """
    Transcript { height: 1fr; align-horizontal: center; padding: 1 1 0 1; }
    """

    MOST: ClassVar[int] = 100
    DROPPED_AT_ONCE: ClassVar[int] = 20

    def compose(self) -> ComposeResult:
        """Give the one column that holds every message."""
        yield _Column()

    def on_mount(self) -> None:
        """Stay at the end while messages come and the window changes, until scrolled away."""
        self.anchor()

    def say(self, text: str, kind: Kind = "ask", *, detail: str = "") -> None:
        """Add what the assistant says; `detail` stands below it in a quieter tone."""
        body = Content(SIGNS.get(kind, "") + text)
        if detail:
            body = Content.assemble(body, "\n", (detail, "$text-muted"))
        self._add(body, kind)

    def answer(self, text: str) -> None:
        """Add what the clerk answered."""
        self._add(Content(text), "answer")

    def clear(self) -> None:
        """Drop every message."""
        self.query_one(_Column).remove_children()

    @property
    def texts(self) -> list[str]:
        """What the mounted messages say, oldest first."""
        return [str(said.content) for said in self.query(_Said)]

    def _add(self, body: Content, kind: Kind) -> None:
        column = self.query_one(_Column)
        column.mount(_Said(body, markup=False, classes=f"-{kind}"))
        if len(column.children) > self.MOST:
            self.call_after_refresh(self._prune)
        self.scroll_end(animate=False)

    async def _prune(self) -> None:
        said = list(self.query_one(_Column).children)
        if len(said) > self.MOST:
            kept = self.MOST - self.DROPPED_AT_ONCE
            await self.query_one(_Column).remove_children(said[:-kept])
            self.scroll_end(animate=False)

"""A window to change the wording of a candidate, with its slots by name in the text."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from assistant.form.wording import Part, Parts, Piece, Rendered, Slot
from assistant.tui.screens.interview.sentence_editor import SentenceEditor
from assistant.tui.screens.prompt import CSS


class WordingWindow(ModalScreen[str | None]):
    """Gives the phrase source; a slot that is not touched stays one, an open point becomes text."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "取消", show=False)]
    DEFAULT_CSS = CSS.format(name="WordingWindow")

    def __init__(self, asked: str, parts: Parts) -> None:
        super().__init__()
        self._asked = asked
        self._parts = parts

    def compose(self) -> ComposeResult:
        """Give the editor."""
        with Vertical():
            yield Static(f"{self._asked}【】里的跟着今年的回答变，改到它就成了文字", markup=False)
            yield SentenceEditor(
                self._asked, self._parts, _by_name, lambda _: [], lambda text: (text,)
            )

    @on(SentenceEditor.Written)
    def _written(self, event: SentenceEditor.Written) -> None:
        event.stop()
        self.dismiss(event.source)

    @on(SentenceEditor.Left)
    def _left(self, event: SentenceEditor.Left) -> None:
        event.stop()
        self.dismiss(None)


def _by_name(parts: Parts) -> Rendered:
    """Print slots by name; an open point prints its wording."""
    pieces: list[Piece] = []
    at = 0
    for part in parts:
        text = _shown(part)
        pieces.append(Piece(part, at, at + len(text)))
        at += len(text)
    return Rendered("".join(map(_shown, parts)), tuple(pieces), ())


def _shown(part: Part) -> str:
    if isinstance(part, Slot):
        return part.undecided or f"【{part.expression}】"
    return part

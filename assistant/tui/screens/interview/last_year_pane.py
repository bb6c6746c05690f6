"""What last year's report says of the aspect being written, folded to a line until asked for."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static


class LastYearPane(VerticalScroll, can_focus=False):
    """Last year's sentences; nothing is shown where there are none."""

    DEFAULT_CSS = """
    LastYearPane { height: auto; max-height: 8; padding: 0 1; color: $text-muted; }
    LastYearPane Static { height: auto; }
    """

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__()
        self._sentences = tuple(sentences)
        self._open = False
        self.display = bool(sentences)

    def compose(self) -> ComposeResult:
        """Give the line, or the sentences."""
        yield Static(self._text, markup=False)

    @property
    def _text(self) -> str:
        if self._open:
            return f"去年写的（Ctrl+L 收起）：{''.join(self._sentences)}"
        return f"去年怎么写：{len(self._sentences)} 句，Ctrl+L 看"

    def toggle(self) -> bool:
        """Unfold or fold; False where there is nothing to show."""
        self._open = not self._open
        self.query_one(Static).update(self._text)
        return bool(self._sentences)

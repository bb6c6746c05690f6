"""Help for whatever has the focus."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widgets import Static

GENERAL = "按 F1 看当前位置的帮助。"


def help_for(node: DOMNode | None) -> str:
    """Give the `HELP` of the nearest widget at or above `node` that has one."""
    while node is not None:
        text = getattr(node, "HELP", None)
        # Textual's own screens and apps also know a HELP, which is None or in English.
        if isinstance(text, str) and text and not type(node).__module__.startswith("textual."):
            return text
        node = node.parent
    return GENERAL


class HelpScreen(ModalScreen[None]):
    """A window with help text; Escape, Enter or F1 closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f1,q", "close", "关闭", show=False)
    ]

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 76;
        max-width: 95%;
        height: auto;
        max-height: 90%;
        padding: 1 2;
        background: $surface;
        border: round $primary;
    }
    HelpScreen Static { height: auto; }
    HelpScreen .keys { color: $text-muted; padding: 1 0 0 0; }
    """

    def __init__(self, text: str, *, more: str = "") -> None:
        """Show `text`, and below it `more`, such as the keys that work everywhere."""
        super().__init__()
        self._text = text
        self._more = more

    def compose(self) -> ComposeResult:
        """Give the text and how to close it."""
        with VerticalScroll():
            yield Static(self._text, markup=False)
            if self._more:
                yield Static(f"\n{self._more}", markup=False)
            yield Static("Esc 关闭", markup=False, classes="keys")

    def action_close(self) -> None:
        """Close the window."""
        self.dismiss()

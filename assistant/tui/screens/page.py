"""What every screen has: help, the palette, a quiet flash line and a notice when it is too small."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static, TextArea

from assistant.text.linebreak import cell_width
from assistant.tui.compat.palette import PaletteCommand, open_palette
from assistant.tui.compat.typeahead import TypeAhead
from assistant.tui.widgets.flash import Flash
from assistant.tui.widgets.help import HelpScreen, help_for
from assistant.tui.widgets.slash import SLASHES

LEAST_WIDTH, LEAST_HEIGHT = 80, 24
EVERYWHERE = {
    "/ 或 、": "打开命令（在空白处）；Ctrl+P 也可以",
    "Ctrl+Z": "撤销上一个回答",
    "Ctrl+Y": "恢复撤销的",
    "Ctrl+S": "不用按：答一题存一题，随时可以关",
    "Ctrl+Q": "退出，下次从这里接着写",
}
"""Keys that work on every screen, and what they do."""


def everywhere(told: str) -> str:
    """Explain the keys that work everywhere, but for those `told` gives another meaning."""
    rest = [
        f"{key}{' ' * (13 - cell_width(key))}{does}"
        for key, does in EVERYWHERE.items()
        if not any(line.startswith(key) for line in told.splitlines())
    ]
    return "\n".join(["到处都能用的键：\n", *rest])


class Page(TypeAhead):
    """A screen with a flash line; below 80×24 it asks for a larger window instead."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "帮助", show=False),
        Binding("ctrl+s", "saved", "保存", show=False),
    ]

    DEFAULT_CSS = """
    Page { layers: base notice; }
    Page > .too-small {
        layer: notice;
        display: none;
        width: 100%;
        height: 100%;
        content-align: center middle;
        text-align: center;
        background: $background;
    }
    Page.-too-small > .too-small { display: block; }
    """

    def compose(self) -> ComposeResult:
        """Give the notice for small windows; screens add their own parts."""
        yield Static(
            f"窗口太小，请拉到至少 {LEAST_WIDTH} 列 × {LEAST_HEIGHT} 行。\n写过的都已保存。",
            markup=False,
            classes="too-small",
        )

    def on_resize(self, event: events.Resize) -> None:
        """Show the notice while the window is too small."""
        small = event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT
        self.set_class(small, "-too-small")

    @property
    def flash(self) -> Flash:
        """The quiet line for 已保存 and for what went wrong."""
        return self.query_one(Flash)

    def commands(self) -> Sequence[PaletteCommand]:
        """Give what the palette offers on this screen."""
        return ()

    def on_key(self, event: events.Key) -> None:
        """Open the palette on a slash typed anywhere but in a text field."""
        for flash in self.query(Flash):
            flash.key_pressed()
        if self.focused is None or isinstance(self.focused, Input | TextArea):
            return
        if event.character in SLASHES:
            event.stop()
            open_palette(self.app)

    def action_help(self) -> None:
        """Explain what has the focus."""
        told = help_for(self.focused or self)
        self.app.push_screen(HelpScreen(told, more=everywhere(told)))

    def action_saved(self) -> None:
        """Say that nothing needs saving."""
        self.flash.say("都已保存，随时可以退出")

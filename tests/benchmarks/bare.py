"""What the app is measured against: textual alone, with the same widgets and the same text."""

import os
import sys

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

from textual.app import App, ComposeResult
from textual.containers import Center, Horizontal, Vertical
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option


class Home(App[None]):
    """The widgets of the first screen."""

    CSS = """
    Center { height: 1fr; }
    #middle { width: 76; height: 1fr; }
    OptionList { height: auto; border: none; }
    .line { height: 1; }
    .line Static { width: auto; padding: 0 2 0 0; }
    .notice { display: none; }
    """

    def compose(self) -> ComposeResult:
        with Center(), Vertical(id="middle"):
            yield Static("年报起草助手", markup=False)
            yield Static("一问一答，答完就有一份能送签的报告。", markup=False)
            yield OptionList(Option("正在打开…", disabled=True), markup=False)
        yield Static("", classes="line", markup=False)
        with Horizontal(classes="line"):
            for label in ("F1 帮助", "Enter 打开", "Ctrl+Q 退出"):
                yield Static(label, markup=False)
        yield Static("窗口太小", classes="notice", markup=False)

    def on_mount(self) -> None:
        self.theme = "textual-light"
        self.animation_level = "none"


class Writing(App[None]):
    """A text area as high as the composer grows."""

    CSS = "TextArea { height: auto; max-height: 12; dock: bottom; }"

    def compose(self) -> ComposeResult:
        yield Static("公章上的单位全称是什么", markup=False)
        yield TextArea(soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)

    def on_mount(self) -> None:
        self.theme = "textual-light"
        self.animation_level = "none"
        area = self.query_one(TextArea)
        area.cursor_blink = False
        area.focus()


if __name__ == "__main__":
    {"home": Home, "writing": Writing}[sys.argv[1]]().run()

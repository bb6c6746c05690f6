"""In a real terminal the cursor, where input methods open, stands at the caret."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="没有 tmux，无法读取终端光标"),
]

ROOT = Path(__file__).parents[2]
APP = """
import assistant.tui
from textual.app import App
from textual.widgets import Static
from assistant.tui.widgets.composer import Composer

class Mini(App):
    def compose(self):
        log = Static("问答", markup=False)
        log.styles.height = "1fr"
        yield log
        yield Composer()
        yield Static("键", markup=False)
        yield Static("键", markup=False)

    def on_mount(self):
        self.animation_level = "none"
        self.query_one(Composer).focus()

Mini().run()
"""


class Terminal:
    """A tmux of its own with the mini app in it."""

    def __init__(self, folder: Path) -> None:
        # A fixed size left in the environment by a test runner would hide the window's own.
        self._environment = {
            name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}
        } | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
        self._socket = str(folder / "tmux.sock")
        script = folder / "mini.py"
        script.write_text(APP, encoding="utf-8")
        command = f"{sys.executable} {script}"
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", command)

    def tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-S", self._socket, *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip("\n")

    @property
    def lines(self) -> list[str]:
        return self.tmux("capture-pane", "-p").split("\n")

    @property
    def cursor(self) -> tuple[int, int]:
        x, y = self.tmux("display", "-p", "#{cursor_x},#{cursor_y}").split(",")
        return int(x), int(y)

    def caret_row(self) -> int:
        """Give the first text row of the composer, -1 while it is not drawn."""
        tops = [row for row, line in enumerate(self.lines) if line.startswith("▊▔")]
        return tops[0] + 1 if tops else -1


def eventually(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + 15
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.tmux("kill-server")


def test_cursor_after_focus_typing_and_resize(terminal: Terminal) -> None:
    assert eventually(lambda: terminal.caret_row() > 10), terminal.lines
    row = terminal.caret_row()
    assert eventually(lambda: terminal.cursor == (2, row)), (terminal.cursor, row)

    terminal.tmux("send-keys", "-l", "政府信息公开")
    assert eventually(lambda: terminal.cursor == (14, row)), (terminal.cursor, row)

    terminal.tmux("resize-window", "-x", "90", "-y", "34")
    assert eventually(lambda: terminal.caret_row() == row + 10), terminal.lines
    assert eventually(lambda: terminal.cursor == (14, row + 10)), (terminal.cursor, row)
    assert "政府信息公开" in terminal.lines[row + 10]

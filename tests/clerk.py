"""A clerk at a real terminal: starts the app in a tmux of its own, plays keys and counts them."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PATIENCE = 20.0

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="没有 tmux，无法驱动真实终端")


class Clerk:
    """Plays keys only when the screen shows what they answer.

    Attributes:
        presses: keys pressed so far; text counts a key for every character.
    """

    def __init__(self, folder: Path, home: Path, size: tuple[int, int] = (100, 30)) -> None:
        self.presses = 0
        self._socket = str(folder / "tmux.sock")
        # A size left in the environment by a test runner would hide the window's own.
        self._environment = {
            name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}
        } | {
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            "NIANBAO_HOME": str(home),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
        }
        self._size = size

    def __enter__(self) -> "Clerk":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(
            ["tmux", "-S", self._socket, "kill-server"], capture_output=True, check=False
        )

    def start(self) -> None:
        """Open the app in a fresh terminal."""
        width, height = (str(side) for side in self._size)
        self._tmux(
            *("-f", "/dev/null", "new-session", "-d", "-x", width, "-y", height),
            f"{sys.executable} -m assistant",
        )

    @property
    def process(self) -> int:
        """The process id of the app."""
        return int(self._tmux("display", "-p", "#{pane_pid}"))

    def press(self, *keys: str) -> None:
        """Press keys as tmux names them."""
        for key in keys:
            self._tmux("send-keys", key)
            self.presses += 1

    def write(self, text: str, *, counted: bool = True) -> None:
        """Type text, as an input method commits it."""
        self._tmux("send-keys", "-l", text)
        self.presses += len(text) if counted else 0

    @property
    def screen(self) -> str:
        """What the terminal shows."""
        return self._tmux("capture-pane", "-p")

    def sees(self, text: str) -> None:
        """Wait until the screen shows `text`; line breaks and gaps do not count."""
        wanted = "".join(text.split())
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if wanted in "".join(self.screen.replace("▌", "").split()):
                return
            time.sleep(0.03)
        raise AssertionError(f"the screen never showed {text!r}:\n{self.screen}")

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-S", self._socket, *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip("\n")

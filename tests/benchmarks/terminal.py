"""How fast the app feels at a real terminal, against textual alone, in one run.

    PYTHONPATH=.:tests python tests/benchmarks/terminal.py

Prints medians and their ratio; a ratio over `LIMIT` is marked. Nothing else should be running.
"""

import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from datetime import date
from fcntl import ioctl
from pathlib import Path

from benchmarks.fresh import environment

from assistant.session import Library, Session
from assistant.workspace import Workspace

ROOT = Path(__file__).parents[2]
LIMIT = 1.6
STARTS = 9
KEYS = 40
PATIENCE = 30.0
ROWS, COLUMNS = 30, 100
OURS = ("-m", "assistant")
PARAGRAPH = "本单位全年通过门户网站公开各类信息，并按要求同步做好解读和回应，" * 5
TEXT = "\n".join(PARAGRAPH[:150] for _ in range(20))
# Typed one by one, so that each is new on the screen when it appears.
NEW = [chr(0x9E00 + number) for number in range(KEYS)]


class Terminal:
    """A program at a pseudo-terminal of its own."""

    def __init__(self, home: Path, *words: str) -> None:
        self._screen, program = pty.openpty()
        ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        variables = environment(
            home.parent / "compiled",
            PYTHONPATH=str(ROOT),
            TERM="xterm-256color",
            COLORTERM="truecolor",
            NIANBAO_HOME=str(home),
        )
        for size in ("COLUMNS", "LINES"):
            variables.pop(size, None)
        self._seen = b""
        self._process = subprocess.Popen(
            [sys.executable, *words],
            stdin=program,
            stdout=program,
            stderr=program,
            env=variables,
            start_new_session=True,
        )
        os.close(program)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._screen)

    def sees(self, text: str) -> None:
        """Read until `text` has been painted since the last `write`."""
        wanted, end = text.encode(), time.monotonic() + PATIENCE
        while wanted not in self._seen:
            if not select.select([self._screen], [], [], max(0.0, end - time.monotonic()))[0]:
                raise TimeoutError(f"{text} was not painted: …{self._seen[-400:]!r}")
            try:
                self._seen += os.read(self._screen, 65536)
            except OSError:
                raise RuntimeError(self._seen.decode(errors="replace")) from None

    def write(self, text: str) -> None:
        """Type."""
        self._seen = b""
        os.write(self._screen, text.encode())

    def rest(self, seconds: float = 0.4) -> None:
        """Read on until nothing is painted for a while."""
        while select.select([self._screen], [], [], seconds)[0]:
            os.read(self._screen, 65536)

    def paste(self, text: str) -> None:
        """Paste as terminals do, without waiting for the program to take it all at once."""
        data = f"\x1b[200~{text}\x1b[201~".encode()
        while data:
            data = data[os.write(self._screen, data[:1000]) :]
            self.rest(0.01)


def first_paint(home: Path, *words: str) -> float:
    """Give the seconds from starting a program to its first words on the screen."""
    begun = time.perf_counter()
    with Terminal(home, *words) as terminal:
        terminal.sees("一问一答")
        return time.perf_counter() - begun


def begin_draft(home: Path) -> None:
    """Leave a new draft in the data folder, which the app then opens with one Enter."""
    with Workspace(home) as workspace:
        Session.start(Library(), workspace, "ogi-2021", date.today())


def to_composer(terminal: Terminal) -> None:
    """Go to the first question."""
    terminal.sees("还没写完")
    terminal.rest(1.0)
    terminal.write("\r")
    terminal.sees("单位全称")
    terminal.rest(1.5)


def to_text_area(terminal: Terminal) -> None:
    """Wait for the text area."""
    terminal.sees("单位全称")
    terminal.rest(1.5)


class Typist:
    """Types into a program that holds `TEXT`, at its end or at its beginning."""

    def __init__(
        self, terminal: Terminal, arrive: Callable[[Terminal], None], *, at_end: bool
    ) -> None:
        self._terminal = terminal
        self._fresh = iter(NEW)
        arrive(terminal)
        terminal.paste(TEXT)
        terminal.rest(1.0)
        if not at_end:
            for _ in range(200):
                terminal.write("\x1b[A")
                terminal.rest(0.02)
            terminal.rest(1.0)

    def key(self) -> float:
        """Give the seconds from a key to its character on the screen."""
        character = next(self._fresh)
        begun = time.perf_counter()
        self._terminal.write(character)
        self._terminal.sees(character)
        taken = time.perf_counter() - begun
        self._terminal.rest(0.1)
        # Taken out again, so that every key meets the same text.
        self._terminal.write("\x7f")
        self._terminal.rest(0.1)
        return taken


def row(name: str, ours: list[float], bare: list[float]) -> None:
    """Print one line of the table."""
    left, right = statistics.median(ours) * 1000, statistics.median(bare) * 1000
    ratio = left / right
    mark = "" if ratio <= LIMIT else f"  over {LIMIT}"
    print(f"{name:<44}{left:>8.1f} ms{right:>8.1f} ms{ratio:>7.2f}{mark}", flush=True)


def main() -> None:
    """Measure everything and print the table."""
    print(f"{'':<44}{'nianbao':>11}{'textual':>11}{'ratio':>7}")
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = [], []
        for number in range(STARTS + 1):
            home = Path(folder) / f"start-{number}"
            ours.append(first_paint(home, *OURS))
            bare.append(first_paint(home, "-m", "tests.benchmarks.bare", "home"))
        # The first start fills the caches of the system.
        row(f"first paint, {STARTS} starts", ours[1:], bare[1:])
        for at_end, where in ((True, "end"), (False, "beginning")):
            home = Path(folder) / where
            begin_draft(home)
            with (
                Terminal(home, *OURS) as app,
                Terminal(home, "-m", "tests.benchmarks.bare", "writing") as plain,
            ):
                left = Typist(app, to_composer, at_end=at_end)
                right = Typist(plain, to_text_area, at_end=at_end)
                pairs = [(left.key(), right.key()) for _ in range(KEYS)]
            row(
                f"key to paint, 3,000 characters, at the {where}",
                *map(list, zip(*pairs, strict=True)),
            )


if __name__ == "__main__":
    main()

"""Tell an Enter that was pressed from a line break that was pasted.

Some terminals deliver a paste as plain key presses. A line break inside such a paste looks like
Enter, but arrives within milliseconds of the characters around it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.events import Key
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.timer import Timer

BURST = 0.015
"""Seconds; keys closer together than this were not typed by a hand."""

SETTLE = 0.04
"""Seconds to wait for more of a paste before an Enter at its end counts as pressed."""


class EnterGuard:
    """Decides for one widget what each Enter means.

    An Enter on its own counts at once. One that follows a key too quickly waits: if more text
    comes it was a line break; if nothing comes it was Enter, unless the same paste already
    held a line break, in which case the text is kept whole and nothing is sent.
    """

    def __init__(
        self, owner: Widget, pressed: Callable[[], object], pasted: Callable[[], object]
    ) -> None:
        """Watch over `owner`; call `pressed` for a real Enter and `pasted` for a line break."""
        self._owner = owner
        self._pressed = pressed
        self._pasted = pasted
        self._last_key = 0.0
        self._in_lines = False
        self._waiting: Timer | None = None

    def see(self, event: Key) -> bool:
        """Look at a key before its widget does; True when it was an Enter and is dealt with."""
        fast = event.time - self._last_key < BURST
        self._last_key = event.time
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
            self._in_lines = True
            self._pasted()
        elif not fast:
            self._in_lines = False
        if event.key != "enter":
            return False
        if fast:
            self._waiting = self._owner.set_timer(SETTLE, self._settle)
        else:
            self._pressed()
        return True

    def _settle(self) -> None:
        self._waiting = None
        if self._in_lines:
            self._pasted()
        else:
            self._pressed()


def one_line(text: str) -> str:
    """Join pasted lines by single spaces, so that a one-line input keeps all of them."""
    return " ".join(part for part in (line.strip() for line in text.splitlines()) if part)

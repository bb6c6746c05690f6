"""Keeps keys that arrive faster than what they set off.

Textual hands every key to whatever has the focus at the moment it arrives. Somebody who types
ahead, a script, or an input method that commits a word in one burst would answer the question
before, or nothing at all, while a screen is changing.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import TextArea

TURN = "turn"
"""Group of workers that put up another screen: keys wait for them."""

PATIENCE = 3.0
"""Seconds after which keys stop waiting for a screen to settle."""

ROUNDS = 2
"""How often each part is heard: what it does may make a part above or below it do something."""


class InTurn(App[None]):
    """An app in which a key is handed on when all is done that the key before it set off.

    What is written into a text is handed on at once, in order: nothing in it moves the focus.
    """

    WRITING: ClassVar[tuple[type[Widget], ...]] = (TextArea,)
    """Widgets in which a character does nothing but stand in the text."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: deque[events.Key | events.Paste] = deque()
        self._written = False
        self._settling: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes one at a time, everything else as it comes."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._keys.append(event)
        if self._settling is None:
            await self._next()

    async def _next(self) -> None:
        self._settling = None
        while self._keys:
            if self._writes(self._keys[0]):
                self._written = True
                await super().on_event(self._keys.popleft())
                continue
            if not self._written:
                await super().on_event(self._keys.popleft())
            self._written = False
            self._settling = asyncio.create_task(self._settle())
            return

    def _writes(self, event: events.Key | events.Paste) -> bool:
        if not isinstance(self.focused, self.WRITING):
            return False
        if isinstance(event, events.Paste):
            return True
        # An equals sign may ask for last year's figure.
        return event.is_printable and event.character not in {"=", "＝"}

    async def _settle(self) -> None:
        until = time.monotonic() + PATIENCE
        try:
            for _ in range(ROUNDS):
                await self._heard(until)
            while self._changing and time.monotonic() < until:
                await asyncio.sleep(0.005)
                await self._heard(until)
        finally:
            self.call_later(self._next)

    async def _heard(self, until: float) -> None:
        """Wait until each part from the focused one up has answered its messages, twice."""
        for pump in self._parts():
            for _ in range(2):
                answered = asyncio.Event()
                if not pump.call_later(answered.set):
                    break
                pause = 0.0
                # A part that has been removed never answers.
                while not answered.is_set() and pump.is_running and time.monotonic() < until:
                    await asyncio.sleep(pause)
                    pause = min(pause + 0.0002, 0.01)

    def _parts(self) -> Iterator[MessagePump]:
        focused = self.focused
        if focused is not None:
            yield from focused.ancestors_with_self
        else:
            yield from (self.screen, self)

    @property
    def _changing(self) -> bool:
        """Whether a screen is being put up or has not said yet where keys go."""
        turning = any(one.group == TURN and one.is_running for one in self.workers)
        return turning or (isinstance(self.screen, TypeAhead) and self.screen.focused is None)


class TypeAhead(Screen[None]):
    """A screen that hands early keys to the next widget focused, before any newer key.

    Nothing is focused by itself: whoever puts the screen up says when it is ready for keys.
    """

    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._early: list[events.Key] = []

    def _forward_event(self, event: events.Event) -> None:
        # The app calls this at the moment a key comes in; a message handler would run too late.
        if isinstance(event, events.Key) and self.focused is None and not event.is_forwarded:
            event._set_forwarded()
            self._early.append(event)
        else:
            super()._forward_event(event)

    def set_focus(
        self,
        widget: Widget | None,
        scroll_visible: bool = True,
        from_app_focus: bool = False,
    ) -> None:
        """Focus a widget and hand it the keys that came too early."""
        super().set_focus(widget, scroll_visible, from_app_focus)
        if self.focused is None:
            return
        early, self._early = self._early, []
        for event in early:
            self.focused.post_message(event)


def when_mounted(widget: Widget, focus: Callable[[], object]) -> None:
    """Move the focus into a widget: now, or as soon as it has its parts."""
    if widget.is_mounted:
        focus()
    else:
        widget.call_after_refresh(focus)

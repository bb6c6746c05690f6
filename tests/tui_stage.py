"""A stage to put widgets on: plays keys and keeps every message they post."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

from textual import events
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

import assistant.tui  # noqa: F401  (before textual: it switches the Kitty protocol off)

M = TypeVar("M", bound=Message)


class Bare(App[None]):
    CSS = "Screen { layout: vertical; }"

    def __init__(self, widgets: Sequence[Widget]) -> None:
        super().__init__()
        self._given = widgets

    def compose(self) -> ComposeResult:
        yield from self._given

    def on_mount(self) -> None:
        self.theme = "textual-light"
        self._given[-1].focus()


class Stage:
    """What a test sees: the app, its keys, its screen as text, the messages posted so far."""

    def __init__(self, app: App[None]) -> None:
        self.app = app
        self.pilot: Pilot[None]
        self._messages: list[Message] = []

    def hear(self, message: Message) -> None:
        if not any(message is known for known in self._messages):
            self._messages.append(message)

    async def press(self, *keys: str) -> None:
        for key in keys:
            if len(key) == 1 and not key.isascii():
                # The pilot gives most full-width marks no character.
                self.app.post_message(events.Key(key, key))
                await self.pilot.pause()
            else:
                await self.pilot.press(key)
        await self.pilot.pause()

    def got(self, kind: type[M]) -> list[M]:
        return [message for message in self._messages if isinstance(message, kind)]

    @property
    def lines(self) -> list[str]:
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@asynccontextmanager
async def stage(
    *widgets: Widget, size: tuple[int, int] = (80, 24), app: App[None] | None = None
) -> AsyncIterator[Stage]:
    """Run `app`, or a bare one with `widgets`, the last of which gets the focus."""
    seen = Stage(app or Bare(widgets))
    async with seen.app.run_test(size=size, message_hook=seen.hear) as pilot:
        seen.pilot = pilot
        await pilot.pause()
        yield seen

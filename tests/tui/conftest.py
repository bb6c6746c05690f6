"""A stage to put widgets on: plays keys and keeps every message they post."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypeVar

import pytest

import assistant.tui  # noqa: F401  (before textual: it switches the Kitty protocol off)
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

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
        await self.pilot.press(*keys)
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


Setter = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture
def stage() -> Setter:
    """`async with stage(widget, ..., size=(80, 24)) as s`; the last widget gets the focus."""

    @asynccontextmanager
    async def play(
        *widgets: Widget, size: tuple[int, int] = (80, 24), app: App[None] | None = None
    ) -> AsyncIterator[Stage]:
        stage = Stage(app or Bare(widgets))
        async with stage.app.run_test(size=size, message_hook=stage.hear) as pilot:
            stage.pilot = pilot
            await pilot.pause()
            yield stage

    return play

"""The command palette in Chinese, searched by characters or by pinyin initials."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from rich.text import Text
from textual.app import App
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.widgets.option_list import Option

from assistant.tui.compat.pinyin import rank

LAST = 9
"""Place of a command that only its hint finds, behind those found by name."""


@dataclass(frozen=True, slots=True)
class PaletteCommand:
    """One thing the palette can do: its name, what it does in a few words, and how."""

    name: str
    hint: str
    run: Callable[[], object]


class PaletteOwner(Protocol):
    """An app that offers commands in the palette."""

    def palette_commands(self) -> Sequence[PaletteCommand]:
        """Give the commands that make sense on the screen now showing."""
        ...


class ChineseCommands(Provider):
    """Offers what the app's `palette_commands` gives, and none of textual's English commands."""

    def _commands(self) -> Iterable[PaletteCommand]:
        return cast("PaletteOwner", self.app).palette_commands()

    async def discover(self) -> Hits:
        """Offer every command while nothing is typed."""
        for command in self._commands():
            yield DiscoveryHit(
                Text(command.name), command.run, text=command.name, help=_plain(command.hint)
            )

    async def search(self, query: str) -> Hits:
        """Offer the commands that characters or pinyin initials find."""
        for command in self._commands():
            place = rank(query, command.name)
            if place is None and query in command.hint:
                place = LAST
            if place is None:
                continue
            yield Hit(
                1 - place / 10,
                Text(command.name),
                command.run,
                text=command.name,
                help=_plain(command.hint),
            )


class ChinesePalette(CommandPalette):
    """Textual's palette with Chinese wording."""

    def __init__(self) -> None:
        super().__init__(
            providers=[ChineseCommands], placeholder="搜索命令…", id="--command-palette"
        )

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(
            self._NO_MATCHES_COUNTDOWN, lambda: self._say_nothing_found(search_value)
        )

    def _say_nothing_found(self, search_value: str) -> None:
        if search_value:
            nothing = Option(Text("没有找到"), disabled=True, id=self._NO_MATCHES)
            self.query_one(CommandList).add_option(nothing)
        self._list_visible = bool(search_value)


def open_palette(app: App[Any]) -> None:
    """Show the palette over `app` unless it is open already."""
    if app.use_command_palette and not CommandPalette.is_open(app):
        app.push_screen(ChinesePalette())


def _plain(text: str) -> str:
    return text.replace("[", "\\[")

"""The list of slash commands that opens over the composer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.text.linebreak import cell_width
from assistant.tui.compat.pinyin import rank

SLASHES = frozenset("/／、")
"""What opens the menu; an input method gives 、 or ／ where a keyboard gives /."""


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """A command of the menu: its name without the slash, and what it does in a few words."""

    name: str
    hint: str = ""


class SlashMenu(OptionList, can_focus=False):
    """Commands found by what follows the slash; the composer keeps the focus and drives it.

    Mount it just before the composer: it takes no room and opens upward from there.
    """

    DEFAULT_CSS = """
    SlashMenu {
        display: none;
        overlay: screen;
        constrain: inside inside;
        width: auto;
        min-width: 30;
        max-width: 72;
        height: auto;
        max-height: 12;
        border: tall $border;
        background: $surface;
    }
    SlashMenu.-open { display: block; }
    """

    MOST: ClassVar[int] = 10

    def __init__(self, commands: Sequence[SlashCommand] = ()) -> None:
        super().__init__(markup=False)
        self.commands = tuple(commands)
        self._query: str | None = None

    @property
    def open(self) -> bool:
        """Whether the menu is showing."""
        return self.has_class("-open")

    @property
    def picked(self) -> str | None:
        """The name of the highlighted command, None when nothing is found."""
        option = self.highlighted_option
        return None if option is None or option.disabled else option.id

    def close(self) -> None:
        """Take the menu away; it comes back when the text after the slash changes."""
        if self.open:
            self.remove_class("-open")
            self._mend()

    def _mend(self) -> None:
        """Repaint everything: an edge that cut a Han character in two leaves half of it behind."""
        self.call_after_refresh(self.screen.refresh)

    def show_for(self, query: str | None) -> None:
        """Show the commands that `query` finds; None takes the menu away."""
        if query == self._query:
            return
        self._query = query
        if query is None or not self.commands:
            self.close()
            return
        found = find_commands(query, self.commands)[: self.MOST]
        room = max((cell_width(command.name) for command in found), default=0)
        self.set_options(
            [
                Option(
                    Content.assemble(
                        f"/{command.name}",
                        " " * (room - cell_width(command.name) + 2),
                        (command.hint, "$text-muted"),
                    ),
                    id=command.name,
                )
                for command in found
            ]
            or [Option("没有这个命令", disabled=True)]
        )
        self.highlighted = 0 if found else None
        self.add_class("-open")
        self._mend()
        border = 2
        self.styles.offset = (0, -max(len(found), 1) - border)


def find_commands(query: str, commands: Sequence[SlashCommand]) -> list[SlashCommand]:
    """Give the commands whose name, hint or pinyin initials `query` finds, best first."""
    query = query.strip()
    ranked: list[tuple[int, int, SlashCommand]] = []
    for index, command in enumerate(commands):
        place = rank(query, command.name)
        if place is None and query in command.hint:
            place = 5
        if place is not None:
            ranked.append((place, index, command))
    return [command for _, _, command in sorted(ranked, key=lambda entry: entry[:2])]

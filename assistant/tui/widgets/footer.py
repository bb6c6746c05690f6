"""The bottom line: at most six keys, named in Chinese."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static


@dataclass(frozen=True, slots=True)
class KeyLabel:
    """A key as textual names it (`f2`, `ctrl+s`), how it is printed, and what it does."""

    key: str
    shown: str
    does: str


class _Key(Static):
    DEFAULT_CSS = """
    _Key { width: auto; height: 1; padding: 0 2 0 0; }
    _Key:hover { text-style: underline; }
    """

    def __init__(self, label: KeyLabel) -> None:
        super().__init__(
            Content.assemble((label.shown, "bold $text-accent"), f" {label.does}"), markup=False
        )
        self._key = label.key

    def on_click(self) -> None:
        """Press the key."""
        self.app.simulate_key(self._key)


class KeyBar(Horizontal):
    """Key labels that can also be clicked."""

    MOST: ClassVar[int] = 6

    DEFAULT_CSS = """
    KeyBar { height: 1; padding: 0 1; background: $panel; overflow: hidden; }
    """

    def __init__(self, labels: Sequence[KeyLabel] = ()) -> None:
        super().__init__()
        self._labels = self._checked(labels)

    @classmethod
    def _checked(cls, labels: Sequence[KeyLabel]) -> tuple[KeyLabel, ...]:
        if len(labels) > cls.MOST:
            raise ValueError(f"a key bar holds {cls.MOST} keys, not {len(labels)}")
        return tuple(labels)

    def compose(self) -> ComposeResult:
        """Give one label a key."""
        yield from (_Key(label) for label in self._labels)

    async def show(self, labels: Sequence[KeyLabel]) -> None:
        """Show other keys.

        Raises:
            ValueError: more than six keys.
        """
        labels = self._checked(labels)
        if labels != self._labels:
            self._labels = labels
            await self.recompose()

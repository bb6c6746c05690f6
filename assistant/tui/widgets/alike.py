"""What a sentence resembles: a quiet line, and on request the two sentences side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from textual.content import Content
from textual.widgets import Static

MOST = 2
"""Resemblances shown at once."""

KEY = "Ctrl+G 看差别"


@dataclass(frozen=True, slots=True)
class AlikeView:
    """One resemblance.

    Attributes:
        line: where, how much, and what sort of differences.
        severity: `error` and `warning` want a change, `info` is only worth knowing.
        pieces: both sentences side by side: (`same`, `left` or `right`, text).
        details: what differs, kind by kind.
    """

    line: str
    severity: Literal["error", "warning", "info"] = "info"
    pieces: tuple[tuple[str, str], ...] = ()
    details: tuple[str, ...] = ()


class AlikeLine(Static):
    """The most important resemblances below what is being written; empty when there are none."""

    DEFAULT_CSS = """
    AlikeLine { height: auto; max-height: 12; padding: 0 1; color: $text-muted; }
    AlikeLine.-near { color: $text-warning; }
    AlikeLine.-bad { color: $text-error; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._views: tuple[AlikeView, ...] = ()
        self._open = False

    def show(self, views: Sequence[AlikeView]) -> None:
        """Show what there is now, most important first; differences that were open stay so."""
        order = ("error", "warning", "info")
        self._views = tuple(sorted(views, key=lambda view: order.index(view.severity))[:MOST])
        worst = self._views[0].severity if self._views else "info"
        self.set_class(worst == "warning", "-near")
        self.set_class(worst == "error", "-bad")
        self._draw()

    def toggle(self) -> bool:
        """Open or close the differences; tells whether there are any."""
        self._open = bool(self._views) and not self._open
        self._draw()
        return bool(self._views)

    def _draw(self) -> None:
        if not self._views:
            self.update("")
            return
        if not self._open:
            sign = "" if self._views[0].severity == "info" else "! "
            lines = "；".join(view.line for view in self._views)
            self.update(Content.assemble(sign, lines, (f" · {KEY}", "$text-muted")))
            return
        self.update(Content("\n").join(_side_by_side(view) for view in self._views))


def _side_by_side(view: AlikeView) -> Content:
    rows: list[Content] = [Content(view.line)]
    for name, mine in (("这句　", "left"), ("那句　", "right")):
        pieces = [
            (text, "bold underline $text-warning") if side == mine else (text, "$text")
            for side, text in view.pieces
            if side in {"same", mine}
        ]
        rows.append(Content.assemble((name, "$text-muted"), *pieces))
    if view.details:
        rows.append(Content.styled("不同　" + "；".join(view.details), "$text-muted"))
    return Content("\n").join(rows)

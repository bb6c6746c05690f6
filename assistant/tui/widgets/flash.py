"""A quiet one-line strip: 已保存 and the like, gone after two seconds; errors stay for a key."""

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

if TYPE_CHECKING:
    from textual.timer import Timer


class Flash(Static):
    """Shows one message at a time without moving anything else.

    The owner calls `key_pressed` for each key, because keys reach only the focused widget.
    """

    SECONDS: ClassVar[float] = 2.0

    DEFAULT_CSS = """
    Flash { height: 1; padding: 0 1; color: $text-muted; }
    Flash { text-wrap: nowrap; text-overflow: ellipsis; }
    Flash.-error { color: $text-error; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._timer: Timer | None = None

    def say(self, message: str) -> None:
        """Show `message` for two seconds."""
        self._show(message, error=False)
        self._timer = self.set_timer(self.SECONDS, self.hide)

    def stay(self, message: str) -> None:
        """Show `message` until it is hidden, for what is going on."""
        self._show(message, error=False)

    def warn(self, message: str) -> None:
        """Show an error until the next key."""
        self._show(f"! {message}", error=True)

    def key_pressed(self) -> None:
        """Take an error away."""
        if self.has_class("-error"):
            self.hide()

    def hide(self) -> None:
        """Show nothing."""
        self._show("", error=False)

    def _show(self, message: str, *, error: bool) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.set_class(error, "-error")
        self.update(" ".join(message.split()))

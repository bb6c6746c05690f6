"""Keeps keys that arrive while a screen is changing what is focused.

Textual drops keys while nothing has the focus. Somebody who types ahead, or an input method that
commits a word in one burst, would lose the first characters.
"""

from textual import events
from textual.screen import Screen
from textual.widget import Widget


class TypeAhead(Screen[None]):
    """A screen that hands early keys to the next widget focused, before any newer key.

    Nothing is focused by itself: whoever puts the screen up says when it is ready for keys.
    """

    AUTO_FOCUS = None

    def __init__(self) -> None:
        super().__init__()
        self._early: list[events.Key] = []

    def on_key(self, event: events.Key) -> None:
        """Keep an early key."""
        if self.focused is None:
            event.stop()
            event.prevent_default()
            self._early.append(event)

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
            again = events.Key(event.key, event.character)
            again.time = event.time
            # Forwarded already: on its way up the app must only look for bindings.
            again._set_forwarded()
            self.focused.post_message(again)

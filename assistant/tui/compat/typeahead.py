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

"""Keep the terminal's cursor where the text caret is, so that input methods open beside it.

Textual reports the caret when focus, selection or scrolling change, but not when the layout
moves the widget; an input method then opens its window where the caret used to be.
"""

from textual import on
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input, TextArea


class CaretTextArea(TextArea):
    """A text area whose terminal cursor follows its caret through focus, layout and resize."""

    def on_mount(self) -> None:
        """Follow every new layout of the screen."""
        self.cursor_blink = False
        self.screen.screen_layout_refresh_signal.subscribe(self, self._follow_layout)

    @on(TextArea.Changed)
    def _show_caret(self, event: TextArea.Changed) -> None:
        # A row begun by typing is scrolled to before the text is laid out with that row in it.
        if event.text_area is self:
            self.call_after_refresh(self.scroll_cursor_visible)

    def _follow_layout(self, _: Screen[object]) -> None:
        self.call_after_refresh(self.sync_caret)

    def sync_caret(self) -> None:
        """Report the caret's place to the terminal if it differs from what was last reported."""
        if not self.is_attached or not self.has_focus:
            return
        self._cursor_offset = self.wrapped_document.location_to_offset(self.cursor_location)
        if self.app.cursor_position != self.cursor_screen_offset:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()


class CaretInput(Input):
    """A one-line input whose terminal cursor follows its caret through focus, layout and resize."""

    def on_mount(self) -> None:
        """Follow every new layout of the screen."""
        self.cursor_blink = False
        self.screen.screen_layout_refresh_signal.subscribe(self, self._follow_layout)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the caret stands on the screen, in cells."""
        x, y, _, _ = self.content_region
        before = Input._position_to_cell(self, self.cursor_position)
        return Offset(x + before - self.scroll_offset.x, y)

    def _follow_layout(self, _: Screen[object]) -> None:
        self.call_after_refresh(self.sync_caret)

    def sync_caret(self) -> None:
        """Report the caret's place to the terminal if it differs from what was last reported."""
        if not self.is_attached or not self.has_focus:
            return
        if self.app.cursor_position != self.cursor_screen_offset:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()

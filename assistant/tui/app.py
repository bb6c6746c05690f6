"""The app: it opens the home screen at once and the drafts, forms and phrases after that."""

import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from assistant.errors import UserError
from assistant.paths import data_folder
from assistant.tui.beginning import Beginning
from assistant.tui.compat.palette import PaletteCommand, open_palette
from assistant.tui.screens.home import HomeScreen
from assistant.tui.screens.page import Page
from assistant.tui.widgets.fields import TextControl

if TYPE_CHECKING:
    from assistant.session import Library
    from assistant.tui.screens.bank import BankDesk

_HAND_OVER = 0.001


class NianbaoApp(Beginning):
    """The assistant in the terminal.

    Whatever is slow to import or load comes after the first paint, in a thread.
    """

    TITLE = "年报起草助手"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "退出", show=False, priority=True),
    ]
    WRITING: ClassVar[tuple[type[Widget], ...]] = (TextArea, TextControl)
    CSS = """
    Screen { background: $background; }
    OptionList { scrollbar-size-vertical: 1; }
    VerticalScroll { scrollbar-size-vertical: 1; }
    """

    def __init__(self, home: Path | None = None, today: date | None = None) -> None:
        """Work on the data folder `home`; `today` decides date defaults."""
        super().__init__()
        self.home = home or data_folder()
        self.today = today or date.today()
        self.animation_level = "none"
        self._desks: dict[str, BankDesk] = {}

    def on_mount(self) -> None:
        """Show the home screen, then load."""
        # Threads that work hand over this soon to the one that paints.
        sys.setswitchinterval(_HAND_OVER)
        self.theme = "textual-light"
        self.push_screen(HomeScreen())
        self.call_after_refresh(self._load)

    @work(thread=True, group="load")
    def _load(self) -> None:
        from assistant.session import Library
        from assistant.session.local import local_phrases
        from assistant.tui.screens import interview  # noqa: F401 - slow to import, wanted soon

        try:
            library = Library()
            forms = library.forms()
            self.call_from_thread(self._opened, library, forms)
            for key in forms:
                library.form(key)
                library.bank(key)
                if self.workspace is not None:
                    local_phrases(library, self.workspace, key).preload()
                self.call_from_thread(self._form_ready, key)
        except UserError as error:
            self.call_from_thread(self.explain, str(error))
            return
        from assistant.session.likeness import segmenter
        from assistant.tui.compat.pinyin import initials

        initials("预览")
        segmenter().warm()

    def _opened(self, library: "Library", forms: dict[str, str]) -> None:
        from assistant.workspace import Workspace

        self.library = library
        try:
            self.workspace = Workspace(self.home)
            self._home.show(self.workspace.drafts(), forms)
        except UserError as error:
            self.explain(str(error))
        else:
            self._count_waiting()

    def _form_ready(self, key: str) -> None:
        """Tell the home screen how long the latest draft of this form still has."""
        from assistant.session import Session

        if self.library is None or self.workspace is None:
            return
        latest = next(iter(self.workspace.drafts()), None)
        if latest is None or latest.form != key or latest.done:
            return
        try:
            due = Session(self.library, self.workspace, latest.id).deadline()
        except UserError:
            return
        if due is not None:
            self._home.show_deadline(latest.id, (due - self.today).days, due)

    @property
    def _home(self) -> HomeScreen:
        return next(screen for screen in self.screen_stack if isinstance(screen, HomeScreen))

    def refresh_home(self) -> None:
        """Show the drafts as they are now."""
        if self.workspace is not None and self.library is not None:
            self._home.show(self.workspace.drafts(), self.library.forms())
            if latest := next(iter(self.workspace.drafts()), None):
                self._form_ready(latest.form)
            self._count_waiting()

    @work(thread=True, exclusive=True, group="waiting", exit_on_error=False)
    def _count_waiting(self) -> None:
        """Tell the home screen how many sentences wait for approval."""
        from assistant.workspace import Workspace

        if self.library is None:
            return
        try:
            with Workspace(self.home) as workspace:
                count = sum(map(workspace.bank.waiting, self.library.forms()))
        except UserError:
            # Whoever opens the bank is told.
            return
        self.call_from_thread(self._home.show_waiting, count)

    def open_bank(self, form: str, then: Callable[[None], Awaitable[None]] | None = None) -> None:
        """Look through the bank of a form; `then` follows when it is closed."""
        from assistant.tui.screens.bank import BankDesk, BankScreen

        if self.library is not None:
            desk = self._desks.get(form)
            if desk is None:
                desk = self._desks[form] = BankDesk(self.home, self.library, form)
            self.push_screen(BankScreen(desk), then)

    def on_unmount(self) -> None:
        """Let go of the banks."""
        for desk in self._desks.values():
            desk.close()

    def palette_commands(self) -> Sequence[PaletteCommand]:
        """Give what the palette offers on the screen below it."""
        page = next((s for s in reversed(self.screen_stack) if isinstance(s, Page)), None)
        own = list(page.commands()) if page else []
        return [*own, PaletteCommand("退出", "内容都已保存", self.exit)]

    def action_command_palette(self) -> None:
        """Open the palette in Chinese."""
        open_palette(self)

    def action_help_quit(self) -> None:
        """Say how to leave; Ctrl+C copies elsewhere and must not end anything."""
        if isinstance(self.screen, Page):
            self.screen.flash.say("要退出请按 Ctrl+Q，内容都已保存")


def run(home: Path | None = None) -> None:
    """Open the app on the data folder `home` and return when it is closed."""
    NianbaoApp(home).run()

"""Beginning a report: with last year's, where there is one, or without."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from assistant.errors import UserError
from assistant.tui.compat.typeahead import TURN, InTurn
from assistant.tui.screens.last_year import DRAFT, FILE, LastYearPick, LastYearReading, Source
from assistant.tui.widgets.flash import Flash
from assistant.tui.widgets.help import HelpScreen

if TYPE_CHECKING:
    from datetime import date

    from assistant.draft.model import LastYear
    from assistant.session import Library, Session
    from assistant.session.before import Before
    from assistant.workspace import DraftInfo, Workspace

_SLOW = 0.5
"""Seconds after which a person wants to know what is going on."""


class Beginning(InTurn):
    """An app that opens drafts and begins reports."""

    today: "date"
    library: "Library | None" = None
    workspace: "Workspace | None" = None

    def open_draft(self, draft_id: int, form: str) -> None:
        """Go on with a draft."""
        from assistant.session import Session

        self._open(form, lambda library, store: Session(library, store, draft_id))

    def next_year(self, draft_id: int, form: str) -> None:
        """Begin a report that takes a draft as last year's."""
        from assistant.session import Session

        self._open(
            form, lambda library, store: Session.next_year(library, store, draft_id, self.today)
        )

    def start(self, form: str, last_year: "LastYear | None" = None) -> None:
        """Begin a report, from last year's where there is one."""
        from assistant.session import Session

        self._open(
            form,
            lambda library, store: Session.start(library, store, form, self.today, last_year),
        )

    @work(exclusive=True, group=TURN)
    async def begin(self, form: str) -> None:
        """Offer what may be last year's report; where there is nothing, begin at once."""
        if self.library is None or self.workspace is None:
            return
        try:
            loaded = await asyncio.to_thread(self.library.form, form)
        except UserError as error:
            self.explain(str(error))
            return
        # Reading brings along the Word and web page libraries.
        before = await asyncio.to_thread(import_module, "assistant.session.before")
        drafts = before.earlier_drafts(self.workspace, loaded, self.today)
        files = await asyncio.to_thread(before.recent_reports)
        if drafts or files:
            self._offer(form, drafts, files)
        else:
            self.start(form)

    def _offer(self, form: str, drafts: "list[DraftInfo]", files: list[Path]) -> None:
        def picked(key: str | None) -> None:
            if key is None:
                return
            if key.startswith(DRAFT):
                self.next_year(int(key.removeprefix(DRAFT)), form)
            elif key.startswith(FILE):
                source = Source(Path(key.removeprefix(FILE)))
                self.read_last_year(form, source, lambda: self._offer(form, drafts, files))
            else:
                self.start(form)

        self.push_screen(LastYearPick(drafts, files), picked)

    def read_last_year(
        self, form: str, source: Source, otherwise: Callable[[], None] | None = None
    ) -> None:
        """Read last year's report and begin from it; `otherwise` runs when it is not taken."""
        if self.library is None:
            return

        def read(before: "Before | None") -> None:
            if before is not None:
                self.start(form, before.last)
            elif otherwise is not None:
                otherwise()

        self.push_screen(LastYearReading(self.library, form, source, self.today), read)

    @work(exclusive=True, group=TURN)
    async def _open(self, form: str, make: "Callable[[Library, Workspace], Session]") -> None:
        library, store = self.library, self.workspace
        if library is None or store is None:
            return
        from assistant.session.local import local_phrases

        try:
            with self._told_when_slow("正在打开，句库大的时候要等几秒…"):
                await asyncio.to_thread(library.form, form)
                phrases = await asyncio.to_thread(local_phrases, library, store, form)
                await asyncio.to_thread(phrases.preload)
                from assistant.tui.screens.interview import InterviewScreen

                session = make(library, store)
                session.today(self.today)
                await asyncio.to_thread(session.warm_step)
        except UserError as error:
            self.explain(str(error))
            return
        self.push_screen(InterviewScreen(session))

    @contextmanager
    def _told_when_slow(self, message: str) -> Iterator[None]:
        """Say on the screen what is going on, once it has been going on for a while."""
        flashes = list(self.screen.query(Flash))

        def tell() -> None:
            for flash in flashes:
                flash.stay(message)

        timer = self.set_timer(_SLOW, tell)
        try:
            yield
        finally:
            timer.stop()
            for flash in flashes:
                flash.hide()

    def explain(self, message: str) -> None:
        """Show a message too long for one line."""
        self.push_screen(HelpScreen(message))

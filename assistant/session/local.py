"""The bank a draft is written from: the shipped phrases with the office's own behind them."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from threading import Lock
from typing import cast
from weakref import WeakKeyDictionary

from assistant.form.load import LoadedForm
from assistant.phrases.bank import Bank, PairPhrase, Phrase, Status
from assistant.session.library import Library
from assistant.session.making import Local, Making
from assistant.workspace import Workspace
from assistant.workspace.bank import Change, changes_in

_MANY = 10_000


class LocalPhrases:
    """The office's phrases of one form, kept up with what any window or process changes.

    Attributes:
        shipped: the bank without them; `shipped_ids` are the ids in it.
        own: its own phrases by id, in the order they came in; candidates and retired ones too.
        statuses: shipped phrases whose status was changed here, by id.
        last: the last change of every phrase that ever had one, by id.
        seen: the number of the last change taken in.
        form: the key of the form.
    """

    def __init__(self, library: Library, workspace: Workspace, form: str) -> None:
        self.loaded: LoadedForm = library.form(form)
        self.shipped = library.bank(form)
        self.shipped_ids = frozenset(phrase.entry.id for phrase in self.shipped.every)
        self.own: dict[str, Local] = {}
        self.statuses: dict[str, Status] = {}
        self.last: dict[str, Change] = {}
        self.seen = 0
        self._store = workspace.bank
        self._file = workspace.file
        self.form = form
        self._making = Making(self.loaded)
        self._lock = Lock()
        self._bank = self.shipped
        self._stale = False

    def bank(self) -> Bank:
        """Give the bank as it stands now; the same object while nothing in it has changed."""
        self.renew()
        return self._joined()

    def _joined(self) -> Bank:
        if self._stale:
            self._stale = False
            ready = [one.ready for one in self.own.values() if one.offered]
            self._bank = self.shipped.with_local(
                self.statuses,
                [one for one in ready if isinstance(one, Phrase)],
                [one for one in ready if isinstance(one, PairPhrase)],
            )
        return self._bank

    def preload(self) -> None:
        """Take in what is there; for a thread of its own, before anybody asks for the bank."""
        with self._lock, uncollected():
            if not self.seen:
                self._take(changes_in(self._file, self.form))
            self._joined().warm()

    def renew(self) -> None:
        """Take in what any window or process has changed since the last time."""
        with self._lock:
            newest = self._store.generation(self.form)
            if newest != self.seen:
                with uncollected() if newest - self.seen > _MANY else nullcontext():
                    self._take(self._store.changes(self.form, self.seen))

    def _take(self, changes: Sequence[Change]) -> None:
        latest = {change.phrase: change for change in changes}
        made = self._making.made([change for change in latest.values() if change.entry])
        own = {one.change.phrase: one for one in made}
        statuses = {c.phrase: cast(Status, c.status) for c in latest.values() if not c.entry}
        before = (self.own[key] for key in own if key in self.own)
        self._stale |= bool(statuses) or any(one.offered for one in (*made, *before))
        # Other threads may be going through what was there.
        self.own = self.own | own
        self.statuses = self.statuses | statuses
        self.last = self.last | latest
        self.seen = changes[-1].seq if changes else self.seen


@contextmanager
def uncollected() -> Iterator[None]:
    """Make very many objects that stay, without the collector looking through them over and over.

    It would keep every thread waiting while it looks; afterwards it leaves them alone.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


_SHARED: WeakKeyDictionary[Workspace, dict[tuple[Library, str], LocalPhrases]] = WeakKeyDictionary()
_SHARING = Lock()


def local_phrases(library: Library, workspace: Workspace, form: str) -> LocalPhrases:
    """Give the office's phrases of a form; all who work on this workspace share them."""
    with _SHARING:
        known = _SHARED.setdefault(workspace, {})
        if (library, form) not in known:
            known[library, form] = LocalPhrases(library, workspace, form)
        return known[library, form]

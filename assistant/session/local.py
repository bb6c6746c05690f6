"""The bank a draft is written from: the shipped phrases with the office's own behind them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from assistant.form.load import LoadedForm
from assistant.form.model import Model
from assistant.phrases.bank import Bank, PairEntry, PairPhrase, Phrase, PhraseEntry, Status
from assistant.phrases.compiling import compiled, compiled_pair
from assistant.phrases.loading import PAIR_KEYS
from assistant.session.library import Library
from assistant.workspace import Workspace
from assistant.workspace.bank import Change

Entry = PhraseEntry | PairEntry
E = TypeVar("E", PhraseEntry, PairEntry)


@dataclass(frozen=True, slots=True)
class Local:
    """An office's own phrase as it stands.

    Attributes:
        ready: the phrase made ready; None when this form cannot use it, for `problems`.
    """

    change: Change
    entry: Entry
    ready: Phrase | PairPhrase | None
    problems: tuple[str, ...]


class LocalPhrases:
    """The office's phrases of one form, kept up with what any window or process changes.

    Attributes:
        shipped: the bank without them; `shipped_ids` are the ids in it.
        own: its own phrases by id, in the order they came in; candidates and retired ones too.
        statuses: shipped phrases whose status was changed here, by id.
        last: the last change of every phrase that ever had one, by id.
        seen: the number of the last change taken in.
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
        self._form = form
        self._bank = self.shipped
        self._built = 0

    def bank(self) -> Bank:
        """Give the bank as it stands now; the same object while nothing has changed."""
        self.renew()
        if self._built != self.seen:
            self._built = self.seen
            ready = [
                one.ready
                for one in self.own.values()
                if one.ready is not None and one.change.status != "candidate"
            ]
            self._bank = self.shipped.with_local(
                self.statuses,
                [one for one in ready if isinstance(one, Phrase)],
                [one for one in ready if isinstance(one, PairPhrase)],
            )
        return self._bank

    def renew(self) -> None:
        """Take in what any window or process has changed since the last time."""
        if self._store.generation(self._form) == self.seen:
            return
        for change in self._store.changes(self._form, self.seen):
            self.seen = change.seq
            self.last[change.phrase] = change
            if change.entry:
                self.own[change.phrase] = local(self.loaded, change)
            else:
                self.statuses[change.phrase] = cast(Status, change.status)


def local(loaded: LoadedForm, change: Change) -> Local:
    """Make a stored phrase ready; one turned down before it was complete is read as it was."""
    problems: list[str] = []

    def tell(_: str, message: str) -> None:
        problems.append(message)

    entry = entry_of(change)
    ready: Phrase | PairPhrase | None
    if isinstance(entry, PairEntry):
        pair = compiled_pair(loaded, _open(entry), tell)
        ready = pair and replace(pair, entry=entry)
    else:
        phrase = compiled(loaded, _open(entry), tell)
        ready = phrase and replace(phrase, entry=entry)
    return Local(change, entry, None if problems else ready, tuple(problems))


def _open(entry: E) -> E:
    """Give a retired entry as the candidate it may have been: one may lack what phrases need."""
    return entry.model_copy(update={"status": "candidate"}) if entry.status == "retired" else entry


def entry_of(change: Change) -> Entry:
    """Give the entry of a change as its file would have it, status included."""
    data: dict[str, Any] = json.loads(change.entry)
    status = {"id": change.phrase, "status": change.status}
    kind: type[Entry] = PairEntry if PAIR_KEYS & set(data) else PhraseEntry
    try:
        return kind.model_validate({**data, **status})
    except ValidationError:
        # Written by another version: what this one does not know is left out.
        known = {key: value for key, value in data.items() if key in kind.model_fields}
        return kind.model_validate({**known, **status})


def stored(entry: Model) -> Mapping[str, Any]:
    """Give what is stored of an entry; its id and status stand beside it."""
    data = entry.model_dump(exclude_defaults=True, mode="json")
    return {key: value for key, value in data.items() if key not in {"id", "status"}}

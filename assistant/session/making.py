"""Makes the office's stored phrases ready, and remembers of many what was found out about them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from assistant import form, phrases
from assistant.form.load import LoadedForm
from assistant.form.model import Model
from assistant.paths import cache_folder
from assistant.phrases.bank import Grounds, PairEntry, PairPhrase, Phrase, PhraseEntry
from assistant.phrases.compiling import compiled, compiled_pair
from assistant.phrases.loading import PAIR_KEYS
from assistant.session import own
from assistant.session.derived import Derived
from assistant.session.own import OwnPhrase, Summary, summary
from assistant.text import clean, sentences
from assistant.workspace.bank import Change

Entry = PhraseEntry | PairEntry
E = TypeVar("E", PhraseEntry, PairEntry)
_FEW = 100
"""So many phrases are made ready as fast as it is looked up what was found out about them."""


@dataclass(slots=True, eq=False)
class Local:
    """An office's own phrase as it stands.

    Attributes:
        ready: the phrase made ready; None when this form cannot use it, for `problems`.
    """

    change: Change
    ready: Phrase | PairPhrase | None
    problems: tuple[str, ...]
    _entry: Entry | None = None

    @property
    def entry(self) -> Entry:
        """The phrase as its file would have it."""
        if self._entry is None:
            self._entry = entry_of(self.change)
        return self._entry

    @property
    def offered(self) -> bool:
        """Whether it belongs to the bank, in use or retired."""
        return self.ready is not None and self.change.status != "candidate"


class Making:
    """Makes stored phrases ready; what is found out about many is kept in the cache."""

    def __init__(self, loaded: LoadedForm) -> None:
        self._loaded = loaded
        self._grounds: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Grounds] = {}

    def made(self, changes: Sequence[Change]) -> list[Local]:
        """Make phrases ready, or say what stands against each."""
        if len(changes) <= _FEW:
            return [local(self._loaded, change) for change in changes]
        kept = Derived(_cached(self._loaded), _digest(self._loaded))
        known = kept.read()
        keys = [_key(change) for change in changes]
        fresh: dict[str, object] = {}
        out: list[Local] = []
        for key, change in zip(keys, changes, strict=True):
            made = self._known(change, known.get(key))
            if made is None:
                made = local(self._loaded, change)
                if not isinstance(made.ready, PairPhrase):
                    fresh[key] = _summed(made)
                    made = self._known(change, fresh[key]) or made
            out.append(made)
        if len(known) > 2 * len(keys):
            every = known | fresh
            kept.add({key: every[key] for key in keys if key in every}, first=True)
        elif fresh:
            kept.add(fresh)
        return out

    def _known(self, change: Change, summed: object) -> Local | None:
        """Give a phrase as it was summed up; None when that is not to be had."""
        if isinstance(summed, dict):
            return Local(change, None, tuple(summed["problems"]))
        if not isinstance(summed, list):
            return None
        told = Summary(*summed)
        key = told.when, tuple(told.evidence), tuple(told.units)
        grounds = self._grounds.get(key)
        if grounds is None:
            grounds = self._grounds[key] = self._whole(change).grounds
        return Local(change, OwnPhrase(change, told, grounds, self._whole), ())

    def _whole(self, change: Change) -> Phrase:
        """Give a phrase that was found to be good."""
        return cast(Phrase, local(self._loaded, change).ready)


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
    return Local(change, None if problems else ready, tuple(problems), entry)


def _open(entry: E) -> E:
    """Give a retired entry as the candidate it may have been: one may lack what phrases need."""
    return entry.model_copy(update={"status": "candidate"}) if entry.status == "retired" else entry


def _summed(made: Local) -> object:
    phrase = made.ready
    return [*summary(phrase)] if isinstance(phrase, Phrase) else {"problems": made.problems}


def _key(change: Change) -> str:
    """Name all of a change that decides what its phrase is found to be."""
    strict = change.status in {"shipped", "approved"}
    return blake2b(f"{strict:d}{change.entry}".encode(), digest_size=12).hexdigest()


def _digest(loaded: LoadedForm) -> str:
    """Name the form and the code that phrases are made ready by."""
    code = [file for room in (form, phrases) for file in Path(room.__path__[0]).glob("*.py")]
    code += [Path(module.__file__ or "") for module in (clean, sentences, own)]
    told = blake2b(digest_size=16)
    for file in (*sorted(code), *sorted(loaded.folder.glob("*.yaml"))):
        told.update(file.read_bytes())
    return told.hexdigest()


def _cached(loaded: LoadedForm) -> Path:
    # The name of a form of the user's own may be no good as a folder's.
    return cache_folder() / "own" / f"{loaded.form.form.encode().hex()}.txt"


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

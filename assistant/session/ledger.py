"""One form's bank in one workspace: looking up, adding, and changing with nobody between."""

import getpass
import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence

from assistant.errors import UserError
from assistant.form.wording import cut_source
from assistant.phrases.bank import Bank, PairEntry, PhraseEntry
from assistant.phrases.compiling import compiled, compiled_pair, frame_of
from assistant.session.bank_views import STATUSES, WHO, E, Row, Story
from assistant.session.frames import Frames
from assistant.session.library import Library
from assistant.session.local import local_phrases
from assistant.session.making import Entry, stored
from assistant.text.clean import clean
from assistant.text.similarity import Match
from assistant.workspace import Workspace
from assistant.workspace.bank import Change, Put, Source, as_json

Harvested = tuple[Source, str]
"""A sentence of a report and the phrase it became, or none."""


class Ledger:
    """One form's bank in one workspace.

    Every refusal is a `UserError` that leaves everything as it was. A decision is made on what
    is there and written only while that still holds: of two at once one wins, and the other is
    decided anew and told who was first.

    Attributes:
        local: the office's phrases; `frames` finds what they resemble.
    """

    def __init__(self, library: Library, workspace: Workspace, form: str) -> None:
        self.local = local_phrases(library, workspace, form)
        self.frames = Frames(self.local)
        self.library = library
        self.form = form
        self._workspace = workspace

    @property
    def bank(self) -> Bank:
        """The bank drafts are written from."""
        return self.local.bank()

    @property
    def who(self) -> str:
        """The name decisions are signed with: the one set, else the system's user name."""
        chosen = self._workspace.setting(WHO)
        if chosen:
            return chosen
        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return "本机用户"

    def sign(self, name: str) -> None:
        """Set the name decisions are signed with; an empty one goes back to the user name."""
        self._workspace.set_setting(WHO, clean(name))

    def listing(self, status: str = "") -> list[Row]:
        """List the phrases and pairs of a status, or all: shipped ones first."""
        self.local.bank()
        bank = self.local.shipped.with_local(self.local.statuses, (), ())
        rows = [Row(phrase.entry, own=False) for phrase in bank.every]
        rows += [Row(one.entry, own=True) for one in self.local.own.values()]
        return [row for row in rows if status in {"", row.entry.status}]

    def story(self, phrase: str) -> Story:
        """Tell everything that happened to a phrase."""
        row = next((row for row in self.listing() if row.entry.id == phrase), None)
        if row is None:
            raise unknown(phrase)
        store = self._workspace.bank
        return Story(
            row,
            tuple(store.log(self.form, phrase)),
            tuple(store.uses(self.form, phrase)),
            tuple(store.sources(self.form, self.merged(phrase))),
        )

    def broken(self) -> Mapping[str, tuple[str, ...]]:
        """Give the office's phrases this form cannot use (any more), with what is wrong."""
        self.local.renew()
        return {key: one.problems for key, one in self.local.own.items() if one.problems}

    def use_counts(self) -> Mapping[str, int]:
        """Give the number of drafts each phrase was ever put into."""
        return self._workspace.bank.use_counts(self.form)

    def harvested(self, unit: str, year: int) -> frozenset[str]:
        """Give the sentences of a unit's report that were harvested before."""
        return self._workspace.bank.harvested(self.form, unit, year)

    def add(
        self,
        entry: Entry,
        action: str = "add",
        *,
        options: Mapping[str, tuple[str, ...]] | None = None,
        why: str = "",
    ) -> str:
        """Put a sentence or a pair into the bank as a candidate and give its id.

        Raises:
            UserError: it cannot be used, is not one sentence, or the bank has it.
        """
        entry = cleaned(entry).model_copy(update={"status": "candidate"})
        problems = self.problems(entry)
        if problems:
            raise UserError("没有加入：" + "；".join(problems))

        def put() -> list[Put]:
            self.refuse_known(entry)
            return [self.coming_in(entry, action, "candidate", options=options, why=clean(why))]

        return self.decide(put)[0].phrase

    def coming_in(
        self,
        entry: Entry,
        action: str,
        status: str,
        *,
        options: Mapping[str, tuple[str, ...]] | None = None,
        why: str = "",
        taken: Collection[str] = (),
    ) -> Put:
        """Make the change by which a phrase comes into the bank; one without id gets one.

        `taken` are ids that come in together with it.
        """
        key = entry.id
        if not key:
            text = entry.text if isinstance(entry, PhraseEntry) else entry.problem
            digest = hashlib.blake2b(f"{self.form}\0{text}".encode(), digest_size=5).hexdigest()
            key = f"own-{digest}"
            number = 1
            while key in self.local.last or key in self.local.shipped_ids or key in taken:
                number += 1
                key = f"own-{digest}-{number}"
        note = {"options": {wording: list(found) for wording, found in (options or {}).items()}}
        return Put(
            key,
            action,
            status,
            entry=as_json(stored(entry)),
            note=as_json(note if options else {}),
            why=why,
        )

    def decide(
        self,
        put: Callable[[], list[Put]],
        who: str = "",
        harvested: Sequence[Harvested] = (),
    ) -> tuple[Change, ...]:
        """Write what `put` decides on the bank as it stands; decided anew if that has changed."""
        while True:
            self.local.bank()
            # Looking for what is alike takes in what has changed meanwhile.
            seen = self.local.seen
            wanted = put()
            with self._workspace.bank.changing(self.form, who or self.who) as changes:
                if changes.generation() != seen:
                    continue
                for one in wanted:
                    changes.put(one)
                for source, phrase in harvested:
                    changes.harvest(source, phrase)
            self.local.bank()
            return tuple(self.local.last[one.phrase] for one in wanted)

    def problems(self, entry: Entry) -> list[str]:
        """Say what stands against an entry, given its status."""
        problems: list[str] = []
        if isinstance(entry, PairEntry):
            compiled_pair(self.local.loaded, entry, lambda _, message: problems.append(message))
        else:
            compiled(self.local.loaded, entry, lambda _, message: problems.append(message))
        return problems

    def merged(self, phrase: str) -> list[str]:
        """Give a phrase with all that were merged into it."""
        out = [phrase]
        for key in out:
            out += [
                other
                for other, one in self.local.own.items()
                if one.change.into == key and other not in out
            ]
        return out

    def refuse_known(self, entry: Entry, phrase: str = "") -> None:
        """Refuse what another phrase, or another pair, says already."""
        found = self.same(entry, phrase)
        if found is not None:
            last = self.local.last.get(found.id)
            status = STATUSES[last.status if last else "shipped"]
            raise UserError(
                f"和句库里的 {found.id}（{status}）相似 {found.percent} %，算同一句：{found.text}"
            )

    def same(self, entry: Entry, phrase: str = "") -> Match | None:
        """Give another phrase, or pair, than the one known as `phrase` that says the same.

        What was merged into it is no other.
        """
        loaded, without = self.local.loaded, self.merged(phrase) if phrase else ()

        def ignore(_field: str, _message: str) -> None:
            pass

        if isinstance(entry, PairEntry):
            pair = compiled_pair(loaded, entry, ignore)
            frame = frame_of(loaded, (*pair.problem, *pair.measure)) if pair else ""
            return self.frames.same_pair(frame, without) if pair else None
        made = compiled(loaded, entry, ignore)
        return self.frames.same(made.frame, without) if made else None


def cleaned(entry: E) -> E:
    """Give an entry with its texts cleaned as every sentence is."""
    names = type(entry).model_fields.keys() & {"text", "problem", "measure"}
    return entry.model_copy(update={name: _cleaned(getattr(entry, name)) for name in names})


def _cleaned(text: str) -> str:
    cut = cut_source(text)
    return cut[0] if len(cut) == 1 else clean(text)


def unknown(phrase: str) -> UserError:
    """Say that there is no such phrase."""
    return UserError(f"句库里没有编号 {phrase}")

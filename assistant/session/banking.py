"""The bank growing under control: what is decided about phrases, by whom, and undone again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from assistant.errors import UserError
from assistant.form.model import Model
from assistant.form.values import Kind
from assistant.form.wording import Parts, Slot, undecided_in
from assistant.phrases.bank import PairEntry, PairPhrase, Phrase, PhraseEntry
from assistant.phrases.compiling import frame_of
from assistant.phrases.harvest import Known, likely, settle
from assistant.phrases.naming import nameable
from assistant.session.bank_views import STATUSES, Alike, Candidate, E, Edited, told
from assistant.session.ledger import Ledger, cleaned, unknown
from assistant.session.library import Library
from assistant.session.making import Entry, Local, stored
from assistant.text.clean import clean
from assistant.text.similarity import Match
from assistant.workspace import Workspace
from assistant.workspace.bank import Change, Put, as_json

_ALIKE = 3


class Banking(Ledger):
    """The decisions about one form's bank; `undo` takes back those made through this object."""

    def __init__(self, library: Library, workspace: Workspace, form: str) -> None:
        super().__init__(library, workspace, form)
        self._decisions: list[tuple[Change, ...]] = []

    def queue(self) -> list[Candidate[PhraseEntry]]:
        """List the sentences waiting for a decision, in the order they came in."""
        self.local.bank()
        return [
            self._candidate(one, one.entry)
            for one in self.local.own.values()
            if one.change.status == "candidate" and isinstance(one.entry, PhraseEntry)
        ]

    def candidate(self, phrase: str) -> Candidate[Entry]:
        """Give one candidate, a sentence or a pair."""
        self.local.bank()
        one = self._waiting(phrase, None)
        return self._candidate(one, one.entry)

    def approve(
        self,
        phrases: Sequence[str],
        *,
        edited: Edited | None = None,
        by: str = "",
        why: str = "",
        seen: int | None = None,
    ) -> None:
        """Approve candidates, all or none; `edited` and `seen` go with a single one.

        Raises:
            UserError: one is not a candidate (any more), has open points, lacks what a phrase
                needs, or says what the bank says.
        """
        who = clean(by) or self.who

        def put() -> list[Put]:
            return [self._approval(phrase, edited, who, clean(why), seen) for phrase in phrases]

        self._decisions.append(self.decide(put, who))

    def _approval(
        self, phrase: str, edited: Edited | None, who: str, why: str, seen: int | None
    ) -> Put:
        entry = self._waiting(phrase, seen).entry
        if edited is not None:
            entry = cleaned(edited.over(entry))
        signed = {"status": "approved", "by": who, "on": date.today().isoformat()}
        ready = entry.model_copy(update=signed)
        problems = self.problems(ready)
        if problems:
            raise UserError(f"{phrase} 还不能批准：" + "；".join(problems))
        self.refuse_known(ready, phrase)
        return Put(phrase, "approve", "approved", entry=as_json(stored(ready)), why=why)

    def edit(self, phrase: str, edited: Edited, *, seen: int | None = None) -> None:
        """Change a candidate that goes on waiting: its text, its move, what proves it."""

        def put() -> list[Put]:
            entry = cleaned(edited.over(self._waiting(phrase, seen).entry))
            problems = self.problems(entry)
            if problems:
                raise UserError("没有改：" + "；".join(problems))
            return [Put(phrase, "edit", "candidate", entry=as_json(stored(entry)))]

        self._decisions.append(self.decide(put))

    def settle(
        self, phrase: str, wording: str, expression: str = "", *, seen: int | None = None
    ) -> None:
        """Settle one open point of a candidate: by a figure, or as wording that stays.

        A figure is also what proves the sentence, or decides when a pair holds, where nothing
        else does yet.
        """
        entry = self.candidate(phrase).entry
        proof = expression if self._proves(expression) else ""
        if isinstance(entry, PairEntry):
            problem = settle(entry.problem, wording, expression)
            same = problem == entry.problem
            measure = settle(entry.measure, wording, expression) if same else entry.measure
            when = entry.when or (f"{proof} > 0" if proof else "")
            edited = Edited(problem=problem, measure=measure, when=when)
        else:
            evidence = entry.evidence or ((proof,) if proof else ())
            edited = Edited(text=settle(entry.text, wording, expression), evidence=evidence)
        self.edit(phrase, edited, seen=seen)

    def _proves(self, name: str) -> bool:
        """Say whether a figure above 0 proves that what is said of it was done."""
        info = self.local.loaded.schema.get(name)
        roles = self.local.loaded.form.roles.model_dump().values()
        return info is not None and info.kind is Kind.NUMBER and name not in roles

    def choose_move(self, phrase: str, move: str, *, seen: int | None = None) -> None:
        """Say what a candidate's sentence does."""
        self.edit(phrase, Edited(move=move), seen=seen)

    def reject(self, phrases: Sequence[str], why: str, *, seen: int | None = None) -> None:
        """Turn candidates down, all or none; kept, so that they do not come back unasked.

        `seen` goes with a single one.
        """
        reason = _reason(why)

        def put() -> list[Put]:
            for phrase in phrases:
                self._waiting(phrase, seen)
            return [Put(phrase, "reject", "retired", why=reason) for phrase in phrases]

        self._decisions.append(self.decide(put))

    def merge(self, phrase: str, into: str, why: str = "", *, seen: int | None = None) -> None:
        """Let another phrase stand for a candidate; where it was found counts for that one."""

        def put() -> list[Put]:
            if into not in self.local.own and into not in self.local.shipped_ids:
                raise unknown(into)
            pair = isinstance(self._waiting(phrase, seen).entry, PairEntry)
            if pair != self._is_pair(into):
                raise UserError("句子只能并入句子，问题与措施只能并入问题与措施")
            if into in self.merged(phrase):
                raise UserError(f"{into} 就是它自己，或者已经并入了它")
            return [Put(phrase, "merge", "retired", into=into, why=clean(why))]

        self._decisions.append(self.decide(put))

    def retire(self, phrase: str, why: str, *, by: str = "") -> None:
        """Take a phrase out of use: a shipped or approved one, or a candidate."""
        reason = _reason(why)

        def put() -> list[Put]:
            last = self.local.last.get(phrase)
            if last is None and phrase not in self.local.shipped_ids:
                raise unknown(phrase)
            if last is not None and last.status == "retired":
                raise UserError(f"{phrase} 已经停用了：{told(last)}")
            return [Put(phrase, "retire", "retired", was="shipped", why=reason)]

        self._decisions.append(self.decide(put, clean(by)))

    def restore(self, phrase: str, why: str = "", *, by: str = "") -> str:
        """Bring a retired phrase back to the status it had; gives that status."""

        def put() -> list[Put]:
            last = self.local.last.get(phrase)
            if last is None or last.status != "retired":
                raise UserError(f"{phrase} 没有停用，不用恢复")
            status = last.was if last.was in STATUSES and last.was != "retired" else "candidate"
            return [Put(phrase, "restore", status, why=clean(why))]

        made = self.decide(put, clean(by))
        self._decisions.append(made)
        return made[0].status

    def undo(self) -> tuple[str, ...]:
        """Take back the last decision made here; gives the ids, none when there is nothing.

        Raises:
            UserError: somebody has changed one of the phrases since.
        """
        if not self._decisions:
            return ()
        made = self._decisions[-1]

        def put() -> list[Put]:
            return [self._back(change) for change in made]

        self.decide(put)
        self._decisions.pop()
        return tuple(change.phrase for change in made)

    def _back(self, change: Change) -> Put:
        last = self.local.last[change.phrase]
        if last.seq != change.seq:
            raise UserError(f"{change.phrase} 后来又有人动过（{told(last)}），不能撤回")
        log = self._workspace.bank.log(self.form, change.phrase)
        before = log[-2] if len(log) > 1 else None
        return Put(
            change.phrase,
            "undo",
            change.was,
            entry=before.entry if before else "",
            into=before.into if before else "",
        )

    def _is_pair(self, phrase: str) -> bool:
        own = self.local.own.get(phrase)
        pairs = (pair.entry.id for pair in self.local.shipped.pairs)
        return isinstance(own.entry, PairEntry) if own else phrase in pairs

    def _candidate(self, one: Local, entry: E) -> Candidate[E]:
        key, ready = one.change.phrase, one.ready
        options = json.loads(one.change.note or "{}").get("options", {})
        said: tuple[Parts, ...] = ()
        alike: list[Match] = []
        if isinstance(ready, Phrase):
            said = (ready.parts,)
            alike = self.frames.alike(ready.frame, _ALIKE, (key,))
        elif isinstance(ready, PairPhrase):
            said = ready.problem, ready.measure
            frame = frame_of(self.local.loaded, (*ready.problem, *ready.measure))
            alike = self.frames.alike_pairs(frame, _ALIKE, (key,))
        return Candidate(
            key,
            entry,
            one.change.seq,
            tuple(text for parts in said for text in undecided_in(parts)),
            {wording: tuple(found) for wording, found in options.items()},
            self._likely(said, entry),
            tuple(self._workspace.bank.sources(self.form, self.merged(key))),
            tuple(Alike(match.id, match) for match in alike),
            tuple(self.problems(one.entry.model_copy(update={"status": "approved"}))),
        )

    @cached_property
    def _nameable(self) -> Known:
        return nameable(self.local.loaded)

    def _likely(self, said: Iterable[Parts], entry: Model) -> Mapping[str, tuple[str, ...]]:
        """Give the figures that open points may be, by the wording around them.

        Those that phrases of the same move speak of come first.
        """
        move = entry.move if isinstance(entry, PhraseEntry) else ""
        phrases = self.local.shipped.by_move.get(move, ())
        usual = {part.expression for p in phrases for part in p.parts if isinstance(part, Slot)}
        out: dict[str, tuple[str, ...]] = {}
        for parts in said:
            printed = "".join(p if isinstance(p, str) else p.undecided or "" for p in parts)
            for wording, names in likely(printed, self._nameable).items():
                out.setdefault(wording, tuple(sorted(names, key=lambda name: name not in usual)))
        return out

    def _waiting(self, phrase: str, seen: int | None) -> Local:
        """Give a candidate; refuse when it was decided on, or changed since it was seen."""
        one = self.local.own.get(phrase)
        if one is None:
            raise unknown(phrase)
        if one.change.status != "candidate":
            raise UserError(f"{phrase} 已经定过了：{told(one.change)}")
        if seen is not None and one.change.seq != seen:
            raise UserError(f"{phrase} 刚被改过：{told(one.change)}。请再看一遍")
        return one


def _reason(why: str) -> str:
    if not clean(why):
        raise UserError("请说一句原因，以后查得到")
    return clean(why)

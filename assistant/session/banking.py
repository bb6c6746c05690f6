"""The bank growing under control: what is decided about phrases, by whom, and undone again."""

import json
from collections.abc import Sequence
from datetime import date

from assistant.errors import UserError
from assistant.form.values import Kind
from assistant.form.wording import undecided_in
from assistant.phrases.bank import PairEntry, Phrase, PhraseEntry
from assistant.phrases.harvest import settle
from assistant.session.bank_views import STATUSES, Alike, Candidate, Edited, told
from assistant.session.ledger import Ledger, cleaned, unknown
from assistant.session.library import Library
from assistant.session.making import Local, stored
from assistant.text.clean import clean
from assistant.workspace import Workspace
from assistant.workspace.bank import Change, Put, as_json


class Banking(Ledger):
    """The decisions about one form's bank; `undo` takes back those made through this object."""

    def __init__(self, library: Library, workspace: Workspace, form: str) -> None:
        super().__init__(library, workspace, form)
        self._decisions: list[tuple[Change, ...]] = []

    def queue(self) -> list[Candidate]:
        """List the candidates waiting for a decision, in the order they came in."""
        self.local.bank()
        return [
            self._candidate(one, one.entry)
            for one in self.local.own.values()
            if one.change.status == "candidate" and isinstance(one.entry, PhraseEntry)
        ]

    def candidate(self, phrase: str) -> Candidate:
        """Give one candidate."""
        self.local.bank()
        one = self._waiting(phrase, None)
        if not isinstance(one.entry, PhraseEntry):
            raise UserError(f"{phrase} 是一组问题与措施，直接批准或停用即可")
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
        if edited is not None and isinstance(entry, PhraseEntry):
            entry = cleaned(edited.over(entry))
        signed = {"status": "approved", "by": who, "on": date.today().isoformat()}
        ready = entry.model_copy(update=signed)
        problems = self.problems(ready)
        if problems:
            raise UserError(f"{phrase} 还不能批准：" + "；".join(problems))
        if isinstance(ready, PhraseEntry):
            self.refuse_known(ready, phrase)
        return Put(phrase, "approve", "approved", entry=as_json(stored(ready)), why=why)

    def edit(self, phrase: str, edited: Edited, *, seen: int | None = None) -> None:
        """Change a candidate that goes on waiting: its text, its move, what proves it."""

        def put() -> list[Put]:
            entry = self._waiting(phrase, seen).entry
            if isinstance(entry, PairEntry):
                raise UserError("问题与措施要在文件里改，再导入")
            entry = cleaned(edited.over(entry))
            problems = self.problems(entry)
            if problems:
                raise UserError("没有改：" + "；".join(problems))
            return [Put(phrase, "edit", "candidate", entry=as_json(stored(entry)))]

        self._decisions.append(self.decide(put))

    def settle(
        self, phrase: str, wording: str, expression: str = "", *, seen: int | None = None
    ) -> None:
        """Settle one open point of a candidate: by a figure, or as wording that stays.

        A figure is also what proves the sentence, where nothing else does yet.
        """
        entry = self.candidate(phrase).entry
        evidence = entry.evidence or ((expression,) if self._proves(expression) else ())
        text = settle(entry.text, wording, expression)
        self.edit(phrase, Edited(text=text, evidence=evidence), seen=seen)

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
            self._waiting(phrase, seen)
            if into not in self.local.own and into not in self.local.shipped_ids:
                raise unknown(into)
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

    def _candidate(self, one: Local, entry: PhraseEntry) -> Candidate:
        key, ready = one.change.phrase, one.ready
        options = json.loads(one.change.note or "{}").get("options", {})
        parts = ready.parts if isinstance(ready, Phrase) else ()
        frame = ready.frame if isinstance(ready, Phrase) else entry.text
        return Candidate(
            key,
            entry,
            one.change.seq,
            undecided_in(parts),
            {wording: tuple(found) for wording, found in options.items()},
            tuple(self._workspace.bank.sources(self.form, self.merged(key))),
            tuple(Alike(match.id, match) for match in self.frames.alike(frame, 3, (key,))),
            tuple(self.problems(entry.model_copy(update={"status": "approved"}))),
        )

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

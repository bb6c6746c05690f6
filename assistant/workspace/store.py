"""Drafts and their history in one SQLite file; nothing ever saved is deleted.

The history of a draft is a tree: every row is a whole state and names the row it was made from.
Undo and redo only move the draft's head along it.
"""

import zlib
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection
from types import TracebackType
from typing import Any, Self

from pydantic import ValidationError

from assistant.draft.model import Draft
from assistant.errors import UserError
from assistant.workspace.backup import back_up
from assistant.workspace.bank import BankStore
from assistant.workspace.database import connect, transaction
from assistant.workspace.shelf import Shelf
from assistant.workspace.states import note_uses, packed, phrases_of, unpacked

FILE_NAME = "nianbao.db"


@dataclass(frozen=True)
class DraftInfo:
    """What a list of drafts shows; `updated` is in local time."""

    id: int
    form: str
    title: str
    unit: str
    year: int | None
    updated: datetime
    done: bool


@dataclass(frozen=True)
class HistoryRow:
    """One accepted event; `parent` is the row it was made from, None for the first."""

    seq: int
    parent: int | None
    event: str
    at: datetime


def workspace_in(folder: Path) -> bool:
    """Tell whether a folder has a workspace; nothing is made."""
    return (folder / FILE_NAME).is_file()


class Workspace:
    """The user's drafts, phrases and settings.

    Several may be open on one folder. Each knows the last state it has seen of a draft and
    refuses to change one that has moved on elsewhere.

    Attributes:
        bank: the phrases of the office's own.
        shelf: reports of other units, to compare with.
    """

    def __init__(self, folder: Path) -> None:
        """Open the workspace in `folder`, making what is missing; raises `UserError`."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(
                f"不能建立数据文件夹 {folder}（{error.strerror}）。"
                "请检查权限，或用 NIANBAO_HOME 另指一个能写的文件夹"
            ) from error
        self.file = folder / FILE_NAME
        self._db = connect(self.file)
        self._seen: dict[int, int] = {}
        self.bank = BankStore(self._db, self.file)
        self.shelf = Shelf(self._db, self.file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def drafts(self, *, removed: bool = False) -> list[DraftInfo]:
        """List the drafts, newest first; with `removed`, those in the bin."""
        with self._reading() as db:
            rows = db.execute(
                "select d.id, d.form, e.title, e.unit, e.year, d.updated, e.done from draft d"
                " join event e on e.draft = d.id and e.seq = d.head where d.hidden = ?"
                " order by d.updated desc, d.id desc",
                (removed,),
            ).fetchall()
        return [
            DraftInfo(key, form, title, unit, year, _local(updated), bool(done))
            for key, form, title, unit, year, updated, done in rows
        ]

    def create(self, draft: Draft, *, title: str, unit: str = "", year: int | None = None) -> int:
        """Store a new draft and give its id."""
        with self._writing() as db:
            now = _now()
            made = db.execute(
                "insert into draft (form, head, updated) values (?, 1, ?)", (draft.form, now)
            )
            draft_id = int(made.lastrowid or 0)
            self._insert(draft_id, (1, None, "create", False, title, unit, year, False, now), draft)
        self._seen[draft_id] = 1
        return draft_id

    def load(self, draft_id: int) -> Draft:
        """Give the current state of a draft."""
        with self._reading():
            head = self._head(draft_id)
            draft = self._state(draft_id, head)
        self._seen[draft_id] = head
        return draft

    def save(
        self,
        draft_id: int,
        draft: Draft,
        event: str,
        *,
        navigation: bool = False,
        title: str | None = None,
        unit: str | None = None,
        year: int | None = None,
        done: bool | None = None,
    ) -> None:
        """Store the state after an accepted event; it is on disk when this returns.

        Arguments left out keep what the draft had before.

        Raises:
            UserError: another window has changed the draft meanwhile, or it cannot be written.
        """
        with self._writing() as db:
            head = self._unmoved(draft_id)
            before = db.execute(
                "select title, unit, year, done from event where draft = ? and seq = ?",
                (draft_id, head),
            ).fetchone()
            given = (title, unit, year, done)
            info = [old if new is None else new for new, old in zip(given, before, strict=True)]
            newest = db.execute("select max(seq) from event where draft = ?", (draft_id,))
            seq = int(newest.fetchone()[0]) + 1
            self._insert(draft_id, (seq, head, event, navigation, *info, _now()), draft)
            self._move(draft_id, seq)
        self._seen[draft_id] = seq

    def undo(self, draft_id: int) -> Draft | None:
        """Go back to before the last answer, passing over mere navigation; None at the start."""
        with self._writing():
            rows = self._rows(draft_id)
            to = rows[_answer(rows, self._unmoved(draft_id))][0]
            draft = None if to is None else self._state(draft_id, to)
            self._move(draft_id, to)
        self._seen[draft_id] = to or self._seen[draft_id]
        return draft

    def redo(self, draft_id: int) -> Draft | None:
        """Go on to the newest answer given from here; None when there is none."""
        with self._writing():
            rows = self._rows(draft_id)
            here = _answer(rows, self._unmoved(draft_id))
            nexts = [
                seq
                for seq, (parent, navigation) in rows.items()
                if not navigation and parent is not None and _answer(rows, parent) == here
            ]
            to = max(nexts, default=None)
            draft = None if to is None else self._state(draft_id, to)
            self._move(draft_id, to)
        self._seen[draft_id] = to or self._seen[draft_id]
        return draft

    def history(self, draft_id: int) -> list[HistoryRow]:
        """List every event ever accepted, oldest first."""
        with self._reading() as db:
            self._head(draft_id)
            rows = db.execute(
                "select seq, parent, event, at from event where draft = ? order by seq", (draft_id,)
            ).fetchall()
        return [HistoryRow(seq, parent, event, _local(at)) for seq, parent, event, at in rows]

    def state(self, draft_id: int, seq: int) -> Draft:
        """Give a draft as it was after one event of its history."""
        with self._reading():
            return self._state(draft_id, seq)

    def remove(self, draft_id: int) -> None:
        """Put a draft into the bin."""
        self._hide(draft_id, hidden=True)

    def restore(self, draft_id: int) -> None:
        """Take a draft out of the bin."""
        self._hide(draft_id, hidden=False)

    def setting(self, key: str) -> str | None:
        """Give a setting, or None when it was never set."""
        with self._reading() as db:
            row = db.execute("select value from setting where key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting."""
        with self._writing() as db:
            db.execute(
                "insert into setting values (?, ?)"
                " on conflict (key) do update set value = excluded.value",
                (key, value),
            )

    def backup(self, target: Path) -> None:
        """Copy the whole workspace into one file; raises `UserError` when it cannot be written."""
        back_up(self._db, self.file, target)

    def _reading(self) -> AbstractContextManager[Connection]:
        return transaction(self._db, self.file, write=False)

    def _writing(self) -> AbstractContextManager[Connection]:
        return transaction(self._db, self.file, write=True)

    def _head(self, draft_id: int) -> int:
        row = self._db.execute("select head from draft where id = ?", (draft_id,)).fetchone()
        if row is None:
            raise UserError(f"没有第 {draft_id} 号稿子")
        return int(row[0])

    def _unmoved(self, draft_id: int) -> int:
        head = self._head(draft_id)
        if self._seen.get(draft_id) != head:
            raise UserError("这份稿子在另一个窗口里改过了，这一步没有存。请重新打开这份稿子再改")
        return head

    def _insert(self, draft_id: int, values: tuple[Any, ...], draft: Draft) -> None:
        self._db.execute(
            "insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (draft_id, *values, packed(draft)),
        )
        note_uses(self._db, draft_id, values[0], phrases_of(draft))

    def _rows(self, draft_id: int) -> dict[int, tuple[int | None, bool]]:
        rows = self._db.execute(
            "select seq, parent, navigation from event where draft = ?", (draft_id,)
        )
        return {seq: (parent, bool(navigation)) for seq, parent, navigation in rows}

    def _move(self, draft_id: int, seq: int | None) -> None:
        if seq is not None:
            self._db.execute(
                "update draft set head = ?, updated = ? where id = ?", (seq, _now(), draft_id)
            )

    def _state(self, draft_id: int, seq: int) -> Draft:
        row = self._db.execute(
            "select state from event where draft = ? and seq = ?", (draft_id, seq)
        ).fetchone()
        if row is None:
            raise UserError(f"第 {draft_id} 号稿子没有第 {seq} 步")
        try:
            return unpacked(row[0])
        except (zlib.error, ValidationError) as error:
            raise UserError(
                f"第 {draft_id} 号稿子的第 {seq} 步读不出来，可能已损坏或是别的版本写的。"
                "可以退回更早的一步，或换成备份的数据文件"
            ) from error

    def _hide(self, draft_id: int, *, hidden: bool) -> None:
        with self._writing() as db:
            self._head(draft_id)
            db.execute("update draft set hidden = ? where id = ?", (hidden, draft_id))


def _answer(rows: dict[int, tuple[int | None, bool]], seq: int) -> int:
    """Give the nearest row at or above `seq` that is more than navigation."""
    parent, navigation = rows[seq]
    while navigation and parent is not None:
        seq = parent
        parent, navigation = rows[seq]
    return seq


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()

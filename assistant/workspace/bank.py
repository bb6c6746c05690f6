"""An office's own phrases: every change of every phrase, what drafts used, what was harvested.

Nothing is overwritten: the state of a phrase is its last change. A shipped phrase has changes
too, without an entry, once it is retired here.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from assistant.workspace.database import connect, transaction
from assistant.workspace.states import origins_of

_COLUMNS = "seq, phrase, action, was, status, entry, note, into_phrase, who, at, why"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a phrase, and the phrase as it was afterwards.

    Attributes:
        was, status: the status before and after; `was` is empty for the first change.
        entry: the phrase's entry as JSON; empty for a shipped phrase.
        note: what was known when it came in, as JSON.
        into: the phrase it was merged into.
        at: local time.
    """

    seq: int
    phrase: str
    action: str
    was: str
    status: str
    entry: str
    note: str
    into: str
    who: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Use:
    """A draft that has or had a phrase; `now` says it still has."""

    draft: int
    title: str
    unit: str
    year: int | None
    at: datetime
    now: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence of a report a phrase was harvested from; year 0 is not known."""

    sentence: str
    unit: str
    year: int
    file: str


@dataclass(frozen=True, slots=True)
class Put:
    """A change to be written; an empty `entry` or `note` stays as it was.

    Attributes:
        was: the status before, where there was no change yet.
    """

    phrase: str
    action: str
    status: str
    entry: str = ""
    note: str = ""
    into: str = ""
    why: str = ""
    was: str = ""


class Changes:
    """Changes of phrases of one form that happen together or not at all."""

    def __init__(self, connection: Connection, form: str, who: str) -> None:
        self._db = connection
        self._form = form
        self._who = who
        self._at = datetime.now(UTC).isoformat(timespec="microseconds")

    def generation(self) -> int:
        """Give the number of the last change; nobody can add one until this is over."""
        return _generation(self._db, self._form)

    def put(self, put: Put) -> int:
        """Write a change and give its number."""
        row = self._db.execute(
            "select status, entry, note from phrase_change where form = ? and phrase = ?"
            " order by seq desc limit 1",
            (self._form, put.phrase),
        ).fetchone()
        was, entry, note = row or (put.was, "", "")
        made = self._db.execute(
            "insert into phrase_change (form, phrase, action, was, status, entry, note,"
            " into_phrase, who, at, why) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(self._form, put.phrase, put.action, was, put.status, put.entry or entry),
                *(put.note or note, put.into, self._who, self._at, put.why),
            ),
        )
        return int(made.lastrowid or 0)

    def harvest(self, source: Source, phrase: str) -> None:
        """Note what became of a sentence of a report; an empty phrase says nothing did."""
        self._db.execute(
            "insert or ignore into harvested values (?, ?, ?, ?, ?, ?, ?)",
            (
                self._form,
                source.unit,
                source.year,
                source.sentence,
                source.file,
                phrase,
                self._at,
            ),
        )


class BankStore:
    """The bank's part of a workspace."""

    def __init__(self, connection: Connection, file: Path) -> None:
        self._db = connection
        self._file = file

    def generation(self, form: str) -> int:
        """Give the number of the last change, by whatever process; 0 when there is none."""
        with transaction(self._db, self._file, write=False) as db:
            return _generation(db, form)

    def waiting(self, form: str) -> int:
        """Give the number of candidates."""
        with transaction(self._db, self._file, write=False) as db:
            row = db.execute(
                "select count(*) from phrase_change c where form = ? and status = 'candidate'"
                " and not exists (select 1 from phrase_change later where later.form = c.form"
                " and later.phrase = c.phrase and later.seq > c.seq)",
                (form,),
            ).fetchone()
        return int(row[0])

    def changes(self, form: str, after: int = 0) -> list[Change]:
        """List every change behind number `after`, oldest first."""
        with transaction(self._db, self._file, write=False) as db:
            rows = db.execute(
                f"select {_COLUMNS} from phrase_change where form = ? and seq > ? order by seq",
                (form, after),
            ).fetchall()
        return [_change(row) for row in rows]

    def log(self, form: str, phrase: str) -> list[Change]:
        """List every change of a phrase, oldest first."""
        with transaction(self._db, self._file, write=False) as db:
            rows = db.execute(
                f"select {_COLUMNS} from phrase_change where form = ? and phrase = ? order by seq",
                (form, phrase),
            ).fetchall()
        return [_change(row) for row in rows]

    @contextmanager
    def changing(self, form: str, who: str) -> Iterator[Changes]:
        """Look and change with nobody between; an exception leaves everything as it was."""
        with transaction(self._db, self._file, write=True) as db:
            yield Changes(db, form, who)

    def uses(self, form: str, phrase: str) -> list[Use]:
        """List the drafts a phrase was ever put into, oldest first; removed ones are left out."""
        with transaction(self._db, self._file, write=False) as db:
            rows = db.execute(
                "select d.id, e.title, e.unit, e.year, first.at, e.state from phrase_use u"
                " join draft d on d.id = u.draft"
                " join event e on e.draft = d.id and e.seq = d.head"
                " join event first on first.draft = d.id and first.seq = u.seq"
                " where d.form = ? and u.phrase = ? and d.hidden = 0 order by first.at, d.id",
                (form, phrase),
            ).fetchall()
        return [
            Use(draft, title, unit, year, _local(at), phrase in origins_of(state))
            for draft, title, unit, year, at, state in rows
        ]

    def use_counts(self, form: str) -> Mapping[str, int]:
        """Give the number of drafts each phrase was ever put into."""
        with transaction(self._db, self._file, write=False) as db:
            rows = db.execute(
                "select u.phrase, count(*) from phrase_use u join draft d on d.id = u.draft"
                " where d.form = ? and d.hidden = 0 group by u.phrase",
                (form,),
            ).fetchall()
        return {phrase: int(count) for phrase, count in rows}

    def sources(self, form: str, phrases: Iterable[str]) -> list[Source]:
        """List the report sentences that became any of these phrases."""
        with transaction(self._db, self._file, write=False) as db:
            rows = [
                row
                for phrase in phrases
                for row in db.execute(
                    "select sentence, unit, year, file from harvested"
                    " where form = ? and phrase = ? order by year, unit, sentence",
                    (form, phrase),
                )
            ]
        return [Source(*row) for row in rows]

    def harvested(self, form: str, unit: str, year: int) -> frozenset[str]:
        """Give the sentences of one unit's report that were harvested before."""
        with transaction(self._db, self._file, write=False) as db:
            rows = db.execute(
                "select sentence from harvested where form = ? and unit = ? and year = ?",
                (form, unit, year),
            ).fetchall()
        return frozenset(row[0] for row in rows)


def changes_in(file: Path, form: str) -> list[Change]:
    """Give what `BankStore.changes` gives, on a connection of the calling thread's own."""
    connection = connect(file)
    try:
        return BankStore(connection, file).changes(form)
    finally:
        connection.close()


def as_json(data: Mapping[str, Any]) -> str:
    """Write an entry or a note as it is stored."""
    return json.dumps(data, ensure_ascii=False)


def _generation(connection: Connection, form: str) -> int:
    row = connection.execute("select max(seq) from phrase_change where form = ?", (form,))
    return int(row.fetchone()[0] or 0)


def _change(row: tuple[Any, ...]) -> Change:
    seq, phrase, action, was, status, entry, note, into, who, at, why = row
    return Change(seq, phrase, action, was, status, entry, note, into, who, _local(at), why)


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()

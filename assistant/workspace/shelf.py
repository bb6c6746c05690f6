"""Reports of other units that were taken in to compare with."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection

from assistant.workspace.database import connect, transaction


@dataclass(frozen=True)
class OtherReport:
    """A report that was taken in; `sentences` is how many it has, `added` in local time."""

    id: int
    unit: str
    year: int | None
    title: str
    file: str
    added: datetime
    sentences: int


@dataclass(frozen=True, slots=True)
class OtherSentence:
    """A sentence of such a report and where it stands there (第一节第 3 句)."""

    report: int
    unit: str
    year: int | None
    where: str
    text: str


class Shelf:
    """The reports taken in."""

    def __init__(self, connection: Connection, file: Path) -> None:
        self._db = connection
        self._file = file

    def add(
        self,
        unit: str,
        year: int | None,
        title: str,
        file: str,
        sentences: Sequence[tuple[str, str]],
    ) -> int:
        """Take a report in, its sentences with their places; gives its number.

        One of the same unit and year that is there already is replaced.
        """
        with transaction(self._db, self._file, write=True) as db:
            db.execute("delete from other_report where unit = ? and year is ?", (unit, year))
            made = db.execute(
                "insert into other_report (unit, year, title, file, added, sentences)"
                " values (?, ?, ?, ?, ?, ?)",
                (
                    unit,
                    year,
                    title,
                    file,
                    datetime.now(UTC).isoformat(timespec="seconds"),
                    json.dumps([*sentences], ensure_ascii=False),
                ),
            )
            return int(made.lastrowid or 0)

    def reports(self) -> list[OtherReport]:
        """List the reports, by unit and year."""
        return [
            OtherReport(
                key,
                unit,
                year,
                title,
                file,
                datetime.fromisoformat(added).astimezone(),
                len(json.loads(sentences)),
            )
            for key, unit, year, title, file, added, sentences in self._rows()
        ]

    def sentences(self) -> list[OtherSentence]:
        """Give every sentence of every report."""
        return [
            OtherSentence(key, unit, year, where, text)
            for key, unit, year, _, _, _, sentences in self._rows()
            for where, text in json.loads(sentences)
        ]

    def remove(self, number: int) -> bool:
        """Forget a report; tells whether it was there."""
        with transaction(self._db, self._file, write=True) as db:
            return db.execute("delete from other_report where id = ?", (number,)).rowcount > 0

    def _rows(self) -> list[tuple[int, str, int | None, str, str, str, str]]:
        with transaction(self._db, self._file, write=False) as db:
            return db.execute(
                "select id, unit, year, title, file, added, sentences from other_report"
                " order by unit, year, id"
            ).fetchall()


def sentences_in(file: Path) -> list[OtherSentence]:
    """Give what `Shelf.sentences` gives, on a connection of the calling thread's own."""
    connection = connect(file)
    try:
        return Shelf(connection, file).sentences()
    finally:
        connection.close()

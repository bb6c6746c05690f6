"""Looking through a bank of any size: by state, by what is typed, and where a phrase comes from."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.phrases.bank import PhraseEntry
from assistant.phrases.typed import Typed
from assistant.session.bank_views import Row
from assistant.session.banking import Banking
from assistant.session.spelling import spelled


@dataclass(frozen=True, slots=True)
class Found:
    """Phrases that were asked for: how many there are, and the first of them."""

    count: int
    rows: tuple[Row, ...]


class Browser:
    """Finds phrases of a bank by Chinese, first letters of pinyin or whole pinyin."""

    def __init__(self, banking: Banking) -> None:
        self._banking = banking
        self._seen = -1
        self._rows: Mapping[str, Row] = {}
        self._typed: Typed | None = None

    def find(self, typed: str, status: str, limit: int) -> Found:
        """Give the phrases in a status (or any) that have what is typed (or all)."""
        self._renew()
        rows = self._rows
        if typed.strip():
            if self._typed is None:
                texts = {key: _said(row) for key, row in rows.items()}
                self._typed = Typed(texts, lambda: spelled(texts))
            hits = self._typed.find(typed)
            found = [rows[key] for key in sorted(hits, key=lambda key: hits[key].rank)]
        else:
            found = list(rows.values())
        found = [row for row in found if status in {"", row.entry.status}]
        return Found(len(found), tuple(found[:limit]))

    def _renew(self) -> None:
        self._banking.local.renew()
        if self._banking.local.seen != self._seen:
            self._seen = self._banking.local.seen
            self._rows = {row.entry.id: row for row in self._banking.listing()}
            self._typed = None


def _said(row: Row) -> str:
    entry = row.entry
    if isinstance(entry, PhraseEntry):
        return f"{entry.text} {entry.move} {entry.id}"
    return f"{entry.problem} {entry.measure} {entry.label} {entry.id}"

"""An office's phrases out to a file and in from one, in the YAML of `phrasebank/`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.phrases.bank import PairEntry, Status
from assistant.phrases.loading import load_phrases, write_phrases
from assistant.session.bank_views import STATUSES
from assistant.session.banking import Banking
from assistant.session.making import Entry
from assistant.workspace.bank import Put

Progress = Callable[[int, int], None]
"""Told how many phrases are done and how many there are."""

_TOLD = 100


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the phrases of a file.

    Attributes:
        added: ids that came in.
        known: ids the bank has, or ids of the file with what the bank says instead.
    """

    added: tuple[str, ...]
    known: tuple[str, ...]


def export_phrases(banking: Banking, status: str = "") -> str:
    """Write the office's own phrases and pairs, as `import_phrases` reads them back."""
    rows = [row.entry for row in banking.listing(status) if row.own]
    return write_phrases(rows)


def import_phrases(
    banking: Banking, file: Path, progress: Progress | None = None, *, approved: bool = False
) -> Imported:
    """Take in the phrases and pairs of a file; what the bank has stays as it is.

    They arrive as candidates for somebody here to approve. With `approved` they keep the status
    the file gives them, a shipped one counting as approved; what it calls retired stays retired.

    Raises:
        ProblemsError: the file has errors, each with file and line; nothing was taken in.
    """
    bank = load_phrases(file, banking.local.loaded)
    phrases: Sequence[Entry] = [phrase.entry for phrase in bank.every]
    frames = {p.entry.id: p.frame for p in bank.phrases}
    known: list[str] = []

    def put() -> list[Put]:
        known.clear()
        puts: list[Put] = []
        taken = set[str]()
        for number, entry in enumerate(phrases, 1):
            if progress is not None and (number % _TOLD == 0 or number == len(phrases)):
                progress(number, len(phrases))
            told = _known(banking, entry, frames)
            if told:
                known.append(told)
                continue
            status = _status(entry.status, approved=approved)
            arrived = entry.model_copy(update={"status": status})
            puts.append(banking.coming_in(arrived, "import", status, why=file.name, taken=taken))
            taken.add(puts[-1].phrase)
        return puts

    added = banking.decide(put)
    return Imported(tuple(change.phrase for change in added), tuple(known))


def _status(status: Status, *, approved: bool) -> Status:
    if status == "retired":
        return "retired"
    if not approved:
        return "candidate"
    return "candidate" if status == "candidate" else "approved"


def _known(banking: Banking, entry: Entry, frames: dict[str, str]) -> str:
    """Say that the bank has a phrase, by its id or by what it says; empty when it has not."""
    local = banking.local
    if entry.id in local.last or entry.id in local.shipped_ids:
        last = local.last.get(entry.id)
        return f"{entry.id}（{STATUSES[last.status if last else 'shipped']}）"
    if isinstance(entry, PairEntry):
        found = banking.same(entry)
    else:
        found = banking.frames.same(frames[entry.id])
    return f"{entry.id}，和 {found.id} 相似 {found.percent} %" if found else ""

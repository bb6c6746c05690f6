"""Reports in, candidates out: what reports say that the bank does not, ready for review."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant.form.load import LoadedForm
from assistant.session.banking import Banking
from assistant.session.gathering import Found, HarvestedFile, Reader
from assistant.session.guessing import Guesser
from assistant.session.likeness import segmenter
from assistant.session.making import Entry
from assistant.text.differences import Kind, differences
from assistant.text.index import ExactIndex
from assistant.text.join import Cancelled, Progress
from assistant.text.normalise import normalise
from assistant.text.similarity import DUPLICATE
from assistant.workspace.bank import Put, Source


@dataclass(frozen=True, slots=True)
class Harvest:
    """What became of files: one line each, and the ids of the new candidates."""

    files: tuple[HarvestedFile, ...]
    candidates: tuple[str, ...]


def harvest(
    banking: Banking,
    files: Sequence[Path],
    forms: Sequence[LoadedForm],
    today: date,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Harvest:
    """Queue what reports say and the bank does not; a sentence is taken in once only.

    `forms` are the editions the files may be on. `progress` is told how many files are read and
    how many there are. `cancelled` is asked before each file; once it says yes, Cancelled is
    raised and nothing has been changed.
    """
    reader = Reader(banking, forms, today)
    for number, file in enumerate(files):
        if cancelled is not None and cancelled():
            raise Cancelled
        reader.read(file)
        if progress is not None:
            progress(number + 1, len(files))
    sorter = _Sorter(banking, reader.found)
    # What is decided anew starts from the bank as it then is.
    added = banking.decide(sorter.put, harvested=sorter.harvested)
    counts = sorter.counts(len(files))
    return Harvest(
        tuple(
            replace(one, known=known, fresh=fresh)
            for one, (known, fresh) in zip(reader.files, counts, strict=True)
        ),
        tuple(change.phrase for change in added),
    )


class _Sorter:
    """Drops what the bank has, and makes one candidate of what is nearly the same."""

    def __init__(self, banking: Banking, found: Sequence[Found]) -> None:
        self.harvested: list[tuple[Source, str]] = []
        self._banking = banking
        self._found = found
        self._known: list[Found] = []
        self._fresh: list[Found] = []

    def counts(self, files: int) -> list[tuple[int, int]]:
        """Give how much of each file was known, and how much is new."""
        out = [[0, 0] for _ in range(files)]
        for place, group in enumerate((self._known, self._fresh)):
            for one in group:
                out[one.file][place] += 1
        return [(known, fresh) for known, fresh in out]

    def put(self) -> list[Put]:
        """Decide on everything found, for the bank as it stands."""
        self.harvested.clear()
        self._known, self._fresh = [], []
        frames = self._banking.frames
        for one in self._found:
            same = frames.same_pair(one.frame) if one.paired else frames.said(one.frame)
            if same is None:
                self._fresh.append(one)
            else:
                self._known.append(one)
                self.harvested.append((one.source, same.id))
        guesser = Guesser(self._banking.local.loaded, self._banking.bank)
        puts: list[Put] = []
        for group in groups([(one.frame, one.part) for one in self._fresh]):
            members = [self._fresh[number] for number in group]
            best = min(members, key=lambda one: one.open)
            options = {k: v for made in best.templates for k, v in made.options.items()}
            taken = [put.phrase for put in puts]
            put = self._banking.coming_in(
                _entry(guesser, best), "harvest", "candidate", options=options, taken=taken
            )
            puts.append(put)
            self.harvested += [(one.source, put.phrase) for one in members]
        return puts


def _entry(guesser: Guesser, found: Found) -> Entry:
    if found.paired:
        return guesser.pair(*found.templates)
    return guesser.entry(found.part, found.templates[0], found.frame)


def groups(frames: Sequence[tuple[str, str]]) -> Iterator[list[int]]:
    """Group frames, given with the part they stand in, that say the same; in given order."""
    parent = list(range(len(frames)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    index = ExactIndex(segmenter(), ((str(n), frame) for n, (frame, _) in enumerate(frames)))
    for pair in index.pairs(DUPLICATE):
        one, other = int(pair.one), int(pair.other)
        if frames[one][1] == frames[other][1] and _same(frames[one][0], frames[other][0]):
            low, high = sorted((root(one), root(other)))
            parent[high] = low
    out: dict[int, list[int]] = {}
    for number in range(len(frames)):
        out.setdefault(root(number), []).append(number)
    yield from out.values()


def _same(one: str, other: str) -> bool:
    if normalise(one) == normalise(other):
        return True
    return all(found.kind is not Kind.POLARITY for found in differences(one, other))

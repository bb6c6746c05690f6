"""Reports in, candidates out: what reports say that the bank does not, ready for review."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from assistant.documents.reading import read_file
from assistant.documents.reading.marks import read_mark
from assistant.draft.model import LastYear
from assistant.errors import UserError
from assistant.form.load import LoadedForm
from assistant.phrases.bank import Bank, Phrase, PhraseEntry
from assistant.phrases.compiling import compiled, frame_of
from assistant.phrases.harvest import Template
from assistant.session.banking import Banking
from assistant.session.before import last_year_from
from assistant.session.known import Said, evidence_of_report, printed
from assistant.session.likeness import segmenter
from assistant.text.differences import Kind, differences
from assistant.text.index import ExactIndex
from assistant.text.join import Cancelled, Progress
from assistant.text.normalise import normalise
from assistant.text.similarity import DUPLICATE, HINT
from assistant.text.varying import Varying
from assistant.workspace.bank import Put, Source

_STOPS = ("。", "！", "？")
_SHORTEST = 6
# A listed clause as short as this without figure or denial is a title: 一是强化政策解读。
_TITLE = 12
_SAYS = re.compile(r"[\d零〇两三四五六七八九十百]|[未没无不免]")
_NEIGHBOURS = 5
_FAINT = Fraction(1, 10)
_LIST_MARKS = frozenset({"is", "paren_han", "dot", "first", "circle", "paren"})


@dataclass(frozen=True, slots=True)
class HarvestedFile:
    """What became of one file.

    Attributes:
        said: sentences it has; `before` were harvested earlier, `known` the bank has already.
        fresh: sentences that became candidates, or part of one.
        problems: those it lists; the bank has them in pairs with measures, so both are left out.
        error: why it could not be read.
    """

    file: str
    said: int = 0
    before: int = 0
    known: int = 0
    fresh: int = 0
    problems: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Harvest:
    """What became of files: one line each, and the ids of the new candidates."""

    files: tuple[HarvestedFile, ...]
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    file: int
    source: Source
    aspect: str
    template: Template
    frame: str


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
    reader = _Reader(banking, forms, today)
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
            HarvestedFile(one.file, one.said, one.before, *counts[number], one.problems, one.error)
            for number, one in enumerate(reader.files)
        ),
        tuple(change.phrase for change in added),
    )


class _Reader:
    """Reads files into sentences made ready."""

    def __init__(self, banking: Banking, forms: Sequence[LoadedForm], today: date) -> None:
        self.files: list[HarvestedFile] = []
        self.found: list[_Found] = []
        self._banking = banking
        self._forms = forms
        self._today = today
        self._seen: set[tuple[str, int, str]] = set()

    def read(self, file: Path) -> None:
        name = str(file)
        said = before = problems = 0
        try:
            for reading in read_file(file, self._forms):
                last = last_year_from(reading, file.name, self._today)
                all_, old = self._take(file, last)
                said, before = said + all_, before + old
                problems += len(last.problems)
        except UserError as error:
            self.files.append(HarvestedFile(name, error=str(error)))
            return
        self.files.append(HarvestedFile(name, said, before, problems=problems))

    def _take(self, file: Path, last: LastYear) -> tuple[int, int]:
        loaded = self._banking.local.loaded
        unit = str(last.facts.get(loaded.form.roles.unit, ""))
        year = last.year or 0
        old = self._banking.harvested(unit, year)
        said: list[tuple[Said, Source]] = []
        count = before = 0
        for aspect, sentences in last.passages.items():
            for sentence in sentences if aspect in loaded.form.aspect else ():
                text = _bare(sentence)
                if not _says_something(sentence, text):
                    continue
                count += 1
                if sentence in old or (unit, year, sentence) in self._seen:
                    before += 1
                else:
                    self._seen.add((unit, year, sentence))
                    source = Source(sentence, unit, year, file.name)
                    said.append((printed(aspect, text), source))
        evidence = evidence_of_report(loaded, last, self._today)
        templates = evidence.templates([one for one, _ in said])
        for (one, source), made in zip(said, templates, strict=True):
            frame = frame_of(loaded, made.parts)
            self.found.append(_Found(len(self.files), source, one.aspect, made, frame))
        return count, before


def _bare(sentence: str) -> str:
    """Take off 一是 and the like, which assembly puts in front of what is a list."""
    mark = read_mark(sentence)
    rest = sentence[mark.end :] if mark and mark.style in _LIST_MARKS else ""
    return rest or sentence


def _says_something(sentence: str, bare: str) -> bool:
    """Say whether a sentence is one, and not the title of what follows."""
    title = bare != sentence and len(bare) <= _TITLE and not _SAYS.search(bare)
    return len(bare) >= _SHORTEST and bare.endswith(_STOPS) and not title


class _Sorter:
    """Drops what the bank has, and makes one candidate of what is nearly the same."""

    def __init__(self, banking: Banking, found: Sequence[_Found]) -> None:
        self.harvested: list[tuple[Source, str]] = []
        self._banking = banking
        self._found = found
        self._known: list[_Found] = []
        self._fresh: list[_Found] = []

    def counts(self, files: int) -> list[tuple[int, int]]:
        """Give how many sentences of each file were known, and how many are new."""
        out = [[0, 0] for _ in range(files)]
        for place, group in enumerate((self._known, self._fresh)):
            for one in group:
                out[one.file][place] += 1
        return [(known, fresh) for known, fresh in out]

    def put(self) -> list[Put]:
        """Decide on every sentence, for the bank as it stands."""
        self.harvested.clear()
        self._known, self._fresh = [], []
        for one in self._found:
            same = self._banking.frames.same(one.frame)
            if same is None:
                self._fresh.append(one)
            else:
                self._known.append(one)
                self.harvested.append((one.source, same.id))
        guesser = Guesser(self._banking.local.loaded, self._banking.bank)
        puts: list[Put] = []
        for group in groups([(one.frame, one.aspect) for one in self._fresh]):
            members = [self._fresh[number] for number in group]
            best = min(members, key=lambda one: len(one.template.text.split('{{ "')))
            entry = guesser.entry(best.aspect, best.template, best.frame)
            taken = [put.phrase for put in puts]
            put = self._banking.coming_in(
                entry, "harvest", "candidate", options=best.template.options, taken=taken
            )
            puts.append(put)
            self.harvested += [(one.source, put.phrase) for one in members]
        return puts


class Guesser:
    """Guesses what a sentence does and what proves it, by the phrase of its aspect most like it."""

    def __init__(self, loaded: LoadedForm, bank: Bank) -> None:
        self._loaded = loaded
        self._bank = bank
        self._indexes: dict[str, tuple[ExactIndex, Mapping[str, Phrase]]] = {}

    def entry(self, aspect: str, template: Template, frame: str, move: str = "") -> PhraseEntry:
        """Make the entry of a candidate; what cannot be guessed is left for the review."""
        zero = [f"{f.expression} == 0" for f in template.figures if f.printed == "0"]
        evidence = [f.expression for f in template.figures if f.printed != "0"]
        evidence = [name for name in evidence if name in self._loaded.schema]
        index, phrases = self._index(aspect)
        near = index.search(frame, _NEIGHBOURS, _FAINT)
        move = move or self._move(aspect, [(phrases[one.id].entry.move, one.score) for one in near])
        when = " and ".join(zero)
        for best in near[:1]:
            like = phrases[best.id].entry
            flipped = any(one.kind is Kind.POLARITY for one in best.differences)
            if best.score >= HINT and move == like.move and not flipped:
                when = when or like.when
                evidence = list(dict.fromkeys((*evidence, *like.evidence)))
        entry = PhraseEntry(
            id="",
            move=move,
            text=template.text,
            when=when,
            evidence=tuple(evidence),
            opening=template.opening,
            status="candidate",
        )
        problems: list[str] = []
        compiled(self._loaded, entry, lambda _, message: problems.append(message))
        if problems:
            return entry.model_copy(update={"when": "", "evidence": ()})
        return entry

    def _move(self, aspect: str, near: Sequence[tuple[str, Fraction]]) -> str:
        """Let the nearest phrases vote on what a sentence does, each with its likeness."""
        votes: dict[str, Fraction] = {}
        for move, score in near:
            votes[move] = votes.get(move, Fraction(0)) + score
        moves = self._loaded.form.aspect[aspect].moves
        alone = moves[0].key if len(moves) == 1 else ""
        return max(votes, key=lambda move: votes[move], default=alone)

    def _index(self, aspect: str) -> tuple[ExactIndex, Mapping[str, Phrase]]:
        if aspect not in self._indexes:
            moves = {move.key for move in self._loaded.form.aspect[aspect].moves}
            phrases = {
                phrase.entry.id: phrase
                for move, group in self._bank.by_move.items()
                if move in moves
                for phrase in group
            }
            frames = {key: phrase.frame for key, phrase in phrases.items()}
            self._indexes[aspect] = ExactIndex(Varying(segmenter(), ()), frames), phrases
        return self._indexes[aspect]


def groups(frames: Sequence[tuple[str, str]]) -> Iterator[list[int]]:
    """Group sentences, given as (frame, aspect), that say the same; each group in given order."""
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

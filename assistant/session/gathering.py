"""Report files read into sentences, and pairs of problem and measure, that may become phrases."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.documents.reading import paired_of, read_file
from assistant.documents.reading.marks import read_mark
from assistant.draft.model import LastYear
from assistant.errors import UserError
from assistant.form.load import LoadedForm
from assistant.phrases.compiling import frame_of
from assistant.phrases.harvest import Template
from assistant.session.banking import Banking
from assistant.session.before import last_year_from
from assistant.session.known import Said, evidence_of_report, printed
from assistant.text.sentences import sentences
from assistant.workspace.bank import Source

_STOPS = ("。", "！", "？")
_SHORTEST = 6
# A listed clause as short as this without figure or denial is a title: 一是强化政策解读。
_TITLE = 12
# A measure begins with what it is called: 坚持“规范化”推进案件办理。
_CALLED = 20
_SAYS = re.compile(r"[\d零〇两三四五六七八九十百]|[未没无不免]")
_LIST_MARKS = frozenset({"is", "paren_han", "dot", "first", "circle", "paren"})


@dataclass(frozen=True, slots=True)
class HarvestedFile:
    """What became of one file; a problem with its measure counts as one sentence.

    Attributes:
        said: sentences it has; `before` were harvested earlier, `known` the bank has already.
        fresh: sentences that became candidates, or part of one.
        problems: those it lists without a measure for each; they are left out.
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
class Found:
    """A sentence, or a problem with its measure, that was not harvested before.

    Attributes:
        file: the number of its file.
        part: the aspect it stands in, or the key of the pairs.
        templates: one, or two for a pair.
        frame: with no figures at hand, to be compared with others.
    """

    file: int
    source: Source
    part: str
    templates: tuple[Template, ...]
    frame: str

    @property
    def paired(self) -> bool:
        """Whether it is a problem with its measure."""
        return len(self.templates) > 1

    @property
    def open(self) -> int:
        """How many open points it has."""
        return sum(template.open for template in self.templates)


class Reader:
    """Reads files one after the other; what was said twice is taken once."""

    def __init__(self, banking: Banking, forms: Sequence[LoadedForm], today: date) -> None:
        """`forms` are the editions the files may be on."""
        self.files: list[HarvestedFile] = []
        self.found: list[Found] = []
        self._banking = banking
        self._forms = forms
        self._today = today
        self._seen: set[tuple[str, int, str]] = set()

    def read(self, file: Path) -> None:
        """Take a file in, or note why it cannot be read."""
        name = str(file)
        said = before = problems = 0
        try:
            for reading in read_file(file, self._forms):
                last = last_year_from(reading, file.name, self._today)
                pairs = paired_of(reading.located.report, reading.loaded.form.pairs.values())
                units = [*_sentences(last), *_pairs(pairs)]
                fresh = self._fresh(file, last, [u for u in units if u.part in self._parts])
                said, before = said + fresh[0], before + fresh[1]
                problems += 0 if pairs else len(last.problems)
        except UserError as error:
            self.files.append(HarvestedFile(name, error=str(error)))
            return
        self.files.append(HarvestedFile(name, said, before, problems=problems))

    @property
    def _parts(self) -> set[str]:
        form = self._banking.local.loaded.form
        return {*form.aspect, *form.pairs}

    def _fresh(self, file: Path, last: LastYear, units: "Sequence[_Unit]") -> tuple[int, int]:
        """Make what is new ready; gives how many there are, and how many are not new."""
        loaded = self._banking.local.loaded
        unit = str(last.facts.get(loaded.form.roles.unit, ""))
        year = last.year or 0
        old = self._banking.harvested(unit, year)
        fresh = []
        for one in units:
            if one.whole not in old and (unit, year, one.whole) not in self._seen:
                self._seen.add((unit, year, one.whole))
                fresh.append(one)
        evidence = evidence_of_report(loaded, last, self._today)
        templates = iter(evidence.templates([said for one in fresh for said in one.said]))
        for one in fresh:
            made = tuple(next(templates) for _ in one.said)
            frame = "".join(frame_of(loaded, each.parts) for each in made)
            source = Source(one.whole, unit, year, file.name)
            self.found.append(Found(len(self.files), source, one.part, made, frame))
        return len(units), len(units) - len(fresh)


@dataclass(frozen=True, slots=True)
class _Unit:
    """What becomes one candidate: `whole` is how it stands in the report."""

    part: str
    whole: str
    said: tuple[Said, ...]


def _sentences(last: LastYear) -> Iterator[_Unit]:
    for aspect, texts in last.passages.items():
        for whole in texts:
            text = _bare(whole)
            if _says_something(whole, text):
                yield _Unit(aspect, whole, (printed(aspect, text),))


def _pairs(pairs: dict[str, tuple[tuple[str, str], ...]]) -> Iterator[_Unit]:
    for key, listed in pairs.items():
        for problem, measure in listed:
            first, then = sentences(problem)[0], _deed(sentences(measure))
            if len(first) >= _SHORTEST and len(then) >= _SHORTEST:
                said = printed(f"{key}.problem", first), printed(f"{key}.measure", then)
                yield _Unit(key, f"{problem} → {measure}", said)


def _deed(texts: Sequence[str]) -> str:
    """Give the sentence that says what will be done, not what that is called."""
    first, *rest = texts
    return rest[0] if rest and len(first) <= _CALLED and not _SAYS.search(first) else first


def _bare(sentence: str) -> str:
    """Take off 一是 and the like, which assembly puts in front of what is a list."""
    mark = read_mark(sentence)
    rest = sentence[mark.end :] if mark and mark.style in _LIST_MARKS else ""
    return rest or sentence


def _says_something(sentence: str, bare: str) -> bool:
    """Say whether a sentence is one, and not the title of what follows."""
    title = bare != sentence and len(bare) <= _TITLE and not _SAYS.search(bare)
    return len(bare) >= _SHORTEST and bare.endswith(_STOPS) and not title

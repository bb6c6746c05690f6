"""Plants one fault of a given code in a report without a fault, for measuring what is found."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.checks.finding import Subject
from assistant.form.load import LoadedForm
from assistant.form.values import Figure
from assistant.report.model import Located, Passage, Report, ReportSection
from assistant.text.similarity import Words


@dataclass(frozen=True)
class Case:
    """A report to plant a fault in; `last` is the report of the year before."""

    loaded: LoadedForm
    located: Located
    rng: random.Random
    last: Report | None = None
    own: bool = True
    words: Words | None = None

    @property
    def report(self) -> Report:
        return self.located.report

    def subject(self) -> Subject:
        return Subject(
            self.located, self.loaded, last_year=self.last, own=self.own, words=self.words
        )

    def saying(self, report: Report) -> "Case":
        """The same case with another report; places of the old one no longer hold."""
        return replace(self, located=Located(report, {}, self.located.lines, self.located.raw))

    def figure(self, address: str) -> Decimal:
        found = self.report.figure(address)
        return found if isinstance(found, Decimal) else Decimal(0)

    def with_cells(self, **cells: Figure) -> "Case":
        """Change cells; dots of an address are written as two underscores."""
        tables = {
            t: {r: dict(row) for r, row in rows.items()} for t, rows in self.report.tables.items()
        }
        for name, value in cells.items():
            table, row, column = name.split("__")
            tables[table][row][column] = value
        return self.saying(self.report.model_copy(update={"tables": tables}))

    def with_sections(self, change: Callable[[ReportSection], ReportSection | None]) -> "Case":
        """Change every section; None takes it out."""
        made = (change(section) for section in self.report.sections)
        sections = tuple(section for section in made if section is not None)
        return self.saying(self.report.model_copy(update={"sections": sections}))

    def with_passages(self, change: Callable[[Passage], Passage | None]) -> "Case":
        """Change every passage; None takes it out."""

        def changed(section: ReportSection) -> ReportSection:
            made = (change(passage) for passage in section.passages)
            passages = tuple(p for p in made if p is not None)
            return section.model_copy(update={"passages": passages})

        return self.with_sections(changed)

    def adding(self, aspect: str, *sentences: str) -> "Case":
        """Add sentences at the end of an aspect."""

        def changed(passage: Passage) -> Passage:
            if passage.key != aspect:
                return passage
            return passage.model_copy(update={"sentences": (*passage.sentences, *sentences)})

        return self.with_passages(changed)

    def replacing(self, pattern: str, by: Callable[[re.Match[str]], str]) -> "Case | None":
        """Change one sentence in which `pattern` is found; None when there is none."""
        found = [s for s in self.sentences() if re.search(pattern, s)]
        if not found:
            return None
        chosen = self.rng.choice(found)
        made = re.sub(pattern, by, chosen, count=1)

        def changed(passage: Passage) -> Passage:
            sentences = tuple(made if s == chosen else s for s in passage.sentences)
            return passage.model_copy(update={"sentences": sentences})

        return None if made == chosen else self.with_passages(changed)

    def sentences(self) -> Iterator[str]:
        for section in self.report.sections:
            for passage in section.passages:
                yield from passage.sentences


Planter = Callable[[Case], Case | None]


@dataclass
class Registry:
    """Planters by code; each gives the faulty case, or None where it does not fit."""

    by_code: dict[str, list[Planter]] = field(default_factory=dict)

    def plants(self, code: str) -> Callable[[Planter], Planter]:
        """Register a planter of faults of one code."""

        def register(planter: Planter) -> Planter:
            self.by_code.setdefault(code, []).append(planter)
            return planter

        return register


REGISTRY = Registry()
plants = REGISTRY.plants


def another(rng: random.Random, number: Decimal | int, least: int = 0) -> int:
    """Give a number a little off."""
    while True:
        made = int(number) + rng.choice([-11, -3, -2, -1, 1, 2, 3, 9, 10])
        if made >= least:
            return made

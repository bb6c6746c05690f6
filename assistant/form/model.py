"""The model of a form: its facts, tables, sections and asking order, as one checked value."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from assistant.form.base import Check, Flag, Model, Names, Severity
from assistant.form.facts import Derived, Fact, FactType, Guess, Option
from assistant.form.sections import Aspect, Move, Pairs, Section
from assistant.form.tables import Block, Column, Expected, Identity, Row, Table

__all__ = [
    "Aspect",
    "Block",
    "Check",
    "Column",
    "Derived",
    "Expected",
    "Fact",
    "FactType",
    "Flag",
    "Form",
    "Guess",
    "Identity",
    "Model",
    "Move",
    "Names",
    "Numbering",
    "Option",
    "Pairs",
    "Roles",
    "Row",
    "Section",
    "Severity",
    "Stage",
    "Step",
    "Table",
]


class Step(Model):
    """One stop of the interview: a card of facts, tables, an aspect's sentences, or pairs."""

    card: str = ""
    title: str = ""
    facts: tuple[str, ...] = ()
    tables: Names = ()
    aspect: str = ""
    pairs: str = ""
    why: str = ""

    @property
    def key(self) -> str:
        """The step's name: unique in the form."""
        return self.card or "+".join(self.tables) or self.aspect or self.pairs

    @property
    def kind(self) -> Literal["card", "tables", "aspect", "pairs"]:
        """What the clerk does here."""
        if self.card:
            return "card"
        if self.tables:
            return "tables"
        return "aspect" if self.aspect else "pairs"


class Stage(Model):
    """A named run of steps, shown as one line of the rail."""

    key: str
    section: str = ""
    steps: tuple[Step, ...]


class Roles(Model):
    """Which facts play the parts every report has."""

    unit: str
    year: str
    self_name: str = ""
    kind: str = ""
    wording: str = ""
    numbering: str = ""
    date: str = ""


class Numbering(Model):
    """A way to number the aspects of a section; `inline` puts them in one paragraph."""

    key: str
    style: Literal["heading", "inline"]
    ordinals: Names


class Form(Model):
    """A whole form.

    Attributes:
        title: phrase source of the report's title.
        deadline: expression giving the date the report is due.
        wordings: keys of section-title wordings, the default first, with their Chinese names.
        drafted: reports are drafted on this form; an older edition is only read.
    """

    form: str
    name: str
    drafted: Flag = True
    title: str
    file_name: str
    deadline: str = ""
    roles: Roles
    kinds: Names = ()
    wordings: Mapping[str, str]
    numberings: tuple[Numbering, ...] = ()
    facts: tuple[Fact, ...]
    derived: tuple[Derived, ...] = ()
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...]
    signature: str = ""
    stages: tuple[Stage, ...]

    @cached_property
    def fact(self) -> Mapping[str, Fact]:
        """Facts by key."""
        return {fact.key: fact for fact in self.facts}

    @cached_property
    def table(self) -> Mapping[str, Table]:
        """Tables by key."""
        return {table.key: table for table in self.tables}

    @cached_property
    def section(self) -> Mapping[str, Section]:
        """Sections by key."""
        return {section.key: section for section in self.sections}

    @cached_property
    def aspect(self) -> Mapping[str, Aspect]:
        """Aspects by key."""
        return {aspect.key: aspect for section in self.sections for aspect in section.aspects}

    @cached_property
    def move(self) -> Mapping[str, Move]:
        """Moves by key, those of pairs included."""
        moves = {move.key: move for aspect in self.aspect.values() for move in aspect.moves}
        for section in self.sections:
            if section.pairs:
                for key in (section.pairs.problem, section.pairs.measure):
                    moves[key] = Move(key=key, says=key, level="必")
        return moves

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        """The section an aspect, a table or a pairs key belongs to."""
        out: dict[str, Section] = {}
        for section in self.sections:
            out.update({aspect.key: section for aspect in section.aspects})
            out.update({block.table: section for block in section.blocks})
            if section.pairs:
                out[section.pairs.key] = section
        return out

    @cached_property
    def pairs(self) -> Mapping[str, Pairs]:
        """Pairs by key."""
        return {s.pairs.key: s.pairs for s in self.sections if s.pairs}

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every step in asking order."""
        return tuple(step for stage in self.stages for step in stage.steps)

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The address of every cell of every table."""
        return tuple(address for table in self.tables for address in table.addresses())

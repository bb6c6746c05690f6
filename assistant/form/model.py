"""The model of a form: facts, tables, sections, moves and asking order, as one checked value."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assistant.form.values import Kind


def _yes_no(value: object) -> object:
    return {"是": True, "否": False, "true": True, "false": False}.get(str(value), value)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Flag = Annotated[bool, BeforeValidator(_yes_no)]
Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Model(BaseModel):
    """Frozen, and strict about keys nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FactType(StrEnum):
    """How a fact is typed in, checked and shown."""

    TEXT = "text"
    INTEGER = "integer"
    APPROXIMATE = "approximate"
    AMOUNT = "amount"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    NAMES = "names"
    SPLIT = "split"
    FOLLOWUP = "followup"

    @property
    def kind(self) -> Kind:
        """What an expression sees behind the fact's name."""
        return _KINDS[self]


_KINDS = {
    FactType.TEXT: Kind.TEXT,
    FactType.INTEGER: Kind.NUMBER,
    FactType.APPROXIMATE: Kind.NUMBER,
    FactType.AMOUNT: Kind.NUMBER,
    FactType.DATE: Kind.DATE,
    FactType.CHOICE: Kind.TEXT,
    FactType.CHOICES: Kind.LIST,
    FactType.NAMES: Kind.LIST,
    FactType.SPLIT: Kind.SPLIT,
    FactType.FOLLOWUP: Kind.FOLLOWUP,
}

Severity = Literal["error", "warning", "info"]


class Check(Model):
    """A suspicion raised at one question: `holds` must not be false.

    An error refuses the answer; a warning is shown once and the clerk may confirm.
    """

    holds: str
    message: str
    severity: Severity = "warning"


class Option(Model):
    """One choice; `when` hides it, `hint` explains it.

    In a follow-up, `note` asks for a few words on an item given this option.
    """

    key: str
    hint: str = ""
    when: str = ""
    note: str = ""


class Guess(Model):
    """Guess an answer from another answer by its ending or shape (a regular expression)."""

    match: str
    value: str


class Fact(Model):
    """A question about one value.

    Attributes:
        ask: the question as put to the clerk.
        why: what counts and why it is asked, in plain words.
        default: expression offered as the answer (computed values, names and categories only).
        guess: patterns over the text of the fact named by `guess_from`.
        last_year: `show` shows last year's value, `default` also offers it on Enter.
        required: `是`, `否`, or an expression.
        none: label of the exclusive choice 都没有 (choices only); empty forbids it.
        items: expression naming what is asked about one by one (follow-ups only); each item gets
            one of the options.
    """

    key: str
    type: FactType
    ask: str
    why: str = ""
    example: str = ""
    unit: str = ""
    office: str = ""
    required: str = "否"
    when: str = ""
    default: str = ""
    guess_from: str = ""
    guess: tuple[Guess, ...] = ()
    last_year: Literal["show", "default"] = "show"
    options: Annotated[
        tuple[Option, ...],
        BeforeValidator(
            lambda v: (
                [{"key": o} if isinstance(o, str) else o for o in v] if isinstance(v, list) else v
            )
        ),
    ] = ()
    other: Flag = False
    none: str = ""
    items: str = ""
    pattern: str = ""
    message: str = ""
    least: int | None = None
    most: int | None = None
    checks: tuple[Check, ...] = ()

    @cached_property
    def option_keys(self) -> tuple[str, ...]:
        """The keys of the options, in order."""
        return tuple(option.key for option in self.options)

    def note(self, key: str) -> str:
        """Give what is asked about an item with the option `key`; empty when nothing is."""
        return next((option.note for option in self.options if option.key == key), "")


class Derived(Model):
    """A fact that is computed from others."""

    key: str
    value: str
    unit: str = ""


class Expected(Model):
    """What a cell should be from last year's figures: offered as its answer and checked later.

    `value` reads bare names as the cell's own column (on a row) or row (on a column), with 上年.
    in front for last year's.
    """

    id: str
    value: str
    says: str
    severity: Severity = "error"


class Row(Model):
    """A row of a data table; `path` is its label, outermost group first."""

    key: str
    path: Names
    computed: str = ""
    zero_when: str = ""
    zero_reason: str = ""
    type: Literal["integer", "amount"] = "integer"
    unit: str = ""
    why: str = ""
    office: str = ""
    expected: Expected | None = None

    @property
    def label(self) -> str:
        """The innermost label."""
        return self.path[-1]


class Column(Model):
    """A column of a data table; `path` is its header, outermost group first."""

    key: str
    path: Names
    computed: str = ""
    why: str = ""
    expected: Expected | None = None

    @property
    def label(self) -> str:
        """The innermost header."""
        return self.path[-1]


class Identity(Model):
    """A relation the figures of a table must satisfy.

    With `over: columns` bare names are the table's rows, tried column by column; with
    `over: rows` they are its columns; with `over: none` names are written out in full.
    A row or column `computed` by an identity takes the right side as its value.
    """

    id: str
    over: Literal["rows", "columns", "none"] = "none"
    holds: str
    says: str
    severity: Severity = "error"
    only: Names = ()


class Table(Model):
    """A data table: every row × column is a cell addressed `table.row.column`.

    `cell_rule` is the id of the rule that cells are non-negative, and whole unless amounts.
    """

    key: str
    title: str
    ask: str
    why: str = ""
    office: str = ""
    unit: str = ""
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    zero_when: str = ""
    zero_reason: str = ""
    identities: tuple[Identity, ...] = ()
    cell_rule: str = ""
    checks: tuple[Check, ...] = ()

    @cached_property
    def row(self) -> Mapping[str, Row]:
        """Rows by key."""
        return {row.key: row for row in self.rows}

    @cached_property
    def column(self) -> Mapping[str, Column]:
        """Columns by key."""
        return {column.key: column for column in self.columns}

    def addresses(self) -> tuple[str, ...]:
        """Every cell, row by row."""
        return self._addresses

    @cached_property
    def _addresses(self) -> tuple[str, ...]:
        return tuple(f"{self.key}.{r.key}.{c.key}" for r in self.rows for c in self.columns)

    def typed(self, row: Row, column: Column) -> bool:
        """Say whether the clerk types this cell (it is not computed)."""
        return not (row.computed or column.computed)


class Block(Model):
    """How (part of) a data table is printed inside a section.

    `grid` prints rows downwards; `flat` prints every row side by side in one line of figures.
    """

    table: str
    layout: Literal["grid", "flat"] = "grid"
    banner: str = ""
    stub: str = ""
    over_columns: str = ""
    rows: Names = ()


class Move(Model):
    """A rhetorical move: one thing an aspect says."""

    key: str
    says: str
    zero: Literal["写", "略", "无"] = "无"
    level: Literal["必", "常", "选"] = "常"
    kinds: Names = ()
    when: str = ""
    deedless: Flag = False


class Aspect(Model):
    """A part of a section that is written in sentences; `also` are other names it goes by."""

    key: str
    heading: str = ""
    inline: str = ""
    also: Names = ()
    opening: str = ""
    why: str = ""
    limit: int | None = None
    moves: tuple[Move, ...] = ()
    when: str = ""


class Pairs(Model):
    """Problem → measure pairs of a section, printed as two numbered runs.

    Attributes:
        problem_also: words that announce the problems in reports others wrote; `measure_also`
            the measures.
    """

    key: str
    ask: str
    why: str = ""
    problem: str
    measure: str
    problem_lead: str
    measure_lead: str
    problem_also: Names = ()
    measure_also: Names = ()
    least: int = 1
    most: int = 9


class Section(Model):
    """A numbered section of the report; without titles it is unnumbered (a preface).

    Attributes:
        also: other titles it is met under in reports others wrote.
    """

    key: str
    titles: Mapping[str, str] = Field(default_factory=dict)
    also: Names = ()
    limit: int | None = None
    numbered: Flag = True
    aspects: tuple[Aspect, ...] = ()
    blocks: tuple[Block, ...] = ()
    pairs: Pairs | None = None


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

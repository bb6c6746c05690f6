"""Data tables: rows, columns, the relations between their figures, and how they are printed."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from assistant.form.base import Check, Model, Names, Severity


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

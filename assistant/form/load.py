"""Loads a form folder, and reports everything wrong with it together."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from assistant.errors import Problem, ProblemsError
from assistant.form.check import Checker, local_schema
from assistant.form.expression import LAST_YEAR, Expression, Schema, compile_expression
from assistant.form.identity import CompiledIdentity
from assistant.form.model import Expected, Form, Table
from assistant.form.wording import Wording
from assistant.form.yaml import Path_, read_yaml


@dataclass(frozen=True)
class ExpectedCell:
    """What one cell should be from last year's figures."""

    expected: Expected
    cell: str
    expression: Expression
    address: Callable[[str], str]


@dataclass(frozen=True, repr=False)
class LoadedForm:
    """A form that has been checked, with its expressions ready to run.

    Attributes:
        folder: where its templates lie.
        schema: every name an expression may use.
        wording: the shared compiler of slots and conditions.
    """

    form: Form
    folder: Path
    schema: Schema
    wording: Wording
    identities: tuple[CompiledIdentity, ...]

    def __repr__(self) -> str:
        """Name the form; all of it would drown whatever it is printed with."""
        return f"LoadedForm({self.form.form!r})"

    def condition(self, text: str) -> Expression:
        """Give the expression of a `when`; an empty one always holds."""
        return self.wording.expression(text or "true")

    @cached_property
    def computed_cells(self) -> Mapping[str, tuple[CompiledIdentity, str]]:
        """Computed cells: the identity that computes each, and the place it is tried at."""
        out: dict[str, tuple[CompiledIdentity, str]] = {}
        by_id = {(c.table.key, c.identity.id): c for c in self.identities}
        for table in self.form.tables:
            for row in table.rows:
                for column in table.columns:
                    address = f"{table.key}.{row.key}.{column.key}"
                    if column.computed:
                        out[address] = (by_id[table.key, column.computed], row.key)
                    elif row.computed:
                        out[address] = (by_id[table.key, row.computed], column.key)
        return out

    @cached_property
    def expected_cells(self) -> Mapping[str, ExpectedCell]:
        """Cells that last year's figures imply, by address."""
        out: dict[str, ExpectedCell] = {}
        for table in self.form.tables:
            for row in table.rows:
                for column in table.columns:
                    address = f"{table.key}.{row.key}.{column.key}"
                    if address in self.computed_cells:
                        continue
                    if row.expected:
                        over, place, expected = "columns", column.key, row.expected
                    elif column.expected:
                        over, place, expected = "rows", row.key, column.expected
                    else:
                        continue
                    schema = local_schema(table, over, self.schema)
                    out[address] = ExpectedCell(
                        expected,
                        address,
                        compile_expression(expected.value, schema),
                        _addresser(table, over, place),
                    )
        return out


def _addresser(table: Table, over: str, place: str) -> Callable[[str], str]:
    def address(name: str) -> str:
        bare = name.removeprefix(LAST_YEAR)
        prefix = LAST_YEAR if bare != name else ""
        inner = f"{bare}.{place}" if over == "columns" else f"{place}.{bare}"
        return f"{prefix}{table.key}.{inner}"

    return address


def load_form(folder: Path) -> LoadedForm:
    """Load and check `folder/form.yaml`.

    Raises:
        ProblemsError: with every error found, each with file, line and name.
    """
    composed = read_yaml(folder / "form.yaml")
    if composed.problems:
        raise ProblemsError(composed.problems)
    try:
        form = Form.model_validate(composed.data)
    except ValidationError as error:
        raise ProblemsError([*model_problems(composed, error)]) from None
    checker = Checker(composed, form)
    checker.run()
    if checker.problems:
        raise ProblemsError(checker.problems)
    return LoadedForm(form, folder, checker.schema, checker.wording, tuple(checker.identities))


_MESSAGES = {
    "extra_forbidden": "没有这一项，可能写错了名字",
    "missing": "缺这一项",
    "string_type": "要写文字",
    "bool_parsing": "要写 是 或 否",
    "bool_type": "要写 是 或 否",
    "tuple_type": "要写成列表",
    "list_type": "要写成列表",
    "dict_type": "要写成“键: 值”",
    "model_type": "要写成“键: 值”",
    "mapping_type": "要写成“键: 值”",
    "int_parsing": "要写整数",
}


class Places(Protocol):
    """Knows in which file and line a path stands."""

    def problem(self, path: Path_, message: str) -> Problem:
        """Make a problem that names file, line and path."""


def model_problems(
    composed: Places, error: ValidationError, prefix: Path_ = ()
) -> Iterator[Problem]:
    """Turn a pydantic error into problems with file, line and name, in Chinese."""
    for one in error.errors():
        message = _MESSAGES.get(one["type"], "")
        if not message and one["type"] in {"literal_error", "enum"}:
            message = f"只能是 {one.get('ctx', {}).get('expected', '')}"
        yield composed.problem(
            (*prefix, *one["loc"]),
            message or f"写法不对（{one['msg'].removeprefix('Value error, ')}）",
        )

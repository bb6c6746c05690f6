"""Loads a form folder, and reports everything wrong with it together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import Problem, ProblemsError
from assistant.form.expression import (
    LAST_YEAR,
    Expression,
    ExpressionError,
    NameInfo,
    Schema,
    compile_expression,
)
from assistant.form.identity import CompiledIdentity, compile_identity
from assistant.form.model import Column, Expected, FactType, Form, Identity, Row, Step, Table
from assistant.form.order import order_problems
from assistant.form.values import Kind
from assistant.form.wording import Slot, Wording, WordingError, lex
from assistant.form.yaml import Composed, Path_, read_yaml

BUILTINS: Mapping[str, NameInfo] = {
    "今天": NameInfo(Kind.DATE),
    "今年": NameInfo(Kind.NUMBER),
    "今月": NameInfo(Kind.NUMBER),
    "有上年": NameInfo(Kind.BOOL),
}


@dataclass(frozen=True)
class ExpectedCell:
    """What one cell should be from last year's figures."""

    expected: Expected
    cell: str
    expression: Expression
    address: Callable[[str], str]


@dataclass(frozen=True)
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


def local_schema(table: Table, over: str, schema: Schema) -> Schema:
    """Give the names an identity over `table` may use."""
    if over == "columns":
        return {row.key: NameInfo(Kind.NUMBER) for row in table.rows}
    if over == "rows":
        return {column.key: NameInfo(Kind.NUMBER) for column in table.columns}
    return schema


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
    checker = _Checker(composed, form)
    loaded = checker.run(folder)
    if loaded is None:
        raise ProblemsError(checker.problems)
    return loaded


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


def model_problems(
    composed: Composed, error: ValidationError, prefix: Path_ = ()
) -> Iterator[Problem]:
    """Turn a pydantic error into problems with file, line and name, in Chinese."""
    for one in error.errors():
        message = _MESSAGES.get(one["type"], "")
        if not message and one["type"] in {"literal_error", "enum"}:
            message = f"只能是 {one.get('ctx', {}).get('expected', '')}"
        yield composed.problem((*prefix, *one["loc"]), message or f"写法不对（{one['msg']}）")


class _Checker:
    """Resolves every name and compiles every expression of a form."""

    def __init__(self, composed: Composed, form: Form) -> None:
        self.composed = composed
        self.form = form
        self.problems: list[Problem] = []

    def run(self, folder: Path) -> LoadedForm | None:
        self._unique()
        self._references()
        if self.problems:
            return None
        schema = self._schema()
        wording = Wording(schema)
        identities = self._identities(schema)
        self._expressions(wording)
        self._sources(wording)
        self._computed(identities)
        if not self.problems:
            for path, message in order_problems(self.form, wording):
                self._say(path, message)
        if self.problems:
            return None
        return LoadedForm(self.form, folder, schema, wording, tuple(identities))

    def _say(self, path: Path_, message: str) -> None:
        self.problems.append(self.composed.problem(path, message))

    def _unique(self) -> None:
        form = self.form
        aspects = [(("sections", i, "aspects", j), a.key) for i, s in enumerate(form.sections)
                   for j, a in enumerate(s.aspects)]  # fmt: skip
        moves = [((*path, "moves", k), move.key) for path, key in aspects
                 for k, move in enumerate(form.aspect[key].moves)]  # fmt: skip
        names = [(("facts", i), f.key) for i, f in enumerate(form.facts)]
        names += [(("derived", i), d.key) for i, d in enumerate(form.derived)]
        names += [(("tables", i), t.key) for i, t in enumerate(form.tables)]
        groups: list[list[tuple[Path_, str]]] = [
            [*names],
            [*aspects],
            [*moves],
            [(("sections", i), s.key) for i, s in enumerate(form.sections)],
            [(("stages", i, "steps", j), step.key) for i, st in enumerate(form.stages)
             for j, step in enumerate(st.steps)],
        ]  # fmt: skip
        for t, table in enumerate(form.tables):
            groups.append([(("tables", t, "rows", i), r.key) for i, r in enumerate(table.rows)])
            groups.append(
                [(("tables", t, "columns", i), c.key) for i, c in enumerate(table.columns)]
            )
        for group in groups:
            seen: set[str] = set()
            for path, key in group:
                if key in seen:
                    self._say(path, f"“{key}”重名")
                seen.add(key)

    def _references(self) -> None:
        form = self.form
        asked: dict[str, set[str]] = {"facts": set(), "tables": set(), "aspect": set()}
        for i, stage in enumerate(form.stages):
            for j, step in enumerate(stage.steps):
                self._step(("stages", i, "steps", j), step, asked)
        for i, fact in enumerate(form.facts):
            if fact.key not in asked["facts"]:
                self._say(("facts", i), f"事实“{fact.key}”没有在 stages 里问到")
            if fact.type in {FactType.CHOICE, FactType.CHOICES} and not fact.options:
                self._say(("facts", i), "选择题要有 options")
            if fact.guess_from and fact.guess_from not in form.fact:
                self._say(("facts", i, "guess_from"), f"没有名为 {fact.guess_from} 的事实")
        for name, key in form.roles.model_dump().items():
            if key and key not in form.fact:
                self._say(("roles", name), f"没有名为 {key} 的事实")
        for i, section in enumerate(form.sections):
            missing = set(form.wordings) - set(section.titles)
            if section.titles and missing:
                self._say(("sections", i, "titles"), f"缺这些写法的标题：{'、'.join(missing)}")
            for j, block in enumerate(section.blocks):
                if block.table not in form.table:
                    self._say(("sections", i, "blocks", j), f"没有名为 {block.table} 的表")
                    continue
                for key in block.rows:
                    if key not in form.table[block.table].row:
                        self._say(("sections", i, "blocks", j), f"表里没有 {key} 这一行")
        for i, table in enumerate(form.tables):
            if table.key not in asked["tables"]:
                self._say(("tables", i), f"表“{table.key}”没有在 stages 里问到")
        for key in form.aspect:
            if key not in asked["aspect"]:
                self._say(("sections",), f"方面“{key}”没有在 stages 里问到")

    def _step(self, path: Path_, step: Step, asked: dict[str, set[str]]) -> None:
        form = self.form
        given = [bool(step.card), bool(step.tables), bool(step.aspect), bool(step.pairs)]
        if sum(given) != 1:
            self._say(path, "一步只能是 card、tables、aspect、pairs 中的一种")
        for key in step.facts:
            if key not in form.fact:
                self._say(path, f"没有名为 {key} 的事实")
            elif key in asked["facts"]:
                self._say(path, f"事实“{key}”问了两次")
            asked["facts"].add(key)
        for key in step.tables:
            if key not in form.table:
                self._say(path, f"没有名为 {key} 的表")
            asked["tables"].add(key)
        if step.aspect and step.aspect not in form.aspect:
            self._say(path, f"没有名为 {step.aspect} 的方面")
        asked["aspect"].add(step.aspect)
        if step.pairs and step.pairs not in form.pairs:
            self._say(path, f"没有名为 {step.pairs} 的问题与措施")

    def _schema(self) -> dict[str, NameInfo]:
        form = self.form
        schema: dict[str, NameInfo] = dict(BUILTINS)
        for fact in form.facts:
            options = frozenset(fact.option_keys) if not fact.other else frozenset[str]()
            schema[fact.key] = NameInfo(fact.type.kind, options)
        schema.update({address: NameInfo(Kind.NUMBER) for address in form.cells})
        waiting = dict(enumerate(form.derived))
        while waiting:
            errors: dict[int, str] = {}
            for i, derived in waiting.items():
                try:
                    schema[derived.key] = NameInfo(compile_expression(derived.value, schema).kind)
                except ExpressionError as error:
                    errors[i] = str(error)
            if len(errors) == len(waiting):
                for i, message in errors.items():
                    self._say(("derived", i, "value"), message)
                break
            waiting = {i: form.derived[i] for i in errors}
        return schema

    def _identities(self, schema: Schema) -> list[CompiledIdentity]:
        out: list[CompiledIdentity] = []
        for i, table in enumerate(self.form.tables):
            for j, identity in enumerate(table.identities):
                path = ("tables", i, "identities", j, "holds")
                compiled = self._identity(path, identity, table, schema)
                if compiled:
                    out.append(compiled)
            for name, over, keyed in _lines(table):
                for j, line in enumerate(keyed):
                    if line.expected:
                        self._try(
                            ("tables", i, name, j, "expected", "value"),
                            line.expected.value,
                            local_schema(table, over, schema),
                        )
        return out

    def _identity(
        self, path: Path_, identity: Identity, table: Table, schema: Schema
    ) -> CompiledIdentity | None:
        local = local_schema(table, identity.over, schema)
        try:
            return compile_identity(identity, table, compile_expression(identity.holds, local))
        except ExpressionError as error:
            self._say(path, str(error))
            return None

    def _computed(self, identities: list[CompiledIdentity]) -> None:
        known = {(c.table.key, c.identity.id): c for c in identities}
        for i, table in enumerate(self.form.tables):
            for name, over, keyed in _lines(table):
                for j, line in enumerate(keyed):
                    if not line.computed:
                        continue
                    found = known.get((table.key, line.computed))
                    fits = found and found.op == "eq" and found.left == {line.key: 1}
                    if not fits or found is None or found.identity.over != over:
                        self._say(
                            ("tables", i, name, j, "computed"),
                            f"勾稽 {line.computed} 的左边应只有“{line.key}”，才能由它算出",
                        )

    def _try(self, path: Path_, text: str, schema: Schema) -> None:
        try:
            compile_expression(text, schema)
        except ExpressionError as error:
            self._say(path, str(error))

    def _expressions(self, wording: Wording) -> None:
        for path, text, kind in expressions(self.form):
            try:
                expression = wording.expression(text)
            except ExpressionError as error:
                self._say(path, str(error))
                continue
            if kind and expression.kind is not kind:
                self._say(path, f"这里要是{kind}，写的是{expression.kind}")

    def _sources(self, wording: Wording) -> None:
        for path, text in wordings(self.form):
            try:
                for part in lex(text):
                    if isinstance(part, Slot):
                        wording.expression(part.expression)
            except (WordingError, ExpressionError) as error:
                self._say(path, str(error))


def _lines(table: Table) -> list[tuple[str, str, Sequence[Row | Column]]]:
    """Give (field, what its identities run over, lines) for rows and columns."""
    return [("rows", "columns", table.rows), ("columns", "rows", table.columns)]


def expressions(form: Form) -> Iterator[tuple[Path_, str, Kind | None]]:
    """Give every expression over whole-form names with its place and the kind it must give."""
    if form.deadline:
        yield ("deadline",), form.deadline, Kind.DATE
    for i, fact in enumerate(form.facts):
        path: Path_ = ("facts", i)
        if fact.when:
            yield (*path, "when"), fact.when, Kind.BOOL
        if fact.required not in {"是", "否"}:
            yield (*path, "required"), fact.required, Kind.BOOL
        if fact.default:
            yield (*path, "default"), fact.default, fact.type.kind
        for j, check in enumerate(fact.checks):
            yield (*path, "checks", j, "holds"), check.holds, Kind.BOOL
        for j, option in enumerate(fact.options):
            if option.when:
                yield (*path, "options", j, "when"), option.when, Kind.BOOL
    for i, table in enumerate(form.tables):
        path = ("tables", i)
        if table.zero_when:
            yield (*path, "zero_when"), table.zero_when, Kind.BOOL
        for j, row in enumerate(table.rows):
            if row.zero_when:
                yield (*path, "rows", j, "zero_when"), row.zero_when, Kind.BOOL
        for j, check in enumerate(table.checks):
            yield (*path, "checks", j, "holds"), check.holds, Kind.BOOL
    for i, section in enumerate(form.sections):
        for j, aspect in enumerate(section.aspects):
            path = ("sections", i, "aspects", j)
            if aspect.when:
                yield (*path, "when"), aspect.when, Kind.BOOL
            for k, move in enumerate(aspect.moves):
                if move.when:
                    yield (*path, "moves", k, "when"), move.when, Kind.BOOL


def wordings(form: Form) -> Iterator[tuple[Path_, str]]:
    """Give every piece of phrase source in a form with its place."""
    for name in ("title", "file_name", "signature"):
        yield (name,), getattr(form, name)
    for i, section in enumerate(form.sections):
        for j, aspect in enumerate(section.aspects):
            yield ("sections", i, "aspects", j, "opening"), aspect.opening
        if section.pairs:
            yield ("sections", i, "pairs", "problem_lead"), section.pairs.problem_lead
            yield ("sections", i, "pairs", "measure_lead"), section.pairs.measure_lead
    for i, fact in enumerate(form.facts):
        for j, check in enumerate(fact.checks):
            yield ("facts", i, "checks", j, "message"), check.message
    for i, table in enumerate(form.tables):
        for j, check in enumerate(table.checks):
            yield ("tables", i, "checks", j, "message"), check.message

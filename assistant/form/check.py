"""Checks a form: every name it uses is known, every expression means something."""

from collections.abc import Iterator, Mapping, Sequence

from jinja2 import nodes

from assistant.errors import Problem
from assistant.form.expression import ExpressionError, NameInfo, Schema, compile_expression
from assistant.form.followup import item_schema
from assistant.form.identity import CompiledIdentity, compile_identity
from assistant.form.model import Column, Form, Identity, Row, Table
from assistant.form.order import order_problems
from assistant.form.references import BUILTINS, reference_problems
from assistant.form.values import Kind
from assistant.form.wording import Slot, Wording, WordingError, lex
from assistant.form.yaml import Composed, Path_


def local_schema(table: Table, over: str, schema: Schema) -> Schema:
    """Give the names an identity over `table` may use."""
    if over == "columns":
        return {row.key: NameInfo(Kind.NUMBER) for row in table.rows}
    if over == "rows":
        return {column.key: NameInfo(Kind.NUMBER) for column in table.columns}
    return schema


class Checker:
    """Resolves every name of a form and compiles every expression.

    Attributes:
        problems: everything wrong, once `run` has been called.
    """

    def __init__(self, composed: Composed, form: Form) -> None:
        self.composed = composed
        self.form = form
        self.problems: list[Problem] = []
        self.schema: Schema = {}
        self.wording = Wording(self.schema)
        self.identities: list[CompiledIdentity] = []

    def run(self) -> None:
        """Check everything; what depends on an error elsewhere is still checked."""
        for path, message in reference_problems(self.form):
            self._say(path, message)
        self.schema = self._schema()
        self.wording = Wording(self.schema)
        self.identities = self._identities(self.schema)
        self._expressions(self.wording)
        self._sources(self.wording)
        self._computed(self.identities)
        if not self.problems:
            for path, message in order_problems(self.form, self.wording):
                self._say(path, message)

    def _say(self, path: Path_, message: str) -> None:
        self.problems.append(self.composed.problem(path, message))

    def _schema(self) -> dict[str, NameInfo]:
        form = self.form
        schema: dict[str, NameInfo] = dict(BUILTINS)
        for fact in form.facts:
            options = frozenset(fact.option_keys) if not fact.other else frozenset[str]()
            schema[fact.key] = NameInfo(fact.type.kind, options)
            schema.update(item_schema(fact))
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
                    elif line.key in _roots(line.key, keyed, table, known):
                        self._say(
                            ("tables", i, name, j, "computed"),
                            f"“{line.key}”绕了一圈又由自己算出",
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
            tree = expression.tree
            if path[-1] == "default" and isinstance(tree, nodes.Const):
                fact = self.form.facts[int(path[1])]
                if fact.options and not fact.other and tree.value not in fact.option_keys:
                    self._say(path, f"没有“{tree.value}”这个选项")

    def _sources(self, wording: Wording) -> None:
        for path, text in wordings(self.form):
            try:
                for part in lex(text):
                    if isinstance(part, Slot):
                        wording.expression(part.expression)
            except (WordingError, ExpressionError) as error:
                self._say(path, str(error))


def _roots(
    key: str,
    keyed: Sequence[Row | Column],
    table: Table,
    known: Mapping[tuple[str, str], CompiledIdentity],
) -> set[str]:
    """Give every line a computed line rests on, through others that are computed."""
    computed = {line.key: line.computed for line in keyed if line.computed}
    out: set[str] = set()
    waiting = [key]
    while waiting:
        found = known.get((table.key, computed.get(waiting.pop(), "")))
        new = set(found.right) - out if found else set()
        out |= new
        waiting += new
    return out


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
        if fact.items:
            yield (*path, "items"), fact.items, Kind.LIST
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

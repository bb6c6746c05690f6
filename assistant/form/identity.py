"""Identities between figures: both sides, the difference, and the cell that would balance them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jinja2 import nodes

from assistant.form.expression import LAST_YEAR, Expression, ExpressionError
from assistant.form.model import Identity, Table
from assistant.form.values import BlankError, Lookup, Value

_HOLDS = {
    "eq": lambda d: d == 0,
    "lteq": lambda d: d <= 0,
    "gteq": lambda d: d >= 0,
    "lt": lambda d: d < 0,
    "gt": lambda d: d > 0,
}
_SIGNS = {"eq": "=", "lteq": "≤", "gteq": "≥", "lt": "<", "gt": ">"}


@dataclass(frozen=True, slots=True)
class Balance:
    """A cell of an identity that does not hold, and the value that would make it hold."""

    cell: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Verdict:
    """One identity tried at one place.

    Attributes:
        place: the row or column key it was tried at; empty when tried once.
        holds: None when a blank leaves it undecided.
        balances: every non-negative way to balance it by changing one cell.
    """

    identity: Identity
    table: str
    place: str
    holds: bool | None
    left: Decimal | None = None
    right: Decimal | None = None
    sign: str = "="
    cells: tuple[str, ...] = ()
    balances: tuple[Balance, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """Left minus right."""
        return None if self.left is None or self.right is None else self.left - self.right


@dataclass(frozen=True, slots=True)
class CompiledIdentity:
    """An identity with its expression checked and reduced to coefficients."""

    identity: Identity
    table: Table
    expression: Expression
    op: str
    left: Mapping[str, Decimal]
    right: Mapping[str, Decimal]
    _known: dict[str, Mapping[str, str]] = field(default_factory=dict, compare=False, repr=False)

    def places(self) -> tuple[str, ...]:
        """The row or column keys this identity is tried at."""
        if self.identity.over == "none":
            return ("",)
        lines = self.table.rows if self.identity.over == "rows" else self.table.columns
        return tuple(
            line.key for line in lines if not self.identity.only or line.key in self.identity.only
        )

    def addresses(self, place: str) -> Mapping[str, str]:
        """Write every bare name out as a cell address, 上年. kept in front."""
        known = self._known.get(place)
        if known is None:
            names = (name for name in (*self.left, *self.right) if name)
            known = self._known[place] = {name: self._address(name, place) for name in names}
        return known

    def _address(self, name: str, place: str) -> str:
        bare = name.removeprefix(LAST_YEAR)
        prefix = LAST_YEAR if bare != name else ""
        if self.identity.over == "columns":
            return f"{prefix}{self.table.key}.{bare}.{place}"
        if self.identity.over == "rows":
            return f"{prefix}{self.table.key}.{place}.{bare}"
        return name

    def verdict(self, place: str, lookup: Lookup) -> Verdict:
        """Try the identity at one place."""
        cells = tuple(self.addresses(place).values())
        try:
            left, right = (self.side(side, place, lookup) for side in (self.left, self.right))
        except BlankError:
            return Verdict(self.identity, self.table.key, place, None, cells=cells)
        difference = left - right
        holds = _HOLDS[self.op](difference)
        return Verdict(
            self.identity,
            self.table.key,
            place,
            holds,
            left,
            right,
            _SIGNS[self.op],
            cells,
            () if holds else tuple(self._balances(place, lookup, difference)),
        )

    def holds(self, place: str, lookup: Lookup) -> bool | None:
        """Say only whether the identity holds at one place; None when a blank leaves it open."""
        try:
            difference = self.side(self.left, place, lookup) - self.side(self.right, place, lookup)
        except BlankError:
            return None
        return bool(_HOLDS[self.op](difference))

    def verdicts(self, lookup: Lookup) -> Iterator[Verdict]:
        """Try the identity everywhere it applies."""
        return (self.verdict(place, lookup) for place in self.places())

    def side(self, side: Mapping[str, Decimal], place: str, lookup: Lookup) -> Decimal:
        """Add up one side at one place; raises `BlankError` when a figure is blank."""
        addresses = self.addresses(place)
        total = Decimal(0)
        for name, k in side.items():
            if not name:
                total += k
                continue
            figure = lookup(addresses[name])
            if not isinstance(figure, Decimal):
                raise BlankError(name)
            total += k * figure
        return total

    def _balances(self, place: str, lookup: Lookup, difference: Decimal) -> Iterator[Balance]:
        for name, k in _minus(self.left, self.right).items():
            if not name or name.startswith(LAST_YEAR) or not k:
                continue
            cell = self.addresses(place)[name]
            value = _figure(lookup(cell), name) - difference / k
            if value >= 0 and value == value.to_integral_value():
                yield Balance(cell, value)


def _figure(value: Value, name: str) -> Decimal:
    if not isinstance(value, Decimal):
        raise BlankError(name)
    return value


def compile_identity(identity: Identity, table: Table, expression: Expression) -> CompiledIdentity:
    """Reduce both sides of `identity` to coefficients over names ('' is the constant).

    Raises:
        ExpressionError: it is not one comparison of two linear sums.
    """
    tree = expression.tree
    if not isinstance(tree, nodes.Compare) or tree.ops[0].op not in _HOLDS:
        raise ExpressionError("勾稽关系要写成“左边 == 右边”或“左边 <= 右边”")
    return CompiledIdentity(
        identity, table, expression, tree.ops[0].op, linear(tree.expr), linear(tree.ops[0].expr)
    )


def linear(node: nodes.Expr) -> dict[str, Decimal]:
    """Reduce a sum to {name: coefficient}, the constant under ''; raises `ExpressionError`."""
    match node:
        case nodes.Const(value=int() | float() as value):
            return {"": Decimal(str(value))}
        case nodes.Name(name=name):
            return {name: Decimal(1)}
        case nodes.Getattr():
            return {_dotted(node): Decimal(1)}
        case nodes.Neg():
            return {n: -k for n, k in linear(node.node).items()}
        case nodes.Add():
            return _minus(linear(node.left), {n: -k for n, k in linear(node.right).items()})
        case nodes.Sub():
            return _minus(linear(node.left), linear(node.right))
        case nodes.Mul():
            left, right = linear(node.left), linear(node.right)
            for constant, other in ((left, right), (right, left)):
                if set(constant) == {""}:
                    return {n: k * constant[""] for n, k in other.items()}
            raise ExpressionError("勾稽关系里不能两个数相乘")
        case _:
            raise ExpressionError("勾稽关系里只能加、减和乘以常数")


def _dotted(node: nodes.Expr) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""


def _minus(left: Mapping[str, Decimal], right: Mapping[str, Decimal]) -> dict[str, Decimal]:
    out = dict(left)
    for name, k in right.items():
        out[name] = out.get(name, Decimal(0)) - k
    return out


def said_once(table: Table, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Leave out what a computed total only repeats of the rows or columns it sums."""

    def is_total(verdict: Verdict) -> bool:
        match verdict.identity.over:
            case "columns":
                return bool(table.column[verdict.place].computed)
            case "rows":
                return bool(table.row[verdict.place].computed)
            case _:
                return False

    own = {verdict.identity.id for verdict in verdicts if not is_total(verdict)}
    return [v for v in verdicts if not (is_total(v) and v.identity.id in own)]


def culprit(verdicts: list[Verdict]) -> Balance | None:
    """Give the one cell and value that a row and a column identity both name, if there is one."""
    votes: dict[Balance, set[tuple[str, str]]] = {}
    for verdict in verdicts:
        for balance in verdict.balances:
            votes.setdefault(balance, set()).add((verdict.identity.over, verdict.place))
    best = [b for b, by in votes.items() if {over for over, _ in by} >= {"rows", "columns"}]
    return best[0] if len(best) == 1 else None

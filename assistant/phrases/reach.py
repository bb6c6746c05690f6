"""Which slots of a phrase can never be printed, because their question is never asked then.

Only what follows from comparisons with constants is decided; what cannot be decided counts as
possible, so nothing is called dead that might live.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from jinja2 import nodes

from assistant.form.load import LoadedForm
from assistant.form.model import Form
from assistant.form.order import base_names
from assistant.form.values import Kind
from assistant.form.wording import Parts, Slot
from assistant.phrases.bank import Phrase

_MOST = 512
_FLIPPED = {
    "eq": "ne",
    "ne": "eq",
    "gt": "lteq",
    "lteq": "gt",
    "lt": "gteq",
    "gteq": "lt",
    "in": "notin",
    "notin": "in",
}
_MIRRORED = {"gt": "lt", "lt": "gt", "gteq": "lteq", "lteq": "gteq", "eq": "eq", "ne": "ne"}


class _Literal(NamedTuple):
    key: str
    op: str
    value: Decimal | str | bool


_All = frozenset[_Literal]
_Any = tuple[_All, ...]
_TRUE: _Any = (frozenset(),)


@dataclass(frozen=True, slots=True)
class DeadSlot:
    """A slot that is never filled when its phrase may be said; `fact` is what is not asked then.

    With no `fact` the phrase itself may never be said.
    """

    slot: str
    fact: str
    when: str


def dead_slots(phrase: Phrase, loaded: LoadedForm) -> list[DeadSlot]:
    """Find the slots of a phrase that can never be printed."""
    said = _said(phrase, loaded)
    if not _possible(said, loaded):
        return [DeadSlot("", "", phrase.entry.when)]
    return list(_dead(phrase.parts, said, loaded))


def _dead(parts: Parts, said: _Any, loaded: LoadedForm) -> Iterator[DeadSlot]:
    for part in parts:
        if not isinstance(part, Slot):
            continue
        for name in sorted(base_names(loaded.form, loaded.wording, part.expression)):
            asked = _asked(name, loaded, frozenset())
            if not _possible(_both(said, asked), loaded):
                yield DeadSlot(part.expression, name, loaded.form.fact[name].when)
                break


def _said(phrase: Phrase, loaded: LoadedForm) -> _Any:
    """Give what must hold for a phrase to be offered."""
    form, entry = loaded.form, phrase.entry
    out = _condition(entry.when, loaded)
    move = form.move.get(entry.move)
    if move is not None:
        out = _both(out, _condition(move.when, loaded))
        out = _both(out, _kinds(form, move.kinds))
    out = _both(out, _kinds(form, entry.units))
    for evidence in phrase.evidence:
        info = loaded.schema[evidence.fact]
        literal: _Literal | None = None
        if evidence.option and info.kind in {Kind.LIST, Kind.FOLLOWUP}:
            literal = _Literal(evidence.fact, "in", evidence.option)
        elif evidence.option:
            literal = _Literal(evidence.fact, "eq", evidence.option)
        elif info.kind is Kind.NUMBER:
            literal = _Literal(evidence.fact, "gt", Decimal(0))
        if literal is not None:
            out = _both(out, (frozenset({literal}),))
    return out


def _kinds(form: Form, kinds: Iterable[str]) -> _Any:
    found = tuple(frozenset({_Literal(form.roles.kind, "eq", kind)}) for kind in kinds)
    return found or _TRUE


def _asked(name: str, loaded: LoadedForm, above: frozenset[str]) -> _Any:
    """Give what must hold for a fact to be asked, and those its own condition reads."""
    fact = loaded.form.fact.get(name)
    if fact is None or not fact.when or name in above:
        return _TRUE
    out = _condition(fact.when, loaded)
    names = loaded.condition(fact.when).names
    # Behind an `or` a name may stay blank.
    if len(out) == 1:
        for other in sorted(names):
            out = _both(out, _asked(other, loaded, above | {name}))
    return out


def _condition(text: str, loaded: LoadedForm) -> _Any:
    return _literals(loaded.condition(text).tree, denied=False) if text else _TRUE


def _both(one: _Any, other: _Any) -> _Any:
    if len(one) * len(other) > _MOST:
        return one
    return tuple(a | b for a, b in product(one, other))


def _literals(node: nodes.Expr, *, denied: bool) -> _Any:
    """Give an expression as alternatives of literals; what is too hard constrains nothing."""
    match node:
        case nodes.Not():
            return _literals(node.node, denied=not denied)
        case nodes.And() | nodes.Or():
            left, right = _literals(node.left, denied=denied), _literals(node.right, denied=denied)
            if isinstance(node, nodes.And) is not denied:
                return _both(left, right)
            return (*left, *right) if len(left) + len(right) <= _MOST else _TRUE
        case nodes.Compare():
            literal = _compared(node, denied=denied)
            return (frozenset({literal}),) if literal else _TRUE
        case nodes.Const():
            return _TRUE if bool(node.value) is not denied else ()
        case nodes.Name():
            return (frozenset({_Literal(_key(node), "eq", not denied)}),)
        case _:
            return _TRUE


def _compared(node: nodes.Compare, *, denied: bool) -> _Literal | None:
    op, left, right = node.ops[0].op, node.expr, node.ops[0].expr
    if isinstance(left, nodes.Const) and op in {"in", "notin"}:
        left, right = right, left
    elif isinstance(left, nodes.Const):
        left, right, op = right, left, _MIRRORED[op]
    if not isinstance(right, nodes.Const) or isinstance(left, nodes.Const):
        return None
    value = right.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = Decimal(str(value))
    return _Literal(_key(left), _FLIPPED[op] if denied else op, value)


def _key(node: nodes.Expr) -> str:
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_key(node.node)}.{node.attr}"
        case _:
            return repr(node)


def _possible(alternatives: _Any, loaded: LoadedForm) -> bool:
    return any(_holds_together(one, loaded) for one in alternatives)


def _holds_together(literals: _All, loaded: LoadedForm) -> bool:
    by_key: dict[str, list[_Literal]] = {}
    for literal in literals:
        by_key.setdefault(literal.key, []).append(literal)
    return all(_one_value(key, found, loaded) for key, found in by_key.items())


def _one_value(key: str, literals: list[_Literal], loaded: LoadedForm) -> bool:
    """Say whether some value of one name satisfies all that is said of it."""
    said: dict[str, set[Decimal | str | bool]] = {}
    for literal in literals:
        said.setdefault(literal.op, set()).add(literal.value)
    if said.get("in", set()) & said.get("notin", set()):
        return False
    equal, unlike = said.get("eq", set()), said.get("ne", set())
    if len(equal) > 1 or equal & unlike:
        return False
    info = loaded.schema.get(key)
    if info and info.options and info.kind is Kind.TEXT and not equal and info.options <= unlike:
        return False
    numbers = [(one.op, one.value) for one in literals if isinstance(one.value, Decimal)]
    exact = next((value for value in equal if isinstance(value, Decimal)), None)
    if exact is not None:
        return all(_satisfies(exact, op, value) for op, value in numbers)
    low = [bound for bound in numbers if bound[0] in {"gt", "gteq"}]
    high = [bound for bound in numbers if bound[0] in {"lt", "lteq"}]
    return not any(
        below > above or (below == above and (over == "gt" or under == "lt"))
        for over, below in low
        for under, above in high
    )


def _satisfies(value: Decimal, op: str, other: Decimal) -> bool:
    match op:
        case "gt":
            return value > other
        case "gteq":
            return value >= other
        case "lt":
            return value < other
        case "lteq":
            return value <= other
        case "ne":
            return value != other
        case _:
            return value == other

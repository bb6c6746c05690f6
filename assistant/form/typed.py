"""Types a parsed expression against the names it may use, and makes it ready to run."""

import difflib
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jinja2 import nodes

from assistant.form.filters import FILTERS
from assistant.form.values import BlankError, Kind, Lookup, NotApplicable, Value

LAST_YEAR = "上年."
_LARGEST = 31
_NOT_IN_SUBSET = {
    "Call": "调用 甲(…)",
    "Getitem": "方括号 甲[…]",
    "Pow": "乘方 **",
    "FloorDiv": "整除 //",
    "Mod": "取余 %",
    "Concat": "连接 ~",
    "Test": "is",
    "List": "列表 […]",
    "Tuple": "逗号",
    "Dict": "花括号 {…}",
    "Pos": "正号",
}


class ExpressionError(Exception):
    """An expression that cannot be accepted; the text says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class NameInfo:
    """What is known of a name when the form is loaded: its kind and, for choices, its options."""

    kind: Kind
    options: frozenset[str] = frozenset()


Schema = Mapping[str, NameInfo]
Run = Callable[[Lookup], Value]


@dataclass(frozen=True, slots=True)
class Typed:
    """A part of an expression: what it gives, and how; its options, or the text it always gives."""

    kind: Kind
    run: Run
    options: frozenset[str] = frozenset()
    constant: str | None = None


_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
}
_ARITHMETIC: Mapping[type[nodes.BinExpr], Callable[[Decimal, Decimal], Decimal]] = {
    nodes.Add: operator.add,
    nodes.Sub: operator.sub,
    nodes.Mul: operator.mul,
}


def type_of(node: nodes.Expr, schema: Schema, names: set[str], *, rounding: bool) -> Typed:
    """Type `node` and give its runner; `rounding` says a rounding filter stands around it."""

    def sub(child: nodes.Expr, *, inside: bool = rounding) -> Typed:
        return type_of(child, schema, names, rounding=inside)

    match node:
        case nodes.Const():
            return _constant(node.value)
        case nodes.Name() | nodes.Getattr():
            return _name(_dotted(node), schema, names)
        case nodes.Filter():
            return _filter(node, sub)
        case nodes.Compare():
            return _compare(node, sub)
        case nodes.And() | nodes.Or():
            return _logic(sub(node.left), sub(node.right), decided=isinstance(node, nodes.Or))
        case nodes.Not():
            inner = _want(sub(node.node), Kind.BOOL, "not 后面")
            return Typed(Kind.BOOL, lambda look: not inner.run(look))
        case nodes.Neg():
            inner = _want(sub(node.node), Kind.NUMBER, "负号后面")
            return Typed(Kind.NUMBER, lambda look: -_number(inner.run(look)))
        case nodes.Add() | nodes.Sub() | nodes.Mul():
            left = _want(sub(node.left), Kind.NUMBER, "加减乘")
            right = _want(sub(node.right), Kind.NUMBER, "加减乘")
            apply = _ARITHMETIC[type(node)]
            return Typed(
                Kind.NUMBER, lambda look: apply(_number(left.run(look)), _number(right.run(look)))
            )
        case nodes.Div():
            if not rounding:
                raise ExpressionError("除法的结果要写明取舍，如 (甲 / 乙)|百分数(1)")
            return _divide(_want(sub(node.left), Kind.NUMBER, "除法"), sub(node.right))
        case nodes.CondExpr():
            return _conditional(node, sub)
        case _:
            name = type(node).__name__
            raise ExpressionError(f"算式里不能用{_NOT_IN_SUBSET.get(name, name)}这种写法")


def _constant(value: object) -> Typed:
    if isinstance(value, bool):
        return Typed(Kind.BOOL, lambda _: value)
    if isinstance(value, int | float):
        number = Decimal(str(value))
        return Typed(Kind.NUMBER, lambda _: number)
    if isinstance(value, str):
        return Typed(Kind.TEXT, lambda _: value, constant=value)
    raise ExpressionError("算式里只能写数、文字和是否")


def _dotted(node: nodes.Expr) -> str:
    parts: list[str] = []
    while isinstance(node, nodes.Getattr):
        parts.append(node.attr)
        node = node.node
    if not isinstance(node, nodes.Name):
        raise ExpressionError("点号前面只能是名字")
    return ".".join([node.name, *reversed(parts)])


def _name(name: str, schema: Schema, names: set[str]) -> Typed:
    info = schema.get(name.removeprefix(LAST_YEAR))
    if info is None:
        near = difflib.get_close_matches(name, list(schema), n=1, cutoff=0.4)
        hint = f"，是不是 {near[0]}？" if near else ""
        raise ExpressionError(f"没有名为 {name} 的数{hint}")
    names.add(name)

    def run(look: Lookup) -> Value:
        value = look(name)
        if value is None or isinstance(value, NotApplicable):
            raise BlankError(name)
        return value

    return Typed(info.kind, run, info.options)


def _filter(node: nodes.Filter, sub: Callable[..., Typed]) -> Typed:
    spec = FILTERS.get(node.name)
    if spec is None or node.node is None:
        raise ExpressionError(f"没有名为 {node.name} 的写法，可用：{'、'.join(FILTERS)}")
    inner = sub(node.node, inside=True) if spec.rounds else sub(node.node)
    if inner.kind not in spec.takes:
        wanted = "或".join(sorted(spec.takes))
        raise ExpressionError(f"“{node.name}”只能用在{wanted}上，这里是{inner.kind}")
    if len(node.args) != spec.arguments or node.kwargs:
        raise ExpressionError(f"“{node.name}”要写 {spec.arguments} 个参数")
    arguments: list[str | Decimal] = []
    for argument in node.args:
        raw = argument.value if isinstance(argument, nodes.Const) else None
        if spec.worded and isinstance(raw, str):
            arguments.append(raw)
        elif not spec.worded and type(raw) is int and raw <= _LARGEST:
            arguments.append(Decimal(raw))
        else:
            wanted = "文字" if spec.worded else f"不大于 {_LARGEST} 的整数"
            raise ExpressionError(f"“{node.name}”的参数只能是{wanted}")
        if spec.chosen:
            _known_option(Typed(Kind.TEXT, lambda _: None, constant=str(raw)), inner)
    apply = spec.apply
    return Typed(spec.gives, lambda look: apply(inner.run(look), *arguments))


def _compare(node: nodes.Compare, sub: Callable[..., Typed]) -> Typed:
    if len(node.ops) != 1:
        raise ExpressionError("一次只比较两边，连着比较请用 and 连接")
    op, left, right = node.ops[0].op, sub(node.expr), sub(node.ops[0].expr)
    if op in {"in", "notin"}:
        if left.kind is not Kind.TEXT or right.kind is not Kind.LIST:
            raise ExpressionError("in 的左边是文字，右边是多选题或名称列表")
        _known_option(left, right)
        wanted = op == "in"

        def contains(look: Lookup) -> bool:
            values = right.run(look)
            return (left.run(look) in values) is wanted if isinstance(values, tuple) else False

        return Typed(Kind.BOOL, contains)
    if left.kind is not right.kind:
        raise ExpressionError(f"{left.kind}不能和{right.kind}比较")
    if op not in {"eq", "ne"} and left.kind not in {Kind.NUMBER, Kind.DATE}:
        raise ExpressionError(f"{left.kind}不能比大小")
    _known_option(left, right)
    _known_option(right, left)
    apply = _COMPARE[op]
    return Typed(Kind.BOOL, lambda look: apply(left.run(look), right.run(look)))


def _known_option(constant: Typed, choice: Typed) -> None:
    if choice.options and constant.constant is not None and constant.constant not in choice.options:
        raise ExpressionError(
            f"没有“{constant.constant}”这个选项，可选：{'、'.join(sorted(choice.options))}"
        )


def _logic(left: Typed, right: Typed, *, decided: bool) -> Typed:
    """`and`/`or` of three values: a blank side does not matter when the other side decides."""
    _want(left, Kind.BOOL, "and/or 两边")
    _want(right, Kind.BOOL, "and/or 两边")

    def run(look: Lookup) -> bool:
        try:
            first = bool(left.run(look))
        except BlankError:
            if bool(right.run(look)) is decided:
                return decided
            raise
        return decided if first is decided else bool(right.run(look))

    return Typed(Kind.BOOL, run)


def _divide(left: Typed, right: Typed) -> Typed:
    _want(right, Kind.NUMBER, "除法")

    def run(look: Lookup) -> Decimal:
        by = _number(right.run(look))
        if not by:
            raise BlankError("除数为 0")
        return _number(left.run(look)) / by

    return Typed(Kind.NUMBER, run)


def _conditional(node: nodes.CondExpr, sub: Callable[..., Typed]) -> Typed:
    if node.expr2 is None:
        raise ExpressionError("甲 if 条件 后面要写 else 乙")
    test = _want(sub(node.test), Kind.BOOL, "if 后面")
    yes, no = sub(node.expr1), sub(node.expr2)
    if yes.kind is not no.kind:
        raise ExpressionError("if 和 else 两边要是同一类")
    return Typed(yes.kind, lambda look: yes.run(look) if test.run(look) else no.run(look))


def _want(typed: Typed, kind: Kind, where: str) -> Typed:
    if typed.kind is not kind:
        raise ExpressionError(f"{where}要是{kind}，这里是{typed.kind}")
    return typed


def _number(value: Value) -> Decimal:
    if not isinstance(value, Decimal):
        raise BlankError("")
    return value

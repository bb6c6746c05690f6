"""Expressions over figures and facts: a small checked subset of Jinja.

Names (`发布总数`, `申请.新收.总计`, `上年.发布总数`), numbers, strings, comparison, `in`, `and/or/not`,
`+ - * /`, `甲 if 条件 else 乙` and the filters of `FILTERS`; nothing else. `/` must stand inside a
rounding filter.
"""

import difflib
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from assistant.form.values import (
    BlankError,
    FollowUp,
    Kind,
    Lookup,
    NotApplicable,
    Split,
    Value,
    join_names,
)
from assistant.text.brief import quoted
from assistant.text.numbers import plain, rounded

_ENVIRONMENT = Environment(autoescape=False)
LAST_YEAR = "上年."
_LARGEST = 31
_FULL_WIDTH = re.compile("[（）＝＋－＊／＜＞≥≤≠×÷！｜＂“”]")
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
_Run = Callable[[Lookup], Value]


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression; equal sources over one schema are one object.

    Attributes:
        source: the text between the braces.
        names: every name it reads, dotted, 上年. included.
        kind: what it gives.
    """

    source: str
    names: frozenset[str]
    kind: Kind
    run: _Run = field(compare=False, repr=False)
    tree: nodes.Expr = field(compare=False, repr=False)

    def value(self, lookup: Lookup) -> Value:
        """Give the value; raises `BlankError` when a figure it needs is blank."""
        return self.run(lookup)

    def holds(self, lookup: Lookup) -> bool | None:
        """Give True, False, or None when a blank leaves it undecided."""
        try:
            return bool(self.run(lookup))
        except BlankError:
            return None


@dataclass(frozen=True, slots=True)
class _Typed:
    kind: Kind
    run: _Run
    options: frozenset[str] = frozenset()
    constant: str | None = None


@dataclass(frozen=True, slots=True)
class FilterSpec:
    """A formatting filter: what it takes and gives, how many constants it wants.

    The constants are texts when it is `worded`, else whole numbers. With `chosen` they are options
    of the fact the filter stands on.
    """

    takes: frozenset[Kind]
    gives: Kind
    apply: Callable[..., Value]
    arguments: int = 0
    rounds: bool = False
    worded: bool = False
    chosen: bool = False


def _number(value: Value) -> Decimal:
    if not isinstance(value, Decimal):
        raise BlankError("")
    return value


def _largest(split: Split) -> tuple[str, Decimal]:
    if not split:
        raise BlankError("")
    return max(split, key=lambda item: item[1])


def _items(split: Split, unit: str) -> str:
    return join_names(tuple(f"{name}{plain(number)}{unit}" for name, number in split if number))


def _item(split: Split, name: str) -> Decimal:
    return next((number for item, number in split if item == name), Decimal(0))


def _with_state(items: FollowUp, state: str) -> tuple[str, ...]:
    return tuple(item.name for item in items if item.state == state)


def _done(items: FollowUp, state: str) -> tuple[str, ...]:
    return tuple(item.note for item in items if item.state == state and item.note)


def _day(year: Decimal, month: Decimal, day: Decimal) -> date:
    try:
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        raise BlankError("") from None


def _titles(names: tuple[str, ...]) -> str:
    return "".join(name if name.startswith("《") else f"《{name}》" for name in names)


_N, _L, _S, _D, _T, _F = (
    frozenset({k})
    for k in (Kind.NUMBER, Kind.LIST, Kind.SPLIT, Kind.DATE, Kind.TEXT, Kind.FOLLOWUP)
)

FILTERS: Mapping[str, FilterSpec] = {
    "取整": FilterSpec(_N, Kind.NUMBER, lambda v: rounded(v, 0), rounds=True),
    "保留": FilterSpec(_N, Kind.NUMBER, lambda v, n: rounded(v, int(n)), 1, rounds=True),
    "百分数": FilterSpec(_N, Kind.NUMBER, lambda v, n: rounded(v * 100, int(n)), 1, rounds=True),
    "绝对值": FilterSpec(_N, Kind.NUMBER, abs),
    "并列": FilterSpec(_L, Kind.TEXT, join_names),
    "顿号": FilterSpec(_L, Kind.TEXT, "、".join),
    "书名": FilterSpec(_L, Kind.TEXT, _titles),
    "引号": FilterSpec(_L, Kind.TEXT, lambda v: "".join(map(quoted, v))),
    "个数": FilterSpec(_L | _S | _F, Kind.NUMBER, lambda v: Decimal(len(v))),
    "合计": FilterSpec(_S, Kind.NUMBER, lambda v: sum((n for _, n in v), Decimal(0))),
    "分项": FilterSpec(_S, Kind.TEXT, _items, 1, worded=True),
    "项": FilterSpec(_S, Kind.NUMBER, _item, 1, worded=True, chosen=True),
    "名称": FilterSpec(_S, Kind.LIST, lambda v: tuple(name for name, _ in v)),
    "最大项": FilterSpec(_S, Kind.TEXT, lambda v: _largest(v)[0]),
    "最大数": FilterSpec(_S, Kind.NUMBER, lambda v: _largest(v)[1]),
    "选": FilterSpec(_F, Kind.LIST, _with_state, 1, worded=True, chosen=True),
    "所做": FilterSpec(_F, Kind.LIST, _done, 1, worded=True, chosen=True),
    "某日": FilterSpec(_N, Kind.DATE, _day, 2),
    "取年": FilterSpec(_D, Kind.NUMBER, lambda v: Decimal(v.year)),
    "取月": FilterSpec(_D, Kind.NUMBER, lambda v: Decimal(v.month)),
    "去书名号": FilterSpec(_T, Kind.TEXT, lambda v: v.strip("《》")),
}

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


def compile_expression(source: str, schema: Schema) -> Expression:
    """Check `source` against `schema` and make it ready to run.

    Raises:
        ExpressionError: the syntax is not in the subset, a name is unknown, or kinds do not fit.
    """
    tree = _parse(source.strip())
    names: set[str] = set()
    typed = _check(tree, schema, names, rounding=False)
    return Expression(source.strip(), frozenset(names), typed.kind, typed.run, tree)


def renamed(source: str, names: Mapping[str, str]) -> str:
    """Give an expression with some of its names replaced; texts and filters stay as they are."""
    out: list[str] = []
    before = ""
    try:
        tokens = list(_ENVIRONMENT.lex("{{" + source + "}}"))
    except TemplateSyntaxError:
        # What is wrong with it is said when it is compiled.
        return source
    for _, kind, text in tokens:
        bare = kind == "name" and before not in {".", "|"}
        out.append(names.get(text, text) if bare else text)
        before = text if text.strip() else before
    return "".join(out)[2:-2]


@lru_cache(maxsize=4096)
def _parse(source: str) -> nodes.Expr:
    try:
        template = _ENVIRONMENT.parse("{{ " + source + " }}")
    except TemplateSyntaxError as error:
        found = _FULL_WIDTH.search(source)
        reason = f"“{found[0]}”要改成半角符号" if found else str(error.message)
        raise ExpressionError(f"算式“{source}”写法不对：{reason}") from None
    output = template.body[0] if len(template.body) == 1 else None
    if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
        raise ExpressionError(f"算式“{source}”写法不对：只能是一个算式")
    expr = output.nodes[0]
    if isinstance(expr, nodes.TemplateData):
        raise ExpressionError(f"算式“{source}”写法不对：是空的")
    return expr


def _check(node: nodes.Expr, schema: Schema, names: set[str], *, rounding: bool) -> _Typed:
    """Type `node` and give its runner; `rounding` says a rounding filter stands around it."""

    def sub(child: nodes.Expr, *, inside: bool = rounding) -> _Typed:
        return _check(child, schema, names, rounding=inside)

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
            return _Typed(Kind.BOOL, lambda look: not inner.run(look))
        case nodes.Neg():
            inner = _want(sub(node.node), Kind.NUMBER, "负号后面")
            return _Typed(Kind.NUMBER, lambda look: -_number(inner.run(look)))
        case nodes.Add() | nodes.Sub() | nodes.Mul():
            left = _want(sub(node.left), Kind.NUMBER, "加减乘")
            right = _want(sub(node.right), Kind.NUMBER, "加减乘")
            apply = _ARITHMETIC[type(node)]
            return _Typed(
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


def _constant(value: object) -> _Typed:
    if isinstance(value, bool):
        return _Typed(Kind.BOOL, lambda _: value)
    if isinstance(value, int | float):
        number = Decimal(str(value))
        return _Typed(Kind.NUMBER, lambda _: number)
    if isinstance(value, str):
        return _Typed(Kind.TEXT, lambda _: value, constant=value)
    raise ExpressionError("算式里只能写数、文字和是否")


def _dotted(node: nodes.Expr) -> str:
    parts: list[str] = []
    while isinstance(node, nodes.Getattr):
        parts.append(node.attr)
        node = node.node
    if not isinstance(node, nodes.Name):
        raise ExpressionError("点号前面只能是名字")
    return ".".join([node.name, *reversed(parts)])


def _name(name: str, schema: Schema, names: set[str]) -> _Typed:
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

    return _Typed(info.kind, run, info.options)


def _filter(node: nodes.Filter, sub: Callable[..., _Typed]) -> _Typed:
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
            _known_option(_Typed(Kind.TEXT, lambda _: None, constant=str(raw)), inner)
    apply = spec.apply
    return _Typed(spec.gives, lambda look: apply(inner.run(look), *arguments))


def _compare(node: nodes.Compare, sub: Callable[..., _Typed]) -> _Typed:
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

        return _Typed(Kind.BOOL, contains)
    if left.kind is not right.kind:
        raise ExpressionError(f"{left.kind}不能和{right.kind}比较")
    if op not in {"eq", "ne"} and left.kind not in {Kind.NUMBER, Kind.DATE}:
        raise ExpressionError(f"{left.kind}不能比大小")
    _known_option(left, right)
    _known_option(right, left)
    apply = _COMPARE[op]
    return _Typed(Kind.BOOL, lambda look: apply(left.run(look), right.run(look)))


def _known_option(constant: _Typed, choice: _Typed) -> None:
    if choice.options and constant.constant is not None and constant.constant not in choice.options:
        raise ExpressionError(
            f"没有“{constant.constant}”这个选项，可选：{'、'.join(sorted(choice.options))}"
        )


def _logic(left: _Typed, right: _Typed, *, decided: bool) -> _Typed:
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

    return _Typed(Kind.BOOL, run)


def _divide(left: _Typed, right: _Typed) -> _Typed:
    _want(right, Kind.NUMBER, "除法")

    def run(look: Lookup) -> Decimal:
        by = _number(right.run(look))
        if not by:
            raise BlankError("除数为 0")
        return _number(left.run(look)) / by

    return _Typed(Kind.NUMBER, run)


def _conditional(node: nodes.CondExpr, sub: Callable[..., _Typed]) -> _Typed:
    if node.expr2 is None:
        raise ExpressionError("甲 if 条件 后面要写 else 乙")
    test = _want(sub(node.test), Kind.BOOL, "if 后面")
    yes, no = sub(node.expr1), sub(node.expr2)
    if yes.kind is not no.kind:
        raise ExpressionError("if 和 else 两边要是同一类")
    return _Typed(yes.kind, lambda look: yes.run(look) if test.run(look) else no.run(look))


def _want(typed: _Typed, kind: Kind, where: str) -> _Typed:
    if typed.kind is not kind:
        raise ExpressionError(f"{where}要是{kind}，这里是{typed.kind}")
    return typed

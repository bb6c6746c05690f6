"""Expressions over figures and facts: a small checked subset of Jinja.

Names (`发布总数`, `申请.新收.总计`, `上年.发布总数`), numbers, strings, comparison, `in`, `and/or/not`,
`+ - * /`, `甲 if 条件 else 乙` and the filters of `assistant.form.filters`; nothing else. `/` must stand inside a
rounding filter.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from assistant.form.typed import LAST_YEAR, ExpressionError, NameInfo, Run, Schema, type_of
from assistant.form.values import BlankError, Kind, Lookup, Value

__all__ = [
    "LAST_YEAR",
    "Expression",
    "ExpressionError",
    "NameInfo",
    "Schema",
    "compile_expression",
    "renamed",
]

_ENVIRONMENT = Environment(autoescape=False)
_FULL_WIDTH = re.compile("[（）＝＋－＊／＜＞≥≤≠×÷！｜＂“”]")


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
    run: Run = field(compare=False, repr=False)
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


def compile_expression(source: str, schema: Schema) -> Expression:
    """Check `source` against `schema` and make it ready to run.

    Raises:
        ExpressionError: the syntax is not in the subset, a name is unknown, or kinds do not fit.
    """
    tree = _parse(source.strip())
    names: set[str] = set()
    typed = type_of(tree, schema, names, rounding=False)
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

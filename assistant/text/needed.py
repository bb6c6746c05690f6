"""What a regular expression cannot match without, told by its own parse tree.

Searching a text for a few short strings is many times quicker than trying an expression at every
character of it, and nearly every expression of the rules matches nowhere in nearly every report.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import product
from typing import Any

# The parser of `re` has no public name.
_PARSER = import_module("re._parser")
_MOST = 12
_COMMON = frozenset("0123456789，。、；：（）年月日")
Texts = frozenset[str]


@lru_cache(maxsize=1024)
def needed(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Give texts of which every match, with what it looks at, holds one; empty if none are known."""
    if pattern.flags & re.IGNORECASE:
        return ()
    texts = _needed(_PARSER.parse(pattern.pattern, pattern.flags)) or ()
    shortest = (one for one in texts if not any(two in one for two in texts if two != one))
    return tuple(sorted(shortest))


def may_match(pattern: re.Pattern[str], text: str) -> bool:
    """Say quickly whether an expression may match somewhere in a text."""
    texts = needed(pattern)
    return not texts or any(map(text.__contains__, texts))


def _needed(items: Iterable[Any]) -> Texts | None:
    """Give the rarest set of texts of which a sequence holds one."""
    found: list[Texts] = []
    run: Texts = frozenset({""})
    for operator, value in items:
        texts = _exactly(str(operator), value)
        if texts is None:
            found.append(run)
            run = frozenset({""})
            found += [inner] if (inner := _inside(str(operator), value)) else []
            continue
        if len(run) * len(texts) > _MOST:
            found.append(run)
            run = frozenset({""})
        run = frozenset(map("".join, product(run, texts)))
    found.append(run)
    sure = [texts for texts in found if "" not in texts]
    return min(sure, key=_cost, default=None)


def _cost(texts: Texts) -> float:
    """Rate texts by how many there are to look for, and how likely a report holds one."""
    likely = sum(1.0 if set(text) <= _COMMON else 0.8 ** len(text) for text in texts)
    return min(likely, 1.0) + len(texts) / 20


def _exactly(operator: str, value: Any) -> Texts | None:  # noqa: ANN401 - the parser's own values
    """Give every text an item can be, if they are few; what has no width is the empty text."""
    match operator:
        case "LITERAL":
            return frozenset({chr(value)})
        case "IN":
            return _chars(value)
        case "AT" | "ASSERT_NOT":
            return frozenset({""})
        case "SUBPATTERN" if not value[1]:
            return _all(value[3])
        case "BRANCH":
            parts = [_all(branch) for branch in value[1]]
            texts = frozenset().union(*(part for part in parts if part is not None))
            return None if None in parts or len(texts) > _MOST else texts
        case "MAX_REPEAT" | "MIN_REPEAT" if value[1] == 1:
            once = _all(value[2])
            return once if once is None or value[0] else once | {""}
    return None


def _all(items: Sequence[Any]) -> Texts | None:
    """Give every text a sequence can be, if they are few."""
    out: Texts = frozenset({""})
    for operator, value in items:
        texts = _exactly(str(operator), value)
        if texts is None or len(out) * len(texts) > _MOST:
            return None
        out = frozenset(map("".join, product(out, texts)))
    return out


def _inside(operator: str, value: Any) -> Texts | None:  # noqa: ANN401 - the parser's own values
    """Give what an item of many texts cannot do without."""
    match operator:
        case "SUBPATTERN" if not value[1]:
            return _needed(value[3])
        case "ASSERT":
            return _needed(value[1])
        case "ATOMIC_GROUP":
            return _needed(value)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT" if value[0]:
            return _needed(value[2])
        case "BRANCH":
            parts = [_needed(branch) for branch in value[1]]
            texts = frozenset().union(*(part for part in parts if part))
            return texts if all(parts) and len(texts) <= _MOST else None
    return None


def _chars(items: Sequence[Any]) -> Texts | None:
    out: set[str] = set()
    for operator, value in items:
        if str(operator) == "LITERAL":
            out.add(chr(value))
        elif str(operator) == "RANGE" and value[1] - value[0] < _MOST:
            out.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(out) if len(out) <= _MOST else None

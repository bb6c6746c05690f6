"""W02: brackets, quotes and book marks that do not pair in their paragraph."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from assistant.checks.finding import Finding, Subject
from assistant.checks.paragraphs import Unit, blocks_of, breaks_off, paragraphs_of, report
from assistant.form.model import Severity

BASIS = "《标点符号用法》（GB/T 15834-2011）"
# Full and half width brackets close each other: that mixture is another rule's business.
_KINDS = ("（(", "《", "“", "‘", "〔", "【", "「", "『", "〈", "[［")
_CLOSERS = ("）)", "》", "”", "’", "〕", "】", "」", "』", "〉", "]］")
_OPEN = {mark: kind for kind, marks in enumerate(_KINDS) for mark in marks}
_CLOSE = {mark: kind for kind, marks in enumerate(_CLOSERS) for mark in marks}
_NAMES = (
    "括号",
    "书名号",
    "引号",
    "引号",
    "六角括号",
    "方头括号",
    "引号",
    "引号",
    "书名号",
    "方括号",
)
_MARK = re.compile("[" + re.escape("".join((*_KINDS, *_CLOSERS))) + "]")
_ITEM = re.compile(r"(?:^|[。；;：:，,、\s])(?:[0-9]{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$")
_APOSTROPHE = re.compile(r"[A-Za-z0-9]’[A-Za-z]|’\d\d")
_STRAIGHT = '"'
_RUNS_ON = re.compile("\\s*“")


class Odd(NamedTuple):
    """A mark without its partner; `kind` counts in the table of pairs."""

    at: int
    mark: str
    kind: int


def unpaired_marks(subject: Subject) -> Iterator[Finding]:
    """Find marks that are opened and not closed, or closed and not opened."""
    paragraphs = paragraphs_of(subject)
    units = blocks_of(subject)
    odds = [(where, odd) for where in units for odd in odd_marks(where.text)]
    goes_on = {
        id(before)
        for before, after in pairwise(paragraphs)
        if before.section == after.section and _RUNS_ON.match(after.text)
    }
    closes = any(odd.mark == "”" for _, odd in odds)
    opens = any(_begins(where, odd) for where, odd in odds)
    for where, odd in odds:
        # A quotation over paragraphs opens anew in each and closes in the last alone.
        over = odd.mark == "”" and opens
        if over or (_begins(where, odd) and (closes or id(where) in goes_on)):
            continue
        yield _finding(subject, where, odd)
    for where in units:
        if where.text.count(_STRAIGHT) % 2:
            at = where.text.rindex(_STRAIGHT)
            yield report(
                subject,
                where,
                (at, at + 1),
                "W02",
                "unpaired",
                f"引号不成对：本段有{where.text.count(_STRAIGHT)}个直引号",
                basis=BASIS,
                suggestion="补上另一半，并用“”",
            )


def _begins(where: Unit, odd: Odd) -> bool:
    return odd.mark == "“" and where.text[: odd.at].rstrip()[-1:] in {"", "：", ":"}


def odd_marks(text: str) -> list[Odd]:
    """Give the marks of a paragraph that have no partner, in order."""
    stack: list[Odd] = []
    odd: list[Odd] = []
    skip = {m.start() + m[0].index("’") for m in _APOSTROPHE.finditer(text)}
    for found in _MARK.finditer(text):
        mark, at = found[0], found.start()
        if mark in _OPEN:
            stack.append(Odd(at, mark, _OPEN[mark]))
            continue
        kind = _CLOSE[mark]
        depth = next((d for d in range(len(stack) - 1, -1, -1) if stack[d].kind == kind), None)
        if depth is not None:
            # What was opened inside and is still open has lost its partner.
            odd += stack[depth + 1 :]
            del stack[depth:]
        elif at not in skip and not (kind == 0 and _ITEM.search(text[:at])):
            odd.append(Odd(at, mark, kind))
    return sorted((*odd, *stack))


def _finding(subject: Subject, where: Unit, odd: Odd) -> Finding:
    name = _NAMES[odd.kind]
    opened = odd.mark in _OPEN
    missing = (_CLOSERS if opened else _KINDS)[odd.kind][0]
    side = "后" if opened else "前"
    twice = [at for at in _others(where.text, odd) if at != odd.at]
    message = f"{name}不成对：“{odd.mark}”{side}面没有配对的“{missing}”"
    if twice and odd.kind in {1, 2}:
        message += f"，可能是另一处“{odd.mark}”写反了"
    start, end = _around(where.text, odd.at, opened)
    severity: Severity | None = None
    if opened and breaks_off(subject, where):
        message += "；摘录到这里为止的，可以不管"
        severity = "info"
    return report(
        subject,
        where,
        (start, end),
        "W02",
        "unpaired",
        message,
        severity=severity,
        basis=BASIS,
        suggestion=f"补上“{missing}”或去掉“{odd.mark}”",
    )


def _others(text: str, odd: Odd) -> list[int]:
    """Find neighbours of the same mark with no partner between them."""
    partner = (_CLOSERS if odd.mark in _OPEN else _KINDS)[odd.kind][0]
    spots = [i for i, char in enumerate(text) if char == odd.mark]
    return [
        i for i in spots if i != odd.at and partner not in text[min(i, odd.at) : max(i, odd.at)]
    ]


def _around(text: str, at: int, opened: bool) -> tuple[int, int]:
    """Widen a lone mark by a few characters, so that the excerpt says where it is."""
    if opened:
        return at, min(len(text), at + 9)
    return max(0, at - 8), at + 1

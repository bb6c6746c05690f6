"""What differs between two sentences: where the wording does, and what no percentage shows."""

import re
from collections import deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

from assistant.text.names import Name, places, units
from assistant.text.normalise import fold
from assistant.text.polarity import flips
from assistant.text.quantities import quantities

Op = Literal["same", "left", "right"]

_LEXEME = re.compile(r"\d+(?:[.,]\d+)*[%％‰]?|[A-Za-z]+|[\s\S]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)([%‰百千万亿]|个?百分点)?")
_LARGE = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_WHOLE = re.compile("百分之百")
_CLAUSE = re.compile(r"[^,;、。]+")
_LEAD = re.compile("^(?:其中|并|和)?:?")
_BEHIND = 4
_QUOTES = ("“", '"', "‘", "'", "《")


class Kind(StrEnum):
    """What sort of difference it is, as shown to people."""

    YEAR = "年份"
    NUMBER = "数字"
    PLACE = "地名"
    UNIT = "单位"
    POLARITY = "意思相反"


@dataclass(frozen=True, slots=True)
class Difference:
    """One named difference: what stands left and what stands right in its place (or nothing)."""

    kind: Kind
    left: str
    right: str


def diff(left: str, right: str) -> list[tuple[Op, str]]:
    """Align two texts for display: what both have, what only `left`, what only `right` has.

    Joining `same` and `left` gives `left`, joining `same` and `right` gives `right`. Numbers and
    Latin words are not cut; a lone character shared between two changes counts as changed.
    """
    ours, theirs = _LEXEME.findall(left), _LEXEME.findall(right)
    blocks: list[tuple[str, str, str]] = []
    for op in Indel.opcodes(ours, theirs):
        both = (
            "".join(ours[op.src_start : op.src_end]),
            "".join(theirs[op.dest_start : op.dest_end]),
        )
        blocks.append((both[0], "", "") if op.tag == "equal" else ("", *both))
    out: list[tuple[Op, str]] = []
    gone = come = ""
    for index, (same, minus, plus) in enumerate(blocks):
        lone = len(same) == 1 and 0 < index < len(blocks) - 1
        if same and not lone:
            _append(out, gone, come)
            out.append(("same", same))
            gone = come = ""
        else:
            gone += same + minus
            come += same + plus
    _append(out, gone, come)
    return out


def _append(out: list[tuple[Op, str]], gone: str, come: str) -> None:
    if gone:
        out.append(("left", gone))
    if come:
        out.append(("right", come))


def differences(left: str, right: str) -> tuple[Difference, ...]:
    """Name what a likeness does not see: years, numbers, names of places and units, and flips."""
    left, right = fold(left), fold(right)
    years = _changed(Kind.YEAR, _YEAR.findall(left), _YEAR.findall(right))
    ours, theirs = _YEAR.sub("", left), _YEAR.sub("", right)
    numbers = _numbers_changed(_WHOLE.sub("100%", ours), _WHOLE.sub("100%", theirs))
    named = [
        *_renamed(Kind.PLACE, places(left), places(right)),
        *_renamed(Kind.UNIT, units(left), units(right)),
    ]
    opposite = [Difference(Kind.POLARITY, *flip) for flip in flips(left, right)]
    return (*years, *numbers, *named, *opposite)


class _Number(NamedTuple):
    start: int
    value: Decimal
    """In plain units: 1.2万 is 12000."""
    sort: str
    """`%` and the like; empty for what is counted."""
    shown: str
    behind: str
    """The last characters in front of it, fewer where a clause begins or a digit stands."""


def _numbers_changed(left: str, right: str) -> list[Difference]:
    """Pair the numbers that changed: those of clauses in the same words first, wherever they stand."""
    theirs: dict[str, deque[list[_Number]]] = {}
    for words, numbers in _clauses(right):
        theirs.setdefault(words, deque()).append(numbers)
    found: list[Difference] = []
    loose: list[_Number] = []
    for words, numbers in _clauses(left):
        if same := theirs.get(words):
            found += _paired(numbers, same.popleft())
        else:
            loose += numbers
    rest = sorted(n for clauses in theirs.values() for numbers in clauses for n in numbers)
    return list(dict.fromkeys(found + _beside_the_same(loose, rest)))


def _beside_the_same(ours: list[_Number], theirs: list[_Number]) -> list[Difference]:
    """Pair numbers behind the same words, in order; the rest by their order alone."""
    waiting: dict[str, deque[_Number]] = {}
    for one in theirs:
        waiting.setdefault(one.behind, deque()).append(one)
    found: list[Difference] = []
    left: list[_Number] = []
    for one in ours:
        if len(one.behind) == _BEHIND and (same := waiting.get(one.behind)):
            found += _paired([one], [same.popleft()])
        else:
            left.append(one)
    return found + _paired(left, sorted(one for some in waiting.values() for one in some))


def _paired(ours: list[_Number], theirs: list[_Number]) -> list[Difference]:
    return _changed(
        Kind.NUMBER,
        [one.shown for one in ours],
        [one.shown for one in theirs],
        [(one.value, one.sort) for one in ours],
        [(one.value, one.sort) for one in theirs],
    )


def _clauses(text: str) -> list[tuple[str, list[_Number]]]:
    """Give the clauses that hold a number, in words without it, and what numbers they hold."""
    waiting = deque(_numbers(text))
    out = []
    for clause in _CLAUSE.finditer(text):
        held = []
        while waiting and waiting[0].start < clause.end():
            held.append(waiting.popleft())
        if held:
            words = _LEAD.sub("", clause[0])
            for one in held:
                words = words.replace(one.shown, "0", 1)
            out.append((words, held))
    return out


def _numbers(text: str) -> list[_Number]:
    found = []
    for match in _NUMBER.finditer(text):
        digits, sort = match.groups(default="")
        value = Decimal(digits) * _LARGE.get(sort, 1)
        found.append(
            _Number(
                match.start(),
                value,
                "" if sort in _LARGE else sort,
                match[0],
                _behind(text, match.start()),
            )
        )
    for one in quantities(text):
        # 一 is mostly an article, and what is quoted a name: “两个维护”.
        if one.spoken and one.value > 1 and not text[: one.start].endswith(_QUOTES):
            shown = text[one.start : one.end].removesuffix(one.unit)
            found.append(_Number(one.start, one.value, "", shown, _behind(text, one.start)))
    return sorted(found)


def _behind(text: str, start: int) -> str:
    return re.split(r"[\d,;、。:()]", text[max(start - _BEHIND, 0) : start])[-1]


def _changed(
    kind: Kind,
    left: list[str],
    right: list[str],
    ours: Sequence[Hashable] = (),
    theirs: Sequence[Hashable] = (),
) -> list[Difference]:
    """Pair what is not the same in order; `ours` and `theirs` tell what is, else the wording."""
    ours, theirs = ours or left, theirs or right
    if len(left) == len(right):
        pairs = [(left[n], right[n]) for n in range(len(left)) if ours[n] != theirs[n]]
    else:
        pairs = [
            pair
            for op in Levenshtein.opcodes(ours, theirs)
            if op.tag != "equal"
            for pair in zip_longest(
                left[op.src_start : op.src_end], right[op.dest_start : op.dest_end], fillvalue=""
            )
        ]
    return list(dict.fromkeys(Difference(kind, one, other) for one, other in pairs))


def _renamed(kind: Kind, left: list[Name], right: list[Name]) -> list[Difference]:
    """Pair the names that only one side has, in reading order."""
    ours, theirs = ({name.core: name.text for name in names} for names in (left, right))
    gone = [text for core, text in ours.items() if core not in theirs]
    come = [text for core, text in theirs.items() if core not in ours]
    return [Difference(kind, *pair) for pair in zip_longest(gone, come, fillvalue="")]

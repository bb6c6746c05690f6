"""What differs between two sentences: where the wording does, and what no percentage shows."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from rapidfuzz.distance import Indel, Levenshtein

from assistant.text.normalise import fold

Op = Literal["same", "left", "right"]

_LEXEME = re.compile(r"\d+(?:[.,]\d+)*[%％‰]?|[A-Za-z]+|[\s\S]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[%‰]|[万亿])?")

# Words that begin like a negation and are none.
_NOT_NEGATING = "不断|不仅|不但|不同|不少|不久|不动产|未来|非常|无论|无障碍"
_NEGATION = re.compile(
    f"(?:{_NOT_NEGATING})|(并未|尚未|从未|未曾|未能|未|没有|没|不予|不再|不能|不得|不|无法|无|免予)"
)
_FILLERS = "了有因"
_OPPOSITES = (
    ("增长 增加 上升 提高 上涨 新增", "下降 减少 降低 下滑 回落"),
    ("制发 制定 印发 出台", "废止 失效 撤销"),
    ("维持", "纠正"),
    ("全部公开 全文公开", "部分公开"),
    ("批准 准予 同意", "驳回 拒绝"),
    ("按时 按期 如期", "逾期 超期 延期"),
    ("胜诉", "败诉"),
)
_SIDES = tuple(
    (re.compile("|".join(one.split())), re.compile("|".join(other.split())))
    for one, other in _OPPOSITES
)


class Kind(StrEnum):
    """What sort of difference it is, as shown to people."""

    YEAR = "年份"
    NUMBER = "数字"
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
    """Name the differences that a likeness does not see: years, numbers, and opposite claims."""
    left, right = fold(left), fold(right)
    years = _changed(Kind.YEAR, _YEAR.findall(left), _YEAR.findall(right))
    numbers = _changed(
        Kind.NUMBER, _NUMBER.findall(_YEAR.sub("", left)), _NUMBER.findall(_YEAR.sub("", right))
    )
    return (*years, *numbers, *_flips(left, right))


def _changed(kind: Kind, left: list[str], right: list[str]) -> list[Difference]:
    found: list[Difference] = []
    for op in Levenshtein.opcodes(left, right):
        if op.tag != "equal":
            ours, theirs = left[op.src_start : op.src_end], right[op.dest_start : op.dest_end]
            longer = max(len(ours), len(theirs))
            ours += [""] * (longer - len(ours))
            theirs += [""] * (longer - len(theirs))
            found.extend(
                Difference(kind, one, other) for one, other in zip(ours, theirs, strict=True)
            )
    return list(dict.fromkeys(found))


def _flips(left: str, right: str) -> list[Difference]:
    found = [Difference(Kind.POLARITY, no, yes) for no, yes in _denials(left, right)]
    found += [Difference(Kind.POLARITY, yes, no) for no, yes in _denials(right, left)]
    for one, other in _SIDES:
        for first, second in ((one, other), (other, one)):
            ours, theirs = _only(first, left, right), _only(second, right, left)
            if ours and theirs:
                found.append(Difference(Kind.POLARITY, ours, theirs))
    return found


def _denials(denying: str, stating: str) -> list[tuple[str, str]]:
    """Find what `denying` denies and `stating` states: pairs such as 未收到, 收到."""
    no, yes = _denied(denying), _denied(stating)
    found = []
    for head, word in no.items():
        stated = stating.count(head) - len(yes.get(head, []))
        stated_here = denying.count(head) - len(word)
        if len(word) > len(yes.get(head, [])) and stated > stated_here:
            found.append((word[0], head))
    return found


def _denied(text: str) -> dict[str, list[str]]:
    """Map the two characters behind each negation to the negations as written."""
    found: dict[str, list[str]] = {}
    for match in _NEGATION.finditer(text):
        if match[1]:
            start = match.end()
            while text[start : start + 1] in _FILLERS and start < len(text):
                start += 1
            head = text[start : start + 2]
            if len(head) == 2 and head.isalpha():
                found.setdefault(head, []).append(match[1] + text[match.end() : start] + head)
    return found


def _only(words: re.Pattern[str], here: str, there: str) -> str:
    """Give the first of `words` that stands here more often than there, counted as one class."""
    ours = Counter(words.findall(here))
    return next(iter(ours), "") if ours.total() > len(words.findall(there)) else ""

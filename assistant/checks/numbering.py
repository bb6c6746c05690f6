"""W03: numbers of lists that skip, repeat, start late or stand on the wrong level."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.checks.finding import Check, Finding, Sentence, Subject
from assistant.checks.settings import rules_of
from assistant.checks.spans import Heading, found, headings_of, sentences_of
from assistant.form.model import Severity

_HAN = "一二三四五六七八九十"
_START = r"(?:^|(?<=[。；：，、！？;:,\s“（]))"
_RUNNING = re.compile(
    rf"{_START}(?:(?P<is>[{_HAN}]{{1,3}})是(?!否|非)|(?P<need>[{_HAN}]{{1,2}})要(?=[\u4e00-\u9fff])|第(?P<nth>[{_HAN}]{{1,2}})[，,、])"
)
_LEVELS = (
    ("（一）", re.compile(rf"^\s*[（(](?P<n>[{_HAN}]{{1,3}})[）)]")),
    ("1.", re.compile(r"^\s*(?P<n>[0-9]{1,2})(?:[.．、](?![0-9]))")),
    ("（1）", re.compile(r"^\s*[（(](?P<n>[0-9]{1,2})[）)]")),
)
_ONE_SIDE = re.compile("(?:^|[，。；：])(另)?一方面")


def number_of(text: str) -> int:
    """Read 一 to 九十九, or Arabic digits."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _HAN.index(text) + 1 if text in _HAN else 0
    return (_HAN.index(tens) + 1 if tens else 1) * 10 + (_HAN.index(ones) + 1 if ones else 0)


@dataclass(slots=True)
class _Run:
    kind: str
    last: int


def running(subject: Subject) -> Iterator[Finding]:
    """W03: 一是, 二是, … and 第一, 第二, … inside paragraphs."""
    basis = rules_of(subject).basis.get("W03", "")
    runs: list[_Run] = []
    section = -1
    for where in _in_order(subject):
        if where.index[0] != section:
            section, runs = where.index[0], []
        before: re.Match[str] | None = None
        for m in _RUNNING.finditer(where.text):
            kind = m.lastgroup or ""
            number = number_of(m[kind])
            problem = _next(runs, kind, number)
            # Behind a colon, a list inside an item begins.
            again = before is not None and kind == "is" and before["is"] == m["is"]
            if (
                again
                and before
                and number == 1
                and "：" not in where.text[before.end() : m.start()]
            ):
                problem = "在同一句里接连出现了两次。"
            before = m
            if problem is not None:
                shown = m[0].strip("，,、")
                yield found(
                    subject, where, m.span(), "W03", "running", f"“{shown}”{problem}", basis=basis
                )


def _next(runs: list[_Run], kind: str, number: int) -> str | None:
    """Put a marker into the open runs; say what is wrong when it fits none."""
    if number == 1:
        runs.append(_Run(kind, 1))
        return None
    mine = [i for i, run in enumerate(runs) if run.kind == kind]
    for i in reversed(mine):
        if runs[i].last == number - 1:
            runs[i].last = number
            # What was opened inside this item is over.
            del runs[i + 1 :]
            return None
    if kind in {"need", "nth"} and not mine:
        return None
    if not mine:
        runs.append(_Run(kind, number))
        return "前面没有“一是”。" if kind == "is" else "前面没有“第一”。"
    last = runs[mine[-1]].last
    runs[mine[-1]].last = number
    if number <= last:
        return f"重复了，前一个已经是第 {last} 项。"
    return f"前面是第 {last} 项，中间缺了第 {last + 1} 项。"


def headed(subject: Subject) -> Iterator[Finding]:
    """W03: （一）, 1. and （1） at the start of headings and sentences."""
    basis = rules_of(subject).basis.get("W03", "")
    last: dict[int, int] = {}
    first_level: int | None = None
    section = -1
    for where in _in_order(subject):
        if where.index[0] != section:
            section, last, first_level = where.index[0], {}, None
        if isinstance(where, Heading) and where.kind == "title":
            continue
        for level, (_, pattern) in enumerate(_LEVELS):
            m = pattern.match(where.text)
            if m is None:
                continue
            number = number_of(m["n"])
            problem, severity = _heading(last, level, number, first_level)
            first_level = level if first_level is None else first_level
            last = {k: v for k, v in last.items() if k < level} | {level: number}
            if problem:
                said = f"“{m[0].strip()}”{problem}"
                yield found(
                    subject, where, m.span(), "W03", "headed", said, basis=basis, severity=severity
                )


def _heading(
    last: dict[int, int], level: int, number: int, first_level: int | None
) -> tuple[str, Severity]:
    if first_level is not None and level < first_level:
        return f"倒了层级：“{_LEVELS[first_level][0]}”在“{_LEVELS[level][0]}”的上面。", "warning"
    before = last.get(level, 0)
    if number == 1 and before == 1:
        return "连着出现了两次。", "warning"
    if number == before + 1 or number == 1:
        return "", "error"
    if not before:
        return f"前面没有第 1 项，一开始就是第 {number} 项。", "error"
    if number <= before:
        return f"重复或倒了，前一个已经是第 {before} 项。", "error"
    return f"前面是第 {before} 项，中间缺了第 {before + 1} 项。", "error"


def two_sides(subject: Subject) -> Iterator[Finding]:
    """W03: 另一方面 with no 一方面 in front of it."""
    basis = rules_of(subject).basis.get("W03", "")
    section, open_ = -1, 0
    for sentence in sentences_of(subject):
        if sentence.index[0] != section:
            section, open_ = sentence.index[0], 0
        for m in _ONE_SIDE.finditer(sentence.text):
            if not m[1]:
                open_ += 1
            elif not open_:
                message = "有“另一方面”，前面没有“一方面”。"
                yield found(
                    subject,
                    sentence,
                    m.span(),
                    "W03",
                    "two-sides",
                    message,
                    severity="warning",
                    basis=basis,
                )


def _in_order(subject: Subject) -> Iterator[Sentence | Heading]:
    both: list[Sentence | Heading] = [*headings_of(subject), *sentences_of(subject)]

    def key(where: Sentence | Heading) -> tuple[int, int, int]:
        return (*where.index, -1) if isinstance(where, Heading) else where.index

    return iter(sorted(both, key=key))


CHECKS: tuple[Check, ...] = (running, headed, two_sides)

"""P01: problems and the measures against them, side by side."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.checks.finding import Check, Finding, Sentence, Subject
from assistant.checks.numbering import number_of
from assistant.checks.settings import rules_of
from assistant.checks.spans import found, sentences_of

_ITEM = re.compile(
    r"(?:^|(?<=[。；：:，\s]))(?:(?P<is>[一二三四五六七八九十]{1,2})是|[（(](?P<b>[一二三四五六七八九十]{1,2})[）)]|(?P<d>[1-9])[.．、])"
)
_MEASURES = re.compile("下一步|措施|改进|今后|下一年|将|整改情况|为此|针对")
_ALIKE = 1
_COMMON = re.compile(
    "政府|信息|公开|工作|政务|进一步|加强|有待|不够|需要|提高|提升|不足|存在|问题|加大|力度|推进|建设|[的了和及与是在对有]|情况|方面|还|不|我[局委办镇县区市]"
)


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    sentence: Sentence
    text: str


def problems_and_measures(subject: Subject) -> Iterator[Finding]:
    """P01: more problems than measures, none at all, or measures that answer another problem."""
    rules = rules_of(subject)
    mine = [s for s in sentences_of(subject) if s.section == rules.problems_in]
    if not mine:
        return
    basis = rules.basis.get("P01", "")
    runs = _runs(mine)
    span = (0, len(mine[0].text))
    if not any(_MEASURES.search(s.text) for s in mine) and len(runs) < 2:
        message = "写了问题，没有写改进措施。"
        yield found(subject, mine[0], span, "P01", "no-measures", message, basis=basis)
        return
    if len(runs) != 2:
        return
    problems, measures = runs
    if len(problems) != len(measures):
        message = f"问题有 {len(problems)} 条，措施有 {len(measures)} 条，宜一条对一条。"
        at = (0, len(measures[0].sentence.text))
        yield found(subject, measures[0].sentence, at, "P01", "counts", message, basis=basis)
        return
    yield from _misplaced(subject, problems, measures, basis)


def _runs(mine: list[Sentence]) -> list[list[_Item]]:
    runs: list[list[_Item]] = []
    for sentence in mine:
        marks = list(_ITEM.finditer(sentence.text))
        if not marks and runs:
            last = runs[-1][-1]
            runs[-1][-1] = _Item(last.number, last.sentence, last.text + sentence.text)
        for i, m in enumerate(marks):
            after = marks[i + 1] if i + 1 < len(marks) else None
            number = number_of(m["is"] or m["b"] or m["d"])
            text = sentence.text[m.end() : after.start() if after else None]
            if number == 1 or not runs:
                runs.append([])
            runs[-1].append(_Item(number, sentence, text))
    return runs


def _misplaced(
    subject: Subject, problems: list[_Item], measures: list[_Item], basis: str
) -> Iterator[Finding]:
    grams = [_pairs_of(m.text) for m in measures]
    for n, problem in enumerate(problems):
        own = _pairs_of(problem.text)
        shared = [len(own & other) for other in grams]
        best = max(shared)
        if shared[n] == 0 and best >= _ALIKE:
            answer = shared.index(best)
            message = (
                f"第 {n + 1} 个问题和第 {n + 1} 条措施说的像不是一件事，"
                f"第 {answer + 1} 条措施更对得上。"
            )
            at = (0, len(problem.sentence.text))
            yield found(subject, problem.sentence, at, "P01", "order", message, basis=basis)


def _pairs_of(text: str) -> frozenset[str]:
    words = re.split(r"[^\u4e00-\u9fff]|\x00", _COMMON.sub("\x00", text))
    return frozenset(w[i : i + 2] for w in words for i in range(len(w) - 1))


CHECKS: tuple[Check, ...] = (problems_and_measures,)

"""Planted repetition: last year's problems, last year's section, a sentence said twice."""

import random
import re

from planted import Case, another, plants

from assistant.report.model import Passage

_SWAPS = (("公开", "发布"), ("及时", "按时"), ("没有", "未"), ("栏目", "专栏"), ("群众", "公众"))
_LEADS = ("全年", "同时，", "此外，", "本年度")


def reworded(text: str, rng: random.Random) -> str:
    """Change a few words the way one hides a copy; figures and what it says stay."""
    body = re.sub(r"^[一二三四五六]是", "", text)
    for old, new in rng.sample(_SWAPS[1:], 2):
        if rng.random() < 0.5 and old != "没有":
            body = body.replace(old, new, 1)
    return rng.choice(_LEADS) + body if rng.random() < 0.5 else body


def _last(case: Case, key: str) -> list[Passage]:
    if case.last is None:
        return []
    return [
        passage
        for section in case.last.sections
        for passage in section.passages
        if passage.key.startswith(key) and passage.sentences
    ]


@plants("P02")
def problem_again(case: Case) -> Case | None:
    long = [t for p in _last(case, "问题与措施") for t in p.sentences if len(t) > 18]
    if not long:
        return None
    again = reworded(case.rng.choice(long), case.rng)

    def changed(passage: Passage) -> Passage:
        if passage.key != "问题与措施.problem":
            return passage
        sentences = (*passage.sentences[:-1], f"三是{again}")
        return passage.model_copy(update={"sentences": sentences})

    return case.with_passages(changed)


@plants("P02")
def section_again(case: Case) -> Case | None:
    aspects = ["主动公开", "依申请公开", "信息管理", "平台建设", "监督保障"]
    old = {key: [t for p in _last(case, key) for t in p.sentences] for key in aspects}
    if sum(len(t) > 15 for texts in old.values() for t in texts) < 8:
        return None

    def newer(text: str) -> str:
        return re.sub(
            r"\d+", lambda m: m[0] if len(m[0]) == 4 else str(another(case.rng, int(m[0]))), text
        )

    def changed(passage: Passage) -> Passage | None:
        if passage.key in {"总起", "上年整改"}:
            return None
        if passage.key not in old:
            return passage
        sentences = tuple(map(newer, old[passage.key])) or passage.sentences
        return passage.model_copy(update={"sentences": sentences})

    return case.with_passages(changed)


@plants("P03")
def said_twice(case: Case) -> Case | None:
    long = [t for t in case.sentences() if len(t) > 20 and not re.search(r"[0-9《]", t)]
    if not long:
        return None
    return case.adding("监督保障", reworded(case.rng.choice(long), case.rng))

"""Random drafts of any form, made by answering its questions the way a clerk could."""

import random
from collections.abc import Callable
from datetime import date

from assistant.draft.events import FillCard, FinishAspect, FinishTables, SetCells
from assistant.draft.figures import Figures, default_answer, figures_of, typed_cells
from assistant.draft.interview import current_step, step
from assistant.draft.model import Draft
from assistant.form.answer import Typed
from assistant.form.load import LoadedForm
from assistant.form.model import Fact, FactType, Step

TODAY = date(2026, 1, 20)
Size = Callable[[random.Random], int]

SIZES: dict[str, Size] = {
    "zero": lambda rng: 0,
    "one": lambda rng: 1,
    "many": lambda rng: rng.choice([2, 3, 12, 60]),
    "mixed": lambda rng: rng.choice([0, 0, 1, 2, 5, 30, 240]),
}


def random_draft(
    loaded: LoadedForm, rng: random.Random, size: Size, answers: dict[str, Typed] | None = None
) -> Draft:
    """Answer every card and table of a form at random; `answers` are given as they are.

    An answer the form refuses is tried again with smaller numbers; narrative steps are left empty.
    """
    draft = Draft(form=loaded.form.form, today=TODAY)
    for _ in range(200):
        figures = figures_of(loaded, draft)
        one = current_step(figures, draft)
        if one is None:
            return draft
        draft = _answered(loaded, draft, one, rng, size, answers or {})
    raise AssertionError(f"the interview does not end at {one}")


def _answered(
    loaded: LoadedForm,
    draft: Draft,
    one: Step,
    rng: random.Random,
    size: Size,
    answers: dict[str, Typed],
) -> Draft:
    if one.kind == "aspect":
        result = step(loaded, draft, FinishAspect(one.aspect))
        assert isinstance(result, Draft)
        return result
    if one.kind == "pairs":
        return draft.model_copy(update={"done": draft.done | {one.pairs}})
    if one.kind == "tables":
        return _tables(loaded, draft, one, rng, size)
    for attempt in range(60):
        values = _card(loaded, draft, one, rng, size if attempt < 40 else SIZES["zero"], answers)
        result = step(loaded, draft, FillCard(one.key, values, confirmed=True))
        if isinstance(result, Draft):
            return result
    raise AssertionError(f"no accepted answer for {one.key}: {result}")


def _card(
    loaded: LoadedForm,
    draft: Draft,
    one: Step,
    rng: random.Random,
    size: Size,
    answers: dict[str, Typed],
) -> dict[str, Typed]:
    figures = figures_of(loaded, draft)
    values: dict[str, Typed] = {}
    for key in one.facts:
        if figures.shown(key):
            fact = loaded.form.fact[key]
            values[key] = answers.get(key) or _answer(figures, fact, rng, size)
    return values


def _answer(figures: Figures, fact: Fact, rng: random.Random, size: Size) -> Typed:
    default = default_answer(figures, fact.key)
    if default is not None and fact.type not in {FactType.CHOICES, FactType.SPLIT}:
        return default
    if not figures.required(fact.key) and rng.random() < 0.15:
        return ""
    match fact.type:
        case FactType.CHOICE:
            return rng.choice(fact.option_keys)
        case FactType.CHOICES:
            most = min(fact.most or 4, len(fact.option_keys))
            least = 0 if fact.none else 1
            return rng.sample(fact.option_keys, rng.randint(least, most))
        case FactType.DATE:
            return f"{TODAY.year}年1月20日"
        case FactType.NAMES:
            return rng.sample(["信息发布", "办事服务", "政策问答"], rng.randint(1, 3))
        case FactType.SPLIT:
            names = list(fact.option_keys) or ["动态", "公告", "文件"]
            chosen = rng.sample(names, rng.randint(1, min(3, len(names))))
            return [(name, str(size(rng))) for name in chosen]
        case FactType.TEXT:
            return fact.example or "办公室"
        case _:
            return str(min(size(rng), fact.most if fact.most is not None else 10**6))


def _tables(loaded: LoadedForm, draft: Draft, one: Step, rng: random.Random, size: Size) -> Draft:
    figures = figures_of(loaded, draft)
    cells = [a for t in one.tables for a in typed_cells(figures, loaded.form.table[t])]
    filled = step(loaded, draft, SetCells({a: str(size(rng)) for a in cells}))
    assert isinstance(filled, Draft)
    done = step(loaded, filled, FinishTables(one.key, confirmed=True))
    assert isinstance(done, Draft)
    return done

"""The second form, and random walks through its interview."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import strategies as st

from assistant.draft.events import (
    AddSentences,
    AskLater,
    Back,
    ComposeSection,
    EditSentence,
    Event,
    FillCard,
    FinishAspect,
    FinishPairs,
    FinishTables,
    Goto,
    MoveSentence,
    NewPair,
    NewSentence,
    SetCells,
    SetPairs,
    ZeroTables,
)
from assistant.draft.figures import Figures, figures_of, typed_cells
from assistant.draft.interview import current_step, step
from assistant.draft.model import Draft
from assistant.form.answer import Typed
from assistant.form.load import LoadedForm, load_form
from assistant.form.model import Fact, FactType, Step

FOOD = Path(__file__).parents[1] / "forms" / "food-safety"
TODAY = date(2026, 1, 5)

Walk = Callable[[st.DataObject, int], list[tuple[Event, Draft]]]
"""Draws events from a fresh draft on, and gives those accepted with the draft after each."""

SENTENCES = (
    "全年抽检{{ 抽检.抽检小计.合计 }}批次。",
    "计划{{ 计划批次 }}批次，是上年的{{ 上年.计划批次 }}批次之外新增的。",
    "我局写了一句。又写了一句！",
    "印花括号{{ 没有 }}和{%。",
    "合格率{{ 合格率 }}%。",
)


@pytest.fixture(scope="session")
def food() -> LoadedForm:
    """A second kind of report, made of data alone."""
    return load_form(FOOD)


@pytest.fixture(scope="session")
def fresh(food: LoadedForm) -> Draft:
    """A draft in which nothing has been said yet."""
    return Draft(form=food.form.form, today=TODAY)


@pytest.fixture(scope="session")
def walk(food: LoadedForm, fresh: Draft) -> Walk:
    """Random steps over the second form."""

    def run(data: st.DataObject, most: int) -> list[tuple[Event, Draft]]:
        draft = fresh
        out: list[tuple[Event, Draft]] = []
        for _ in range(data.draw(st.integers(1, most), label="steps")):
            event = _event(data, food, draft)
            result = step(food, draft, event)
            if isinstance(result, Draft):
                out.append((event, result))
                draft = result
        return out

    return run


def _event(data: st.DataObject, food: LoadedForm, draft: Draft) -> Event:
    figures = figures_of(food, draft)
    here = current_step(figures, draft)
    other = data.draw(
        st.sampled_from(["here"] * 6 + ["goto", "back", "later", "edit", "move", "compose"])
    )
    ids = [*draft.sentences(), 99]
    if other == "goto" or (here is None and other == "here"):
        return Goto(data.draw(st.sampled_from([s.key for s in food.form.steps])))
    if other == "back":
        return Back()
    if other == "later":
        keys = [*food.form.fact, *(s.key for s in food.form.steps)]
        return AskLater(data.draw(st.sampled_from(keys)), data.draw(st.sampled_from(["", "所里"])))
    if other == "edit":
        return EditSentence(
            data.draw(st.sampled_from(ids)), data.draw(st.sampled_from((*SENTENCES, "")))
        )
    if other == "move":
        return MoveSentence(data.draw(st.sampled_from(ids)), data.draw(st.sampled_from([-1, 1])))
    if other == "compose" or here is None:
        return ComposeSection(data.draw(st.sampled_from([s.key for s in food.form.sections])))
    return _answer(data, figures, here)


def _answer(data: st.DataObject, figures: Figures, here: Step) -> Event:
    form = figures.loaded.form
    match here.kind:
        case "card":
            values = {key: _typed(data, form.fact[key]) for key in here.facts}
            return FillCard(here.key, values, confirmed=data.draw(st.booleans()))
        case "tables":
            cells = [a for t in here.tables for a in typed_cells(figures, form.table[t])]
            figure = st.sampled_from(["0", "1", "７", "1,234", "", "不适用"])
            made = data.draw(st.sampled_from(["zero", "cells", "done"]))
            if made == "zero":
                return ZeroTables(here.key)
            if made == "cells":
                return SetCells(
                    data.draw(st.dictionaries(st.sampled_from(cells), figure, min_size=1))
                )
            return FinishTables(here.key, confirmed=True)
        case "aspect":
            moves = [move.key for move in form.aspect[here.aspect].moves]
            sentence = st.builds(
                NewSentence,
                st.sampled_from(SENTENCES),
                st.sampled_from(["own", "phrase:rate"]),
                st.sampled_from([*moves, ""]),
            )
            added = data.draw(st.lists(sentence, max_size=3))
            return AddSentences(here.aspect, tuple(added)) if added else FinishAspect(here.aspect)
        case _:
            new = st.builds(NewSentence, st.sampled_from(SENTENCES))
            side = st.lists(new, min_size=1, max_size=2).map(tuple)
            pairs = data.draw(st.lists(st.builds(NewPair, side, side), max_size=5))
            return SetPairs(here.pairs, tuple(pairs)) if pairs else FinishPairs(here.pairs)


def _typed(data: st.DataObject, fact: Fact) -> Typed:
    if fact.key == "单位":
        return data.draw(st.sampled_from(["白塔县市场监督管理局", "柳河镇市场监督管理所", ""]))
    match fact.type:
        case FactType.INTEGER if fact.key == "报告年":
            return data.draw(st.sampled_from(["2019", "2025", "2031"]))
        case FactType.INTEGER:
            return data.draw(st.sampled_from(["0", "3", "１２０", "x", ""]))
        case FactType.APPROXIMATE:
            return data.draw(st.sampled_from(["60余", "12", ""]))
        case FactType.AMOUNT:
            return data.draw(st.sampled_from(["12.5万元", "3500元", ""]))
        case FactType.DATE:
            return data.draw(st.sampled_from(["2026年1月8日", ""]))
        case FactType.CHOICE:
            return data.draw(st.sampled_from([*fact.option_keys, ""]))
        case FactType.CHOICES:
            return data.draw(st.lists(st.sampled_from(fact.option_keys), max_size=3))
        case FactType.NAMES:
            return data.draw(st.sampled_from(["甲所、乙院", "《丙》", ""]))
        case FactType.SPLIT:
            return data.draw(st.sampled_from(["进校园 1，进市场 2", "进校园 0", ""]))
        case _:
            return data.draw(st.sampled_from(["我局", "我所", "老王\n小李 和 小周", ""]))

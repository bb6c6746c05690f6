from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.draft.assemble import Assembler
from assistant.draft.events import (
    NAVIGATION,
    AddSentences,
    AskLater,
    Back,
    EditSentence,
    Event,
    FillCard,
    FinishAspect,
    FinishPairs,
    FinishTables,
    Goto,
    NewPair,
    NewSentence,
    PasteTable,
    Refused,
    SetCells,
    SetPairs,
    ZeroTables,
)
from assistant.draft.figures import default_answer, figures_of
from assistant.draft.interview import current_step, shown_steps, step, step_done
from assistant.draft.model import Draft, LastYear
from assistant.draft.points import open_points
from assistant.form.answer import value_of
from assistant.form.load import LoadedForm
from assistant.workspace import Workspace

Walk = Callable[[st.DataObject, int], list[tuple[Event, Draft]]]

EASY = {
    "单位": "白塔县市场监督管理局",
    "类别": "县局",
    "称呼": "我局",
    "报告年": "2025",
    "编号": "分段",
    "计划批次": "120",
    "财政拨款": "12.5",
    "有无不合格": "有",
    "抽样方式": "节前抽样",
    "检测机构": "甲所",
    "快检次数": "300余",
    "宣传分项": "进校园 3，进市场 5",
    "宣传场次": "8",
    "整改机构": "食品股",
    "签发日期": "2026-01-20",
}


def accepted(food: LoadedForm, draft: Draft, event: Event) -> Draft:
    result = step(food, draft, event)
    assert isinstance(result, Draft), result
    return result


def refused(food: LoadedForm, draft: Draft, event: Event) -> Refused:
    result = step(food, draft, event)
    assert isinstance(result, Refused)
    return result


def easy_event(food: LoadedForm, draft: Draft) -> Event | None:
    """The plainest answer to the question asked now."""
    figures = figures_of(food, draft)
    here = current_step(figures, draft)
    if here is None:
        return None
    match here.kind:
        case "card":
            shown = [key for key in here.facts if figures.shown(key)]
            return FillCard(here.key, {key: EASY[key] for key in shown}, confirmed=True)
        case "tables":
            done = draft.cells.keys() >= {
                a for t in here.tables for a in food.form.table[t].addresses()
                if a not in food.computed_cells and figures.zeroed(food.form.table[t], a.split(".")[1]) is None
            }  # fmt: skip
            return FinishTables(here.key, confirmed=True) if done else ZeroTables(here.key)
        case "aspect":
            return FinishAspect(here.aspect)
        case _:
            one = (NewSentence("有困难。"),)
            done = len(draft.pairs.get(here.pairs, ())) >= 1 and all(
                p.problem and p.measure for p in draft.pairs[here.pairs]
            )
            if done:
                return FinishPairs(here.pairs)
            return SetPairs(here.pairs, (NewPair(one, one),))


def finished(food: LoadedForm, draft: Draft, most: int = 60) -> Draft:
    for _ in range(most):
        event = easy_event(food, draft)
        if event is None:
            return draft
        draft = accepted(food, draft, event)
    raise AssertionError("the interview does not end")


def at_step(food: LoadedForm, draft: Draft, key: str) -> Draft:
    """Answer plainly until `key` is asked."""
    for _ in range(60):
        here = current_step(figures_of(food, draft), draft)
        if here is not None and here.key == key:
            return draft
        event = easy_event(food, draft)
        assert event is not None
        draft = accepted(food, draft, event)
    raise AssertionError(f"{key} is never asked")


def touched(food: LoadedForm, event: Event) -> set[str]:
    """What an event is about: the only answers it may change."""
    match event:
        case FillCard():
            return set(event.values)
        case AskLater():
            return {event.key}
        case SetCells():
            return set(event.cells)
        case ZeroTables():
            tables = next(s.tables for s in food.form.steps if s.key == event.step)
            return {a for t in tables for a in food.form.table[t].addresses()}
        case _:
            return set()


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_step_loses_an_answer_that_is_not_its_own(
    data: st.DataObject, walk: Walk, food: LoadedForm, fresh: Draft
) -> None:
    before = fresh
    for event, after in walk(data, 25):
        own = touched(food, event)
        for key, entry in before.facts.items():
            assert key in own or after.facts.get(key) == entry
        for address, figure in before.cells.items():
            assert address in own or after.cells.get(address) == figure
        if not isinstance(event, EditSentence | SetPairs):
            assert after.sentences().items() >= before.sentences().items()
        if isinstance(event, EditSentence):
            kept = {k: v for k, v in before.sentences().items() if k != event.id}
            assert after.sentences().items() >= kept.items()
        if isinstance(event, NAVIGATION):
            assert after.model_copy(update={"at": before.at}) == before
        before = after


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_only_visible_questions_are_asked(
    data: st.DataObject, walk: Walk, food: LoadedForm
) -> None:
    for event, draft in walk(data, 25):
        figures = figures_of(food, draft)
        here = current_step(figures, draft)
        shown = shown_steps(figures)
        assert here is None or here in shown
        if isinstance(event, Goto):
            assert here is not None
            assert here.key == event.step
        for one in shown:
            if one.kind == "card":
                assert any(figures.shown(key) for key in one.facts)
        for key in food.form.fact:
            if not figures.shown(key):
                assert figures(key) is None
            elif key in draft.facts:
                assert figures(key) == value_of(food.form.fact[key], draft.facts[key].answer)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_from_anywhere_plain_answers_lead_to_the_end(
    data: st.DataObject, walk: Walk, food: LoadedForm, fresh: Draft
) -> None:
    steps = walk(data, 20)
    draft = finished(food, steps[-1][1] if steps else fresh)
    figures = figures_of(food, draft)
    assert all(step_done(figures, draft, one) for one in shown_steps(figures))


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_undo_and_redo_through_the_workspace_are_exact(
    data: st.DataObject,
    walk: Walk,
    fresh: Draft,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    steps = walk(data, 15)
    with Workspace(tmp_path_factory.mktemp("undo")) as workspace:
        key = workspace.create(fresh, title="")
        for event, draft in steps:
            workspace.save(
                key, draft, type(event).__name__, navigation=isinstance(event, NAVIGATION)
            )
        states = [fresh, *(draft for _, draft in steps)]
        answers = [i for i, (e, _) in enumerate(steps, 1) if not isinstance(e, NAVIGATION)]
        assert [workspace.undo(key) for _ in answers] == [states[i - 1] for i in reversed(answers)]
        assert workspace.undo(key) is None
        assert [workspace.redo(key) for _ in answers] == [states[i] for i in answers]
        assert workspace.redo(key) is None


def test_a_hidden_answer_comes_back(food: LoadedForm, fresh: Draft) -> None:
    draft = finished(food, fresh)
    assert figures_of(food, draft)("整改机构") == "食品股"
    draft = accepted(food, draft, Goto("计划卡"))
    values = {"计划批次": "120", "财政拨款": "12.5", "有无不合格": "没有"}
    without = accepted(food, draft, FillCard("计划卡", values))
    figures = figures_of(food, without)
    assert figures("整改机构") is None
    assert "整改卡" not in [one.key for one in shown_steps(figures)]
    assert "处置" not in [one.key for one in shown_steps(figures)]
    assert refused(food, without, Goto("整改卡")).message == "这一步按前面的回答不用填"
    again = accepted(food, without, FillCard("计划卡", {**values, "有无不合格": "有"}))
    assert figures_of(food, again)("整改机构") == "食品股"
    assert current_step(figures_of(food, again), again) is None


def test_zero_by_itself_says_why_and_keeps_what_was_typed(food: LoadedForm, fresh: Draft) -> None:
    draft = accepted(food, fresh, SetCells({"处置.新立案.件数": "4", "抽检.不合格加工.流通": "2"}))
    none = accepted(
        food, draft, FillCard("计划卡", {"计划批次": "9", "财政拨款": "", "有无不合格": "没有"})
    )
    figures = figures_of(food, none)
    assert figures.figure("处置.新立案.件数") == 0
    assert figures.figure("抽检.不合格加工.流通") == 0
    assert figures.zeroed(food.form.table["处置"]) == "没有检出不合格的"
    some = accepted(food, none, FillCard("计划卡", {"有无不合格": "有"}))
    assert figures_of(food, some).figure("处置.新立案.件数") == 4


def test_guesses_and_computed_defaults_are_offered(food: LoadedForm, fresh: Draft) -> None:
    draft = accepted(food, fresh, FillCard("单位卡", {"单位": "柳河镇市场监督管理所"}))
    figures = figures_of(food, draft)
    assert default_answer(figures, "类别") == "监管所"
    assert default_answer(figures, "称呼") == "我所"
    assert default_answer(figures, "报告年") == "2025"
    assert default_answer(figures, "编号") == "分段"
    assert default_answer(figures, "签发日期") == "2026-01-05"
    assert default_answer(figures, "计划批次") is None


def test_an_answer_is_refused_with_the_field_it_belongs_to(food: LoadedForm, fresh: Draft) -> None:
    values = {"计划批次": "很多", "财政拨款": "五万", "有无不合格": ""}
    result = refused(food, fresh, FillCard("计划卡", values))
    assert set(result.fields) == {"计划批次", "财政拨款", "有无不合格"}
    assert "要回答" in result.fields["有无不合格"]
    assert not result.confirm


def test_a_suspicion_asks_once_and_an_error_never_passes(food: LoadedForm, fresh: Draft) -> None:
    draft = at_step(food, fresh, "做法卡")
    values = {
        "抽样方式": "都没有",
        "检测机构": "",
        "快检次数": "",
        "宣传分项": "进校园 3，进市场 5",
        "宣传场次": "9",
    }
    result = refused(food, draft, FillCard("做法卡", values))
    assert result.confirm
    assert result.fields == {"宣传场次": "各类相加是8场，总数填的是9场"}
    assert (
        accepted(food, draft, FillCard("做法卡", values, confirmed=True)).facts["宣传场次"].answer
        == "9"
    )
    future = {"类别": "县局", "称呼": "我局", "报告年": "2030", "编号": "连写"}
    wrong = refused(food, draft, FillCard("确认卡", future, confirmed=True))
    assert (wrong.message, wrong.confirm) == ("2030年还没有到", False)


def test_later_names_the_office_and_stays_open(food: LoadedForm, fresh: Draft) -> None:
    draft = at_step(food, fresh, "计划卡")
    draft = accepted(food, draft, AskLater("计划批次"))
    assert draft.later == {"计划批次": "食品股"}
    draft = accepted(food, draft, FillCard("计划卡", {"财政拨款": "", "有无不合格": "没有"}))
    draft = accepted(food, draft, AskLater("抽检", " 各所\n"))
    points = {p.key: p for p in open_points(figures_of(food, draft), draft)}
    assert points["计划批次"].office == "食品股"
    assert points["计划批次"].message.startswith("暂不确定：")
    assert points["抽检.抽检农产品.流通"].office == "各所"
    draft = accepted(food, draft, SetCells({"抽检.抽检农产品.流通": "3"}))
    assert "抽检" not in draft.later
    assert current_step(figures_of(food, draft), draft) == food.form.steps[3]


def test_back_and_forth_change_nothing_but_the_place(food: LoadedForm, fresh: Draft) -> None:
    draft = at_step(food, fresh, "抽检")
    back = accepted(food, draft, Back())
    here = current_step(figures_of(food, back), back)
    assert here is not None
    assert here.key == "计划卡"
    assert refused(food, fresh, Back()).message == "已经是第一题"


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (SetCells({"抽检.抽检农产品.批发": "1"}), "没有名为"),
        (SetCells({"抽检.抽检小计.流通": "1"}), "总计由程序算出"),
        (SetCells({"抽检.抽检农产品.流通": "1.5"}), "“食用农产品”要填不小于 0 的整数"),
        (SetCells({"抽检.抽检农产品.流通": "-1"}), "不小于 0"),
        (SetCells({"抽检.检验费.流通": "很多"}), "请填金额"),
        (PasteTable("没有", "1"), "没有名为 没有 的表"),
        (FinishTables("抽检"), "还没有填"),
        (FinishTables("没有"), "没有名为 没有 的表"),
        (ZeroTables("单位卡"), "没有名为"),
        (FillCard("没有", {}), "没有名为 没有 的卡片"),
        (AskLater("没有"), "不能留作暂不确定"),
        (FinishAspect("没有"), "没有名为 没有 的方面"),
        (AddSentences("没有", (NewSentence("甲。"),)), "没有名为 没有 的方面"),
        (AddSentences("组织", (NewSentence(" \u3000"),)), "还没有写"),
        (EditSentence(7, "甲。"), "不在稿子里"),
        (FinishPairs("困难"), "至少写 1 条"),
        (SetPairs("困难", (NewPair((), ()),) * 5), "最多写 4 条"),
        (Goto("整改卡"), "不用填"),
    ],
)
def test_what_cannot_be_done_is_said(
    event: Event, message: str, food: LoadedForm, fresh: Draft
) -> None:
    assert message in refused(food, fresh, event).message


def test_money_in_a_table_is_converted(food: LoadedForm, fresh: Draft) -> None:
    draft = accepted(
        food, fresh, SetCells({"抽检.检验费.流通": "1.25万元", "抽检.检验费.餐饮": "８０元"})
    )
    assert draft.cells["抽检.检验费.流通"] == Decimal(12500)
    assert figures_of(food, draft).figure("抽检.检验费.合计") == Decimal(12580)


def test_where_an_answer_came_from_is_kept(ogi: LoadedForm) -> None:
    draft = Draft(form="ogi-2021", today=date(2026, 1, 20))
    named = step(ogi, draft, FillCard("单位", {"单位全称": "青禾县水利局"}))
    assert isinstance(named, Draft)
    values = {"单位类型": "部门", "级别": "县", "自称": "我单位", "年度": "2025"}
    sure = step(ogi, named, FillCard("单位确认", values, same=frozenset({"级别"})))
    assert isinstance(sure, Draft)
    sources = {key: entry.source for key, entry in sure.facts.items()}
    assert sources == {
        "单位全称": "typed",
        "单位类型": "default",
        "级别": "same",
        "自称": "typed",
        "年度": "default",
    }


def test_a_figure_taken_from_last_year_is_marked_until_it_is_typed_over(ogi: LoadedForm) -> None:
    draft = Draft(form="ogi-2021", today=date(2026, 1, 20))
    address = "文件.规范性.有效"
    taken = step(ogi, draft, SetCells({address: "9"}, same=frozenset({address})))
    assert isinstance(taken, Draft)
    assert taken.same == {address}
    typed = step(ogi, taken, SetCells({address: "8"}))
    assert isinstance(typed, Draft)
    assert typed.same == frozenset()


@pytest.mark.parametrize(
    ("today", "before", "offered"),
    [
        (date(2027, 1, 30), None, "2026"),
        (date(2027, 1, 30), "2025", "2026"),
        (date(2027, 1, 30), "2026", "2027"),
        (date(2026, 11, 23), "2026", "2027"),
        (date(2026, 11, 23), "2023", "2026"),
    ],
)
def test_the_year_offered_is_never_the_one_already_reported(
    ogi: LoadedForm, today: date, before: str | None, offered: str
) -> None:
    last = None if before is None else LastYear(year=int(before), facts={"年度": before})
    draft = Draft(form="ogi-2021", today=today, last_year=last)
    assert default_answer(figures_of(ogi, draft), "年度") == offered


def test_last_years_year_is_questioned(ogi: LoadedForm) -> None:
    last = LastYear(year=2025, facts={"年度": "2025"})
    draft = Draft(form="ogi-2021", today=date(2026, 11, 23), last_year=last)
    named = step(ogi, draft, FillCard("单位", {"单位全称": "青禾县水利局"}))
    assert isinstance(named, Draft)
    values = {"单位类型": "部门", "级别": "县", "自称": "我局", "年度": "2025"}
    refused = step(ogi, named, FillCard("单位确认", values))
    assert isinstance(refused, Refused)
    assert "上年度的报告是2025年的" in refused.message


def test_a_full_table_has_nothing_to_ask_later(food: LoadedForm, fresh: Draft) -> None:
    draft = accepted(food, at_step(food, fresh, "抽检"), ZeroTables("抽检"))
    refused = step(food, draft, AskLater("抽检", "食品股"))
    assert isinstance(refused, Refused)
    assert "每一格都有数" in refused.message


def test_a_sentence_that_breaks_off_gets_its_stop(ogi: LoadedForm) -> None:
    draft = Draft(form="ogi-2021", today=date(2027, 1, 30))
    typed = (NewSentence("建立月报制度"), NewSentence("共{{ 发布总数 }}"), NewSentence("好！"))
    draft = accepted(ogi, draft, AddSentences("主动公开", typed))
    texts = [sentence.text for sentence in draft.narrative["主动公开"]]
    assert texts == ["建立月报制度。", "共{{ 发布总数 }}", "好！"]


def test_a_sentence_that_names_its_year_takes_no_opening(ogi: LoadedForm) -> None:
    draft = Draft(form="ogi-2021", today=date(2027, 1, 30))
    named = step(ogi, draft, FillCard("单位", {"单位全称": "青禾县教育局"}))
    assert isinstance(named, Draft)
    values = {"单位类型": "部门", "级别": "县", "自称": "我局", "年度": "2026"}
    draft = accepted(ogi, named, FillCard("单位确认", values))
    timed = accepted(ogi, draft, AddSentences("主动公开", (NewSentence("一年来，发了三条。"),)))
    plain = accepted(ogi, draft, AddSentences("主动公开", (NewSentence("发了三条。"),)))
    aspect = ogi.form.aspect["主动公开"]
    printed = [Assembler(figures_of(ogi, d), d).passage_text(aspect) for d in (timed, plain)]
    assert printed == [("一年来，发了三条。",), ("2026年，我局发了三条。",)]

from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.draft.assemble import Assembler
from assistant.draft.events import (
    AddSentences,
    EditSentence,
    Event,
    FillCard,
    NewSentence,
    SetCells,
)
from assistant.draft.figures import figures_of
from assistant.draft.interview import step
from assistant.draft.last_year import expected_figure, last_year_of
from assistant.draft.model import Draft
from assistant.form.load import LoadedForm
from assistant.form.values import NOT_APPLICABLE
from assistant.form.wording import Slot, lex
from assistant.phrases.loading import load_bank

FOOD = Path(__file__).parents[1] / "forms" / "food-safety"


def after(food: LoadedForm, draft: Draft, *events: Event) -> Draft:
    for event in events:
        result = step(food, draft, event)
        assert isinstance(result, Draft), result
        draft = result
    return draft


def printed(food: LoadedForm, draft: Draft) -> list[str]:
    report = Assembler(figures_of(food, draft), draft).run().report
    return [text for s in report.sections for p in s.passages for text in p.sentences]


TYPED = [
    f"抽检.{row}.{column}"
    for row in ("抽检农产品", "抽检加工", "不合格农产品", "不合格加工")
    for column in ("流通", "餐饮")
]


@settings(max_examples=60, deadline=None)
@given(figures=st.lists(st.integers(0, 10**7), min_size=8, max_size=8))
def test_totals_are_the_sums_of_what_was_typed(
    figures: list[int], food: LoadedForm, fresh: Draft
) -> None:
    cells = dict(zip(TYPED, figures, strict=True))
    draft = after(food, fresh, SetCells({a: f"{n:,}" for a, n in cells.items()}))
    found = figures_of(food, draft)
    for column in ("流通", "餐饮"):
        for group in ("抽检", "不合格"):
            parts = [cells[f"抽检.{group}{kind}.{column}"] for kind in ("农产品", "加工")]
            assert found.figure(f"抽检.{group}小计.{column}") == sum(parts)
    assert found.figure("抽检.抽检小计.合计") == sum(figures[:4])
    assert found.figure("抽检.不合格小计.合计") == sum(figures[4:])
    assert found("合格批次") == sum(figures[:4]) - sum(figures[4:])


def test_a_blank_part_leaves_its_totals_blank_and_zero_does_not(
    food: LoadedForm, fresh: Draft
) -> None:
    draft = after(food, fresh, SetCells(dict.fromkeys(TYPED[:3], "2")))
    found = figures_of(food, draft)
    assert found.figure("抽检.抽检小计.流通") == 4
    assert found.figure("抽检.抽检小计.餐饮") is None
    assert found.figure("抽检.抽检小计.合计") is None
    zero = figures_of(food, after(food, draft, SetCells({TYPED[3]: "0"})))
    assert zero.figure("抽检.抽检小计.合计") == 6
    none = figures_of(food, after(food, draft, SetCells({TYPED[3]: "不适用"})))
    assert none.figure(TYPED[3]) is NOT_APPLICABLE
    assert none.figure("抽检.抽检小计.餐饮") is None


def test_one_changed_cell_changes_every_sentence_that_rests_on_it(
    food: LoadedForm, fresh: Draft
) -> None:
    bank = load_bank(FOOD / "phrasebank", food)
    chosen = {p.entry.id: p for p in bank.phrases}
    draft = after(
        food,
        fresh,
        FillCard("单位卡", {"单位": "白塔县市场监督管理局"}),
        FillCard("确认卡", {"类别": "县局", "称呼": "我局", "报告年": "2025", "编号": "连写"}),
        FillCard("计划卡", {"计划批次": "50", "财政拨款": "9", "有无不合格": "有"}),
        SetCells(dict.fromkeys(TYPED[:4], "10") | dict.fromkeys(TYPED[4:], "1")),
        AddSentences(
            "组织", (NewSentence(chosen["task-met"].entry.text, "phrase:task-met", "任务"),)
        ),
        AddSentences("结果", (NewSentence(chosen["rate"].entry.text, "phrase:rate", "合格"),)),
        AddSentences("结果", (NewSentence("餐饮环节抽了{{ 抽检.抽检小计.餐饮 }}批次。"),)),
    )
    assert printed(food, draft) == [
        "2025年，我局全年计划抽检50批次，实际抽检40批次，完成计划的80%。",
        "2025年，我局抽检合格36批次，合格率90%。",
        "餐饮环节抽了20批次。",
    ]
    changed = after(food, draft, SetCells({"抽检.抽检加工.餐饮": "30"}))
    assert printed(food, changed) == [
        "2025年，我局全年计划抽检50批次，实际抽检60批次，完成计划的120%。",
        "2025年，我局抽检合格56批次，合格率93.3%。",
        "餐饮环节抽了40批次。",
    ]
    assert changed.sentences() == draft.sentences()
    blank = after(food, draft, SetCells({"抽检.抽检加工.餐饮": ""}))
    assert printed(food, blank)[2] == "餐饮环节抽了〔待填〕批次。"


def test_an_edited_sentence_keeps_the_figures_it_kept(food: LoadedForm, fresh: Draft) -> None:
    draft = after(
        food,
        fresh,
        FillCard("计划卡", {"计划批次": "50", "财政拨款": "9", "有无不合格": "没有"}),
        AddSentences("组织", (NewSentence("计划{{ 计划批次 }}批次。", "phrase:task-met", "任务"),)),
    )
    edited = after(food, draft, EditSentence(1, "年初计划{{ 计划批次 }}批次！另说一句。"))
    first, second = edited.narrative["组织"]
    assert (first.id, first.origin, first.edited) == (1, "phrase:task-met", True)
    assert lex(first.text) == ("年初计划", Slot("计划批次"), "批次！")
    assert second.text == "另说一句。"
    assert second.id not in draft.sentences()


def test_braces_in_typed_sentences_print_as_typed(food: LoadedForm, fresh: Draft) -> None:
    typed = "照抄{{ 没有这个数 }}、{% if %}和<b>&。"
    draft = after(food, fresh, AddSentences("组织", (NewSentence(typed),)))
    assert printed(food, draft)[0].endswith(typed)
    same = after(food, draft, EditSentence(1, draft.narrative["组织"][0].text))
    assert same.narrative == draft.narrative
    pair = after(food, draft, EditSentence(1, "只剩{%。"))
    assert printed(food, pair)[0].endswith("只剩{%。")


def test_last_year_gives_what_this_year_should_start_from(food: LoadedForm, fresh: Draft) -> None:
    cells = {"新立案": "5", "上年转来": "0", "办结": "3", "未办结": "2"}
    last = after(
        food,
        fresh,
        FillCard("单位卡", {"单位": "白塔县市场监督管理局"}),
        FillCard("确认卡", {"类别": "县局", "称呼": "我局", "报告年": "2024", "编号": "分段"}),
        FillCard("计划卡", {"计划批次": "50", "财政拨款": "9", "有无不合格": "有"}),
        SetCells({f"处置.{row}.件数": n for row, n in cells.items()}),
    )
    before = last_year_of(food, last)
    assert before.year == 2024
    draft = Draft(form=food.form.form, today=date(2026, 1, 5), last_year=before)
    figures = figures_of(food, draft)
    assert expected_figure(figures, "处置.上年转来.件数") == Decimal(2)
    assert expected_figure(figures, "处置.新立案.件数") is None
    assert figures("上年.计划批次") == Decimal(50)
    assert figures("上年.待办") == Decimal(2)
    assert figures("计划批次") is None
    assert expected_figure(figures_of(food, fresh), "处置.上年转来.件数") is None

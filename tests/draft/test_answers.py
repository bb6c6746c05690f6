import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.draft.answers import form_named, read_answers
from assistant.draft.answers_written import write_answers
from assistant.draft.assemble import Assembler
from assistant.draft.events import AddSentences, Event, NewSentence
from assistant.draft.figures import figures_of
from assistant.draft.interview import step
from assistant.draft.model import Draft, Entry
from assistant.errors import Problem, ProblemsError
from assistant.form.load import LoadedForm
from assistant.form.values import NOT_APPLICABLE
from assistant.report.model import Report

TODAY = date(2026, 1, 5)
Walk = Callable[[st.DataObject, int], list[tuple[Event, Draft]]]

GOOD = """\
form: food-safety
facts:
  单位: 白塔县市场监督管理局
  类别: 县局
  称呼: 我局
  报告年: ２０２５
  编号: 分段
  计划批次: 1,200
  抽样方式: [节前抽样, 日常抽样]
  检测机构: 甲所、乙院
  快检次数: 300余
  宣传分项: {进校园: 3, 进市场: 5}
  宣传场次: 8
  财政拨款: 3500元
  有无不合格: 有
  整改机构:
tables:
  抽检:
    抽检农产品: {流通: 10, 餐饮: 20, 合计: 30}
    抽检加工: {流通: １, 餐饮: "2"}
    抽检小计: {合计: 33}
    不合格农产品: {流通: 0, 餐饮: /}
    不合格加工: {流通: 不适用, 餐饮: }
narrative:
  组织:
    - {text: "计划{{ 计划批次 }}批次。", origin: "phrase:task-met", move: 任务}
    - 自己写的一句。又一句。
pairs:
  - problem: [{text: 人手少。}]
    measure: [{text: 加人。}]
later: {处置.新立案.件数: 食品股, 签发日期: }
dismissals:
  - {fingerprint: ab12, reason: 已核}
"""


def report_of(food: LoadedForm, draft: Draft) -> Report:
    return Assembler(figures_of(food, draft), draft).run().report


def read(food: LoadedForm, text: str, folder: Path) -> Draft:
    file = folder / "答案.yaml"
    file.write_text(text, encoding="utf-8")
    return read_answers(food, file, TODAY)


def problems(food: LoadedForm, text: str, folder: Path) -> list[Problem]:
    with pytest.raises(ProblemsError) as caught:
        read(food, text, folder)
    return caught.value.problems


def test_an_answers_file_is_read_as_people_write_it(food: LoadedForm, tmp_path: Path) -> None:
    draft = read(food, GOOD, tmp_path)
    facts = {key: entry.answer for key, entry in draft.facts.items()}
    assert facts["报告年"] == "2025"
    assert facts["计划批次"] == "1200"
    assert facts["抽样方式"] == ("日常抽样", "节前抽样")
    assert facts["检测机构"] == ("甲所", "乙院")
    assert facts["快检次数"] == "300余"
    assert facts["宣传分项"] == (("进校园", "3"), ("进市场", "5"))
    assert facts["财政拨款"] == "0.35"
    assert draft.skipped == {"整改机构"}
    assert draft.cells == {
        "抽检.抽检农产品.流通": Decimal(10),
        "抽检.抽检农产品.餐饮": Decimal(20),
        "抽检.抽检加工.流通": Decimal(1),
        "抽检.抽检加工.餐饮": Decimal(2),
        "抽检.不合格农产品.流通": Decimal(0),
        "抽检.不合格加工.流通": NOT_APPLICABLE,
    }
    assert [s.text for s in draft.narrative["组织"]] == [
        "计划{{ 计划批次 }}批次。", "自己写的一句。", "又一句。",
    ]  # fmt: skip
    assert draft.narrative["组织"][0].origin == "phrase:task-met"
    assert draft.later == {"处置.新立案.件数": "食品股", "签发日期": ""}
    assert draft.dismissals[0].reason == "已核"
    assert (
        report_of(food, draft).sections[0].passages[0].sentences[0] == "2025年，我局计划1200批次。"
    )


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_any_draft_comes_back_from_its_answers_file(
    data: st.DataObject,
    walk: Walk,
    food: LoadedForm,
    fresh: Draft,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    steps = walk(data, 25)
    draft = steps[-1][1] if steps else fresh
    back = read(food, write_answers(food, draft), tmp_path_factory.mktemp("answers"))
    assert report_of(food, back) == report_of(food, draft)
    assert {k: e.answer for k, e in back.facts.items()} == {
        k: e.answer for k, e in draft.facts.items()
    }
    assert back.skipped == draft.skipped
    assert back.later == draft.later
    said = [(s.text, s.origin, s.edited, s.move) for s in draft.sentences().values()]
    assert sorted(
        (s.text, s.origin, s.edited, s.move) for s in back.sentences().values()
    ) == sorted(said)


AWKWARD = ["yes", "012", "12:30", "1.10", "null", "~", "见表 #3", "注: 内容", "[甲]", "{甲}", "*甲", "&甲",
           "%甲", "@甲", "- 甲", "'甲'", '"甲"', "甲：乙", "第一 行\n第二 行", "  ", "😀", "<b>&", "{{ 甲 }}", "#"]  # fmt: skip


@pytest.mark.parametrize("text", AWKWARD)
def test_texts_that_yaml_would_change_come_back(
    text: str, food: LoadedForm, fresh: Draft, tmp_path: Path
) -> None:
    draft = fresh.model_copy(update={"facts": {"整改机构": Entry(answer=text.strip() or "甲")}})
    said = step(food, draft, AddSentences("组织", (NewSentence(f"{text}。"),)))
    assert isinstance(said, Draft)
    back = read(food, write_answers(food, said), tmp_path)
    assert back.facts == said.facts
    assert back.narrative == said.narrative


@pytest.mark.parametrize(
    ("old", "new", "name", "message"),
    [
        ("facts:\n", "fact:\n", "fact", "没有这一项；可写"),
        ("  计划批次: 1,200", "  计划数: 1,200", "facts.计划数", "没有名为 计划数 的事实"),
        ("1,200", "一千二", "facts.计划批次", "请填数字.*（年初下达了多少批次？）"),
        ("２０２５", "今年", "facts.报告年", "请填数字"),
        ("类别: 县局", "类别: 市局", "facts.类别", "从中选一项"),
        ("[节前抽样, 日常抽样]", "[节前抽样, ]", "", ""),
        ("[节前抽样, 日常抽样]", "[节前抽样, 夜间抽样]", "facts.抽样方式", "没有“夜间抽样”这一项"),
        ("{进校园: 3, 进市场: 5}", "{进校园: 三, 进市场: 5}", "facts.宣传分项", "名称 数字"),
        ("{流通: 10, 餐饮: 20, 合计: 30}", "{流通: 10, 餐饮: 20, 合计: 31}",
         "tables.抽检.抽检农产品.合计", "T01：总计写的是 31，各格相加是 30"),
        ("抽检小计: {合计: 33}", "抽检小计: {合计: 34}", "tables.抽检.抽检小计.合计", "T01"),
        ("抽检小计: {合计: 33}", "抽检小计: {合计: 多}", "tables.抽检.抽检小计.合计", "“多”不是数"),
        ("{流通: １, 餐饮", "{流通: 1.5, 餐饮", "tables.抽检.抽检加工.流通", "不小于 0 的整数"),
        ("  抽检:\n", "  抽查:\n", "tables.抽查", "没有名为 抽查 的表"),
        ("    抽检加工:", "    加工:", "tables.抽检.加工", "没有名为 加工 的行"),
        ("{流通: １, 餐饮", "{批发: １, 餐饮", "tables.抽检.抽检加工.批发", "没有名为 批发 的列"),
        ("抽检小计: {合计: 33}", "抽检小计: 33", "tables.抽检.抽检小计", "这里要写成“键: 值”"),
        ("  组织:\n", "  组织者:\n", "narrative.组织者", "没有名为 组织者 的方面"),
        ("计划{{ 计划批次 }}批次", "计划{{ 计划批 }}批次", "narrative.组织.0", "没有名为 计划批 的数，是不是 计划批次"),
        ("计划{{ 计划批次 }}批次", "计划{{ 计划批次 批次", "narrative.组织.0", "有 {{ 没有 }}"),
        ("计划{{ 计划批次 }}批次", "{% if 1 %}批次", "narrative.组织.0", "不能写 {% %} 语句"),
        ("move: 任务}", "moves: 任务}", "narrative.组织.0", "没有这一项：moves"),
        ("- 自己写的一句。又一句。", "- text:", "narrative.组织.1", "句子是空的"),
        ("problem: [{text: 人手少。}]", "problem: 人手少。", "pairs.0.problem", "要写成列表"),
        ("{处置.新立案.件数: 食品股", "{处置.新立.件数: 食品股", "later.处置.新立.件数", "没有名为"),
        ("reason: 已核", "reason: ", "dismissals.0", "要写 fingerprint 和 reason"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(
    old: str, new: str, name: str, message: str, food: LoadedForm, tmp_path: Path
) -> None:
    assert GOOD.count(old) == 1
    text = GOOD.replace(old, new)
    if not name:
        assert read(food, text, tmp_path).facts["抽样方式"].answer == ("节前抽样",)
        return
    found = problems(food, text, tmp_path)
    assert [p.name for p in found][:1] == [name]
    assert re.search(message.replace("{", r"\{"), found[0].message)
    line = GOOD[: GOOD.index(old)].count("\n") + 1 + (len(old) - len(old.lstrip("\n")))
    assert found[0].line == line
    assert found[0].file == tmp_path / "答案.yaml"


def test_every_mistake_is_reported_at_once(food: LoadedForm, tmp_path: Path) -> None:
    text = (
        GOOD.replace("1,200", "一千二")
        .replace("类别: 县局", "类别: 市局")
        .replace("合计: 30", "合计: 31")
        .replace("  组织:", "  组织者:")
        .replace("reason: 已核", "reason: ")
    )
    found = problems(food, text, tmp_path)
    assert [p.line for p in found] == [4, 8, 19, 25, 33]


def test_the_form_of_an_answers_file_is_found(tmp_path: Path) -> None:
    file = tmp_path / "答案.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert form_named(file) == "food-safety"
    file.write_text("- 甲", encoding="utf-8")
    with pytest.raises(ProblemsError, match="不是答案文件"):
        form_named(file)
    with pytest.raises(ProblemsError, match="打不开"):
        form_named(tmp_path / "没有.yaml")

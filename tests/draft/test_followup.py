"""Last year's problems asked back one by one: the answer, what it prints, and the answers file."""

from datetime import date
from pathlib import Path

import pytest

from assistant.draft.answers import answers_from_text, read_answers
from assistant.draft.answers_written import write_answers
from assistant.draft.assemble import Assembler
from assistant.draft.events import AddSentences, FillCard, Goto, NewSentence, Refused
from assistant.draft.figures import figures_of
from assistant.draft.interview import shown_steps, step
from assistant.draft.model import Draft, LastYear
from assistant.errors import ProblemsError
from assistant.form.load import LoadedForm
from assistant.form.values import show
from assistant.form.wording import lex
from assistant.report.model import show_figure

TODAY = date(2026, 1, 5)
THIN = "公开内容以动态为主，业务信息偏少。部分股室报送不主动。"
LATE = "“政策问答”栏目更新不及时。"
BEFORE = LastYear(
    year=2024,
    facts={"单位全称": "青河县水利局"},
    passages={"主动公开": ("2024年，我局公开信息12条。",)},
    problems=(THIN, LATE),
    measures=("按月通报报送数。",),
)
FIXED = ((THIN, "已改", "按月通报各股室报送数"), (LATE, "未改", ""))


def asked(ogi: LoadedForm, last: LastYear | None = BEFORE) -> Draft:
    return Draft(form=ogi.form.form, today=TODAY, last_year=last)


def answered(ogi: LoadedForm, *told: tuple[str, str, str]) -> Draft:
    result = step(ogi, asked(ogi), FillCard("上年问题", {"整改情况": told}))
    assert isinstance(result, Draft), result
    return result


def printed(ogi: LoadedForm, draft: Draft, source: str) -> str:
    return ogi.wording.render(lex(source), figures_of(ogi, draft)).text


@pytest.mark.parametrize("last", [None, BEFORE.model_copy(update={"problems": ()})])
def test_without_problems_of_last_year_nothing_is_asked(
    ogi: LoadedForm, last: LastYear | None
) -> None:
    shown = {one.key for one in shown_steps(figures_of(ogi, asked(ogi, last)))}
    assert not {"上年问题", "上年整改"} & shown


def test_every_problem_is_asked_about_as_it_was_printed(ogi: LoadedForm) -> None:
    figures = figures_of(ogi, asked(ogi))
    assert {"上年问题", "上年整改"} <= {one.key for one in shown_steps(figures)}
    assert figures.items("整改情况") == (THIN, LATE)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ([], "一条一条"),
        ([(THIN, "已改", "")], "“‘政策问答’栏目更新不及时”还没有选"),
        ([(THIN, "", ""), (LATE, "未改", "")], "“公开内容以动态为主”要从中选一项"),
        ([(THIN, "改了", ""), (LATE, "未改", "")], "要从中选一项"),
        ([*FIXED, ("别的问题", "已改", "")], "没有问到“别的问题”"),
        ([FIXED[0], FIXED[0], FIXED[1]], "写了两次"),
        ([(THIN, "已改", "通报了。"), (LATE, "未改", "")], "末尾不要带标点"),
    ],
)
def test_a_problem_without_its_state_is_refused(
    ogi: LoadedForm, told: list[tuple[str, str, str]], says: str
) -> None:
    result = step(ogi, asked(ogi), FillCard("上年问题", {"整改情况": told}))
    assert isinstance(result, Refused)
    assert says in result.fields["整改情况"]


def test_words_on_what_was_done_are_kept_only_where_something_was_done(ogi: LoadedForm) -> None:
    draft = answered(ogi, (THIN, "2", "已列出清单"), (LATE, "未改", "已经整改完毕"))
    assert draft.facts["整改情况"].answer == ((THIN, "在改", "已列出清单"), (LATE, "未改", ""))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('{{ 整改情况|选("已改")|引号 }}', "“公开内容以动态为主”"),
        ('{{ 整改情况|选("未改")|引号 }}', "“‘政策问答’栏目更新不及时”"),
        ('{{ 整改情况|所做("已改")|并列 }}', "按月通报各股室报送数"),
        ("{{ 整改情况|个数 }}", "2"),
        ("{{ 整改情况.第1条.题 }}{{ 整改情况.第1条.状态 }}", "公开内容以动态为主已改"),
        ("{{ 整改情况.第2条.做法 }}", "〔待填〕"),
        ("{{ 整改情况.第3条.题 }}", "〔待填〕"),
    ],
)
def test_sentences_refer_to_the_answer(ogi: LoadedForm, source: str, text: str) -> None:
    assert printed(ogi, answered(ogi, *FIXED), source) == text


def test_the_answers_file_keeps_the_answer_and_what_it_rests_on(ogi: LoadedForm) -> None:
    draft = answered(ogi, *FIXED)
    text = "上年列出的{{ 整改情况|选('已改')|引号 }}已经改好。"
    event = AddSentences("上年整改", (NewSentence(text, "own", "上年整改"),))
    told = step(ogi, draft, event)
    assert isinstance(told, Draft)
    again = answers_from_text(ogi, write_answers(ogi, told), Path("a.yaml"), TODAY)
    assert again.last_year == BEFORE
    assert again.facts["整改情况"].answer == FIXED
    assert (
        Assembler(figures_of(ogi, again), again).run()
        == Assembler(figures_of(ogi, told), told).run()
    )


def test_figures_that_compare_with_last_year_survive_the_answers_file(ogi: LoadedForm) -> None:
    last = BEFORE.model_copy(
        update={
            "facts": {"发布总数": "300"},
            "cells": {"文件.规范性.有效": 7, "收费.行政事业性收费.金额": 1.5},
        }
    )
    last = LastYear.model_validate(last.model_dump())
    draft = asked(ogi, last)
    again = answers_from_text(ogi, write_answers(ogi, draft), Path("a.yaml"), TODAY)
    assert again.last_year == last
    assert show(figures_of(ogi, again)("上年.发布总数")) == "300"
    assert show_figure(last.cells["收费.行政事业性收费.金额"]) == "1.5"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("facts:\n  整改情况: [{题: 甲, 状况: 已改}]", 3, "题: …"),
        ("facts:\n  整改情况: [甲]", 3, "题: …"),
        ("last_year:\n  tables: {文件: {规范性: {有效: 七件}}}", 3, "不是数"),
        ("last_year:\n  tables: {文件: {规范: {有效: 7}}}", 3, "没有名为 文件.规范.有效 的格"),
        ("last_year:\n  problems: 甲", 3, "列表"),
        ("last_year:\n  facts: {单位: 甲}", 3, "没有名为 单位 的事实"),
        ("last_year:\n  yaer: 2024", 2, "没有这一项：yaer"),
    ],
)
def test_what_is_wrong_with_last_year_in_an_answers_file_has_its_line(
    ogi: LoadedForm, tmp_path: Path, text: str, line: int, says: str
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"form: ogi-2021\n{text}\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        read_answers(ogi, file, TODAY)
    assert [(p.line, says in p.message) for p in caught.value.problems] == [(line, True)]


def test_another_form_asks_last_years_difficulties_back(food: LoadedForm) -> None:
    last = LastYear(year=2024, problems=("人手不够。",))
    draft = Draft(form=food.form.form, today=TODAY, last_year=last)
    jumped = step(food, draft, Goto("跟进卡"))
    assert isinstance(jumped, Draft)
    told = step(
        food, jumped, FillCard("跟进卡", {"困难跟进": [("人手不够。", "解决了", "招了两人")]})
    )
    assert isinstance(told, Draft)
    assert printed(food, told, '{{ 困难跟进|所做("解决了")|并列 }}') == "招了两人"

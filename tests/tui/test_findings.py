"""What the checks find, as a clerk meets it: counted, listed, mended, let stand."""

from dataclasses import replace
from pathlib import Path

import pytest
from desk import FIGURES, TODAY, UNIT, opened, prepared, saved

from assistant.draft.events import (
    AddSentences,
    Event,
    FillCard,
    FinishTables,
    NewSentence,
    Refused,
    SetCells,
)
from assistant.draft.figures import figures_of, typed_cells
from assistant.draft.model import LastYear
from assistant.session import Library, Session
from assistant.workspace import Workspace

pytestmark = pytest.mark.slow

WRONG = NewSentence("2025我镇主动公开政府信息{{ 发布总数 }}条。", "own", "发布总量")
WRITTEN = AddSentences("主动公开", (WRONG,))
GOOD = AddSentences(
    "主动公开", (NewSentence("通过公示栏公开政府信息{{ 发布总数 }}条。", "own", "发布总量"),)
)


async def test_findings_are_counted_in_the_rail_after_a_pause(home: Path, library: Library) -> None:
    prepared(library, home, FIGURES)
    async with opened(home) as desk:
        await desk.sees("发布总量")
        assert "处待核" not in desk.text
        await desk.press("f2", *"2025我镇主动公开政府信息326条。", "enter")
        await desk.sees("! 1 处待核")


async def test_what_is_not_written_yet_is_no_finding(home: Path, library: Library) -> None:
    prepared(library, home, FIGURES)
    async with opened(home) as desk:
        await desk.sees("发布总量")
        await desk.press("f7")
        await desk.sees("没有发现问题", "只查已经写好的部分")


async def test_a_certain_mend_takes_one_key_and_the_figures_stay_bound(
    home: Path, library: Library
) -> None:
    prepared(library, home, [*FIGURES, WRITTEN])
    async with opened(home) as desk:
        await desk.sees("Enter 就这样")
        await desk.press("f7")
        await desk.sees("✗ 错误", "年份“2025”后面缺“年”字", "依据：", "按 M 改好")
        await desk.press("M")
        await desk.sees("“2025我镇”改成了“2025年我镇”", "没有发现问题")
        (sentence,) = saved(home).narrative["主动公开"]
        assert sentence.text == "2025年我镇主动公开政府信息{{ 发布总数 }}条。"
        await desk.press("ctrl+z")
        await desk.sees("已撤销", "缺“年”字")
        assert saved(home).narrative["主动公开"][0].text == WRONG.text
        await desk.press("m", "escape")
        await desk.sees("Enter 就这样")


async def test_enter_on_a_finding_stands_on_its_sentence(home: Path, library: Library) -> None:
    other = NewSentence("全年公开了不少信息。", "own", "")
    prepared(library, home, [*FIGURES, AddSentences("主动公开", (other, WRONG))])
    async with opened(home) as desk:
        await desk.sees("Enter 就这样")
        await desk.press("f7")
        await desk.sees("缺“年”字")
        await desk.press("enter")
        await desk.sees("Enter 就这样")
        await desk.press("ctrl+e", "end", *"好")
        await desk.sees("2025我镇主动公开政府信息326条。好")


async def test_a_finding_let_stand_keeps_its_reason(home: Path, library: Library) -> None:
    prepared(library, home, [*FIGURES, WRITTEN])
    async with opened(home) as desk:
        await desk.sees("Enter 就这样")
        await desk.press("f7")
        await desk.sees("缺“年”字")
        await desk.press("d")
        await desk.sees("为什么就这样写")
        await desk.press(*"文件[原文]如此", "enter")
        await desk.sees("没有发现问题", "记下了，以后不再提")
        await desk.press("end")
        await desk.sees("看过、就这样写的", "D02", "理由：文件[原文]如此")
        (given,) = saved(home).dismissals
        assert (given.code, given.reason) == ("D02", "文件[原文]如此")


async def test_enter_on_a_finding_in_a_table_stands_on_its_cell(
    home: Path, library: Library
) -> None:
    permits = SetCells({"决定.许可.件数": "326"})
    finished = FinishTables("文件+决定+收费", confirmed=True)
    channel, *rest = FIGURES[7:]
    assert isinstance(channel, FillCard)
    sure = replace(channel, confirmed=True)
    prepared(library, home, [*FIGURES[:6], permits, finished, sure, *rest, GOOD])
    async with opened(home) as desk:
        await desk.sees("Enter 就这样")
        await desk.press("f7")
        await desk.sees("按 Enter 修改亮着的一项", "行政许可", "326")
        await desk.press("enter")
        await desk.sees("本年处理决定数量 · 行政许可")


async def test_one_key_puts_the_balancing_figure_into_its_cell(
    home: Path, library: Library
) -> None:
    last = LastYear.model_validate({"year": 2024, "cells": {"申请.结转下年.自然人": 3}})
    wrong = "申请.上年结转.自然人"
    with Workspace(home) as workspace:
        session = Session.start(library, workspace, "ogi-2021", TODAY, last)
        assert session.draft.cells[wrong] == 3
        asked: list[Event] = [*UNIT, FillCard("申请有无", {"有无申请": "有"})]
        for event in asked:
            assert not isinstance(session.submit(event), Refused)
        table = session.loaded.form.table["申请"]
        cells = dict.fromkeys(typed_cells(figures_of(session.loaded, session.draft), table), "0")
        cells |= {wrong: "2", "申请.予以公开.自然人": "3"}
        assert not isinstance(session.submit(SetCells(cells)), Refused)
        assert not isinstance(session.submit(FinishTables("申请", confirmed=True)), Refused)
    async with opened(home) as desk:
        await desk.press("f7")
        await desk.sees("✗ 错误", "由 2 改为 3，就都平了", "按 M 改好")
        await desk.press("m")
        await desk.sees("的自然人“2”改成了“3”，Ctrl+Z 撤销", "没有发现问题")
        assert saved(home).cells[wrong] == 3
        await desk.press("ctrl+z")
        await desk.sees("已撤销", "由 2 改为 3")
        assert saved(home).cells[wrong] == 2


async def test_enter_on_a_finding_about_an_answer_stands_on_it(
    home: Path, library: Library
) -> None:
    bureau: list[Event] = [
        FillCard("单位", {"单位全称": "青河县水利局"}),
        FillCard("单位确认", {"单位类型": "部门", "级别": "县", "自称": "我局", "年度": "2025"}),
        *FIGURES[2:7],
        FillCard("发布内容", {"许可公示": "3"}, confirmed=True),
    ]
    prepared(library, home, bureau)
    async with opened(home) as desk:
        await desk.press("f7")
        await desk.sees("! 警告", "网上公示行政许可 3 条")
        await desk.press("enter")
        await desk.sees("网上公示了多少条行政许可？")


async def test_the_review_says_how_much_is_last_years(home: Path, library: Library) -> None:
    old = "在政务公开栏张贴惠农补贴发放名单，公示期满后存档。"
    last = LastYear(year=2024, passages={"主动公开": (old,)})
    same = AddSentences("主动公开", (NewSentence(old, "own", "发布总量"),))
    prepared(library, home, [*FIGURES, same], last)
    async with opened(home) as desk:
        await desk.sees("Enter 就这样")
        await desk.press("f7")
        await desk.sees("第一节与上年重复 100 %", "与上年第一节第 1 句相似 100 %", old)

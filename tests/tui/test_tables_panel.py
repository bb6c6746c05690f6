"""The tables of the real form as a clerk fills them: three parts, blanks, what is not known yet."""

from pathlib import Path

import pytest
from desk import FIGURES, UNIT, opened, prepared, saved

from assistant.draft.events import Event, FillCard, Goto, SetCells
from assistant.session import Library

pytestmark = pytest.mark.slow

DECISIONS = "文件+决定+收费"
PARTS: list[Event] = [*UNIT, Goto(DECISIONS)]
ALL: list[Event] = [
    *UNIT,
    SetCells(
        {f"文件.规范性.{column}": "2" for column in ("制发", "废止", "有效")}
        | {f"决定.{row}.件数": "3" for row in ("许可", "处罚", "强制")}
        | {"收费.行政事业性收费.金额": "0.5"}
    ),
    Goto(DECISIONS),
]


async def test_z_leaves_the_figure_that_is_being_typed(home: Path, library: Library) -> None:
    prepared(library, home, PARTS)
    async with opened(home) as desk:
        await desk.sees("行政规范性文件 · · ·")
        await desk.press("7", "z")
        await desk.sees("行政事业性收费 0")
        draft = saved(home)
        assert draft.cells["文件.规范性.制发"] == 7
        assert draft.cells["文件.规范性.有效"] == 0
        assert draft.cells["决定.处罚.件数"] == 0


async def test_z_leaves_a_figure_that_is_refused_and_says_why(home: Path, library: Library) -> None:
    prepared(library, home, PARTS)
    async with opened(home) as desk:
        await desk.sees("行政规范性文件 · · ·")
        await desk.press("-", "3", "z")
        await desk.sees("!-3", "数的是件数，要填不小于 0 的整数，填的是“-3”")
        draft = saved(home)
        assert "文件.规范性.制发" not in draft.cells
        assert draft.cells["决定.处罚.件数"] == 0
        await desk.press("backspace", "backspace", "3", "enter")
        await desk.sees("行政规范性文件 !3 0 !0")
        assert "!-3" not in desk.text
        assert saved(home).cells["文件.规范性.制发"] == 3


async def test_f6_puts_one_cell_off_and_the_rest_is_finished(home: Path, library: Library) -> None:
    prepared(library, home, PARTS)
    async with opened(home) as desk:
        await desk.sees("行政规范性文件 · · ·")
        await desk.press("f6")
        await desk.sees("先放着，向谁要", "法制")
        await desk.press("enter")
        await desk.sees("行政规范性文件 待定")
        await desk.press("z", "enter")
        await desk.sees("照哪种体例写", "6 格，1 格暂不确定")
        draft = saved(home)
        assert draft.later == {"文件.规范性.制发": "法制"}
        await desk.press("f7")
        await desk.sees("暂不确定：“规章和行政规范性文件”", "的本年制发件数", "问法制")


async def test_d_puts_off_all_that_is_blank(home: Path, library: Library) -> None:
    prepared(library, home, PARTS)
    async with opened(home) as desk:
        await desk.sees("行政规范性文件 · · ·")
        await desk.press("4", "d")
        await desk.sees("先放着，向谁要", "法制、业务股室、财务")
        await desk.press("enter")
        await desk.sees("照哪种体例写")
        draft = saved(home)
        assert draft.cells["文件.规范性.制发"] == 4
        assert list(draft.later) == [DECISIONS]


async def test_every_part_can_be_reached_when_all_is_filled(home: Path, library: Library) -> None:
    prepared(library, home, ALL)
    async with opened(home) as desk:
        await desk.sees("行政规范性文件 2 2 2", "PgUp PgDn 换表")
        await desk.press("pagedown")
        await desk.sees("行政许可 3")
        await desk.press("down", "down", "down")
        await desk.sees("行政事业性收费 0.5")
        await desk.press("up")
        await desk.sees("本年处理决定数量 · 行政强制")
        await desk.press("pageup")
        await desk.sees("行政规范性文件 2 2 2")


async def test_enter_goes_through_the_parts_one_after_another(home: Path, library: Library) -> None:
    prepared(library, home, ALL)
    async with opened(home) as desk:
        await desk.sees("行政规范性文件 2 2 2")
        await desk.press("enter", "enter", "enter")
        await desk.sees("行政许可 3")
        await desk.press("enter", "enter", "enter")
        await desk.sees("行政事业性收费 0.5")
        await desk.press("enter")
        await desk.sees("照哪种体例写")


async def test_a_table_begins_at_its_first_blank_cell(home: Path, library: Library) -> None:
    some = SetCells({"申请.新收.自然人": "3", "申请.上年结转.自然人": "0"})
    asked = FillCard("申请有无", {"有无申请": "有"})
    prepared(library, home, [*UNIT, asked, some, Goto("申请")])
    async with opened(home) as desk:
        await desk.sees("自然人 · 三、本年度办理结果 › （一）予以公开")


async def test_a_table_that_follows_an_answer_shows_its_first_row(
    home: Path, library: Library
) -> None:
    prepared(library, home, FIGURES[:3])
    async with opened(home, size=(80, 24)) as desk:
        await desk.sees("政府信息公开申请吗")
        await desk.press("1")
        await desk.sees("一、本年新收政府信息公", "自然人 · 一、本年新收")

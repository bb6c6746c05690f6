"""Last year's problems in the app: one list, one key each, a few words where something was done."""

from datetime import date
from pathlib import Path

import pytest
from desk import opened, saved

from assistant.draft.events import FillCard, Goto, Refused
from assistant.draft.model import LastYear
from assistant.session import Library, Session
from assistant.workspace import Workspace

pytestmark = pytest.mark.slow

TODAY = date(2026, 1, 12)
PROBLEMS = ("公开内容以动态为主，业务信息偏少。", "栏目更新不及时。", "解读形式单一。")


@pytest.fixture
def asking(library: Library, home: Path) -> Path:
    """A workspace whose draft stands at last year's problems."""
    last = LastYear(year=2024, problems=PROBLEMS)
    with Workspace(home) as workspace:
        session = Session.start(library, workspace, "ogi-2021", TODAY, last)
        for event in (
            FillCard("单位", {"单位全称": "青河县水利局"}),
            FillCard(
                "单位确认", {"单位类型": "部门", "级别": "县", "自称": "我局", "年度": "2025"}
            ),
            Goto("上年问题"),
        ):
            assert not isinstance(session.submit(event), Refused)
    return home


def answer(home: Path) -> object:
    entry = saved(home).facts.get("整改情况")
    return entry and entry.answer


async def test_one_key_for_each_problem(asking: Path) -> None:
    async with opened(asking) as desk:
        await desk.sees(
            "去年报告里列的问题，一条一条看", "去年写的：公开内容以动态为主，业务信息偏少。"
        )
        await desk.press("3", "3", "3", "enter")
        await desk.sees("“公开内容以动态为主”未改；“栏目更新不及时”未改；")
    assert answer(asking) == tuple((item, "未改", "") for item in PROBLEMS)


async def test_what_was_done_is_asked_where_something_was_done(asking: Path) -> None:
    async with opened(asking) as desk:
        await desk.sees("3 解读形式单一")
        assert "1 做了什么" not in desk.text
        await desk.press("1", "3", "2")
        await desk.sees("1 做了什么", "3 已做什么")
        await desk.press("enter", *"按月通报报送数", "enter", "enter")
        await desk.sees("“公开内容以动态为主”已改（按月通报报送数）")
    assert answer(asking) == (
        (PROBLEMS[0], "已改", "按月通报报送数"),
        (PROBLEMS[1], "未改", ""),
        (PROBLEMS[2], "在改", ""),
    )


async def test_a_problem_without_an_answer_is_pointed_at(asking: Path) -> None:
    async with opened(asking) as desk:
        await desk.sees("3 解读形式单一")
        await desk.press("3", "down", "3", "ctrl+s")
        await desk.sees("要从中选一项")
        await desk.press("3", "ctrl+s")
        await desk.sees("栏目更新不及时”未改")
    assert answer(asking) == tuple((item, "未改", "") for item in PROBLEMS)


async def test_the_answer_can_be_changed_and_undone(asking: Path) -> None:
    async with opened(asking) as desk:
        await desk.sees("3 解读形式单一")
        await desk.press("2", "2", "2")
        await desk.sees("1 已做什么")
        await desk.press("enter", *"列了清单", "ctrl+s")
        await desk.sees("“公开内容以动态为主”在改（列了清单）")
        before = answer(asking)
        await desk.press("f9", *"去年的问题改得", "enter")
        await desk.sees("1 已做什么", "列了清单")
        await desk.press(*["up"] * 6, "3", "ctrl+s")
        await desk.sees("“公开内容以动态为主”未改")
        assert answer(asking) == (
            (PROBLEMS[0], "未改", ""),
            (PROBLEMS[1], "在改", ""),
            (PROBLEMS[2], "在改", ""),
        )
        await desk.press("f9", *"去年的问题改得", "enter")
        await desk.sees("去年写的：公开内容")
        await desk.press("ctrl+z")
        await desk.sees("已撤销上一个回答")
    assert answer(asking) == before


async def test_it_can_wait_for_an_office(asking: Path) -> None:
    async with opened(asking) as desk:
        await desk.sees("3 解读形式单一")
        await desk.press("f6")
        await desk.sees("先放着，向谁要")
        await desk.press("enter")
        await desk.sees("暂不确定")
    assert saved(asking).later == {"整改情况": "办公室"}

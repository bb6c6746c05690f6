"""Last year's report as the first step: offered, read, confirmed, and at hand while writing."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from desk import FIGURES, NAME, TODAY, Desk, saved
from textual import events
from tui_stage import stage

from assistant.draft.events import FillCard, Goto, Refused
from assistant.errors import UserError
from assistant.session import Library, Session, before
from assistant.tui.app import NianbaoApp
from assistant.workspace import Workspace

pytestmark = pytest.mark.slow

NEXT = date(2027, 1, 5)


@pytest.fixture
def report(library: Library, desktop: Path, tmp_path: Path) -> Path:
    """Last year's Word file, lying on the desktop."""
    with Workspace(tmp_path / "last") as workspace:
        session = Session.start(library, workspace, "ogi-2021", TODAY)
        for event in FIGURES:
            assert not isinstance(session.submit(event), Refused)
        session.compose_section("主动公开")
        (made,) = session.export([desktop / "柳林镇2025年年报.docx"], unfinished=True)
    return made


@asynccontextmanager
async def at_home(home: Path) -> AsyncIterator[Desk]:
    async with stage(app=NianbaoApp(home, NEXT), size=(100, 30)) as staged:
        desk = Desk(staged.app)
        desk.pilot = staged.pilot
        await desk.sees("＋")
        yield desk


async def test_an_empty_desktop_asks_the_first_question_at_once(home: Path) -> None:
    async with at_home(home) as desk:
        await desk.press("enter")
        await desk.sees("公章上的单位全称是什么")


async def test_a_report_on_the_desktop_becomes_last_years(home: Path, report: Path) -> None:
    async with at_home(home) as desk:
        await desk.press("enter")
        await desk.sees("去年的报告用哪一份", report.name, "不用去年的，直接写")
        await desk.press("enter")
        await desk.sees("从去年的报告里读到", f"单位　　{NAME}", "年度　　2025", "Enter 就用它")
        await desk.press("enter")
        await desk.sees("公章上的单位全称是什么", NAME)
        last = saved(home).last_year
        assert last is not None
        assert last.cells["申请.结转下年.总计"] == 0
        assert any("326条" in sentence for sentence in last.passages["主动公开"])


async def test_without_last_years_report_nothing_is_read(home: Path, report: Path) -> None:
    async with at_home(home) as desk:
        await desk.press("enter")
        await desk.sees("去年的报告用哪一份", report.name)
        await desk.press("down", "enter")
        await desk.sees("公章上的单位全称是什么")
        assert saved(home).last_year is None


@pytest.mark.parametrize("given", ["'{}'", "{}", "file://{}"])
async def test_a_file_dragged_into_the_window_is_read(
    home: Path, report: Path, tmp_path: Path, given: str
) -> None:
    moved = report.rename(tmp_path / "去年 送签稿.docx")
    path = str(moved) if "'" in given else str(moved).replace(" ", "\\ ")
    async with at_home(home) as desk:
        desk.app.post_message(events.Paste(given.format(path)))
        await desk.sees("从去年的报告里读到", NAME)
        await desk.press("enter")
        await desk.sees("公章上的单位全称是什么", NAME)


async def test_a_file_that_cannot_be_read_says_why_and_another_can_be_picked(
    home: Path, desktop: Path
) -> None:
    (desktop / "2025年年报.docx").write_bytes(b"PK\x03\x04 broken")
    async with at_home(home) as desk:
        await desk.press("enter")
        await desk.sees("2025年年报.docx")
        await desk.press("enter")
        await desk.sees("2025年年报.docx", "Esc 换一份")
        await desk.press("enter", "escape")
        await desk.sees("不用去年的，直接写")


async def test_reading_that_takes_long_can_be_cancelled(
    home: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> before.Before:
        time.sleep(0.5)
        raise UserError("太晚了")

    monkeypatch.setattr(before, "read_before", slow)
    async with at_home(home) as desk:
        await desk.press("enter")
        await desk.sees(report.name)
        await desk.press("enter")
        await desk.sees(f"正在读 {report.name}", "Esc 取消")
        await desk.press("escape")
        await desk.sees("不用去年的，直接写")
        await desk.pilot.pause(0.7)
        assert "太晚了" not in desk.text


async def test_last_years_sentences_stand_beside_an_aspect(home: Path, library: Library) -> None:
    with Workspace(home) as workspace:
        session = Session.start(library, workspace, "ogi-2021", TODAY)
        for event in FIGURES:
            assert not isinstance(session.submit(event), Refused)
        session.compose("主动公开")
        new = Session.next_year(library, workspace, session.draft_id, NEXT)
        confirmed = FillCard(
            "单位确认", {"单位类型": "乡镇", "级别": "乡", "自称": "我镇", "年度": "2026"}
        )
        for event in [FIGURES[0], confirmed, *FIGURES[2:], Goto("主动公开")]:
            assert not isinstance(new.submit(event), Refused)
    async with at_home(home) as desk:
        await desk.press("enter")
        await desk.sees("去年这一段写了", "Ctrl+L 挑着用")
        assert "与上年相似" not in desk.text
        await desk.press("ctrl+l")
        await desk.sees("与上年相似", "326条")
        await desk.press("ctrl+l")
        await desk.pilot.pause()
        assert "与上年相似" not in desk.text

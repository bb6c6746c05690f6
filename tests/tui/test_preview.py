"""The preview: tables can be read in a small window and lead to their cells."""

from pathlib import Path

import pytest
from desk import FIGURES, UNIT, Desk, opened, prepared
from rich.cells import cell_len
from textual.widgets import OptionList

from assistant.draft.events import Event, FillCard, FinishTables, SetCells, ZeroTables
from assistant.session import Library
from assistant.tui.screens.preview import columns

pytestmark = pytest.mark.slow

APPLIED: list[Event] = [
    *UNIT,
    FillCard("申请有无", {"有无申请": "有"}),
    ZeroTables("申请"),
    SetCells({"申请.新收.自然人": "12", "申请.予以公开.自然人": "12"}),
    FinishTables("申请"),
    FillCard("救济有无", {"有无救济": "有"}),
    ZeroTables("救济"),
    SetCells({"救济.复诉.维持": "7"}),
    FinishTables("救济"),
]
PEOPLE = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


@pytest.mark.parametrize("width", [75, 95])
def test_a_row_of_seven_figures_fits(width: int) -> None:
    label = "    5.要求行政机关确认或重新出具已获取信息"
    for cells in (PEOPLE, ("0", "12", "0", "0", "0", "0", "1234")):
        made = columns(label, cells, width)
        assert all(cell_len(line) <= width for line in made)
        assert len(made) <= 2
        assert "".join("".join(made).split()).count("…") == 0


async def stand_on(desk: Desk, text: str) -> None:
    listing = desk.app.screen.query_one(OptionList)
    for _ in range(120):
        option = listing.highlighted_option
        if option is not None and text in str(option.prompt):
            return
        await desk.press("down")
    raise AssertionError(f"no line with {text}")


async def test_a_row_of_the_preview_leads_to_its_cell(home: Path, library: Library) -> None:
    prepared(library, home, APPLIED)
    async with opened(home, size=(80, 24)) as desk:
        await desk.sees("照哪种体例写")
        await desk.press("f4")
        await desk.sees("全文预览", "第二十条")
        await stand_on(desk, "复议后起诉")
        line = next(one for one in desk.lines if "复议后起诉" in one)
        assert line.split()[1:] == ["7", "0", "0", "0", "7"]
        await desk.press("enter")
        await desk.sees("结果维持 · 行政诉讼 › 复议后起诉")


async def test_a_row_of_another_part_is_stood_on(home: Path, library: Library) -> None:
    prepared(library, home, FIGURES)
    async with opened(home) as desk:
        await desk.sees("F5 一键成稿")
        await desk.press("f4")
        await desk.sees("全文预览", "行政强制")
        await stand_on(desk, "行政强制")
        await desk.press("enter")
        await desk.sees("本年处理决定数量 · 行政强制")

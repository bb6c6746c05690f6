"""Another report, brought as a folder: the app asks it and writes it with nothing of its own."""

from pathlib import Path

import pytest
from desk import TODAY, Desk, saved
from tui_stage import stage

from assistant.session import Library
from assistant.tui.app import NianbaoApp

pytestmark = pytest.mark.slow

FOOD = Path(__file__).parents[1] / "forms" / "food-safety"


async def test_a_form_that_was_added_goes_from_the_list_to_the_file(
    home: Path, tmp_path: Path
) -> None:
    Library().add(FOOD)
    async with stage(app=NianbaoApp(home, TODAY), size=(100, 40)) as staged:
        desk = Desk(staged.app)
        desk.pilot = staged.pilot
        await desk.sees("＋")
        await desk.press("enter")
        await desk.sees("写哪一种报告", "食品安全监督抽检年度报告")
        await desk.press("down", "enter")
        await desk.sees("由哪个单位报告")
        await desk.press(*"白塔县市场监督管理局", "enter")
        await desk.sees("对不对", "我局")
        await desk.press("enter")
        await desk.sees("计划和结果")
        await desk.press(*"120", "enter", *"12.5", "enter", "2", "ctrl+s")
        await desk.sees("各环节抽检了多少")
        cells = ("100", "20", "5000", "15", "5", "1000")
        for cell in cells:
            await desk.press(*cell, "enter")
        await desk.sees("怎样做的")
        await desk.press("1", "2", "ctrl+s")
        await desk.sees("写“组织实施”")
        await desk.press("f5")
        await desk.sees("遇到哪些困难")
        await desk.press("1", "enter")
        await desk.sees("选了 1 条")
        await desk.press("enter")
        await desk.sees("哪一天签发")
        await desk.press("enter")
        await desk.sees("问题都答完了")
        await desk.press("enter")
        await desk.sees("存到哪个文件夹")
        await desk.press("1", "3", "tab", "ctrl+a", "backspace", *str(tmp_path), "enter")
        await desk.sees("已存好")
    (made,) = tmp_path.glob("*.txt")
    text = made.read_text(encoding="utf-8")
    assert saved(home).form == "food-safety"
    assert "白塔县市场监督管理局2025年食品安全监督抽检报告" in text
    assert "实际抽检140批次" in text
    assert "政府信息公开" not in text

"""While a sentence is written: what it resembles, the difference, other wordings, and why."""

from pathlib import Path

import pytest
from desk import FIGURES, opened, prepared, saved

from assistant.draft.model import LastYear
from assistant.session import Library
from assistant.workspace import Workspace

pytestmark = pytest.mark.slow

OLD = "以公示栏张贴的方式公开政府信息120条。"
THEIRS = "白河县水利局把灌溉用水计划印成明白纸，逐户发放并讲解。"
LAST = LastYear(year=2024, passages={"主动公开": (OLD,)})


async def test_the_difference_to_last_year_is_one_key_away(home: Path, library: Library) -> None:
    prepared(library, home, FIGURES, LAST)
    async with opened(home) as desk:
        await desk.sees("发布总量")
        await desk.press("f2", *"以公示栏张贴的方式公开政府信息326条。")
        await desk.sees("与上年第一节第 1 句相似 100 %（仅数字不同）", "Ctrl+G 看差别")
        assert "那句" not in desk.text
        await desk.press("ctrl+g")
        await desk.sees(
            "这句　以公示栏张贴的方式公开政府信息326条", f"那句　{OLD}", "数字：326 ／ 120"
        )
        await desk.press("ctrl+g")
        await desk.sees("Ctrl+G 看差别")
        assert "那句" not in desk.text


async def test_another_units_sentence_is_named(home: Path, library: Library) -> None:
    prepared(library, home, FIGURES)
    with Workspace(home) as workspace:
        sentences = [("第一节第 4 句", THEIRS)]
        workspace.shelf.add("白河县水利局", 2024, "[题]", "白河.docx", sentences)
    async with opened(home) as desk:
        await desk.sees("发布总量")
        await desk.press("f2", *THEIRS)
        await desk.sees("! 与白河县水利局 2024 年报告第一节第 4 句相似 100 %")
        await desk.sees("留着别处的名称：白河县、白河县水利局")


async def test_a_digit_puts_another_wording_in_place_with_its_figures_bound(
    home: Path, library: Library
) -> None:
    prepared(library, home, FIGURES)
    async with opened(home) as desk:
        await desk.sees("发布总量")
        await desk.press("f2", *"贴了些信息")
        await desk.press("ctrl+o")
        await desk.sees("换成哪一句：按数字", "1 ", "326条")
        await desk.press("escape")
        await desk.sees("贴了些信息")
        await desk.press("ctrl+o", "1")
        await desk.sees("跟着表格和回答变的：", "326")
        assert "贴了些信息" not in desk.text
        await desk.press("enter")
        await desk.sees("✔")
        (sentence,) = saved(home).narrative["主动公开"]
        assert "{{ 发布总数 }}" in sentence.text
        assert sentence.origin.startswith("phrase:")
        assert not sentence.edited


async def test_typing_pinyin_finds_and_says_why(home: Path, library: Library) -> None:
    prepared(library, home, FIGURES)
    async with opened(home) as desk:
        await desk.sees("发布总量")
        await desk.press(*"gongshilan")
        await desk.sees("公示栏", "含拼音 gongshilan")
        await desk.press("enter")
        await desk.sees("Enter")
        (sentence,) = saved(home).narrative["主动公开"]
        assert sentence.origin.startswith("phrase:")


async def test_there_is_nothing_to_compare_with(home: Path, library: Library) -> None:
    prepared(library, home, FIGURES)
    async with opened(home) as desk:
        await desk.sees("发布总量")
        await desk.press("f2", *"松鼠晾晒搪瓷脸盆。", "ctrl+g")
        await desk.sees("没有和它相近的句子")

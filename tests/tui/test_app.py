"""The app as a clerk meets it: keys in, what the screen says and what is saved out."""

from datetime import date
from pathlib import Path

import pytest
from desk import FIGURES, NAME, UNIT, Desk, opened, prepared, saved
from tui_stage import stage

from assistant.draft.events import FillCard, Goto
from assistant.session import Library
from assistant.tui.app import NianbaoApp

pytestmark = pytest.mark.slow


async def test_an_answer_is_on_disk_before_the_next_question(home: Path) -> None:
    async with opened(home) as desk:
        await desk.sees("公章上的单位全称是什么")
        await desk.press(*"青河县[水利]局", "enter")
        await desk.sees("全称请用汉字写全")
        assert saved(home).facts == {}
        await desk.press("ctrl+a", *"青河县水利局", "enter")
        await desk.sees("看看猜得对不对", "我局")
        assert saved(home).facts["单位全称"].answer == "青河县水利局"


async def test_ctrl_z_takes_the_last_answer_back_and_ctrl_y_brings_it_again(
    home: Path, library: Library
) -> None:
    prepared(library, home, UNIT)
    async with opened(home) as desk:
        await desk.sees("照哪种体例写")
        await desk.press("ctrl+z")
        await desk.sees("看看猜得对不对", "已撤销")
        assert "年度" not in saved(home).facts
        await desk.press("ctrl+y")
        await desk.sees("照哪种体例写", "已恢复")
        assert saved(home).facts["年度"].answer == "2025"


async def test_a_doubt_is_shown_and_a_second_enter_confirms(home: Path, library: Library) -> None:
    prepared(library, home, [*FIGURES, Goto("管理情况")])
    async with opened(home) as desk:
        await desk.sees("管理政府信息，本年度做了哪些")
        await desk.press("0", "enter")
        await desk.sees("这一段就只剩文件件数了", "再按一次 Enter")
        assert "管理做法" not in saved(home).facts
        await desk.press("enter")
        await desk.sees("写“主动公开”")
        assert saved(home).facts["管理做法"].answer == ()


async def test_questions_appear_as_answers_call_for_them(home: Path, library: Library) -> None:
    prepared(library, home, [*UNIT, Goto("发布情况")])
    async with opened(home) as desk:
        await desk.sees("发在哪里，发了多少")
        assert "渠道分项" not in desk.text
        await desk.press("3", "5", "enter")
        await desk.sees("渠道分项")
        await desk.press(*"微信公众号40，公示栏20")
        await desk.sees("发布总数（条） * 60")
        await desk.press("enter", "enter")
        await desk.sees("照哪种体例写")
        assert saved(home).facts["发布总数"].answer == "60"


async def test_an_answer_hidden_by_a_correction_comes_back_with_its_question(
    home: Path, library: Library
) -> None:
    prepared(library, home, [*UNIT, Goto("其他情况")])
    async with opened(home) as desk:
        await desk.sees("还有什么，没有的直接回车")
        await desk.press("5", "down", "4", "up", "backspace")
        assert "要点完成" not in desk.text
        await desk.press("6", "down")
        await desk.sees("要点完成（项） 4")
        await desk.press("backspace", "3", "up", "backspace", "7")
        await desk.sees("要点完成（项） 3")
        await desk.press("ctrl+s")
        await desk.sees("照哪种体例写")
        facts = saved(home).facts
        assert (facts["要点项数"].answer, facts["要点完成"].answer) == ("7", "3")


async def test_a_table_that_does_not_add_up_says_so_and_can_be_confirmed(
    home: Path, library: Library
) -> None:
    prepared(library, home, [*UNIT, FillCard("申请有无", {"有无申请": "有"}), Goto("申请")])
    async with opened(home) as desk:
        await desk.sees("一、本年新收政府信息公")
        await desk.press("3", "enter")
        await desk.press("Z")
        await desk.sees("空格都填了 0", "勾稽不平", "左边 3，右边 0，相差 3")
        await desk.press("ctrl+s")
        await desk.sees("再按一次 Ctrl+S")
        assert "申请" not in saved(home).done
        await desk.press("ctrl+s")
        await desk.sees("照哪种体例写")
        assert "申请" in saved(home).done


async def test_figures_stay_bound_in_a_sentence_changed_by_hand(
    home: Path, library: Library
) -> None:
    prepared(library, home, FIGURES)
    async with opened(home) as desk:
        await desk.sees("发布总量", "326条")
        await desk.press("ctrl+e")
        await desk.sees("跟着表格和回答变的", "326")
        await desk.press("home", *"全年", "enter")
        await desk.sees("已保存")
        draft = saved(home)
        (sentence,) = draft.narrative["主动公开"]
        assert sentence.edited
        assert sentence.text.startswith("全年")
        assert "326" not in sentence.text
        assert "{{ 发布总数 }}" in sentence.text


async def test_each_chosen_item_of_the_preface_is_offered_after_the_other(
    home: Path, library: Library
) -> None:
    wanted = {"标题用语": "本地写法", "编号方式": "标题式", "引言项": ["依据", "联系方式"]}
    contact = FillCard("引言内容", {"联系方式": "办公室，电话０５３０－１２３４５６７"})
    prepared(library, home, [*UNIT, FillCard("体例", wanted), contact])
    async with opened(home) as desk:
        await desk.sees("写引言", "0530-1234567", "第五十条")
        await desk.press("1")
        await desk.sees("还有勾选了没写到的")
        assert len(saved(home).narrative["引言"]) == 1
        await desk.press("enter")
        await desk.sees("Enter 就这样")
        texts = "".join(s.text for s in saved(home).narrative["引言"])
        assert "联系" in texts
        assert "条例" in texts


async def test_the_editor_shows_what_opens_the_sentence(home: Path, library: Library) -> None:
    prepared(library, home, FIGURES)
    async with opened(home) as desk:
        await desk.sees("发布总量", "326条")
        await desk.press("ctrl+e")
        await desk.sees("句首的“2025年，我镇”会自动加上")
        await desk.press("home", *"我镇")
        await desk.sees("▊ 我镇")
        assert "会自动加上" not in desk.text
        await desk.press("backspace", "backspace", "enter")
        await desk.sees("已保存")
        await desk.press("f2")
        await desk.sees("自己写一句")
        assert "会自动加上" not in desk.text


async def test_one_key_writes_the_section_and_the_rest_follows(
    home: Path, library: Library
) -> None:
    prepared(library, home, FIGURES)
    async with opened(home) as desk:
        await desk.sees("F5 一键成稿")
        await desk.press("f5")
        await desk.sees("申请怎样办的", "326条")
        assert "主动公开" in saved(home).done
        await desk.press("1", "ctrl+s")
        await desk.sees("管理政府信息，本年度做了哪些", "政府信息公开申请")
        assert saved(home).narrative["依申请公开"]


async def test_one_key_says_what_it_writes_and_one_key_takes_it_back(
    home: Path, library: Library
) -> None:
    prepared(library, home, FIGURES)
    async with opened(home) as desk:
        await desk.sees(
            "F5 一键成稿：写好这一段", "依申请公开、政府信息管理", "答完要问的也自动写好"
        )
        await desk.press("f5")
        await desk.sees("“主动公开”写好了", "要问的答完了也会自动写好", "按 Ctrl+Z 撤回")
        assert saved(home).auto == {"总体情况"}
        await desk.press("ctrl+z")
        await desk.sees("F5 一键成稿：写好这一段")
        draft = saved(home)
        assert draft.auto == frozenset()
        assert "主动公开" not in draft.narrative


async def test_preview_leads_back_to_the_question_behind_a_line(
    home: Path, library: Library
) -> None:
    prepared(library, home, FIGURES)
    async with opened(home) as desk:
        await desk.sees("F5 一键成稿")
        await desk.press("f5", "f4")
        await desk.sees("全文预览", "建议不超过 1000 字", "326条")
        await desk.press("enter")
        await desk.sees("Enter 就这样", "326条")
        assert saved(home).at == "主动公开"


async def test_a_question_put_off_is_listed_with_its_office(home: Path, library: Library) -> None:
    prepared(library, home, UNIT)
    async with opened(home) as desk:
        await desk.sees("照哪种体例写")
        await desk.press("f9", *"有没有公开申请", "enter")
        await desk.sees("本年度收到过政府信息公开申请吗")
        await desk.press("f6")
        await desk.sees("先放着，向谁要")
        await desk.press("ctrl+a", "backspace", *"信访股", "enter")
        await desk.press("f7")
        await desk.sees("核对", "暂不确定：本年度收到过政府信息公开申请吗", "问信访股")
        assert saved(home).later == {"有无申请": "信访股"}


async def test_an_unfinished_report_lists_what_is_missing_and_still_exports_a_marked_draft(
    home: Path, library: Library, tmp_path: Path
) -> None:
    prepared(library, home, FIGURES)
    (tmp_path / "送签").mkdir()
    async with opened(home) as desk:
        await desk.sees("F5 一键成稿")
        await desk.press("f8")
        await desk.sees("存到哪个文件夹")
        await desk.press("1", "3", "tab", "ctrl+a", "backspace", *str(tmp_path / "送签"), "enter")
        await desk.sees("还没有写：主动公开", "D 先导出")
        assert list((tmp_path / "送签").iterdir()) == []
        await desk.press("d")
        await desk.sees("已存好")
    (made,) = (tmp_path / "送签").iterdir()
    assert made.suffix == ".txt"
    assert NAME in made.read_text(encoding="utf-8")


async def test_a_draft_becomes_last_years_report_of_a_new_one(home: Path, library: Library) -> None:
    prepared(library, home, FIGURES)
    async with stage(app=NianbaoApp(home, date(2027, 1, 5)), size=(100, 30)) as staged:
        desk = Desk(staged.app)
        desk.pilot = staged.pilot
        await desk.sees("接着写", NAME, "2026年1月31日的期限已过")
        await desk.press("y")
        await desk.sees("公章上的单位全称是什么", NAME)
        last = saved(home).last_year
        assert last is not None
        assert last.year == 2025
        assert last.facts["发布总数"] == "326"


async def test_the_year_of_the_report_stays_in_sight(home: Path, library: Library) -> None:
    prepared(library, home, UNIT)
    for size in ((100, 30), (80, 24)):
        async with opened(home, size=size) as desk:
            await desk.sees("写 2025 年度的报告", "照哪种体例写")


async def test_a_small_window_says_so_in_chinese(home: Path) -> None:
    async with opened(home, size=(70, 20)) as desk:
        await desk.sees("窗口太小", "80 列 × 24 行")


@pytest.mark.parametrize("mark", ["/", "／", "、"])
async def test_a_slash_opens_the_commands(home: Path, library: Library, mark: str) -> None:
    prepared(library, home, UNIT)
    async with opened(home) as desk:
        await desk.sees("照哪种体例写")
        await desk.press(mark)
        await desk.sees("搜索命令", "预览", "核对", "导出")


async def test_a_column_out_of_balance_is_told_once_not_again_for_its_total(
    home: Path, library: Library
) -> None:
    prepared(library, home, [*UNIT, FillCard("申请有无", {"有无申请": "有"}), Goto("申请")])
    async with opened(home) as desk:
        await desk.sees("一、本年新收政府信息公")
        await desk.press("3", "enter", "Z")
        await desk.sees("勾稽不平", "相差 3", "改一格就平")
        assert "“总计”列" not in desk.text

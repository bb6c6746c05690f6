"""The bank in the app: collected from reports, reviewed by keys alone, looked through."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from desk import TODAY, Desk
from tui_stage import stage

from assistant.errors import UserError
from assistant.phrases.bank import PairEntry, PhraseEntry
from assistant.session import Library
from assistant.session.banking import Banking
from assistant.tui.app import NianbaoApp
from assistant.tui.screens.bank import collecting
from assistant.workspace import Workspace

pytestmark = pytest.mark.slow

REPORT = """青禾县水利局2024年政府信息公开工作年度报告

一、总体工作情况

（一）主动公开

2024年，我局在灌区闸口张贴放水时间表，累计更新35次，村民照着表排班浇地。

二、主动公开政府信息情况

三、收到和处理政府信息公开申请情况
"""
TEXTS = ("把放水时间表抄在闸口的木牌上。", "请管水员当面讲解收费标准。", "雨季每天通报水库水位。")


@asynccontextmanager
async def in_bank(home: Path) -> AsyncIterator[Desk]:
    async with stage(app=NianbaoApp(home, TODAY), size=(100, 30)) as staged:
        desk = Desk(staged.app)
        desk.pilot = staged.pilot
        await desk.sees("＋", "句库")
        await desk.press("b")
        await desk.sees("全部", "自带")
        yield desk


def banking_of(library: Library, workspace: Workspace) -> Banking:
    return Banking(library, workspace, "ogi-2021")


def added(library: Library, home: Path) -> list[str]:
    """Leave three candidates that could be approved as they are."""
    with Workspace(home) as workspace:
        banking = banking_of(library, workspace)
        return [
            banking.add(PhraseEntry(id="", move="法定内容", text=text, evidence=("法定内容",)))
            for text in TEXTS
        ]


def statuses(library: Library, home: Path) -> dict[str, str]:
    with Workspace(home) as workspace:
        return {r.entry.id: r.entry.status for r in banking_of(library, workspace).listing()}


async def test_a_sentence_goes_from_a_report_into_the_bank(
    home: Path, tmp_path: Path, library: Library
) -> None:
    file = tmp_path / "青禾县水利局 2024.txt"
    file.write_text(REPORT, encoding="utf-8")
    async with in_bank(home) as desk:
        await desk.press("f4")
        await desk.sees("从哪些报告里收句子")
        await desk.press(*str(file), "enter")
        await desk.sees(f"{file.name}　1 句，1 句新的", "收进 1 句待批")
        await desk.press("enter")
        await desk.sees("待批 1 句", "累计更新〔35？〕次", "来自　　青禾县水利局 2024 年")
        await desk.press("enter")
        await desk.sees("还不能批准：“35”还没有定，按 S")
        await desk.press("s")
        await desk.sees("“35”换成什么？", "照写“35”")
        await desk.press(*"发布总数", "enter")
        await desk.sees("更新【发布总数】次", "依据　　发布总数", "还没有选语步，按 V")
        await desk.press("v")
        await desk.sees("属于哪个语步？")
        await desk.press(*"法定内容", "enter")
        await desk.sees("1 句可以直接批准")
        await desk.press("enter")
        await desk.sees("待批的都看完了")
    with Workspace(home) as workspace:
        (own,) = [r.entry for r in banking_of(library, workspace).listing() if r.own]
    assert isinstance(own, PhraseEntry)
    assert (own.status, own.move, own.evidence) == ("approved", "法定内容", ("发布总数",))
    assert own.text == "在灌区闸口张贴放水时间表，累计更新{{ 发布总数 }}次，村民照着表排班浇地。"


async def test_many_in_a_row_and_taken_back(home: Path, library: Library) -> None:
    one, two, three = added(library, home)
    async with in_bank(home) as desk:
        await desk.press("f2")
        await desk.sees("待批 3 句", "3 句可以直接批准")
        await desk.press("space", "space")
        await desk.sees("选中 2 句")
        await desk.press("x")
        await desk.sees("这 2 句为什么不收？")
        await desk.press(*"太具体", "enter")
        await desk.sees("没有收 2 句", "待批 1 句")
        await desk.press("ctrl+z")
        await desk.sees("已撤回", "待批 3 句")
        await desk.press("home", "x")
        await desk.sees("为什么不收？", "太具体")
        await desk.press("enter")
        await desk.sees("待批 2 句")
        await desk.press("a", "a")
        await desk.sees("待批的都看完了")
    now = statuses(library, home)
    assert [now[key] for key in (one, two, three)] == ["retired", "approved", "approved"]


async def test_wording_is_changed_with_its_slots_kept_and_merged_into_another(
    home: Path, library: Library
) -> None:
    with Workspace(home) as workspace:
        banking = banking_of(library, workspace)
        text = "张贴放水时间表{{ 发布总数 }}张。"
        key = banking.add(PhraseEntry(id="", move="法定内容", text=text, evidence=("发布总数",)))
        async with in_bank(home) as desk:
            await desk.press("f2")
            await desk.sees("张贴放水时间表【发布总数】张")
            await desk.press("e")
            await desk.sees("改句子")
            await desk.press("home", *"逐村", "enter")
            await desk.sees("逐村张贴放水时间表【发布总数】张")
            (changed,) = (one.entry for one in banking.queue())
            await desk.press("m")
            await desk.sees("并入哪一句？")
            await desk.press(*"没有新发布政府信息", "enter")
            await desk.sees("待批的都看完了")
        assert changed.text == f"逐村{text}"
        merged = banking.story(key).changes[-1]
        assert (merged.action, merged.status) == ("merge", "retired")
        assert merged.into in banking.local.shipped_ids


async def test_what_another_window_decides_is_seen_and_not_decided_again(
    home: Path, library: Library
) -> None:
    one, two, _ = added(library, home)
    async with in_bank(home) as desk:
        await desk.press("f2")
        await desk.sees("待批 3 句")
        with Workspace(home) as workspace:
            banking_of(library, workspace).approve([one], by="别人")
        await desk.press("enter")
        await desk.sees("已经定过了：别人", "待批 2 句")
        with Workspace(home) as workspace:
            banking_of(library, workspace).approve([two], by="别人")
        await desk.sees("待批 1 句")


async def test_phrases_are_found_by_pinyin_retired_and_restored(
    home: Path, library: Library
) -> None:
    async with in_bank(home) as desk:
        await desk.press(*"mysdzfxxgksq")
        await desk.sees("没有收到政府信息公开申请")
        await desk.press("f6")
        await desk.sees("为什么停用？")
        await desk.press(*"说法过时", "enter")
        await desk.sees("已停用", "停用　")
        (key,) = [k for k, s in statuses(library, home).items() if s == "retired"]
        await desk.press("enter")
        await desk.sees(key, "停用", "说法过时")
        await desk.press("escape", "f6")
        await desk.sees("恢复这一句？")
        await desk.press("enter")
        await desk.sees("已恢复")
        assert statuses(library, home)[key] == "shipped"
        await desk.press("escape", "tab")
        await desk.sees("待批：没有")


def test_paths_are_taken_as_terminals_and_people_give_them(tmp_path: Path) -> None:
    folder = tmp_path / "几份 年报"
    folder.mkdir()
    files = [folder / name for name in ("甲局.docx", "乙 局.txt")]
    for file in (*files, folder / "图.png"):
        file.write_text("", encoding="utf-8")
    named = collecting.files_named
    assert named(f"{files[0]}\n'{files[1]}'\n") == files
    assert named(f"'{files[0]}' '{files[1]}'") == files
    assert sorted(named(str(folder))) == sorted(files)
    with pytest.raises(UserError, match="没有找到"):
        named(str(folder / "没有.docx"))
    (tmp_path / "空").mkdir()
    with pytest.raises(UserError, match="里没有报告文件"):
        named(str(tmp_path / "空"))


async def test_a_pair_is_settled_and_reworded_side_by_side(home: Path, library: Library) -> None:
    pair = PairEntry(
        id="own-pair", label="木牌", problem="木牌更新慢。", measure='木牌{{ "7" }}日内更新。'
    )
    with Workspace(home) as workspace:
        banking = banking_of(library, workspace)
        banking.decide(lambda: [banking.coming_in(pair, "harvest", "candidate")])
    async with in_bank(home) as desk:
        await desk.press("f2")
        await desk.sees("木牌更新慢。　→　木牌〔7？〕日内更新。", "按 S")
        await desk.press("s")
        await desk.sees("“7”换成什么？")
        await desk.press("enter")
        await desk.sees("木牌7日内更新。")
        await desk.press("e")
        await desk.sees("改问题")
        await desk.press("home", *"村口", "enter")
        await desk.sees("改措施")
        await desk.press("home", *"村口", "enter")
        await desk.sees("村口木牌更新慢。　→　村口木牌7日内更新。")
        await desk.press("v")
        await desk.sees("问题与措施没有语步")
        await desk.press("a")
        await desk.sees("待批的都看完了")
    with Workspace(home) as workspace:
        bank = banking_of(library, workspace).bank
        (made,) = [one.entry for one in bank.pairs if one.entry.id == "own-pair"]
    assert made.sources == ("村口木牌更新慢。", "村口木牌7日内更新。")
    assert made.status == "approved"

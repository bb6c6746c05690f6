"""The composer sends, keeps and takes back what is written."""

import pytest
from tui_stage import stage

from assistant.tui.widgets.composer import Composer
from assistant.tui.widgets.slash import SlashCommand, SlashMenu, find_commands

pytestmark = pytest.mark.slow

COMMANDS = [SlashCommand("预览", "看整篇"), SlashCommand("导出", "写成 Word"), SlashCommand("帮助")]


async def test_enter_sends_and_ctrl_j_starts_a_line() -> None:
    composer = Composer()
    async with stage(composer) as s:
        await s.press(*"甲乙", "ctrl+j", *"丙", "enter")
        assert [m.text for m in s.got(Composer.Submitted)] == ["甲乙\n丙"]


async def test_text_stays_until_accepted_and_after_a_refusal() -> None:
    composer = Composer()
    async with stage(composer) as s:
        await s.press(*"六十条", "enter", "enter")
        assert composer.text == "六十条"
        assert len(s.got(Composer.Submitted)) == 1
        composer.refuse("请写成数字，例如 60 [条]")
        await s.pilot.pause()
        assert composer.text == "六十条"
        assert "请写成数字，例如 60 [条]" in s.text
        await s.press("backspace")
        assert "请写成数字" not in s.text
        await s.press("enter")
        composer.accept()
        await s.pilot.pause()
        assert composer.text == ""


async def test_count_and_keys_show_while_writing() -> None:
    composer = Composer()
    async with stage(composer) as s:
        composer.ask("写一段 [总体] 情况", advice="建议 150–300 字")
        await s.pilot.pause()
        assert "写一段 [总体] 情况" in s.text
        await s.press(*"政务公开")
        assert "已写 4 字 · 建议 150–300 字 · Enter 发送" in s.text


async def test_up_on_the_first_row_recalls() -> None:
    composer = Composer()
    async with stage(composer) as s:
        await s.press(*"甲", "ctrl+j", *"乙", "up")
        assert s.got(Composer.RecallPrevious) == []
        await s.press("up")
        assert len(s.got(Composer.RecallPrevious)) == 1
        composer.recall("上一条")
        await s.press("ctrl+z")
        assert composer.text == "甲\n乙"


async def test_ctrl_a_selects_all() -> None:
    composer = Composer()
    async with stage(composer) as s:
        await s.press(*"甲乙", "ctrl+a", *"丙")
        assert composer.text == "丙"


async def test_undo_is_for_the_text_while_it_is_changed_and_else_for_the_answer() -> None:
    composer = Composer()
    async with stage(composer) as s:
        composer.ask("", "原来的")
        await s.press(*"甲")
        await s.press("ctrl+z")
        assert composer.text == "原来的"
        assert s.got(Composer.UndoAnswer) == []
        await s.press("ctrl+y")
        assert composer.text == "原来的甲"
        await s.press("ctrl+z", "ctrl+z")
        assert len(s.got(Composer.UndoAnswer)) == 1
        composer.accept()
        await s.press("ctrl+y")
        assert len(s.got(Composer.RedoAnswer)) == 1


async def test_ctrl_s_asks_to_save() -> None:
    async with stage(Composer()) as s:
        await s.press("ctrl+s")
        assert len(s.got(Composer.SaveAsked)) == 1


@pytest.mark.parametrize("slash", ["/", "／", "、"])
async def test_every_slash_opens_the_menu_and_enter_picks(slash: str) -> None:
    menu = SlashMenu(COMMANDS)
    composer = Composer(menu)
    async with stage(menu, composer) as s:
        await s.press(slash)
        assert len(s.got(Composer.SlashTyped)) == 1
        assert "/导出  写成 Word" in s.text
        await s.press(*"dc", "enter")
        assert [m.name for m in s.got(Composer.CommandPicked)] == ["导出"]
        assert s.got(Composer.Submitted) == []
        assert composer.text == ""
        assert not menu.open


async def test_arrows_move_in_the_menu_and_escape_leaves_it() -> None:
    menu = SlashMenu(COMMANDS)
    composer = Composer(menu)
    async with stage(menu, composer) as s:
        await s.press("/", "down", "enter")
        assert [m.name for m in s.got(Composer.CommandPicked)] == ["导出"]
        await s.press("/", "x", "enter")
        assert "没有这个命令" in s.text
        assert composer.text == "/x"
        await s.press("escape")
        assert not menu.open


async def test_a_slash_inside_text_is_just_a_mark() -> None:
    menu = SlashMenu(COMMANDS)
    composer = Composer(menu)
    async with stage(menu, composer) as s:
        await s.press(*"甲", "、", *"乙", "enter")
        assert [m.text for m in s.got(Composer.Submitted)] == ["甲、乙"]
        assert s.got(Composer.SlashTyped) == []


def test_commands_are_found_by_initials_characters_and_hints() -> None:
    assert [c.name for c in find_commands("", COMMANDS)] == ["预览", "导出", "帮助"]
    assert [c.name for c in find_commands("bz", COMMANDS)] == ["帮助"]
    assert [c.name for c in find_commands("整篇", COMMANDS)] == ["预览"]
    assert find_commands("没有", COMMANDS) == []

"""The rail, the phrase panel, the flash line, the key bar and the help window."""

import pytest
from textual.widgets import Input, OptionList
from tui_stage import stage

from assistant.tui.screens.page import everywhere
from assistant.tui.widgets.card import Card
from assistant.tui.widgets.choices import Choice, Choices
from assistant.tui.widgets.flash import Flash
from assistant.tui.widgets.footer import KeyBar, KeyLabel
from assistant.tui.widgets.help import HelpScreen, help_for
from assistant.tui.widgets.phrases import MOST, PhrasePanel, PhraseView
from assistant.tui.widgets.rail import Rail, RailItem

pytestmark = pytest.mark.slow

ITEMS = [
    RailItem("one", "总体情况", "done"),
    RailItem("open", "主动公开", "current", 1),
    RailItem("ask", "依申请公开", "open", 1),
    RailItem("two", "[表]一", "warning"),
]


async def test_the_rail_shows_states_progress_and_findings() -> None:
    rail = Rail()
    async with stage(rail, size=(110, 24)) as s:
        rail.show(ITEMS, at=12, total=31, findings=2)
        await s.pilot.pause()
        for wanted in ("第 12 题 / 共 31 题", "✔ 总体情况", "● 主动公开", "○ 依", "! [表]一"):
            assert wanted in s.text
        assert "2 处待核" in s.text
        rail.show([*ITEMS[:3], RailItem("two", "[表]一", "done")], at=13, total=31)
        await s.pilot.pause()
        assert "✔ [表]一" in s.text
        assert "待核" not in s.text


async def test_the_rail_jumps_and_hides_on_a_narrow_screen() -> None:
    rail = Rail()
    async with stage(rail, size=(110, 24)) as s:
        rail.show(ITEMS)
        rail.query_one(OptionList).focus()
        await s.press("home", "down", "down", "enter")
        assert [m.key for m in s.got(Rail.Jump)] == ["ask"]
        await s.pilot.resize_terminal(99, 24)
        await s.pilot.pause()
        assert not rail.display
        assert "总体情况" not in s.text
        await s.pilot.resize_terminal(100, 24)
        await s.pilot.pause()
        assert "总体情况" in s.text


def phrases(count: int = 80) -> list[PhraseView]:
    return [
        PhraseView(
            f"p{i}",
            f"全年办理第{i}类事项[甲]。",
            "规范",
            "本单位",
            40 if i == 1 else None,
            "去年同句",
        )
        for i in range(count)
    ] + [PhraseView("none", "没有收到政府信息公开申请。")]


async def test_phrases_are_picked_by_number_and_enter() -> None:
    async with stage(PhrasePanel(phrases())) as s:
        assert "1 全年办理第0类事项[甲]。" in s.text
        assert "规范 · 本单位 · 相似 40% · 去年同句" in s.text
        assert s.app.query_one(OptionList).option_count == MOST
        await s.press("2", "３", "down", "enter", "ctrl+e", "escape")
        assert [m.id for m in s.got(PhrasePanel.Picked)] == ["p1", "p2", "p1"]
        assert [m.id for m in s.got(PhrasePanel.EditAsked)] == ["p1"]
        assert len(s.got(PhrasePanel.Left)) == 1


@pytest.mark.parametrize("query", ["没有收到", "mysd"])
async def test_typing_filters_phrases(query: str) -> None:
    async with stage(PhrasePanel(phrases())) as s:
        await s.press(*query, "1")
        assert [m.id for m in s.got(PhrasePanel.Picked)] == ["none"]


async def test_nothing_found_is_said_and_not_picked() -> None:
    async with stage(PhrasePanel(phrases(3))) as s:
        await s.press(*"飞碟", "enter", "1")
        assert "没有找到" in s.text
        assert s.got(PhrasePanel.Picked) == []


async def test_a_flash_goes_by_itself_and_an_error_waits_for_a_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Flash, "SECONDS", 0.1)
    flash = Flash()
    async with stage(flash) as s:
        flash.say("已保存 [1]")
        await s.pilot.pause()
        assert "已保存 [1]" in s.text
        await s.pilot.pause(0.2)
        assert "已保存" not in s.text
        flash.say("已保存")
        flash.warn("磁盘已满")
        await s.pilot.pause(0.2)
        assert "! 磁盘已满" in s.text
        flash.key_pressed()
        await s.pilot.pause()
        assert "磁盘" not in s.text


async def test_the_key_bar_holds_six_keys_that_can_be_clicked() -> None:
    label = KeyLabel("f1", "F1", "帮助")
    bar = KeyBar([label])
    line = Input()
    async with stage(bar, line) as s:
        assert "F1 帮助" in s.text
        await bar.show([KeyLabel("a", "A", "写字")])
        await s.pilot.pause()
        await s.pilot.click(offset=(2, 0))
        await s.pilot.pause()
        assert line.value == "a"
    with pytest.raises(ValueError, match="6"):
        KeyBar([label] * 7)


async def test_help_is_that_of_the_focused_widget() -> None:
    choices = Choices([Choice("a", "甲")])
    async with stage(choices) as s:
        s.app.push_screen(HelpScreen(help_for(s.app.focused), more="[F1] 帮助"))
        await s.pilot.pause()
        assert "单选时按数字就直接确定" in s.text
        assert "[F1] 帮助" in s.text
        await s.press("escape")
        assert "单选时按数字就直接确定" not in s.text
        assert s.got(Choices.Chosen) == []


def test_a_key_is_explained_once_where_it_means_something_else() -> None:
    told = everywhere(Card.HELP)
    assert "Ctrl+Q" in told
    assert "Ctrl+S" not in told
    assert "Ctrl+Z" not in told
    assert "Ctrl+Z" in everywhere(Choices.HELP)


def test_without_focus_the_help_is_general() -> None:
    assert "F1" in help_for(None)

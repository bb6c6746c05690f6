"""The command palette speaks Chinese and finds by pinyin initials."""

from functools import partial

import pytest
from textual.app import App
from textual.command import CommandList
from tui_stage import stage

from assistant.tui.compat.palette import PaletteCommand, open_palette
from assistant.tui.compat.pinyin import initials, rank

pytestmark = pytest.mark.slow


class Host(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.ran: list[str] = []

    def palette_commands(self) -> list[PaletteCommand]:
        return [
            PaletteCommand(name, hint, partial(self.ran.append, name))
            for name, hint in [
                ("跳到第三节", "依申请公开"),
                ("导出", "写成 [Word]"),
                ("退出", "什么都不会丢"),
            ]
        ]


@pytest.mark.parametrize("query", ["dc", "导出", "导"])
async def test_a_command_is_found_and_run(query: str) -> None:
    host = Host()
    async with stage(app=host) as s:
        open_palette(host)
        await s.pilot.pause(0.2)
        await s.press(*query)
        await s.pilot.pause(0.4)
        assert "写成 [Word]" in s.text
        assert "跳到第三节" not in s.text
        await s.press("enter")
        await s.pilot.pause(0.2)
        assert host.ran == ["导出"]


async def test_nothing_english_shows() -> None:
    host = Host()
    async with stage(app=host) as s:
        open_palette(host)
        await s.pilot.pause(0.3)
        assert "搜索命令…" in s.text
        assert host.screen.query_one(CommandList).option_count == 3
        await s.press(*"qqqq")
        await s.pilot.pause(1.0)
        assert "没有找到" in s.text
        assert not any(word in s.text for word in ("Quit", "Theme", "No matches", "Search"))


@pytest.mark.parametrize(
    ("query", "best_first"),
    [("导出", ["导出", "打开导出记录"]), ("dc", ["导出", "看导出", "打开存疑"])],
)
def test_closer_names_rank_higher(query: str, best_first: list[str]) -> None:
    places = [rank(query, name) for name in best_first]
    assert None not in places
    assert places == sorted(set(places), key=str)


def test_what_does_not_match_is_not_found() -> None:
    assert initials("导出 Word") == "dc word"
    assert rank("dx", "导出") is None
    assert rank("跳节", "跳到第三节") is not None


async def test_a_command_is_found_by_what_it_does() -> None:
    host = Host()
    async with stage(app=host) as s:
        open_palette(host)
        await s.pilot.pause(0.2)
        await s.press(*"不会丢")
        await s.pilot.pause(0.4)
        assert "退出" in s.text
        assert "跳到第三节" not in s.text

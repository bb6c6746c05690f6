"""Choosing by number, by arrows and by mouse."""

import pytest
from textual.widgets import OptionList
from textual.widgets._list_view import ListView
from tui_stage import Stage, stage

from assistant.tui.widgets.choices import Choice, Choices, numbered, toggled

pytestmark = pytest.mark.slow

CHANNELS = (
    Choice("web", "门户网站", hint="[含子站]", mark="去年写过"),
    Choice("app", "政务新媒体"),
    Choice("gazette", "政府公报"),
    Choice("other", "其他", other=True),
    Choice("none", "都没有", exclusive=True),
)


def answers(s: Stage) -> list[tuple[tuple[str, ...], str]]:
    return [(m.keys, m.other) for m in s.got(Choices.Chosen)]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["1", "3", "enter"], ("web", "gazette")),
        (["３", "１", "enter"], ("web", "gazette")),
        (["1", "1", "2", "enter"], ("app",)),
        (["1", "0", "enter"], ("none",)),
        (["0", "2", "enter"], ("app",)),
        (["down", "space", "down", "space", "enter"], ("web", "app")),
    ],
)
async def test_several(keys: list[str], chosen: tuple[str, ...]) -> None:
    async with stage(Choices(CHANNELS, multiple=True)) as s:
        await s.press(*keys)
        assert answers(s) == [(chosen, "")]


async def test_one_number_chooses_and_confirms() -> None:
    async with stage(Choices(CHANNELS)) as s:
        await s.press("２")
        assert answers(s) == [(("app",), "")]


@pytest.mark.parametrize("multiple", [False, True])
async def test_a_bare_enter_takes_nothing_that_was_not_given(multiple: bool) -> None:
    async with stage(Choices(CHANNELS, multiple=multiple)) as s:
        await s.press("enter")
        assert answers(s) == []
        assert "还没有选" in s.text


async def test_a_given_choice_is_confirmed_by_enter() -> None:
    async with stage(Choices(CHANNELS, chosen=["app"])) as s:
        await s.press("enter")
        assert answers(s) == [(("app",), "")]


async def test_other_opens_a_line_and_must_be_filled() -> None:
    async with stage(Choices(CHANNELS, multiple=True)) as s:
        await s.press("1", "4", "enter")
        assert answers(s) == []
        assert "请写明" in s.text
        await s.press(*"广播1", "enter")
        assert answers(s) == [(("web", "other"), "广播1")]


async def test_marks_and_hints_show_literally_in_an_option_list() -> None:
    async with stage(Choices(CHANNELS, multiple=True)) as s:
        assert "1 [ ] 门户网站  去年写过  [含子站]" in s.text
        assert "0 [ ] 都没有" in s.text
        assert len(s.app.query(OptionList)) == 1
        assert not s.app.query(ListView)


async def test_a_click_chooses() -> None:
    async with stage(Choices(CHANNELS)) as s:
        row = next(i for i, line in enumerate(s.lines) if "政府公报" in line)
        await s.pilot.click(offset=(8, row))
        await s.pilot.pause()
        assert answers(s) == [(("gazette",), "")]


def test_numbers_go_on_with_letters() -> None:
    options = [Choice(str(i), str(i)) for i in range(11)] + [Choice("x", "无", exclusive=True)]
    keys = numbered(options)
    assert list(keys) == [*"123456789ab", "0"]
    assert keys["b"] == "10"


def test_an_exclusive_option_stands_alone() -> None:
    assert toggled(CHANNELS, ("web", "app"), "none") == ("none",)
    assert toggled(CHANNELS, ("none",), "app") == ("app",)
    assert toggled(CHANNELS, ("app",), "web") == ("web", "app")

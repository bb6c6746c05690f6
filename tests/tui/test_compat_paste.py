"""Pasted text is kept whole, with or without the terminal saying that it is a paste."""

from textual import events
from tui_stage import stage

from assistant.tui.compat import paste
from assistant.tui.widgets.card import Card
from assistant.tui.widgets.choices import Choice
from assistant.tui.widgets.composer import Composer
from assistant.tui.widgets.fields import FieldSpec


def burst(text: str) -> list[events.Key]:
    return [
        events.Key("enter", "\r") if character == "\n" else events.Key(character, character)
        for character in text
    ]


async def test_bracketed_paste_of_several_lines_stays_in_the_composer() -> None:
    composer = Composer()
    async with stage(composer) as s:
        s.app.post_message(events.Paste("第一段\n第二段\n第三段"))
        await s.pilot.pause()
        assert composer.text == "第一段\n第二段\n第三段"
        assert s.got(Composer.Submitted) == []


async def test_unmarked_paste_of_several_lines_is_not_sent_line_by_line() -> None:
    composer = Composer()
    async with stage(composer) as s:
        for event in burst("第一段\n第二段\n第三段\n"):
            s.app.post_message(event)
        await s.pilot.pause(paste.SETTLE * 3)
        assert composer.text == "第一段\n第二段\n第三段\n"
        assert s.got(Composer.Submitted) == []
        await s.press("enter")
        assert [m.text for m in s.got(Composer.Submitted)] == ["第一段\n第二段\n第三段"]


async def test_one_line_and_enter_in_one_go_is_sent() -> None:
    composer = Composer()
    async with stage(composer) as s:
        for event in burst("全年无申请\n"):
            s.app.post_message(event)
        await s.pilot.pause(paste.SETTLE * 3)
        assert [m.text for m in s.got(Composer.Submitted)] == ["全年无申请"]


async def test_several_lines_pasted_into_a_field_are_joined() -> None:
    card = Card(
        [
            FieldSpec("a", "事项"),
            FieldSpec("b", "类型", kind="choice", options=(Choice("x", "部门"),)),
        ]
    )
    async with stage(card) as s:
        s.app.post_message(events.Paste("甲\n乙 \r\n\n丙"))
        await s.pilot.pause()
        assert card.values["a"] == "甲 乙 丙"
        assert s.got(Card.Submitted) == []

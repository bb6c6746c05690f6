"""A card of fields: what Enter does, what is taken, what is refused."""

import pytest
from tui_stage import stage

from assistant.tui.widgets.card import Card
from assistant.tui.widgets.choices import Choice
from assistant.tui.widgets.fields import FieldSpec

pytestmark = pytest.mark.slow

KINDS = (Choice("部门", "部门"), Choice("乡镇", "乡镇街道"), Choice("政府", "政府"))


def card() -> Card:
    return Card(
        [
            FieldSpec("name", "单位全称", value="陈阳市[某]局", required=True, hint="和公章一致"),
            FieldSpec("count", "发布条数", unit="条", last_year="1286", example="[1200]"),
            FieldSpec("kind", "单位类型", kind="choice", options=KINDS, value="部门"),
            FieldSpec("ways", "渠道", kind="choices", options=KINDS),
        ]
    )


async def test_one_enter_takes_an_untouched_card_but_not_last_years_figure() -> None:
    async with stage(card()) as s:
        assert "Enter 按现在的内容提交" in s.text
        await s.press("enter")
        (sent,) = s.got(Card.Submitted)
        assert sent.values == {"name": "陈阳市[某]局", "count": "", "kind": "部门", "ways": ()}
        assert sent.same == frozenset()


async def test_a_touched_card_goes_field_by_field() -> None:
    async with stage(card()) as s:
        await s.press(*"办", "enter")
        assert s.got(Card.Submitted) == []
        await s.press(*"12", "enter", "２", "enter", "1", "3", "enter")
        (sent,) = s.got(Card.Submitted)
        assert sent.values == {
            "name": "陈阳市[某]局办",
            "count": "12",
            "kind": "乡镇",
            "ways": ("部门", "政府"),
        }


async def test_the_equals_sign_takes_last_years_figure_and_says_so() -> None:
    async with stage(card()) as s:
        assert "上年 1286，= 取用" in s.text
        await s.press("down", "=")
        assert "与上年相同" in s.text
        await s.press("ctrl+s")
        await s.press("0", "ctrl+s")
        first, second = s.got(Card.Submitted)
        assert (first.values["count"], first.same) == ("1286", frozenset({"count"}))
        assert (second.values["count"], second.same) == ("12860", frozenset())


async def test_an_equals_sign_is_text_where_there_is_no_last_year() -> None:
    async with stage(card()) as s:
        await s.press("=", "ctrl+s")
        assert s.got(Card.Submitted)[0].values["name"] == "陈阳市[某]局="


async def test_f6_puts_the_focused_field_off() -> None:
    async with stage(card()) as s:
        await s.press("tab", "f6", "shift+tab", "f6")
        assert [m.key for m in s.got(Card.Later)] == ["count", "name"]


async def test_errors_show_at_their_field_and_take_the_focus_there() -> None:
    form = card()
    async with stage(form) as s:
        form.show_errors({"count": "请写数字，例如 60 [条]"})
        await s.pilot.pause()
        assert "! 请写数字，例如 60 [条]" in s.text
        assert "Enter 下一项" in s.text
        await s.press("5")
        assert "请写数字" not in s.text
        assert form.values["count"] == "5"


async def test_a_doubted_card_is_confirmed_from_any_field_until_it_is_changed() -> None:
    form = card()
    async with stage(form) as s:
        await s.press("down", "5", "ctrl+s")
        form.show_errors({"count": "比总数还多"}, doubted=True)
        await s.pilot.pause()
        assert "Enter 确实如此，提交" in s.text
        await s.press("enter")
        first, again = s.got(Card.Submitted)
        assert first.values == again.values
        await s.press("6")
        assert "Enter 下一项" in s.text
        await s.press("enter")
        assert len(s.got(Card.Submitted)) == 2


async def test_ctrl_z_restores_the_field() -> None:
    form = card()
    async with stage(form) as s:
        await s.press(*"办公室", "ctrl+z")
        assert form.values["name"] == "陈阳市[某]局"
        assert "Enter 按现在的内容提交" in s.text


async def test_help_and_examples_follow_the_focus_and_are_literal() -> None:
    async with stage(card()) as s:
        assert "和公章一致" in s.text
        await s.press("down")
        assert "例：[1200]" in s.text
        assert "和公章一致" not in s.text


async def test_many_fields_fit_a_small_screen() -> None:
    form = Card([FieldSpec(f"f{i}", f"第{i}项统计指标的名称", hint="说明") for i in range(20)])
    async with stage(form, size=(80, 24)) as s:
        await s.press(*["down"] * 19)
        assert "第19项" in s.text
        assert "Ctrl+S 提交" in s.text

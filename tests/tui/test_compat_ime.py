"""The terminal cursor, beside which input methods open, stands at the caret."""

import pytest
from textual.geometry import Offset
from textual.widgets import Static
from tui_stage import stage

from assistant.tui.compat.ime import CaretInput
from assistant.tui.widgets.composer import Composer


def bottom_composer() -> tuple[Static, Composer, Static]:
    log = Static("问答", markup=False)
    log.styles.height = "1fr"
    return log, Composer(), Static("键", markup=False)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_caret_is_right_as_soon_as_the_composer_has_the_focus(size: tuple[int, int]) -> None:
    log, composer, keys = bottom_composer()
    async with stage(log, keys, composer, size=size) as s:
        composer.focus()
        await s.pilot.pause()
        row = next(i for i, line in enumerate(s.lines) if line.startswith("▊▔")) + 1
        assert s.app.cursor_position == Offset(2, row)


async def test_caret_follows_a_resize_and_a_change_of_layout() -> None:
    log, composer, keys = bottom_composer()
    async with stage(log, keys, composer, size=(60, 20)) as s:
        await s.press(*"政务公开")
        before = s.app.cursor_position
        await s.pilot.resize_terminal(80, 30)
        await s.pilot.pause()
        assert s.app.cursor_position == before + Offset(0, 10)
        keys.styles.height = 4
        await s.pilot.pause()
        assert s.app.cursor_position == composer.cursor_screen_offset
        log.styles.display = "none"
        await s.pilot.pause()
        assert s.app.cursor_position.y < 10


async def test_caret_of_an_input_stands_right_behind_its_text() -> None:
    line = CaretInput(compact=True)
    async with stage(Static("上面一行", markup=False), line) as s:
        await s.press(*"政务公开")
        assert s.app.cursor_position == Offset(8, 1)
        await s.press("left")
        assert s.app.cursor_position == Offset(6, 1)

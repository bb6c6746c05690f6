"""Chinese line breaking reaches every textual widget."""

import importlib

import pytest
from textual.widgets import OptionList, Static, TextArea
from tui_stage import stage

import assistant.tui.widgets  # noqa: F401  (installs the breaker)
from assistant.text.linebreak import NEVER_FIRST, NEVER_LAST
from assistant.tui.compat import linebreak

TEXT = (
    "全年通过门户网站（含子站）公开各类信息共计 1286 条，其中“规范性文件”12 件；"
    "依据《中华人民共和国政府信息公开条例》，办结申请35件，未发生行政复议、行政诉讼。"
) * 3


def offences(lines: list[str]) -> list[str]:
    lines = [line.strip(" ▌▎▊") for line in lines]
    lines = [line for line in lines if line]
    return [line for line in lines if line[0] in NEVER_FIRST or line[-1] in NEVER_LAST]


@pytest.mark.parametrize("width", [24, 37, 50, 79])
async def test_no_line_starts_or_ends_with_the_wrong_mark(width: int) -> None:
    area = TextArea(TEXT, show_line_numbers=False, compact=True)
    widgets = (Static(TEXT, markup=False), OptionList(TEXT, markup=False, compact=True), area)
    for widget in widgets:
        async with stage(widget, size=(width, 40)) as s:
            assert len([line for line in s.lines if line]) > 3
            assert offences(s.lines) == []
            assert not any(line.strip(" ▊▎").startswith("286") for line in s.lines)


@pytest.mark.parametrize(("module", "name"), [(m.__name__, n) for m, n in linebreak.SEAMS])
async def test_textual_still_breaks_lines_where_we_replace_it(
    monkeypatch: pytest.MonkeyPatch, module: str, name: str
) -> None:
    seen: list[str] = []

    def spy(text: str, width: int, *_: object, **__: object) -> list[int]:
        seen.append(text)
        return []

    monkeypatch.setattr(importlib.import_module(module), name, spy)
    async with stage(Static("甲乙丙", markup=False), TextArea("丁戊己")):
        pass
    wanted = "丁戊己" if name == "compute_wrap_offsets" else "甲乙丙"
    assert wanted in seen


def test_tabs_and_no_width_are_survived() -> None:
    # 甲 takes two cells and the tab goes on to cell four, so one more character fits.
    assert linebreak.wrap_offsets("甲\t乙丙丁", 6, 4) == [3]
    assert linebreak.wrap_offsets("甲乙", 0, 4) == []
    assert linebreak.divide_line("甲乙", 0) == []

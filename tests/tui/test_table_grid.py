"""The table editor."""

import pytest
from rich.cells import cell_len
from textual import events
from textual.message import Message
from tui_stage import Stage, stage

from assistant.tui.widgets.grid import Grid
from assistant.tui.widgets.grid_model import (
    CellView,
    GridColumn,
    GridRow,
    GridSpec,
    body_lines,
    clipped,
)

pytestmark = pytest.mark.slow

PEOPLE = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
LONG = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"


def spec(**cells: CellView) -> GridSpec:
    result = "三、本年度办理结果"
    rows = [
        GridRow("in", ("一、本年新收政府信息公开申请数量",)),
        GridRow("open", (result, "（一）予以公开")),
        GridRow("part", (result, LONG)),
        *(GridRow(f"no{i}", (result, "（三）不予公开", f"{i}.属于某种情形")) for i in range(1, 9)),
        GridRow("sum", (result, "（七）总计"), computed=True),
        GridRow("next", ("四、结转下年度继续办理",)),
    ]
    columns = [*(GridColumn(name, name) for name in PEOPLE), GridColumn("all", "总计", True)]
    return GridSpec(
        tuple(rows),
        tuple(columns),
        {
            ("in", "自然人"): CellView("3", last_year="9"),
            **{("in", k): v for k, v in cells.items()},
        },
    )


def typed(s: Stage) -> list[tuple[str, str, str]]:
    return [(m.row, m.column, m.text) for m in s.got(Grid.CellTyped)]


async def test_figures_are_typed_in_place_and_enter_goes_down() -> None:
    async with stage(Grid(spec())) as s:
        await s.press("1", "２", "enter", "5", "backspace", "7", "enter")
        assert typed(s) == [("in", "自然人", "12"), ("open", "自然人", "7")]


async def test_computed_cells_are_skipped_by_enter_and_refuse_typing() -> None:
    grid = Grid(spec())
    async with stage(grid) as s:
        grid.go_to("no8", "自然人")
        await s.press("enter")
        assert grid.cursor == ("next", "自然人")
        await s.press("up", "5", "enter")
        assert grid.cursor == ("next", "自然人")
        grid.go_to("in", "其他")
        await s.press("tab")
        assert grid.cursor == ("open", "自然人")
        assert typed(s) == []


async def test_totals_and_failures_come_from_the_owner() -> None:
    grid = Grid(spec())
    async with stage(grid) as s:
        grid.update_cells(
            {("in", "自然人"): CellView("4", failing=True), ("in", "all"): CellView("99", True)}
        )
        grid.show_finding("新收 4，办理结果 3，差 1；把 [予以公开] 改成 1 就平")
        await s.pilot.pause()
        row = next(line for line in s.lines if "!4" in line)
        assert row.endswith("99")
        assert "! 新收 4，办理结果 3，差 1；把 [予以公开] 改成 1 就平" in s.text


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("delete", ("in", "自然人", "", False)),
        ("backspace", ("in", "自然人", "", False)),
        ("n", ("in", "自然人", "不适用", False)),
        ("=", ("in", "自然人", "9", True)),
        ("＝", ("in", "自然人", "9", True)),
    ],
)
async def test_single_keys(key: str, expected: tuple[str, str, str, bool]) -> None:
    async with stage(Grid(spec())) as s:
        await s.press(key)
        (message,) = s.got(Grid.CellTyped)
        assert (message.row, message.column, message.text, message.same) == expected


async def test_escape_drops_what_is_being_typed() -> None:
    async with stage(Grid(spec())) as s:
        await s.press("8", "escape", "enter")
        assert typed(s) == []


async def test_whole_table_keys() -> None:
    grid = Grid(spec())
    async with stage(grid) as s:
        await s.press("z", "f6", "ctrl+c")
        assert len(s.got(Grid.ZeroAll)) == 1
        assert [(m.row, m.column) for m in s.got(Grid.Later)] == [("in", "自然人")]
        (copied,) = s.got(Grid.Copied)
        assert copied.text.splitlines()[1].split("\t")[:2] == [
            "一、本年新收政府信息公开申请数量",
            "3",
        ]
        await s.press("ctrl+s")
        assert len(s.got(Grid.Done)) == 1


async def test_what_is_typed_is_taken_before_the_blanks_are_filled() -> None:
    async with stage(Grid(spec())) as s:
        await s.press("tab", "4", "z")
        assert typed(s) == [("in", "商业企业", "4")]
        kinds = [type(m) for m in s.got(Message) if isinstance(m, Grid.CellTyped | Grid.ZeroAll)]
        assert kinds == [Grid.CellTyped, Grid.ZeroAll]


@pytest.mark.parametrize("minus", ["-", "－", "−"])
async def test_a_minus_is_not_dropped(minus: str) -> None:
    async with stage(Grid(spec())) as s:
        await s.press(minus, "3", "enter")
        assert typed(s) == [("in", "自然人", "-3")]


async def test_a_text_that_was_not_taken_stays_and_can_be_mended() -> None:
    wrong = CellView(refused="-3", why="数的是件数，要填不小于 0 的整数")
    grid = Grid(spec(商业企业=wrong))
    async with stage(grid) as s:
        assert "!-3" in s.text
        assert "数的是件数" not in s.text
        await s.press("tab")
        assert "! 数的是件数" in s.text
        await s.press("backspace", "backspace", "3", "enter")
        assert typed(s) == [("in", "商业企业", "3")]


async def test_the_arrows_leave_the_table_at_its_edges() -> None:
    grid = Grid(spec())
    async with stage(grid) as s:
        await s.press("up")
        grid.go_to("next", "其他")
        await s.press("down")
        assert [m.by for m in s.got(Grid.Turn)] == [-1, 1]
        assert grid.cursor == ("next", "其他")


async def test_a_cell_that_waits_says_for_whom() -> None:
    waiting = {("open", "自然人"): CellView(later="信访股")}
    rows = spec()
    grid = Grid(GridSpec(rows.rows, rows.columns, {**rows.cells, **waiting}))
    async with stage(grid) as s:
        assert "待定" in s.text
        await s.press("down")
        assert "待定，问信访股" in s.text


async def test_enter_in_the_last_cell_is_done() -> None:
    grid = Grid(spec())
    async with stage(grid) as s:
        grid.go_to("next", "其他")
        await s.press("6", "enter")
        assert typed(s) == [("next", "其他", "6")]
        assert len(s.got(Grid.Done)) == 1


async def test_a_pasted_table_goes_to_the_owner_and_a_pasted_figure_into_the_cell() -> None:
    async with stage(Grid(spec())) as s:
        s.app.post_message(events.Paste("1\t2\n3\t4\n"))
        s.app.post_message(events.Paste("１２ "))
        await s.pilot.pause()
        assert [(m.text, m.row, m.column) for m in s.got(Grid.Pasted)] == [
            ("1\t2\n3\t4", "in", "自然人")
        ]
        assert typed(s) == [("in", "自然人", "12")]


async def test_a_refused_figure_is_explained_where_it_was_typed() -> None:
    grid = Grid(spec())
    async with stage(grid) as s:
        await s.press("1", ".", "5", "enter")
        grid.refuse("in", "自然人", "件数要写整数")
        await s.pilot.pause()
        assert grid.cursor == ("in", "自然人")
        assert "! 件数要写整数" in s.text
        await s.press("down")
        assert "件数要写整数" not in s.text


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_every_cell_can_be_reached_with_its_full_label_in_sight(
    size: tuple[int, int],
) -> None:
    grid = Grid(spec())
    async with stage(grid, size=size) as s:
        grid.go_to("part", "其他")
        await s.pilot.pause()
        assert any(line.startswith(f"其他 · 三、本年度办理结果 › {LONG[:10]}") for line in s.lines)
        await s.press(*"77")
        assert any("77_" in line for line in s.lines)
        assert all(cell_len(line) <= size[0] for line in s.lines)
        _column, row = s.app.cursor_position
        assert "77_" in s.lines[row]


async def test_long_labels_wrap_to_two_lines_and_end_in_a_mark() -> None:
    lines = body_lines(spec().rows, 24)
    part = next(i for i, line in enumerate(lines) if line.row == 2)
    assert lines[part - 1].row is None
    assert lines[part].label.rstrip().endswith("…")
    assert clipped("政府信息", 5) == "政府…"
    assert clipped("政府", 5) == "政府 "

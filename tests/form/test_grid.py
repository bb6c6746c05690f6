"""The printed shape of the statutory tables, and of tables nobody has seen before."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.form.grid import Grid, PlacedCell, section_grids
from assistant.form.load import LoadedForm, load_form
from assistant.form.model import Block, Column, Form, Roles, Row, Section, Table


@pytest.fixture(scope="module")
def form() -> Form:
    loaded: LoadedForm = load_form(Path(__file__).parents[2] / "templates" / "ogi-2021")
    return loaded.form


def only(form: Form, section: str) -> Grid:
    (grid,) = section_grids(form, form.section[section])
    return grid


def find(grid: Grid, text: str) -> list[PlacedCell]:
    return [p for p in grid.cells if p.cell.text == text]


def spans(grid: Grid, text: str) -> list[tuple[int, int, int, int]]:
    return [(p.row, p.column, p.cell.rows, p.cell.columns) for p in find(grid, text)]


def assert_tiled(grid: Grid) -> None:
    seen: dict[tuple[int, int], PlacedCell] = {}
    for placed in grid.cells:
        for r in range(placed.row, placed.row + placed.cell.rows):
            for c in range(placed.column, placed.column + placed.cell.columns):
                assert (r, c) not in seen, (placed, seen[r, c])
                seen[r, c] = placed
    assert set(seen) == {(r, c) for r in range(grid.height) for c in range(grid.width)}


def test_applications_table_has_the_formats_merged_headers(form: Form) -> None:
    grid = only(form, "申请表")
    assert (grid.width, grid.height, grid.header_rows, grid.label_columns) == (10, 28, 3, 3)
    assert spans(grid, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）") == [
        (0, 0, 3, 3)
    ]
    assert spans(grid, "申请人情况") == [(0, 3, 1, 7)]
    assert spans(grid, "法人或其他组织") == [(1, 4, 1, 5)]
    assert spans(grid, "自然人") == [(1, 3, 2, 1)]
    assert spans(grid, "总计") == [(1, 9, 2, 1)]
    assert spans(grid, "三、本年度办理结果") == [(5, 0, 22, 1)]
    assert spans(grid, "（一）予以公开") == [(5, 1, 1, 2)]
    assert spans(grid, "（三）不予公开") == [(7, 1, 8, 1)]
    assert spans(grid, "四、结转下年度继续办理") == [(27, 0, 1, 3)]
    assert_tiled(grid)


def test_reviews_table_is_one_line_of_figures_under_three_rows_of_headers(form: Form) -> None:
    grid = only(form, "救济表")
    assert (grid.width, grid.height, grid.header_rows) == (15, 4, 3)
    assert spans(grid, "行政复议") == [(0, 0, 1, 5)]
    assert spans(grid, "行政诉讼") == [(0, 5, 1, 10)]
    assert spans(grid, "未经复议直接起诉") == [(1, 5, 1, 5)]
    assert spans(grid, "结果维持") == [(1, 0, 2, 1), (2, 5, 1, 1), (2, 10, 1, 1)]
    assert_tiled(grid)


def test_disclosure_table_stacks_four_blocks(form: Form) -> None:
    grid = only(form, "主动公开表")
    banners = [(p.row, p.cell.text, p.cell.columns) for p in grid.cells if p.cell.role == "banner"]
    assert banners == [
        (0, "第二十条第（一）项", 4),
        (4, "第二十条第（五）项", 4),
        (7, "第二十条第（六）项", 4),
        (11, "第二十条第（八）项", 4),
    ]
    assert spans(grid, "本年处理决定数量") == [(5, 1, 1, 3), (8, 1, 1, 3)]
    figure = next(p for p in grid.cells if p.cell.address == "决定.处罚.件数")
    assert (figure.column, figure.cell.columns) == (1, 3)
    assert_tiled(grid)


def test_every_cell_of_the_form_is_printed_once(form: Form) -> None:
    printed = [
        p.cell.address
        for section in form.sections
        for grid in section_grids(form, section)
        for p in grid.cells
        if p.cell.role == "figure"
    ]
    assert sorted(printed) == sorted(form.cells)


def form_of(table: Table) -> Form:
    return Form(
        form="f",
        name="表",
        title="表",
        file_name="表",
        roles=Roles(unit="", year=""),
        wordings={},
        facts=(),
        tables=(table,),
        sections=(),
        stages=(),
    )


paths = st.lists(
    st.lists(st.sampled_from("甲乙丙"), min_size=1, max_size=3).map(tuple), min_size=1, max_size=6
)


@given(rows=paths, columns=paths, layout=st.sampled_from(["grid", "flat"]), over=st.booleans())
def test_any_labels_tile_the_table(
    rows: list[tuple[str, ...]], columns: list[tuple[str, ...]], layout: str, over: bool
) -> None:
    table = Table(
        key="t",
        title="表",
        ask="",
        rows=tuple(Row(key=f"r{i}", path=p) for i, p in enumerate(rows)),
        columns=tuple(Column(key=f"c{i}", path=p) for i, p in enumerate(columns)),
    )
    block = Block.model_validate(
        {"table": "t", "layout": layout, "over_columns": "总" if over else ""}
    )
    bannered = block.model_copy(update={"banner": "栏"})
    (one,) = section_grids(form_of(table), Section(key="s", blocks=(block,)))
    assert_tiled(one)
    (stacked,) = section_grids(form_of(table), Section(key="s", blocks=(bannered, bannered)))
    assert_tiled(stacked)
    assert stacked.height == 2 * (one.height + 1)

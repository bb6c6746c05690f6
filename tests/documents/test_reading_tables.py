"""Figures are found by label and header words, however the table reaches the program."""

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.reading import Reading, read_bytes, read_text
from assistant.form.grid import Grid, section_grids
from assistant.form.load import LoadedForm, load_form
from assistant.form.values import NOT_APPLICABLE, Figure
from assistant.report.model import show_figure

TEMPLATES = Path(__file__).parents[2] / "templates"
FORMS = {key: load_form(TEMPLATES / key) for key in ("ogi-2021", "ogi-2019")}
NEW = FORMS["ogi-2021"]
FOOD = load_form(Path(__file__).parents[1] / "forms" / "food-safety")

Cells = dict[str, Figure]
Shape = Callable[[Grid, Cells], str]


def shown(grid: Grid, cells: Cells) -> list[list[str]]:
    """The texts of the cells that start in each row, merged cells once."""
    return [
        [show_figure(cells[p.cell.address]) if p.cell.address else p.cell.text for p in line]
        for line in grid.lines()
    ]


def one_cell_per_line(grid: Grid, cells: Cells) -> str:
    return "".join("\n".join(row) + "\n" for row in shown(grid, cells))


def tab_then_cell(grid: Grid, cells: Cells) -> str:
    return "".join(
        "".join(f"\t \u3000{text}\u00a0\n" for text in r) + "\n" for r in shown(grid, cells)
    )


def row_by_row(grid: Grid, cells: Cells) -> str:
    return "".join(" ".join(row) + "\n" for row in shown(grid, cells))


def all_in_one_line(grid: Grid, cells: Cells) -> str:
    return " ".join(" ".join(row) for row in shown(grid, cells)) + "\n"


def from_a_browser(grid: Grid, cells: Cells) -> str:
    return "".join("\t".join(row) + "\n" for row in shown(grid, cells))


def full_width(grid: Grid, cells: Cells) -> str:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return one_cell_per_line(grid, cells).translate(wide)


def spreadsheet(grid: Grid, cells: Cells) -> str:
    rows = [[""] * grid.width for _ in range(grid.height)]
    for p in grid.cells:
        text = show_figure(cells[p.cell.address]) if p.cell.address else p.cell.text
        rows[p.row][p.column] = text
    return "".join("\t".join(row) + "\n" for row in rows)


def page(grid: Grid, cells: Cells) -> str:
    out = "<table>"
    for line in grid.lines():
        out += "<tr>"
        for p in line:
            text = show_figure(cells[p.cell.address]) if p.cell.address else p.cell.text
            # A label over two lines, as narrow columns have it.
            text = text if p.cell.address else f"{text[:2]}<br>\n  {text[2:]}"
            out += f'<td rowspan="{p.cell.rows}" colspan="{p.cell.columns}">{text}&nbsp;</td>'
        out += "</tr>"
    return out + "</table>"


SHAPES: list[Shape] = [
    one_cell_per_line, tab_then_cell, row_by_row, all_in_one_line, from_a_browser, full_width,
]  # fmt: skip
WITH_BLANKS: list[Shape] = [spreadsheet, page]


def document(loaded: LoadedForm, cells: Cells, shape: Shape) -> str:
    out = f"青河县水利局{2025 if loaded is NEW else 2019}年政府信息公开工作年度报告\n"
    if shape is page:
        out = f"<html><body><h1>{out}</h1>"
    number = 0
    for section in loaded.form.sections:
        if not section.titles:
            continue
        title = f"{'一二三四五六七'[number]}、{next(iter(section.titles.values()))}"
        number += 1
        out += f"<p>{title}</p>" if shape is page else f"\n{title}\n"
        for grid in section_grids(loaded.form, section):
            out += shape(grid, cells)
    return out


def read(text: str, *, html: bool = False) -> Reading:
    forms = [*FORMS.values(), FOOD]
    readings = read_bytes(text.encode(), "页面", forms) if html else read_text(text, forms)
    assert len(readings) == 1
    return readings[0]


def cells_of(loaded: LoadedForm, figures: list[Figure]) -> Cells:
    return {a: figures[i % len(figures)] for i, a in enumerate(loaded.form.cells)}


def wrong(loaded: LoadedForm, reading: Reading, cells: Cells) -> dict[str, tuple[str, str]]:
    report = reading.located.report
    assert report.form == loaded.form.form
    return {
        a: (show_figure(cells[a]), show_figure(report.figure(a)))
        for a in loaded.form.cells
        if report.figure(a) != cells[a]
    }


numbers = st.one_of(
    st.integers(0, 30).map(Decimal),
    st.just(NOT_APPLICABLE),
    st.decimals(0, 99999, places=2, allow_nan=False).map(lambda d: Decimal(str(float(d)))),
)


@pytest.mark.parametrize("loaded", [*FORMS.values(), FOOD], ids=lambda f: f.form.form)
@pytest.mark.parametrize("shape", [*SHAPES, *WITH_BLANKS], ids=lambda s: s.__name__)
def test_every_figure_lands_in_its_cell(loaded: LoadedForm, shape: Shape) -> None:
    cells: Cells = {a: Decimal(i + 1) for i, a in enumerate(loaded.form.cells)}
    reading = read(document(loaded, cells, shape), html=shape is page)
    assert wrong(loaded, reading, cells) == {}
    assert reading.not_understood == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.none() | numbers, min_size=40, max_size=200), st.sampled_from(WITH_BLANKS))
def test_blank_cells_stay_blank_and_push_nothing_aside(figures: list[Figure], shape: Shape) -> None:
    cells = cells_of(NEW, figures)
    assert wrong(NEW, read(document(NEW, cells, shape), html=shape is page), cells) == {}


@settings(max_examples=25, deadline=None)
@given(st.lists(numbers, min_size=40, max_size=200), st.sampled_from(SHAPES))
def test_every_kind_of_figure_is_read(figures: list[Figure], shape: Shape) -> None:
    cells = cells_of(NEW, figures)
    assert wrong(NEW, read(document(NEW, cells, shape)), cells) == {}


def test_columns_in_another_order_follow_their_headers() -> None:
    rows = """二、主动公开政府信息情况
信息内容\t现行有效件数\t本年废止件数\t本年制发件数
行政规范性文件\t9\t2\t1
规章\t7\t6\t5
三、收到和处理政府信息公开申请情况
申请人情况
总计\t自然人\t法人或其他组织
法律服务机构\t科研机构\t其他\t商业企业\t社会公益组织
四、结转下年度继续办理\t70\t10\t50\t30\t60\t20\t40
"""
    report = read(rows).located.report
    assert [int(str(report.figure(f"文件.规范性.{c}"))) for c in ("制发", "废止", "有效")] == [
        1,
        2,
        9,
    ]
    assert [int(str(report.figure(f"文件.规章.{c}"))) for c in ("制发", "废止", "有效")] == [
        5,
        6,
        7,
    ]
    carried = {
        c.key: report.figure(f"申请.结转下年.{c.key}") for c in NEW.form.table["申请"].columns
    }
    assert carried == {
        "自然人": 10, "商业企业": 20, "科研机构": 30, "社会公益组织": 40,
        "法律服务机构": 50, "其他": 60, "总计": 70,
    }  # fmt: skip


@pytest.mark.parametrize("mark", ["/", "-", "—", "无", "／"])
def test_a_stroke_is_blank_and_not_zero(mark: str) -> None:
    text = f"二、主动公开政府信息情况\n信息内容\n本年处理决定数量\n行政处罚\n{mark}\n行政强制\n0\n"
    located = read(text).located
    assert located.report.figure("决定.处罚.件数") is None
    assert located.raw == {"决定.处罚.件数": mark}
    assert located.report.figure("决定.强制.件数") == 0


@pytest.mark.parametrize(
    ("text", "figure", "raw"),
    [
        ("１２", Decimal(12), ""),
        ("\u00a01,286\u3000", Decimal(1286), "1,286"),
        ("12件", None, "12件"),
        ("60余", None, "60余"),
        ("不适用", NOT_APPLICABLE, ""),
    ],
)
def test_the_spellings_of_a_figure(text: str, figure: Figure, raw: str) -> None:
    rows = f"二、主动公开政府信息情况\n信息内容\n本年处理决定数量\n行政许可\n{text}\n"
    located = read(rows).located
    assert located.report.figure("决定.许可.件数") == figure
    assert located.raw.get("决定.许可.件数", "") == raw


def test_money_is_read_in_the_unit_of_the_form() -> None:
    rows = "信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n59237.2449万元\n"
    assert read(rows).located.report.figure("收费.行政事业性收费.金额") == Decimal("59237.2449")


def test_a_row_with_figures_missing_is_said_and_not_guessed() -> None:
    rows = "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量 3 1 0\n"
    reading = read(rows)
    assert all(
        reading.located.report.figure(f"申请.新收.{c.key}") is None
        for c in NEW.form.table["申请"].columns
    )
    assert [line for line, text in reading.not_understood if "3 1 0" in text] == [2]


def test_a_blank_among_cells_on_lines_of_their_own_keeps_its_place() -> None:
    rows = "三、收到和处理政府信息公开申请情况\n\t一、本年新收政府信息公开申请数量\n" + "".join(
        f"\t{text}\n" for text in ("3", "", "1", "0", "0", "0", "4")
    )
    report = read(rows + "\n\t二、上年结转政府信息公开申请数量\n").located.report
    assert [report.figure(f"申请.新收.{c}") for c in ("自然人", "商业企业", "科研机构", "总计")] == [
        3, None, 1, 4,
    ]  # fmt: skip


def test_misspelt_and_unnumbered_labels_are_still_found() -> None:
    rows = (
        "三、收到和处理政府信息公开申请情况\n"
        "本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n"
        "3.危及三安全一稳定 2 0 0 0 0 0 2\n"
        "（2）没有现成信息需另行制作 3 0 0 0 0 0 3\n"
    )
    report = read(rows).located.report
    found = [report.figure(f"申请.{r}.总计") for r in ("新收", "三安全一稳定", "需另行制作")]
    assert found == [1, 2, 3]


def test_a_row_the_form_does_not_have_is_listed() -> None:
    rows = "二、主动公开政府信息情况\n信息内容 本年处理决定数量\n行政许可 5\n行政奖励事项 8\n"
    reading = read(rows)
    assert reading.located.report.figure("决定.许可.件数") == 5
    assert [text for _, text in reading.not_understood if "行政奖励事项" in text]


def test_the_place_of_a_cell_is_where_its_figure_stands() -> None:
    text = "二、主动公开政府信息情况\n信息内容\t本年处理决定数量\n行政许可\t 37\n"
    assert text.split("\n")[2][6:] == "37"
    place = read(text).located.where["决定.许可.件数"]
    assert (place.line, place.column) == (3, 7)
    cells: Cells = {a: Decimal(i) for i, a in enumerate(NEW.form.cells)}
    where = read(document(NEW, cells, page), html=True).located.where
    assert (where["决定.许可.件数"].table, where["决定.许可.件数"].row) == (1, 7)


def test_the_edition_follows_from_the_column_names() -> None:
    old = "信息内容 本年新制作数量 本年新公开数量 对外公开总数量\n规范性文件 1 2 3\n"
    new = "信息内容 本年制发件数 本年废止件数 现行有效件数\n行政规范性文件 1 2 3\n"
    assert read(old).loaded.form.form == "ogi-2019"
    assert read(new).loaded.form.form == "ogi-2021"
    # The columns decide even when the year says otherwise: that is the checker's to say.
    late = f"青河县水利局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n{old}"
    assert read(late).loaded.form.form == "ogi-2019"


@pytest.mark.parametrize(
    ("said", "change"), [("0/0", 0), ("3/1", 2), ("+5/-7", -2), ("4", 4), ("+3", 3), ("-2", -2)]
)
def test_changes_may_be_told_as_more_and_less(said: str, change: int) -> None:
    text = (
        "二、主动公开政府信息情况\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n"
        f"行政许可 | 7 | {said} | 9 |\n"
    )
    (reading,) = read_text(text, [FORMS["ogi-2019"]])
    row = reading.located.report.tables["决定"]["许可"]
    assert [int(str(figure)) for figure in row.values()] == [7, change, 9]


def test_more_and_less_in_another_column_is_no_number() -> None:
    text = "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0/0\n0\n0\n"
    (reading,) = read_text(f"二、主动公开政府信息情况\n{text}", [NEW])
    assert reading.located.report.figure("文件.规章.制发") is None
    assert reading.located.raw["文件.规章.制发"] == "0/0"


def test_zeros_of_a_row_that_ran_together_are_parted() -> None:
    text = "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n000\n行政规范性文件\n100\n"
    (reading,) = read_text(f"二、主动公开政府信息情况\n{text}", [NEW])
    report = reading.located.report
    cells = [report.figure(f"文件.规章.{c}") for c in ("制发", "废止", "有效")]
    assert cells == [0, 0, 0]
    assert reading.located.where["文件.规章.废止"].column == 2
    assert Decimal(0) not in [report.figure(f"文件.规范性.{c}") for c in ("制发", "废止", "有效")]


DOCUMENTS = (
    ("信息内容", "规章", "行政规范性文件"),
    ("本年制发件数", "0", "2"),
    ("本年废止件数", "0", ""),
    ("现行有效件数", "0", "9"),
)


def test_a_table_with_rows_and_columns_swapped() -> None:
    people = NEW.form.table["申请"]
    rows = [("", *(row.label for row in people.rows))]
    rows += [
        (column.label, *(str(n * 25 + m) for m in range(len(people.rows))))
        for n, column in enumerate(people.columns)
    ]
    titled = {"二、主动公开政府信息情况": DOCUMENTS, "三、收到和处理政府信息公开申请情况": rows}
    text, document = "", docx.Document()
    for title, lines in titled.items():
        text += f"{title}\n" + "".join("\t".join(line) + "\n" for line in lines)
        document.add_paragraph(title)
        table = document.add_table(rows=len(lines), cols=len(lines[0]))
        for row, line in zip(table.rows, lines, strict=True):
            for cell, value in zip(row.cells, line, strict=True):
                cell.text = value
    packed = io.BytesIO()
    document.save(packed)
    for reading in (read(text), *read_bytes(packed.getvalue(), "报告.docx", list(FORMS.values()))):
        report = reading.located.report
        made = {"制发": Decimal(2), "废止": None, "有效": Decimal(9)}
        assert report.tables["文件"]["规范性"] == made
        for n, column in enumerate(people.columns):
            for m, row in enumerate(people.rows):
                assert report.figure(f"申请.{row.key}.{column.key}") == n * 25 + m

"""The plain text, and tables as they go to a spreadsheet."""

from collections.abc import Callable

from assistant.documents.writing import render, table_tsv
from assistant.form.grid import section_grids
from assistant.form.load import LoadedForm
from assistant.report.model import Report

MakeReport = Callable[..., Report]


def test_the_text_says_everything_in_order(odd_form: LoadedForm, make_report: MakeReport) -> None:
    report = make_report(odd_form, sentences=("共<3>处 & {{ 0 }}。",))
    assert render(report, odd_form, "txt").decode("utf-8") == (
        "青河县水利局2025年巡查小结\n"
        "\n"
        "零、概况\n"
        "　　概况。共<3>处 & {{ 0 }}。\n"
        "地点\t\t<次>\t长度\n"
        "河道\t{{ 上游 }}\t0\t1\n"
        "\t下游\t2\t3\n"
        "水库\t\t4\t5\n"
        "\n"
        "\t乙\n"
        "甲\t6\n"
        "\n"
        "青河县水利局\n"
        "2026年1月15日\n"
    )


def test_every_figure_of_the_shipped_form_is_in_a_row_with_its_label(
    real_form: LoadedForm, make_report: MakeReport
) -> None:
    report = make_report(real_form)
    lines = render(report, real_form, "txt").decode("utf-8").split("\n")
    rows = [line.split("\t") for line in lines if "\t" in line]
    table = real_form.form.table["申请"]
    for row in table.rows:
        figures = [str(report.figure(f"申请.{row.key}.{c.key}")) for c in table.columns]
        (found,) = [r for r in rows if r[-7:] == figures]
        assert row.label in found[:3]
    every = {cell for row in rows for cell in row}
    assert {str(report.figure(a)) for a in real_form.form.cells} <= every
    for section in report.sections:
        for kind, text in section.paragraphs():
            assert f"　　{text}" in lines, kind


def test_a_table_pastes_as_full_rows(real_form: LoadedForm, make_report: MakeReport) -> None:
    report = make_report(real_form)
    for section in real_form.form.sections:
        for grid in section_grids(real_form.form, section):
            text = table_tsv(report, grid)
            assert text.endswith("\n")
            rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
            assert len(rows) == grid.height
            assert {len(row) for row in rows} == {grid.width}


def test_blank_zero_and_not_applicable_stay_three_values(
    odd_form: LoadedForm, three_values: Report
) -> None:
    grid = section_grids(odd_form.form, odd_form.form.sections[0])[0]
    rows = [line.split("\t") for line in table_tsv(three_values, grid).split("\n")]
    assert rows[1] == ["河道", "{{ 上游 }}", "", "0"]
    assert rows[2] == ["", "下游", "不适用", "3"]

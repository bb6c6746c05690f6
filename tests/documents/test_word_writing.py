"""A Word file, read back: every figure, every sentence, the layout of official documents."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.writing import render
from assistant.documents.writing.names import printable
from assistant.documents.writing.tables import cell_text
from assistant.documents.writing.word_template import make_template
from assistant.form.grid import section_grids
from assistant.form.load import LoadedForm
from assistant.form.model import Block, Column, Form, Row
from assistant.report.model import Report

pytestmark = pytest.mark.slow

MakeReport = Callable[..., Report]


def opened(data: bytes) -> Doc:
    return Document(io.BytesIO(data))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode("utf-8")


def styled(document: Doc, name: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style is not None and p.style.name == name]


def assert_tables(document: Doc, report: Report, form: LoadedForm) -> None:
    grids = [g for s in form.form.sections for g in section_grids(form.form, s)]
    assert len(document.tables) == len(grids)
    for table, grid in zip(document.tables, grids, strict=True):
        for placed in grid.cells:
            for row in range(placed.row, placed.row + placed.cell.rows):
                for column in range(placed.column, placed.column + placed.cell.columns):
                    found = table.cell(row, column).text
                    assert found == cell_text(report, placed), placed


def test_every_figure_and_sentence_of_the_shipped_form_comes_back(
    real_form: LoadedForm, make_report: MakeReport
) -> None:
    report = make_report(real_form)
    document = opened(render(report, real_form, "docx"))
    assert_tables(document, report, real_form)
    assert styled(document, "Heading 1") == [s.title for s in report.sections if s.title]
    texts = [one for section in report.sections for one in section.paragraphs()]
    assert styled(document, "Heading 2") == [text for kind, text in texts if kind == "heading"]
    assert styled(document, "公文正文") == [text for kind, text in texts if kind == "body"]
    assert styled(document, "Title")[0].replace("\n", "") == report.title
    assert styled(document, "Signature") == ["", "青河县水利局"]
    assert styled(document, "Date") == ["2026年1月15日"]
    assert document.core_properties.title == report.title
    leftover = "".join(p.text for p in document.paragraphs)
    assert "{{" not in leftover
    assert "{%" not in leftover


def test_headings_text_and_tables_keep_the_order_of_the_form(
    real_form: LoadedForm, make_report: MakeReport
) -> None:
    document = opened(render(make_report(real_form), real_form, "docx"))
    order: list[str] = []
    for child in document.element.body:
        if child.tag == qn("w:tbl"):
            order.append("表")
        elif child.tag == qn("w:p"):
            one = Paragraph(child, document._body)
            if one.style is not None and one.style.name == "Heading 1":
                order.append(one.text[:2])
    assert order == ["一、", "二、", "表", "三、", "表", "四、", "表", "五、", "六、"]


def test_any_form_prints_without_a_template_of_its_own(
    odd_form: LoadedForm, make_report: MakeReport
) -> None:
    report = make_report(odd_form, unit="河长办<甲>&乙")
    document = opened(render(report, odd_form, "docx"))
    assert_tables(document, report, odd_form)
    assert document.tables[0].cell(1, 1).text == "{{ 上游 }}"
    assert document.core_properties.title == report.title


def test_blank_zero_and_not_applicable_stay_three_values(
    odd_form: LoadedForm, three_values: Report
) -> None:
    table = opened(render(three_values, odd_form, "docx")).tables[0]
    assert [table.cell(1, 2).text, table.cell(1, 3).text] == ["", "0"]
    assert table.cell(2, 2).text == "不适用"


HARD = st.text(
    st.one_of(
        st.sampled_from("<>&{}[]%#_\"'“”《》\\/-—𠮷㐂𫚉 　"),
        st.characters(codec="utf-8", exclude_categories=["Cs"]),
    ),
    max_size=30,
)


@given(texts=st.lists(HARD, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_any_text_survives(odd_form: LoadedForm, make_report: MakeReport, texts: list[str]) -> None:
    sentences = tuple(f"甲{printable(text)}。" for text in texts)
    report = make_report(odd_form, sentences=sentences)
    document = opened(render(report, odd_form, "docx"))
    assert styled(document, "公文正文") == ["概况。" + "".join(sentences)]


@pytest.mark.parametrize(
    "text",
    [
        "{{ 标题 }}和{% if 真 %}",
        "{_{ 标题 }_} {_% %_}",
        "a < b && c > d",
        "&amp;&#38;&lt;b&gt;",
        "{# 注 #}[链接](x)",
        "𠮷野家㐂𫚉",
        "<w:p><w:t>假段落</w:t></w:p>",
        "{%p endfor %}",
    ],
)
def test_markup_is_only_text(odd_form: LoadedForm, make_report: MakeReport, text: str) -> None:
    report = make_report(odd_form, sentences=(text,), unit=text)
    document = opened(render(report, odd_form, "docx"))
    assert styled(document, "公文正文") == ["概况。" + text]
    assert styled(document, "Signature")[-1] == text
    assert document.core_properties.author == text


def test_same_report_gives_the_same_bytes(real_form: LoadedForm, make_report: MakeReport) -> None:
    report = make_report(real_form)
    data = render(report, real_form, "docx")
    assert data == render(report, real_form, "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "dcterms" not in part(data, "docProps/core.xml")


def test_shipped_template_is_what_the_script_makes(real_form: LoadedForm) -> None:
    shipped = (real_form.folder / "report.docx").read_bytes()
    assert shipped == make_template(real_form), "请重新生成 templates/ogi-2021/report.docx"


def test_template_shows_one_readable_tag_per_figure(real_form: LoadedForm) -> None:
    document = opened(make_template(real_form))
    tags = {
        text
        for table in document.tables
        for row in table.rows
        for text in (cell.text for cell in row.cells)
        if text.startswith("{{")
    }
    assert tags == {f"{{{{ 表.{address} }}}}" for address in real_form.form.cells}


def test_page_is_laid_out_as_the_standard_says(
    real_form: LoadedForm, make_report: MakeReport
) -> None:
    data = render(make_report(real_form), real_form, "docx")
    section = opened(data).sections[0]
    measures = [
        (section.page_width, Mm(210)),
        (section.page_height, Mm(297)),
        (section.top_margin, Mm(37)),
        (section.bottom_margin, Mm(35)),
        (section.left_margin, Mm(28)),
        (section.right_margin, Mm(26)),
    ]
    for found, wanted in measures:
        assert found is not None
        assert abs(found - wanted) < Mm(0.1)
    settings_ = part(data, "word/settings.xml")
    assert "evenAndOddHeaders" in settings_
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert 'w:jc w:val="right"' in odd._p.xml
    assert 'w:jc w:val="left"' in even._p.xml
    for footer in (odd, even):
        assert re.findall(r"—|PAGE", footer._p.xml) == ["—", "PAGE", "—"]


@pytest.mark.parametrize(
    ("style", "font", "size", "line"),
    [
        ("Title", "方正小标宋简体", 22, 35),
        ("Heading 1", "黑体", 16, 28.95),
        ("Heading 2", "楷体_GB2312", 16, 28.95),
        ("公文正文", "仿宋_GB2312", 16, 28.95),
        ("Footer", "宋体", 14, 14),
    ],
)
def test_styles_name_the_fonts_of_official_documents(
    real_form: LoadedForm, style: str, font: str, size: int, line: float
) -> None:
    document = opened(make_template(real_form))
    one = document.styles[style]
    names, sizes, lines = [], [], []
    while one is not None:
        fonts = one.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        if fonts is not None:
            names.append(fonts.get(qn("w:eastAsia")))
        sizes.append(one.font.size)
        lines.append(one.paragraph_format.line_spacing)
        one = one.base_style
    assert names[0] == font
    assert next(s for s in sizes if s is not None) == Pt(size)
    assert next(s for s in lines if s is not None) == Pt(line)


def test_body_is_indented_two_characters_both_ways(real_form: LoadedForm) -> None:
    indent = (
        opened(make_template(real_form))
        .styles["公文正文"]
        .element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    )
    assert indent is not None
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")


def test_fonts_are_named_with_fallbacks_and_never_shipped(real_form: LoadedForm) -> None:
    data = make_template(real_form)
    table = part(data, "word/fontTable.xml")
    for name, other in [("仿宋_GB2312", "仿宋"), ("楷体_GB2312", "楷体")]:
        assert f'w:name="{name}"><w:altName w:val="{other}"/>' in table
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(n) for n in names).decode("utf-8")
    assert not [n for n in names if "theme" in n or "fonts/" in n]
    assert not re.search(r"w:(ascii|eastAsia|hAnsi|cs)Theme", everything)


def widths(element: Any, path: str) -> list[int]:
    return [int(str(w)) for w in element.xpath(path)]


def assert_fixed(document: Doc) -> None:
    for table in document.tables:
        columns = widths(table._tbl, "./w:tblGrid/w:gridCol/@w:w")
        assert sum(columns) == 11906 - 1587 - 1474
        assert min(columns) > 200
        assert table.autofit is False
        for row in table._tbl.tr_lst:
            assert sum(widths(row, "./w:tc/w:tcPr/w:tcW/@w:w")) == sum(columns)
            assert row.xpath("./w:trPr/w:cantSplit")


def test_tables_are_fixed_and_fit_the_page(real_form: LoadedForm) -> None:
    document = opened(make_template(real_form))
    assert_fixed(document)
    headers = [len(table._tbl.xpath(".//w:tblHeader")) for table in document.tables]
    assert headers == [0, 3, 3]


@pytest.mark.parametrize(("rows", "columns", "depth"), [(60, 2, 1), (2, 12, 3), (3, 30, 2)])
def test_a_table_of_any_size_fits_the_width(
    odd_form: LoadedForm, make_report: MakeReport, rows: int, columns: int, depth: int
) -> None:
    table = odd_form.form.tables[0].model_copy(
        update={
            "rows": tuple(Row(key=f"r{i}", path=(*["组"] * (depth - 1), "很长的行名" * 5))
                          for i in range(rows)),
            "columns": tuple(Column(key=f"c{i}", path=("列名",)) for i in range(columns)),
        }
    )  # fmt: skip
    section = odd_form.form.sections[0].model_copy(update={"blocks": (Block(table="items"),)})
    form = odd_form.form.model_copy(update={"tables": (table,), "sections": (section,)})
    fresh = Form.model_validate(form.model_dump())
    loaded = replace(odd_form, form=fresh)
    document = opened(render(make_report(loaded), loaded, "docx"))
    assert_fixed(document)
    # A table longer than a page must be free to break; a shorter one is kept whole.
    kept = document.tables[0]._tbl.xpath(".//w:keepNext")
    assert bool(kept) is (rows < 60)


@pytest.mark.parametrize(
    ("unit", "title"),
    [
        ("水利局", "水利局2025年政府信息公开工作年度报告"),
        ("青河县水利局", "青河县水利局\n2025年政府信息公开工作年度报告"),
        (
            "伊犁哈萨克自治州住房和城乡建设局",
            "伊犁哈萨克自治州住房和城乡建设局\n2025年政府信息公开工作年度报告",
        ),
    ],
)
def test_a_long_title_breaks_behind_the_unit(
    real_form: LoadedForm, make_report: MakeReport, unit: str, title: str
) -> None:
    document = opened(render(make_report(real_form, unit=unit), real_form, "docx"))
    assert styled(document, "Title") == [title]


@pytest.mark.parametrize(
    ("unit", "signature", "date"),
    [("乌苏市民政局", 450, 200), ("伊犁哈萨克自治州住房和城乡建设局", 200, 950)],
)
def test_date_starts_two_characters_right_of_the_signature(
    odd_form: LoadedForm, make_report: MakeReport, unit: str, signature: int, date: int
) -> None:
    document = opened(render(make_report(odd_form, unit=unit), odd_form, "docx"))
    found = {}
    for one in document.paragraphs:
        if one.style is not None and one.text and one.style.name in {"Signature", "Date"}:
            indent = one._p.pPr.find(qn("w:ind")) if one._p.pPr is not None else None
            assert indent is not None
            found[one.style.name] = int(indent.get(qn("w:rightChars"), "0"))
    assert found == {"Signature": signature, "Date": date}


def test_a_report_without_signature_and_date_leaves_no_empty_lines(
    odd_form: LoadedForm, make_report: MakeReport
) -> None:
    report = make_report(odd_form, signature="", date=None)
    document = opened(render(report, odd_form, "docx"))
    assert styled(document, "Signature") == []
    assert styled(document, "Date") == []


def test_date_alone_prints(odd_form: LoadedForm, make_report: MakeReport) -> None:
    report = make_report(odd_form, signature="", date=datetime.date(2026, 12, 1))
    assert styled(opened(render(report, odd_form, "docx")), "Date") == ["2026年12月1日"]

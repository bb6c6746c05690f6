"""The web page, read back: figures by their headers, text as text, nothing that runs."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from assistant.documents.writing import render
from assistant.documents.writing.names import printable
from assistant.form.load import LoadedForm
from assistant.report.model import Report

MakeReport = Callable[..., Report]


def parsed(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data.decode("utf-8"))


def texts(page: html.HtmlElement, path: str) -> list[str]:
    return [str(element.text_content()) for element in page.xpath(path)]


def cells(page: html.HtmlElement) -> dict[tuple[str, ...], str]:
    """Every figure of the page under the words of its headers."""
    names = {th.get("id"): th.text_content() for th in page.xpath("//th[@id]")}
    return {
        tuple(names[i] for i in str(td.get("headers")).split()): td.text_content()
        for td in page.xpath("//td[@headers]")
    }


def test_every_figure_stands_under_its_headers(
    real_form: LoadedForm, make_report: MakeReport
) -> None:
    report = make_report(real_form)
    found = cells(parsed(render(report, real_form, "html")))
    assert len(found) == 200

    def figure(address: str) -> str:
        return str(report.figure(address))

    assert found["第二十条第（一）项", "现行有效件数", "行政规范性文件"] == figure(
        "文件.规范性.有效"
    )
    assert found["第二十条第（五）项", "本年处理决定数量", "行政许可"] == figure("决定.许可.件数")
    assert found["第二十条第（六）项", "本年处理决定数量", "行政强制"] == figure("决定.强制.件数")
    secret = ("三、本年度办理结果", "（三）不予公开", "1.属于国家秘密")
    people = ("申请人情况", "法人或其他组织", "法律服务机构")
    assert found[*people, *secret] == figure("申请.国家秘密.法律服务机构")
    assert found["行政诉讼", "复议后起诉", "尚未审结"] == figure("救济.复诉.未审结")
    assert sorted(found.values()) == sorted(figure(a) for a in real_form.form.cells)


def test_every_heading_and_sentence_stands_in_its_section(
    real_form: LoadedForm, make_report: MakeReport
) -> None:
    report = make_report(real_form)
    page = parsed(render(report, real_form, "html"))
    assert texts(page, "//h1") == [report.title]
    assert texts(page, "//title") == [report.title]
    sections = page.xpath("//section")
    assert len(sections) == len(report.sections)
    for element, section in zip(sections, report.sections, strict=True):
        assert texts(element, "./h2") == ([section.title] if section.title else [])
        kinds = {"h3": "heading", "p": "body"}
        found = [(kinds[e.tag], e.text_content()) for e in element.xpath("./h3 | ./p")]
        assert found == list(section.paragraphs())
    assert texts(page, "//div[@class='signature']/p") == ["青河县水利局", "2026年1月15日"]
    assert page.xpath("//time/@datetime") == ["2026-01-15"]


def test_the_page_stands_alone_and_runs_nothing(
    real_form: LoadedForm, make_report: MakeReport
) -> None:
    data = render(make_report(real_form), real_form, "html").decode("utf-8")
    page = parsed(data.encode("utf-8"))
    assert data.startswith("<!DOCTYPE html>\n")
    assert page.get("lang") == "zh-CN"
    assert not page.xpath("//script | //link | //img | //iframe | //@src | //@href")
    assert not [a for e in page.iter() for a in e.attrib if str(a).startswith("on")]
    assert "url(" not in data
    assert "@import" not in data
    assert "@media print" in data
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_tables_have_captions_scopes_and_spans_that_tile(
    real_form: LoadedForm, make_report: MakeReport
) -> None:
    page = parsed(render(make_report(real_form), real_form, "html"))
    tables = page.xpath("//table")
    assert [len(t.xpath("./thead/tr")) for t in tables] == [0, 3, 3]
    assert [len(t.xpath("./tbody")) for t in tables] == [4, 1, 1]
    for table in tables:
        assert texts(table, "./caption")[0]
        assert all(th.get("scope") for th in table.xpath(".//th"))
        width = sum(int(span) for span in table.xpath("./colgroup/@span"))
        area = sum(
            int(c.get("colspan", "1")) * int(c.get("rowspan", "1"))
            for c in table.xpath(".//th | .//td")
        )
        assert area == width * len(table.xpath(".//tr"))


def test_any_form_has_a_page(odd_form: LoadedForm, make_report: MakeReport) -> None:
    report = make_report(odd_form, unit='<b>"甲"&')
    page = parsed(render(report, odd_form, "html"))
    assert texts(page, "//caption") == ["巡查 & 处置 <表>", "附表"]
    assert cells(page)["<次>", "河道", "{{ 上游 }}"] == "0"
    assert texts(page, "//h1") == [report.title]


def test_blank_zero_and_not_applicable_stay_three_values(
    odd_form: LoadedForm, three_values: Report
) -> None:
    assert texts(parsed(render(three_values, odd_form, "html")), "//td")[:3] == ["", "0", "不适用"]


@given(
    st.text(
        st.one_of(
            st.sampled_from("<>&{}[]%#\"'《》𠮷㐂"),
            st.characters(codec="utf-8", exclude_categories=["Cs", "Cn"]),
        ),
        max_size=40,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_text_survives(odd_form: LoadedForm, make_report: MakeReport, text: str) -> None:
    sentence = f"甲{printable(text)}。"
    page = parsed(render(make_report(odd_form, sentences=(sentence,)), odd_form, "html"))
    assert texts(page, "//section/p") == ["概况。" + sentence]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 标题 }}{% 坏 %}", "&lt;"])
def test_markup_is_only_text(odd_form: LoadedForm, make_report: MakeReport, text: str) -> None:
    page = parsed(render(make_report(odd_form, sentences=(text,), unit=text), odd_form, "html"))
    assert texts(page, "//section/p") == ["概况。" + text]
    assert page.xpath("//meta[@name='ContentSource']/@content") == [text]
    assert not page.xpath("//script")

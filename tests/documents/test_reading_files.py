"""Files of every kind, whatever their names say, and one clear message for what cannot be read."""

import io
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.reading import Reading, read_bytes, read_file, to_answers, to_json
from assistant.errors import UserError
from assistant.form.load import load_form

TEMPLATES = Path(__file__).parents[2] / "templates"
FORMS = [load_form(TEMPLATES / key) for key in ("ogi-2021", "ogi-2019")]
TITLE = "临水县粮食局2024年政府信息公开工作年度报告"

PAGE = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{TITLE}</title><script>var 年报 = "二、主动公开政府信息情况";</script></head>
<body><div class="nav"><a>首页</a></div><nav>一、总体情况</nav>
<form><table><tr><td>
<h1>{TITLE}</h1><p>发布时间：2025-01-20</p>
<p>一、总体情况</p><p>&nbsp;&nbsp;（一）主动公开</p>
<p>　　本年发布<b>信息</b>3<span>条</span>。<br>另有公告2条。</p><div style="display:none">藏着的字</div>
<p>二、主动公开政府信息情况</p>
<table border=1><tr><td colspan=2>第二十条第（五）项<tr><td>信息内容<td><p>本年处理</p><p>决定数量</p>
<tr><td>行政<br>许可<td>&nbsp;３7&nbsp;</table>
<p>三、收到和处理政府信息公开申请情况</p>
<p>六、其他需要报告的事项</p><p>没有。</p><p align=right>临水县粮食局</p><p>2025年1月9日</p>
</td></tr></table></form><footer>版权所有</footer></body></html>"""


def check_page(reading: Reading) -> None:
    report = reading.located.report
    assert (report.title, report.unit) == (TITLE, "临水县粮食局")
    assert report.figure("决定.许可.件数") == 37
    first = report.sections[0].passages[0]
    assert (first.key, first.sentences) == ("主动公开", ("本年发布信息3条。", "另有公告2条。"))
    assert (report.signature, str(report.date)) == ("临水县粮食局", "2025-01-09")
    told = " ".join(text for _, text in reading.not_understood)
    assert "发布时间" in told
    assert "藏着" not in told


def word(build: Callable[[WordDocument], None]) -> bytes:
    document = Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plain_report(document: WordDocument) -> None:
    for line in (
        TITLE,
        "一、总体情况",
        "（一）主动公开",
        "本年发布信息3条。",
        "二、主动公开政府信息情况",
    ):
        document.add_paragraph(line)
    table = document.add_table(rows=3, cols=2)
    for row, texts in zip(
        table.rows,
        [("第二十条第（五）项", ""), ("信息内容", "本年处理决定数量"), ("行政许可", " ３７ ")],
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[0].cells[0].merge(table.rows[0].cells[1])
    for line in ("六、其他需要报告的事项", "没有。", "临水县粮食局", "2025年1月9日"):
        document.add_paragraph(line)


def one(data: bytes, name: str = "文件") -> Reading:
    readings = read_bytes(data, name, FORMS)
    assert len(readings) == 1
    return readings[0]


@pytest.mark.parametrize(
    "data",
    [
        PAGE.encode("gb18030"),
        PAGE.replace("gb2312", "utf-8").encode(),
        b"\xef\xbb\xbf" + PAGE.encode(),
        PAGE.replace("charset=gb2312", "").encode("gb18030"),
        PAGE.replace("charset=gb2312", "").encode("utf-16"),
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + PAGE.replace("gb2312", "utf-8").encode()
        + b"\r\n--x--\r\n",
    ],
    ids=["gb2312", "utf-8", "bom", "gb18030 undeclared", "utf-16", "mhtml"],
)
@pytest.mark.parametrize("name", ["年报.html", "年报.doc", "年报.txt"])
def test_a_web_page_in_any_encoding_and_under_any_name(
    tmp_path: Path, data: bytes, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    check_page(read_file(file, FORMS)[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "年报.txt"
    file.write_bytes(f"{TITLE}\r\n一、总体情况\r\n本年发布信息3条。\r\n".encode(encoding))
    report = read_file(file, FORMS)[0].located.report
    assert (report.title, report.sections[0].title) == (TITLE, "一、总体情况")


def test_a_word_file_under_another_name(tmp_path: Path) -> None:
    file = tmp_path / "年报.doc"
    file.write_bytes(word(plain_report))
    report = read_file(file, FORMS)[0].located.report
    assert report.figure("决定.许可.件数") == 37
    assert (report.signature, str(report.date)) == ("临水县粮食局", "2025-01-09")


def test_places_in_a_word_file_count_paragraphs_and_cells() -> None:
    located = one(word(plain_report)).located
    place = located.where["决定.许可.件数"]
    assert (place.table, place.row, place.cell) == (1, 3, 2)
    assert located.where["0"].line == 2
    said = located.where["0/0/0"]
    assert (said.line, said.column) == (4, 1)
    assert located.lines[3] == "本年发布信息3条。"


def test_automatic_numbers_of_a_word_file_are_part_of_the_text() -> None:
    def build(document: WordDocument) -> None:
        numbering = document.part.numbering_part.element
        numbering.insert(
            0,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">'
                '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
                '<w:lvlText w:val="%1、"/></w:lvl>'
                '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
                '<w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
            ),
        )
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
        )

        def add(text: str, level: int | None = None) -> None:
            paragraph = document.add_paragraph(text)
            if level is not None:
                paragraph._p.get_or_add_pPr().append(
                    parse_xml(
                        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
                        '<w:numId w:val="77"/></w:numPr>'
                    )
                )

        add(TITLE)
        add("总体情况", 0)
        add("主动公开", 1)
        add("发布3条。")
        add("依申请公开", 1)
        add("收到2件。")
        add("主动公开政府信息情况", 0)

    report = one(word(build)).located.report
    assert [s.title for s in report.sections] == ["一、总体情况", "二、主动公开政府信息情况"]
    assert [p.heading for p in report.sections[0].passages] == [
        "（一）主动公开",
        "（二）依申请公开",
    ]


def test_text_boxes_are_listed_and_layout_tables_read_through() -> None:
    def build(document: WordDocument) -> None:
        frame = document.add_table(rows=1, cols=1).rows[0].cells[0]
        frame.text = TITLE
        frame.add_paragraph("一、总体情况")
        frame.add_paragraph("本年发布信息三条，" * 30 + "完。")
        inner = frame.add_table(rows=2, cols=2)
        for cell, text in zip(
            [c for row in inner.rows for c in row.cells],
            ["信息内容", "本年处理决定数量", "行政处罚", "12"],
            strict=True,
        ):
            cell.text = text
        paragraph = document.add_paragraph("")
        paragraph._p.append(
            parse_xml(
                f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p>"
                "</w:txbxContent></w:pict></w:r>"
            )
        )

    reading = one(word(build))
    assert reading.located.report.title == TITLE
    assert reading.located.report.figure("决定.处罚.件数") == 12
    assert "框里的话" in [text for _, text in reading.not_understood]


def test_a_table_of_something_else_is_listed() -> None:
    def build(document: WordDocument) -> None:
        plain_report(document)
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            [c for row in table.rows for c in row.cells],
            ["姓名", "职务", "张三", "科员"],
            strict=True,
        ):
            cell.text = text

    reading = one(word(build))
    assert reading.located.report.figure("决定.许可.件数") == 37
    assert any("姓名 职务" in text for _, text in reading.not_understood)


def test_line_breaks_inside_a_word_paragraph_end_lines() -> None:
    def build(document: WordDocument) -> None:
        document.add_paragraph("临水县粮食局\n2024年政府信息公开工作年度报告")
        document.add_paragraph("一、总体情况\n（一）主动公开\n发布3条。")

    located = one(word(build)).located
    assert located.report.title == TITLE
    assert located.report.sections[0].passages[0].heading == "（一）主动公开"
    place = located.where["0/0/0"]
    assert (place.line, place.column) == (2, 16)


def test_a_page_nested_beyond_measure_is_still_read() -> None:
    page = "<div>" * 800 + f"<p>{TITLE}</p><p>一、总体情况</p><p>发布3条。</p>" + "</div>" * 800
    assert one(f"<html><body>{page}</body></html>".encode()).located.report.title == TITLE


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_page_or_text_never_breaks_the_program(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([PAGE.encode("gb18030"), f"{TITLE}\n{PAGE}".encode()]))
    end = data.draw(st.integers(1, len(source)))
    damaged = bytearray(source[:end])
    for at in data.draw(st.lists(st.integers(0, end - 1), max_size=20)):
        damaged[at] = data.draw(st.integers(0, 255))
    try:
        readings = read_bytes(bytes(damaged), "坏页", FORMS)
    except UserError as error:
        readings = []
        said = str(error)
    else:
        said = "坏页 "
    assert said.startswith("坏页 ")
    for reading in readings:
        assert to_answers(reading)
        assert to_json(reading, "坏页")["file"] == "坏页"


needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice")


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("kind", ["doc", "rtf", "odt", "pdf"])
def test_older_formats_come_in_through_libreoffice(tmp_path: Path, kind: str) -> None:
    source = tmp_path / "年报.docx"
    source.write_bytes(word(plain_report))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless",
         "--convert-to", kind, "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    report = read_file(tmp_path / f"年报.{kind}", FORMS)[0].located.report
    assert (report.title, report.unit) == (TITLE, "临水县粮食局")
    assert report.figure("决定.许可.件数") == Decimal(37)
    assert [s.key for s in report.sections] == ["总体情况", "主动公开表", "其他事项"]
    assert str(report.date) == "2025-01-09"

"""A person's own templates: what they may do, and what they are told when it fails."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from assistant.documents.writing import FORMATS, render
from assistant.documents.writing.word_template import make_template
from assistant.errors import UserError
from assistant.form.load import LoadedForm
from assistant.report.model import Report, ReportSection

MakeReport = Callable[..., Report]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def word_file(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_own_template_is_used_and_the_rest_falls_back(
    real_form: LoadedForm, make_report: MakeReport, folder: Path
) -> None:
    (folder / "report.txt.j2").write_text(
        "{{ 单位 }}新收{{ 表.申请.新收.总计 }}件，{{ 节.其他事项.标题 }}", encoding="utf-8"
    )
    report = make_report(real_form)
    text = render(report, real_form, "txt", folder).decode("utf-8")
    assert text == f"青河县水利局新收{report.figure('申请.新收.总计')}件，六、其他需要报告的事项"
    for kind in ("html", "docx"):
        assert render(report, real_form, kind, folder) == render(report, real_form, kind)


def test_a_block_of_the_page_can_be_replaced(
    real_form: LoadedForm, make_report: MakeReport, folder: Path
) -> None:
    (folder / "report.html.j2").write_text(
        '{% extends "base.html.j2" %}{% block before %}<nav>首页 > {{ 单位 }}</nav>{% endblock %}',
        encoding="utf-8",
    )
    page = render(make_report(real_form, unit="甲&乙局"), real_form, "html", folder).decode("utf-8")
    assert "<nav>首页 > 甲&amp;乙局</nav>" in page
    assert "六、其他需要报告的事项" in page


def test_own_word_template_edited_by_hand(
    real_form: LoadedForm, make_report: MakeReport, folder: Path
) -> None:
    data = word_file(
        "{{ 单位 }}：{{ 表.文件.规章.制发 }}",
        "{%p for 节 in 各节 %}",
        "{{ 节.标题 }}",
        "{%p endfor %}",
    )
    (folder / "report.docx").write_bytes(data)
    out = Document(io.BytesIO(render(make_report(real_form), real_form, "docx", folder)))
    lines = [p.text for p in out.paragraphs]
    assert lines[0] == "青河县水利局：0"
    assert lines[-1] == "六、其他需要报告的事项"


TEXT_ERRORS = [
    ("甲\n{{ 表.申请.新受.总计 }}", ["report.txt.j2:2", "没有名为 新受 的内容", "是不是 新收？"]),
    ("{{ 单 }}", ["report.txt.j2:1", "没有名为 单 的内容", "是不是 单位？"]),
    ("{{ 标题.长 }}", ["没有名为 长 的内容"]),
    ("甲\n\n{% for x in 各节 %}", ["report.txt.j2:3", "模板写法不对"]),
    ('甲\n{% include "别的.j2" %}', ["report.txt.j2:2", "没有找到模板文件 别的.j2"]),
    ('{% include "../../form.yaml" %}', ["没有找到模板文件"]),
    ("{{ 标题.__class__.__mro__ }}", ["report.txt.j2:1", "不许"]),
    ("甲\n{{ 1 / 0 }}", ["report.txt.j2:2", "模板出错"]),
    ("{{ 年度 + 1 }}", ["report.txt.j2:1", "模板出错"]),
]


@pytest.mark.parametrize(("template", "says"), TEXT_ERRORS)
def test_errors_name_the_file_the_line_and_the_name(
    real_form: LoadedForm, make_report: MakeReport, folder: Path, template: str, says: list[str]
) -> None:
    (folder / "report.txt.j2").write_text(template, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        render(make_report(real_form), real_form, "txt", folder)
    for words in says:
        assert words in str(caught.value)
    assert "Traceback" not in str(caught.value)


WORD_ERRORS = [
    (["甲", "乙{{ 表.申请.新受.总计 }}"], ["第 2 段", "{{ 表.申请.新受.总计 }}", "是不是 新收？"]),
    (["{{ 单 }}"], ["第 1 段", "没有名为 单 的内容"]),
    (["甲", "{%p for 节 in 各节 %}", "{{ 节.标题 }}"], ["模板写法不对"]),
    (["{{ 标题.__class__ }}"], ["不许"]),
]


@pytest.mark.parametrize(("lines", "says"), WORD_ERRORS)
def test_errors_in_word_name_the_paragraph_and_the_tag(
    real_form: LoadedForm, make_report: MakeReport, folder: Path, lines: list[str], says: list[str]
) -> None:
    (folder / "report.docx").write_bytes(word_file(*lines))
    with pytest.raises(UserError) as caught:
        render(make_report(real_form), real_form, "docx", folder)
    for words in ["report.docx", *says]:
        assert words in str(caught.value)


def test_a_template_of_another_form_is_told_apart(
    real_form: LoadedForm, odd_form: LoadedForm, make_report: MakeReport, folder: Path
) -> None:
    (folder / "report.docx").write_bytes(make_template(odd_form))
    with pytest.raises(UserError, match="没有名为 1-intro 的内容"):
        render(make_report(real_form), real_form, "docx", folder)


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_a_file_that_is_no_word_file(
    real_form: LoadedForm, make_report: MakeReport, folder: Path, data: bytes
) -> None:
    (folder / "report.docx").write_bytes(data)
    with pytest.raises(UserError, match=r"report\.docx 不是 Word 文档"):
        render(make_report(real_form), real_form, "docx", folder)


def test_a_folder_that_holds_no_template(
    real_form: LoadedForm, make_report: MakeReport, folder: Path
) -> None:
    with pytest.raises(UserError, match="里没有模板"):
        render(make_report(real_form), real_form, "txt", folder)
    with pytest.raises(UserError, match="没有模板文件夹"):
        render(make_report(real_form), real_form, "txt", folder / "无")


def test_what_cannot_be_written_is_refused(
    real_form: LoadedForm, odd_form: LoadedForm, make_report: MakeReport
) -> None:
    report = make_report(real_form)
    with pytest.raises(UserError, match="docx、html、txt"):
        render(report, real_form, "pdf")
    strange = report.model_copy(
        update={"sections": (*report.sections, ReportSection(key="", title="七、附件"))}
    )
    twice = report.model_copy(update={"sections": (*report.sections, report.sections[0])})
    for kind in FORMATS:
        with pytest.raises(UserError, match="ogi-2021"):
            render(report, odd_form, kind)
        with pytest.raises(UserError, match="七、附件"):
            render(strange, real_form, kind)
        with pytest.raises(UserError, match="重复的章节"):
            render(twice, real_form, kind)

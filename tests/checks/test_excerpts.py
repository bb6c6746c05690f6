"""Parts of reports as they are sent around: cut off anywhere, without tables, without a frame."""

import pytest

from assistant.checks.finding import Finding
from assistant.documents.reading import read_text
from assistant.session import Library
from assistant.session.checking import findings_of, read_forms, subject_of

OPENING = """柳湾县水利局2023年政府信息公开工作年度报告

一、总体情况
2023年，我局依照《中华人民共和国政府信息公开条例》（以下简称《条例》）开展工作。
（一）主动公开。全年公开信息60条，其中动态40条、公告15条、其他5条。
（二）依申请公开。没有收到政府信息公开申请。
（三）政府信息管理。印发《柳湾县水利局关于信息发布的通知》（柳水发〔2023〕7号）。
（四）平台建设。网站“水利专栏”由专人维护。
（五）监督保障。组织培训2次；开展自查1次。
二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t0\t0\t0
第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t31
三、收到和处理政府信息公开申请情况
\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计
一、本年新收政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0
二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0
"""
OLD = """本年新制作数量\t本年新公开数量\t对外公开总数量"""
NEW = """本年制发件数\t本年废止件数\t现行有效件数"""


def findings(library: Library, text: str) -> list[Finding]:
    (reading,) = read_text(text, read_forms(library))
    return findings_of(subject_of(reading.located, reading.loaded))


def loud(library: Library, text: str) -> list[tuple[str, str]]:
    return [(f.code, f.excerpt) for f in findings(library, text) if f.severity != "info"]


@pytest.mark.parametrize("end", range(30, len(OPENING.split("行政许可")[0]), 9))
def test_where_an_excerpt_is_cut_off_nothing_is_wrong(library: Library, end: int) -> None:
    assert loud(library, OPENING[:end]) == []


@pytest.mark.parametrize("lost", [1, 3, 5, 8, 12, 20])
def test_cells_behind_the_cut_are_not_blank(library: Library, lost: int) -> None:
    blank = [f for f in findings(library, OPENING[:-lost]) if f.code == "T03"]
    # The rows of penalties are lost in the middle, which is another matter.
    assert all(f.place.table != "申请" for f in blank)


def test_a_fault_in_front_of_the_cut_is_still_found(library: Library) -> None:
    text = OPENING.split("（二）")[0].replace("其他5条", "其他6条")
    assert [code for code, _ in loud(library, text)] == ["N01"]


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2024])
def test_the_edition_of_an_excerpt_without_tables_is_that_of_its_year(
    library: Library, year: int
) -> None:
    text = OPENING.split("第二十条")[0].replace("2023", str(year))
    text = text.replace("专栏”由专人维护", "专栏”由专人维护，规范性文件及时上网，其他处理按规定办")
    assert loud(library, text) == []


def test_an_old_header_is_pointed_at(library: Library) -> None:
    found = [f for f in findings(library, OPENING.replace(NEW, OLD)) if f.code == "F03"]
    assert [(f.excerpt, f.place.line) for f in found] == [("本年新制作数量", 12)]


def test_tables_with_labels_only_are_told_once(library: Library) -> None:
    text = OPENING.replace("\t0", "").replace("\t31", "")
    found = [f for f in findings(library, text) if f.code == "T03"]
    assert len(found) <= 2
    assert any("空白" in f.message for f in found)


BARE = """一、总体情况
主动公开信息60条。没有收到依申请公开的申请。信息管理、平台建设、监督保障都有专人。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
问题是更新不够及时，下一步按月检查。
六、其他需要报告的事项
没有收取信息处理费。
"""


def test_a_body_pasted_without_its_frame_and_tables_is_an_excerpt(library: Library) -> None:
    found = findings(library, BARE)
    assert [(f.code, f.severity) for f in found] == [("F02", "info")]
    assert "标题" in found[0].message
    assert "表格" in found[0].message


@pytest.mark.parametrize(
    ("title", "loudness"),
    [
        ("2023年柳湾县政府信息公开工作年度报告", "info"),
        ("2023年政府信息公开工作年度报告", "warning"),
    ],
)
def test_a_title_that_begins_with_the_year(library: Library, title: str, loudness: str) -> None:
    text = OPENING.replace("柳湾县水利局2023年政府信息公开工作年度报告", title)
    assert [f.severity for f in findings(library, text) if f.code == "F01"] == [loudness]


def test_an_official_head_above_the_title_is_found_in_a_file(library: Library) -> None:
    found = findings(library, f"柳水发〔2024〕3号\n{OPENING}")
    assert [(f.rule, f.excerpt) for f in found if f.code == "F06"] == [
        ("number", "柳水发〔2024〕3号")
    ]


def test_a_line_of_a_web_page_is_no_addressee(library: Library) -> None:
    text = OPENING.replace("报告\n", "报告\n发布时间：2024-01-29 15:30 浏览次数：\n", 1)
    assert [f.rule for f in findings(library, text) if f.code == "F06"] == []

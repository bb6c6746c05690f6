"""What real reports say, right and wrong, read from text and checked with everything on."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from county_report import PROSE, TITLES, UNIT, nothing_received, report

from assistant.checks.finding import Finding
from assistant.documents.reading import read_text
from assistant.form.load import LoadedForm
from assistant.session import Library
from assistant.session.checking import findings_of, read_forms, subject_of

Find = Callable[[str], list[Finding]]
HERE = Path(__file__).parent


def cases(name: str, side: str) -> list[Mapping[str, Any]]:
    found = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return list(found[side])


def ids(case: Mapping[str, Any]) -> str:
    return str(case.get("instead") or case["text"])[:40].replace("\n", " ")


@pytest.fixture(scope="module")
def forms(library: Library) -> list[LoadedForm]:
    return read_forms(library)


@pytest.fixture
def find(forms: list[LoadedForm]) -> Find:
    def find_(text: str) -> list[Finding]:
        (reading,) = read_text(text, forms)
        found = findings_of(subject_of(reading.located, reading.loaded))
        lines = text.split("\n")
        assert [(f.rule, f.excerpt) for f in found if not verbatim(f, lines)] == []
        return found

    return find_


def verbatim(finding: Finding, lines: list[str]) -> bool:
    """Say whether an excerpt is what stands in the file where the finding says it does."""
    at = finding.place
    if not (at.line and at.column and at.end_line and at.end_column and finding.excerpt):
        return True
    text = "\n".join(lines[at.line - 1 : at.end_line])
    last = len(lines[at.end_line - 1]) - (at.end_column - 1)
    return text[at.column - 1 : len(text) - last] == finding.excerpt


def made(case: Mapping[str, Any]) -> str:
    case = dict(case)
    case.pop("code", None)
    part, instead, text = case.pop("part"), case.pop("instead", ""), case.pop("text", "")
    prose = {part: instead or PROSE[part] + text}
    for key, more in case.pop("also", {}).items():
        prose[key] = PROSE[key] + more
    if case.pop("none_received", ""):
        case |= {"requests": nothing_received(), "suits": (0,) * 15}
        prose.setdefault("依申请公开", "没有收到政府信息公开申请。")
    return report(prose, **case)


def loud(found: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.code, f.rule, f.excerpt) for f in found if f.severity != "info"]


def test_the_report_itself_is_right(find: Find) -> None:
    assert loud(find(report())) == []


@pytest.mark.parametrize("case", cases("county_wording", "right"), ids=ids)
def test_right_wording_is_left_alone(find: Find, case: Mapping[str, Any]) -> None:
    assert loud(find(made(case))) == []


@pytest.mark.parametrize("case", cases("county_wording", "wrong"), ids=ids)
def test_wrong_wording_is_found(find: Find, case: Mapping[str, Any]) -> None:
    assert case["code"] in {f.code for f in find(made(case))}


@pytest.mark.parametrize("case", cases("county_excerpts", "right"), ids=ids)
def test_a_right_beginning_is_left_alone(find: Find, case: Mapping[str, Any]) -> None:
    assert loud(find(case["text"])) == []


@pytest.mark.parametrize("case", cases("county_excerpts", "wrong"), ids=ids)
def test_wrong_beginnings_are_found(find: Find, case: Mapping[str, Any]) -> None:
    assert set(case["codes"]) <= {f.code for f in find(case["text"])}


TOWN = "清河县柳河镇人民政府"
NAVIGATION = """首页
政务公开
当前位置：首页 > 政府信息公开 > 政府信息公开年报 > 县级部门
清河县农业农村局2023年政府信息公开工作年度报告
发布时间：2024-01-16 10:20  来源：清河县农业农村局  浏览次数：132次  字号：[大 中 小]
"""
FOOT = """
打印 关闭
上一篇：清河县农业农村局2022年政府信息公开工作年度报告
主办：清河县人民政府办公室 承办：县大数据中心
网站标识码：3708290001 鲁ICP备05012345号
"""


def town() -> str:
    prose = {
        "依申请公开": "2023年，我镇未收到政府信息公开申请。",
        "信息管理": "我镇未制发行政规范性文件。",
        "监督保障": "由镇党政综合办公室负责，全年自查4次，未发生责任追究情况。",
        "其他": "无其他需要报告的事项，本年度未收取信息处理费。",
    }
    nothing = {"规范性": (0, 0, 0), "许可": 0, "处罚": 0, "收费": 0}
    title = f"{TOWN}2023年政府信息公开工作年度报告"
    return report(
        prose, decisions=nothing, requests=nothing_received(), suits=(0,) * 15, title=title,
        signature=TOWN,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        town(),
        f"{town()}\n附件：1.柳河镇2023年政务公开工作要点任务分解表\n      2.政务公开专区照片\n",
        NAVIGATION + report() + FOOT,
        report().replace("\t146", "\t１４６").replace("\t12\t3\t0", "\t１２\t３\t０"),
    ],
    ids=["nothing to report", "attachments", "a page around it", "full-width figures"],
)
def test_reports_that_look_odd_and_are_right(find: Find, text: str) -> None:
    assert loud(find(text)) == []


def of_2020(text: str) -> str:
    """Put a report on the tables of 2019."""
    for new, old in (
        ("2023", "2020"),
        ("2024年1", "2021年1"),
        ("本年制发件数\t本年废止件数\t现行有效件数", "本年新制作数量\t本年新公开数量\t对外公开总数量"),
        ("行政规范性文件\t2\t1\t9", "规范性文件\t2\t2\t9"),
        ("本年处理决定数量", "上一年项目数量\t本年增/减\t处理决定数量"),
        ("行政许可\t146", "行政许可\t12\t-1\t146\n其他对外管理服务事项\t5\t0\t31"),
        ("行政处罚\t23\n行政强制\t0", "行政处罚\t40\t2\t23\n行政强制\t3\t0\t0"),
        ("本年收费金额（单位：万元）\n行政事业性收费\t3.5", "上一年项目数量\t本年增/减\n行政事业性收费\t2\t0\n"
         "第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t3\t126.5万元"),
        ("制发行政规范性文件2件，废止1件，现行有效9件", "新制作规范性文件2件，全部公开"),
    ):  # fmt: skip
        assert new in text
        text = text.replace(new, old)
    return re.sub(r"（六）其他处理\t1\.[^\n]*\n[^\n]*\n\t\t3\.其他", "（六）其他处理", text)


def test_the_form_of_2019_is_right_for_2020_and_for_no_later_year(find: Find) -> None:
    old = of_2020(report())
    assert loud(find(old)) == []
    later = find(old.replace("2020", "2022").replace("2021年1", "2023年1"))
    assert [code for code, *_ in loud(later)] == ["F03"]


def test_what_was_carried_over_is_last_years(forms: list[LoadedForm]) -> None:
    this, last = report(), report().replace("2023", "2022").replace("2024年1", "2023年1")
    row = "四、结转下年度继续办理\t{0}\t0\t0\t0\t0\t0\t{0}"
    assert row.format(1) in last

    def found(text: str) -> list[tuple[str, str]]:
        before = read_text(text, forms)[0].located.report
        assert (before.unit, before.year) == (UNIT, 2022)
        reading = read_text(this, forms)[0]
        all_ = findings_of(subject_of(reading.located, reading.loaded, last_year=before))
        return [(f.code, f.rule) for f in all_ if f.code in {"N05", "T01", "T02"}]

    assert ("N05", "X1") not in found(last)
    assert ("N05", "X1") in found(last.replace(row.format(1), row.format(2)))


SLIPS = {
    ("T06", "error"),
    ("D02", "error"),
    ("F02", "info"),
    ("F07", "warning"),
    ("T05", "warning"),
    ("N02", "error"),
    ("P01", "info"),
    ("F06", "info"),
}
"""Slips that came together in one report that a bureau published."""

UNTOUCHED = {"N01", "T01", "T02", "T03", "N06", "F04", "W03", "N07", "F05", "S01", "D01", "T04"}


def test_slips_that_come_together_are_told_and_nothing_else_of_weight(find: Find) -> None:
    titles = list(TITLES)
    titles[0], titles[4] = "一、总体工作情况", "五、存在问题及改进情况"
    found = find(
        report(
            {
                "主动公开": "2023我局通过县政府门户网站公开本单位信息412条，"
                "其中政策文件9条、工作动态326条、财政信息12条、其他65条。",
                "依申请公开": "全年没有收到政府信息公开申请，涉及信息公开的行政诉讼0次。",
                "信息管理": "全年制定规范性文件2件，发布前逐件审核。",
                "问题": "存在的主要问题：一是公开内容与群众需求还有差距；"
                "二是政策解读形式较少；三是档案整理滞后。",
                "其他": "没有需要报告的事项。",
            },
            decisions={"许可": 412, "规范性": (0, 0, 9), "收费": 0},
            requests=nothing_received(),
            suits=(0,) * 15,
            titles=titles,
            date="2023年12月31日",
        )
    )
    said = {(f.code, f.severity) for f in found}
    assert said >= SLIPS
    assert {pair for pair in said if pair[1] != "info"} <= SLIPS
    assert not {f.code for f in found} & UNTOUCHED

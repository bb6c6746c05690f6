"""What is done one way here and another way there."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.checks.consistency import CHECKS
from assistant.checks.finding import Finding, Subject
from assistant.checks.run import check
from assistant.documents.reading import read_text
from assistant.session import Library
from assistant.session.checking import findings_of, read_forms, subject_of

Found = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("text", "excerpts"),
    [
        ("公开信息1,234条，推送信息2345条，发布动态3456条。", ["1,234条"]),
        ("公开信息1,234条，推送信息2,345条，发布动态3456条。", ["3456条"]),
        ("公开信息1,234条，推送信息2,345条。", []),
        ("公开信息1234条，推送信息345条，其中图解12条。", []),
        ("2025年公开信息1,234条，热线12345受理2件，浏览12万次。", []),
        ("公开信息1,234条，“12345”热线电话0537-7212345，编号202500123。", []),
    ],
)
def test_separators_in_sentences(saying: Found, text: str, excerpts: list[str]) -> None:
    assert [f.excerpt for f in saying(text, CHECKS)] == excerpts


@pytest.mark.parametrize(("raw", "excerpts"), [("1,460", ["1,460"]), ("", [])])
def test_separators_in_cells(
    make_subject: Callable[..., Subject], raw: str, excerpts: list[str]
) -> None:
    cells = {"决定.许可.件数": Decimal(1460), "决定.处罚.件数": Decimal(2300)}
    prose = {"主动公开": ("公开信息3260条。",)}
    where = {"决定.许可.件数": raw} if raw else {}
    found = check(make_subject(cells=cells, prose=prose, raw=where), CHECKS)
    assert [f.excerpt for f in found] == excerpts
    assert all("1 个数带千分位的逗号，2 个数不带" in f.message for f in found)


REPORT = """临水县粮食局2024年政府信息公开工作年度报告

一、总体情况
{0}主动公开{1}
公开信息5条。
{2}依申请公开{3}
没有收到政府信息公开申请。
（三）政府信息管理{4}
统一做好文件归集。
（四）政府信息公开平台建设情况
门户网站改版。
（五）监督保障情况
接受监督。
二、主动公开政府信息情况
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t1,200\t0\t1,900
第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t2100
"""


@pytest.mark.parametrize(
    ("parts", "excerpts"),
    [
        (("（一）", "情况", "（二）", "情况", "情况"), []),
        (("（一）", "情况", "（二）", "情况", ""), ["（三）政府信息管理"]),
        (("（一）、", "情况", "（二）", "情况", "情况"), ["（一）、主动公开情况"]),
        (("(一)", "情况", "（二）", "情况", "情况"), []),
        (("（一）", "情况。", "（二）", "情况", "情况"), ["（一）主动公开情况。"]),
        (("（一）", "情况", "（二）", "方面", "情况"), ["（二）依申请公开方面"]),
    ],
)
def test_titles_of_one_level(library: Library, parts: tuple[str, ...], excerpts: list[str]) -> None:
    (reading,) = read_text(REPORT.format(*parts), read_forms(library))
    found = findings_of(subject_of(reading.located, reading.loaded))
    assert [f.excerpt for f in found if f.rule == "unlike-titles"] == excerpts
    assert [f.excerpt for f in found if f.rule == "separators"] == ["2100"]

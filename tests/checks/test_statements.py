"""N02, N03, T06: what sentences say of the figures, against the tables and each other."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.checks.finding import Finding, Subject
from assistant.checks.run import check
from assistant.checks.statements import CHECKS

Found = Callable[..., list[Finding]]

CELLS = {
    "申请.新收.自然人": Decimal(6),
    "申请.新收.商业企业": Decimal(2),
    "申请.新收.总计": Decimal(8),
    "申请.上年结转.自然人": Decimal(1),
    "申请.上年结转.总计": Decimal(1),
    "申请.予以公开.总计": Decimal(4),
    "申请.部分公开.总计": Decimal(1),
    "申请.国家秘密.总计": Decimal(1),
    "申请.不掌握.总计": Decimal(1),
    "申请.结果总计.总计": Decimal(7),
    "申请.结转下年.总计": Decimal(2),
    "救济.复议.维持": Decimal(3),
    "救济.复议.总计": Decimal(3),
    "救济.直诉.总计": Decimal(1),
    "救济.复诉.总计": Decimal(1),
    "文件.规范性.制发": Decimal(2),
    "文件.规范性.废止": Decimal(3),
    "文件.规范性.有效": Decimal(9),
    "决定.许可.件数": Decimal(37),
    "决定.处罚.件数": Decimal(0),
    "收费.行政事业性收费.金额": Decimal("128.6"),
}
RIGHT = [
    "收到政府信息公开申请8件。",
    "共收到政府信息公开申请9件。",
    "全年收到公民、法人和其他组织提出的政府信息公开申请8件。",
    "收到8件政府信息公开申请。",
    "新收政府信息公开申请8件，承接上年结转1件，应办9件。",
    "收到政府信息公开申请8件，其中网上申请5件、信函申请3件。",
    "收到网上政府信息公开申请5件。",
    "收到政府信息公开申请8件，比上年增加3件。",
    "收到补正申请2件。",
    "办结7件，其中予以公开4件，部分公开1件，不予公开1件，无法提供1件。",
    "予以公开或部分公开5件。",
    "其余2件到年末尚未办完，结转下年度。",
    "结转下年度继续办理2件。",
    "因政府信息公开被申请行政复议3件，行政诉讼2件。",
    "发生政府信息公开行政复议、行政诉讼5件。",
    "收到行政复议备案件5件。",
    "收到政府信息公开申请约8件。",
    "收到行政许可申请300件。",
    "人大代表建议答复予以公开3件。",
]
WRONG = [
    ("收到政府信息公开申请7件。", "7", "8 或 9"),
    ("收到依申请公开12件。", "12", "8 或 9"),
    ("收到12件政府信息公开申请。", "12", "8 或 9"),
    ("新收政府信息公开申请8件，承接上年结转3件。", "3", "1"),
    ("办结6件，其中予以公开4件，部分公开1件，不予公开1件。", "6", "7"),
    ("办结7件，其中予以公开5件，部分公开1件，不予公开1件。", "5", "4"),
    ("办结7件，不予公开2件。", "2", "1"),
    ("结转下年度继续办理1件。", "1", "2"),
    ("被申请行政复议4件。", "4", "3"),
    ("行政诉讼6件。", "6", "2"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_agrees_or_means_something_else_is_left_alone(saying: Found, text: str) -> None:
    found = saying(text, CHECKS, aspect="依申请公开", cells=CELLS)
    assert [f.message for f in found if f.severity != "info"] == []


@pytest.mark.parametrize(("text", "said", "known"), WRONG)
def test_a_number_unlike_the_table_is_an_error_with_both_values(
    saying: Found, text: str, said: str, known: str
) -> None:
    found = saying(text, CHECKS, aspect="依申请公开", cells=CELLS)
    assert [(f.code, f.severity) for f in found] == [("N02", "error")]
    assert said in found[0].message
    assert known in found[0].message
    assert found[0].excerpt.startswith(said)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("制发行政规范性文件2件，废止3件，年末现行有效9件。", 0),
        ("制发行政规范性文件3件，废止3件，年末现行有效9件。", 1),
        ("制发行政规范性文件2件，废止1件，年末现行有效9件。", 1),
        ("制发行政规范性文件2件，废止3件，年末现行有效8件。", 1),
        ("清理行政规范性文件11件，保留8件、修改1件和废止2件。", 0),
        ("公开规范性文件5件。", 0),
        ("作出行政许可决定37件。", 0),
        ("作出行政许可决定40件。", 1),
        ("公开行政许可信息31条。", 0),
        ("行政事业性收费金额128.6万元。", 0),
        ("行政事业性收费129万元。", 0),
        ("行政事业性收费12.86万元。", 1),
        ("解读规范性文件4件。", 0),
    ],
)
def test_documents_decisions_and_charges(saying: Found, text: str, wrong: int) -> None:
    found = saying(text, CHECKS, aspect="信息管理", cells=CELLS)
    assert [f.code for f in found] == ["N02"] * wrong


def test_cases_filed_are_another_count_and_only_a_hint(saying: Found) -> None:
    found = saying("行政复议134件（备案数）。", CHECKS, aspect="依申请公开", cells=CELLS)
    assert [f.severity for f in found] == ["info"]


def test_documents_changed_while_the_table_is_empty(saying: Found) -> None:
    text = "按照统一部署修改完善规范性文件，并统一发布。"
    assert [f.severity for f in saying(text, CHECKS)] == ["warning"]
    assert saying(text, CHECKS, cells=CELLS) == []


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ("全年共公开政府信息326条。", "累计发布各类信息326条。", []),
        ("全年共公开政府信息326条。", "累计发布各类信息362条。", ["N03"]),
        ("网站共公开政府信息326条。", "公众号共公开政府信息30条。", []),
        ("政务服务大厅接待咨询群众50人次。", "政务服务大厅接待咨询群众60人次。", ["N03"]),
        ("召开会议3次。", "召开会议5次。", []),
    ],
)
def test_the_same_total_told_twice(
    make_subject: Callable[..., Subject], one: str, other: str, codes: list[str]
) -> None:
    subject = make_subject(prose={"主动公开": (one,), "平台建设": (other,)})
    assert [f.code for f in check(subject, CHECKS)] == codes


@pytest.mark.parametrize(
    ("text", "permits", "codes"),
    [
        ("门户网站共发布信息2788条。", 2788, ["T06"]),
        ("门户网站共发布信息2788条。", 2787, []),
        ("门户网站共发布信息37条。", 37, []),
        ("网上公示行政许可信息120条。", 120, []),
    ],
)
def test_published_items_are_no_decisions(
    saying: Found, text: str, permits: int, codes: list[str]
) -> None:
    cells = {"决定.许可.件数": Decimal(permits)}
    found = saying(text, CHECKS, aspect="主动公开", cells=cells)
    assert [(f.code, f.place.row) for f in found] == [(c, "许可") for c in codes]

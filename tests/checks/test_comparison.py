"""N04, N05: percentages and differences worked out again."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.checks.comparison import CHECKS
from assistant.checks.finding import Finding
from assistant.report.model import Report

Found = Callable[..., list[Finding]]

RIGHT = [
    "自然人申请12件，占80%；企业申请3件，占20%。",
    "公开信息587条（动态402条、公告86条、其他99条），较2024年的521条增加66条，增长12.7%。",
    "工作动态326条，占全部信息412条的79.1%。",
    "新收申请8件，比上年增加3件，增长60%。",
    "公开政府信息695条，上年为600条，增长15.8%。",
    "收到申请120件，其中网上申请80件，占66.7%；信函申请40件，占33.3%。",
    "应办的9件申请中，办结7件，办结率77.8%。",
    "收到申请10件，按时办结9件，按时办结率100%。",
    "申请由上年的5件增至8件，增长60%。",
    "收到网民留言20条，答复15条，答复率75%。",
    "公开信息1000条，同比下降10%，其中网站500条，占50%。",
    "全年收到申请120件，较2024年减少30件，下降20%。",
    "发布信息100条，其中政务动态60条、通知公告20条，合计占80%。",
    "发布信息300条，同比增长12%。",
    "重点领域公开还不深入，4个领域共发布60条，占发布总数的8.6%。",
    "参加评议的200人中满意率为85%。",
    "三类信息分别占33.3%、33.3%和33.4%。",
    "四季度发布信息100条，环比增加30条，增长42.9%。",
    "满意度由上年的90%提高到95%，提高5个百分点。",
]
WRONG = [
    ("许可类信息146条，占全部信息412条的45.4%。", "35.4%"),
    ("新收申请8件，比上年增加3件，增长37.5%。", "60%"),
    ("公开政府信息695条，上年为600条，增长16.8%。", "15.8%"),
    ("收到申请120件，其中网上申请80件，占67.7%。", "66.7%"),
    ("应办的9件申请中，办结7件，办结率98%。", "78%"),
    ("申请由上年的5件增至8件，增长50%。", "60%"),
    ("全年收到申请120件，较2024年减少30件，下降25%。", "20%"),
    ("收到网民留言20条，答复15条，答复率85%。", "75%"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_right_or_undecided_percentages_are_left_alone(saying: Found, text: str) -> None:
    assert [f.message for f in saying(text, CHECKS)] == []


@pytest.mark.parametrize(("text", "right"), WRONG)
def test_a_wrong_percentage_is_an_error_with_the_right_one(
    saying: Found, text: str, right: str
) -> None:
    found = [f for f in saying(text, CHECKS) if f.rule == "Z3"]
    assert [(f.code, f.severity) for f in found] == [("N04", "error")]
    assert right.rstrip("%") in found[0].message


def test_cut_off_instead_of_rounded_is_a_hint(saying: Found) -> None:
    found = saying("收到申请300件，其中网上申请200件，占66.6%。", CHECKS)
    assert [f.severity for f in found] == ["info"]


def test_a_difference_that_is_not_the_difference(saying: Found) -> None:
    found = saying("公开信息695条，上年为600条，增加85条。", CHECKS)
    assert [(f.code, f.rule) for f in found] == [("N04", "difference")]
    assert "95" in found[0].message


CELLS = {"申请.新收.总计": Decimal(8)}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("收到政府信息公开申请8件，比上年增加3件。", []),
        ("收到政府信息公开申请8件，比上年增加2件。", ["N05"]),
        ("收到政府信息公开申请8件，比上年减少3件。", ["N05"]),
        ("收到政府信息公开申请8件，同比增长60%。", []),
        ("收到政府信息公开申请8件，同比增长37.5%。", ["N04"]),
        ("收到政府信息公开申请8件，比上年增加3件，增长60%。", []),
    ],
)
def test_growth_by_last_years_report(
    saying: Found, make_report: Callable[..., Report], text: str, codes: list[str]
) -> None:
    last = make_report(year=2024, cells={"申请.新收.总计": Decimal(5)})
    found = saying(text, CHECKS, aspect="依申请公开", cells=CELLS, last=last)
    assert [f.code for f in found] == codes
    without = saying(text, CHECKS, aspect="依申请公开", cells=CELLS)
    assert without == []

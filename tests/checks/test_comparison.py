"""N04, N05: percentages and differences worked out again."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.checks import balance, shares
from assistant.checks.comparison import CHECKS
from assistant.checks.finding import Finding, Subject
from assistant.checks.run import check
from assistant.report.model import Report

Found = Callable[..., list[Finding]]
MakeSubject = Callable[..., Subject]

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


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        (("共公开信息106条。", "从渠道看，网站103条，占97.2%；内网3条，占2.8%。"), []),
        (("共公开信息106条。", "从渠道看，网站103条，占92.7%；内网3条，占2.8%。"), ["92.7%"]),
        (("共收到申请1499件。", "其中网上1303件，占86.92%；信函172件，占14.17%；当面24件，占1.6%。"), ["14.17%"]),
        (("从渠道看，网站103条，占97.2%；内网3条，占2.8%。",), []),
        (("共公开信息106条。", "网站访问103条次，占40%；内网3条次，占30%。"), []),
    ],
)  # fmt: skip
def test_shares_of_a_whole_told_before_agree_with_each_other(
    make_subject: MakeSubject, texts: tuple[str, ...], wrong: list[str]
) -> None:
    found = check(make_subject(prose={"监督保障": texts}), shares.CHECKS)
    assert [(f.code, f.severity, f.excerpt) for f in found] == [
        ("N04", "error", excerpt) for excerpt in wrong
    ]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("2024年结转2件，共受理265件，办结264件，结转下年度3件。", 0),
        ("2024年结转2件，共受理265件，办结246件，结转下年度3件。", 1),
        ("收到申请265件，办结262件，结转下年度3件。", 0),
        ("收到申请265件，办结264件，结转下年度3件。", 1),
        ("收到申请265件，办结200余件，结转下年度3件。", 0),
        ("收到申请265件，网上收到200件，办结200件，结转下年度3件。", 1),
        ("收到申请265件，办结264件。", 0),
    ],
)
def test_what_came_in_and_what_went_out_balance(saying: Found, text: str, hits: int) -> None:
    found = saying(text, balance.CHECKS, aspect="依申请公开")
    assert [(f.code, f.severity) for f in found] == [("N03", "warning")] * hits

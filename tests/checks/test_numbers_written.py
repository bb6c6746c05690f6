"""N06, N07, T05, Z4: how numbers are written."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.checks.finding import Finding
from assistant.checks.numbers import CHECKS

Found = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    "text",
    [
        "发放资料60余份。",
        "发放资料六十余份。",
        "解答咨询20多次。",
        "访问量1.2万余次。",
        "培训3千余人次。",
        "约60条。",
        "近百人参加。",
        "60条左右。",
        "近三年来开展培训3期。",
        "超过100条。",
        "多渠道公开信息129条。",
        "业余时间学习12次。",
        "十余个部门。",
        "收到政府信息公开申请8件，行政复议1件、行政诉讼0件。",
        "在3个平台公开申请渠道2条。",
        "举报投诉电话1部。",
        "行政复议应诉培训2次。",
        "更新申请指南2次。",
        "编印依申请公开指南300份。",
        "人大代表建议5条。",
        "收到网民留言18条。",
        "收到低保申请30份。",
    ],
)
def test_right_numbers_are_left_alone(saying: Found, text: str) -> None:
    assert [f.message for f in saying(text, CHECKS)] == []


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("发放资料129余份。", "129余"),
        ("解答咨询63多次。", "63多"),
        ("二十三余条信息。", "二十三余"),
        ("发放资料约60余份。", "约60余份"),
        ("近百余人参加。", "近百余人"),
        ("约60条左右。", "约60条左右"),
        ("60余条左右。", "60余条左右"),
    ],
)
def test_round_numbers_written_wrong(saying: Found, text: str, excerpt: str) -> None:
    found = saying(text, CHECKS)
    assert [(f.code, f.severity, f.excerpt) for f in found] == [("N06", "error", excerpt)]


@pytest.mark.parametrize(
    ("text", "excerpt", "mend"),
    [
        ("行政复议0条，行政诉讼0件。", "0条", "0件"),
        ("收到政府信息公开申请3条。", "3条", "3件"),
        ("收到3份政府信息公开申请。", "3份", "3件"),
        ("收到依申请公开12宗。", "12宗", "12件"),
        ("举报投诉0条。", "0条", "0件"),
        ("受理公开申请五项。", "五项", "五件"),
    ],
)
def test_applications_and_cases_are_counted_in_jian(
    saying: Found, text: str, excerpt: str, mend: str
) -> None:
    found = saying(text, CHECKS)
    assert [(f.code, f.excerpt) for f in found] == [("T05", excerpt)]
    assert found[0].mend is not None
    assert found[0].mend.new == mend


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("通过网站及时公开信息。", ["no-number"]),
        ("2025年，我局及时公开信息。", ["no-number"]),
        ("通过网站公开信息300余条。", ["round-only"]),
        ("通过网站公开信息326条，其中动态200余条。", []),
        ("通过网站公开信息三十条。", []),
    ],
)
def test_disclosure_gives_numbers(saying: Found, text: str, rules: list[str]) -> None:
    found = saying(text, CHECKS, aspect="主动公开")
    assert [(f.rule, f.severity) for f in found] == [(rule, "info") for rule in rules]


@pytest.mark.parametrize(
    ("text", "left", "hits"),
    [
        ("申请办结率100%。", 2, 1),
        ("申请办结率100%。", 0, 0),
        ("申请按期办结率100%。", 2, 0),
        ("建议办复率100%。", 2, 0),
    ],
)
def test_everything_answered_while_some_is_carried_over(
    saying: Found, text: str, left: int, hits: int
) -> None:
    found = saying(text, CHECKS, cells={"申请.结转下年.总计": Decimal(left)})
    assert [(f.code, f.rule) for f in found] == [("N03", "Z4")] * hits

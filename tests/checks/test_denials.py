"""N02, N03: what the text says there was not, and other ways of saying figures of the tables."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.checks.finding import Finding
from assistant.checks.statements import CHECKS

Found = Callable[..., list[Finding]]

CELLS = {
    "申请.新收.自然人": Decimal(12),
    "申请.新收.总计": Decimal(15),
    "申请.结果总计.自然人": Decimal(12),
    "申请.结果总计.总计": Decimal(15),
    "申请.结转下年.总计": Decimal(1),
    "救济.复议.总计": Decimal(1),
    "救济.复议.维持": Decimal(1),
    "文件.规范性.制发": Decimal(2),
    "文件.规范性.有效": Decimal(9),
    "决定.许可.件数": Decimal(146),
}


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("全年未收到政府信息公开申请。", ["none-received"]),
        ("没有收到公民、法人和其他组织提出的政府信息公开申请。", ["none-received"]),
        ("本年度无依申请公开事项。", ["none-received"]),
        ("全年未收到当面提出的政府信息公开申请。", []),
        ("全年没有收到重复申请。", []),
        ("未收到政府信息公开行政复议申请。", ["none-reviewed"]),
        ("未发生因政府信息公开引起的行政复议和行政诉讼。", ["none-reviewed"]),
        ("没有被纠正的行政复议案件。", []),
        ("未经复议直接起诉的行政诉讼0件。", []),
        ("行政诉讼没有发生。", []),
        ("2025年我局未制发规范性文件。", ["none-made"]),
        ("没有制发规范性文件的解读材料。", []),
        ("全年没有办理行政许可。", ["none-permitted"]),
        ("没有结转下年度的申请。", ["none-left"]),
    ],
)
def test_what_the_tables_count_is_not_denied(saying: Found, text: str, rules: list[str]) -> None:
    found = saying(text, CHECKS, aspect="依申请公开", cells=CELLS)
    assert [f.rule for f in found if f.rule.startswith("none-")] == rules
    assert all(f.severity == "error" for f in found if f.rule.startswith("none-"))


def test_a_denial_tells_what_the_table_says(saying: Found) -> None:
    found = saying("全年未收到政府信息公开申请。", CHECKS, aspect="依申请公开", cells=CELLS)
    assert "表里是 15" in found[0].message


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("收到政府信息公开申请15件，其中自然人12件、商业企业3件。", 0),
        ("收到政府信息公开申请15件，其中自然人11件、商业企业4件。", 1),
    ],
)
def test_requests_of_persons(saying: Found, text: str, wrong: int) -> None:
    found = saying(text, CHECKS, aspect="依申请公开", cells=CELLS)
    assert [f.rule for f in found] == ["Y1-persons"] * wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全年组织业务培训2次。各股室配合。全年组织业务培训3次。", 1),
        ("全年组织业务培训2次。各股室配合。全年组织业务培训2次。", 0),
        ("上半年组织业务培训2次。下半年组织业务培训3次。", 0),
    ],
)
def test_the_same_count_of_a_year_told_twice(saying: Found, text: str, wrong: int) -> None:
    sentences = [f"{s}。" for s in text.split("。") if s]
    found = saying(sentences[0], CHECKS, preface=tuple(sentences[1:]))
    assert [f.code for f in found] == ["N03"] * wrong

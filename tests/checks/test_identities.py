"""T01 to T04 and N05: the arithmetic of the tables, blanks, powers, and last year's figures."""

import random
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.checks.finding import Finding, Subject
from assistant.checks.identities import CHECKS, arithmetic
from assistant.checks.run import check
from assistant.form.load import LoadedForm
from assistant.form.values import NOT_APPLICABLE
from assistant.report.model import Place, Report

MakeSubject = Callable[..., Subject]
COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


def balanced(loaded: LoadedForm, seed: int) -> dict[str, Decimal]:
    """A filled table of applications in which every identity holds."""
    rng = random.Random(seed)
    rows = [row.key for row in loaded.form.table["申请"].rows]
    results = [r for r in rows if r not in {"新收", "上年结转", "结果总计", "结转下年"}]
    cells: dict[str, Decimal] = {}
    for column in COLUMNS:
        for row in results:
            cells[f"申请.{row}.{column}"] = Decimal(rng.choice([0, 0, 0, 1, 2, 9]))
        done = sum(cells[f"申请.{row}.{column}"] for row in results)
        left = Decimal(rng.randint(0, 3))
        carried = min(Decimal(rng.randint(0, 3)), done + left)
        cells[f"申请.结果总计.{column}"] = Decimal(done)
        cells[f"申请.结转下年.{column}"] = left
        cells[f"申请.上年结转.{column}"] = carried
        cells[f"申请.新收.{column}"] = done + left - carried
    for row in rows:
        cells[f"申请.{row}.总计"] = Decimal(sum(cells[f"申请.{row}.{c}"] for c in COLUMNS))
    return cells


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(seed=st.integers(0, 10**6))
def test_balanced_tables_are_silent(make_subject: MakeSubject, ogi: LoadedForm, seed: int) -> None:
    assert check(make_subject(cells=balanced(ogi, seed)), CHECKS) == []


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(data=st.data())
def test_one_wrong_cell_is_named_with_the_value_that_balances_it(
    make_subject: MakeSubject, ogi: LoadedForm, data: st.DataObject
) -> None:
    cells = balanced(ogi, data.draw(st.integers(0, 10**6)))
    address = data.draw(st.sampled_from(sorted(cells)))
    right = cells[address]
    wrong = right + data.draw(st.integers(1, 50))
    found = check(make_subject(cells={**cells, address: wrong}), (arithmetic,))
    assert {f.code for f in found} == {"T01", "T02"}
    table, row, column = address.split(".")
    for finding in found:
        place = finding.place
        assert (place.table, place.row, place.col) == (table, row, column)
        assert finding.excerpt == str(wrong)
        assert f"改为 {right}，" in finding.suggestion
        assert finding.mend is not None
        assert finding.mend.new == str(right)


def test_both_sides_and_the_difference_are_told(make_subject: MakeSubject) -> None:
    found = check(
        make_subject(cells={"救济.复议.总计": Decimal(5), "救济.复议.维持": Decimal(3)}), CHECKS
    )
    assert [(f.code, f.rule, f.severity) for f in found] == [("T01", "K5", "error")]
    for value in ("5", "3", "相差 2"):
        assert value in found[0].message


def test_more_made_than_valid_is_a_doubt(make_subject: MakeSubject) -> None:
    found = check(make_subject(cells={"文件.规范性.制发": Decimal(4)}), CHECKS)
    assert [(f.code, f.rule, f.severity) for f in found] == [("T02", "K7", "warning")]


def test_a_blank_leaves_the_sum_undecided_and_is_told_itself(make_subject: MakeSubject) -> None:
    found = check(
        make_subject(cells={"申请.新收.自然人": None}, raw={"申请.新收.自然人": "/"}), CHECKS
    )
    assert [(f.code, f.place.row) for f in found] == [("T03", "新收")]
    assert found[0].excerpt == "/"


@pytest.mark.parametrize(
    ("address", "value", "codes"),
    [
        ("决定.许可.件数", Decimal(-1), ["T03"]),
        ("决定.许可.件数", Decimal("1.5"), ["T03"]),
        ("收费.行政事业性收费.金额", Decimal("59237.2449"), []),
        ("收费.行政事业性收费.金额", Decimal(-3), ["T03"]),
        ("决定.强制.件数", NOT_APPLICABLE, ["T03"]),
    ],
)
def test_what_a_cell_can_hold(
    make_subject: MakeSubject, address: str, value: Decimal, codes: list[str]
) -> None:
    assert [f.code for f in check(make_subject(cells={address: value}), CHECKS)] == codes


def test_many_blanks_are_told_once(make_subject: MakeSubject, ogi: LoadedForm) -> None:
    blank = {a: None for a in ogi.form.cells if a.startswith("申请.")}
    where = {a: Place(line=3) for a in blank}
    found = check(make_subject(cells=blank, where=where), CHECKS)
    assert [f.code for f in found] == ["T03"]
    assert "175 格" in found[0].message


def test_a_table_that_is_not_there_is_told_once_and_not_in_an_excerpt(
    make_subject: MakeSubject, ogi: LoadedForm
) -> None:
    blank = dict.fromkeys(ogi.form.cells)
    found = check(make_subject(cells=blank), CHECKS)
    assert [f.code for f in found] == ["T03"]
    assert all(table.title in found[0].message for table in ogi.form.tables)
    assert check(make_subject(cells=blank, excerpt=True), CHECKS) == []


@pytest.mark.parametrize(
    ("unit", "codes"),
    [
        ("青禾县水利局", ["T04"]),
        ("青禾县柳河镇人民政府", ["T04"]),
        ("云岭区城东街道办事处", ["T04"]),
        ("青禾县人民政府", ["T04"]),
        ("宁川市人民政府", []),
        ("云南省人民政府", []),
    ],
)
def test_who_may_make_rules(make_subject: MakeSubject, unit: str, codes: list[str]) -> None:
    cells = {"文件.规章.制发": Decimal(0), "文件.规章.有效": Decimal(3)}
    assert [f.code for f in check(make_subject(unit=unit, cells=cells), CHECKS)] == codes


LAST = {"申请.结转下年.自然人": Decimal(2), "文件.规范性.有效": Decimal(9)}


def across(make_subject: MakeSubject, last: Report, **cells: int) -> list[Finding]:
    given_ = {name.replace("__", "."): Decimal(n) for name, n in cells.items()}
    found = check(make_subject(cells=given_, last=last), CHECKS)
    return [f for f in found if f.code == "N05"]


def test_figures_that_follow_from_last_year_are_silent(
    make_subject: MakeSubject, make_report: Callable[..., Report]
) -> None:
    last = make_report(year=2024, cells=LAST)
    fits = {"申请__上年结转__自然人": 2, "文件__规范性__制发": 3, "文件__规范性__废止": 1}
    assert across(make_subject, last, **fits, 文件__规范性__有效=11) == []
    found = across(make_subject, last, **fits, 文件__规范性__有效=12)
    assert [(f.rule, f.severity) for f in found] == [("X2", "warning")]
    assert "12" in found[0].message
    assert "11" in found[0].message


def test_carried_over_unlike_last_years_report(
    make_subject: MakeSubject, make_report: Callable[..., Report]
) -> None:
    last = make_report(year=2024, cells=LAST)
    found = across(make_subject, last, 申请__上年结转__自然人=5, 文件__规范性__有效=9)
    assert [(f.rule, f.severity, f.place.col) for f in found] == [("X1", "error", "自然人")]


def test_another_years_report_is_not_compared(
    make_subject: MakeSubject, make_report: Callable[..., Report]
) -> None:
    found = across(make_subject, make_report(year=2023, cells=LAST))
    assert [f.severity for f in found] == ["info"]

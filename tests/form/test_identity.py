from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.form.identity import CompiledIdentity, Verdict, culprit
from assistant.form.load import LoadedForm
from assistant.form.values import NOT_APPLICABLE, Value

ROWS = ("新立案", "上年转来", "办结", "未办结")
BALANCED = {"新立案": 9, "上年转来": 1, "办结": 7, "未办结": 3}


def named(food: LoadedForm, key: str) -> CompiledIdentity:
    return next(c for c in food.identities if c.identity.id == key)


def cases(**rows: Value) -> Mapping[str, Value]:
    values: dict[str, Value] = {k: Decimal(v) for k, v in BALANCED.items()}
    return {f"处置.{k}.件数": v for k, v in {**values, **rows}.items()}


def test_both_sides_difference_and_what_would_balance(food: LoadedForm) -> None:
    verdict = named(food, "C1").verdict("件数", cases(办结=Decimal(12)).get)
    assert (verdict.holds, verdict.left, verdict.right) == (False, Decimal(10), Decimal(15))
    assert verdict.difference == -5
    balances = {b.cell: b.value for b in verdict.balances}
    assert balances == {
        "处置.新立案.件数": 14,
        "处置.上年转来.件数": 6,
        "处置.办结.件数": 7,
    }


def test_every_balance_really_balances(food: LoadedForm) -> None:
    identity = named(food, "C1")
    values = cases(未办结=Decimal(5))
    for balance in identity.verdict("件数", values.get).balances:
        assert identity.verdict("件数", {**values, balance.cell: balance.value}.get).holds is True


def test_a_balanced_table_says_nothing(food: LoadedForm) -> None:
    verdict = named(food, "C1").verdict("件数", cases().get)
    assert verdict.holds is True
    assert verdict.difference == 0
    assert verdict.balances == ()


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("value", [None, NOT_APPLICABLE])
def test_a_blank_leaves_it_undecided(row: str, value: Value, food: LoadedForm) -> None:
    verdict = named(food, "C1").verdict("件数", cases(**{row: value}).get)
    assert verdict.holds is None
    assert verdict.difference is None
    assert verdict.balances == ()


def test_an_inequality_holds_at_equality(food: LoadedForm) -> None:
    identity = named(food, "Q4")
    values = {"抽检.不合格农产品.流通": Decimal(4), "抽检.抽检农产品.流通": Decimal(4)}
    assert identity.verdict("流通", values.get).holds is True
    more = identity.verdict("流通", {**values, "抽检.不合格农产品.流通": Decimal(5)}.get)
    assert (more.holds, more.sign, more.difference) == (False, "≤", Decimal(1))


def test_an_identity_may_join_a_table_and_a_fact(food: LoadedForm) -> None:
    identity = named(food, "Q5")
    assert identity.places() == ("",)
    values = {"抽检.抽检小计.合计": Decimal(80), "计划批次": Decimal(100)}
    verdict = identity.verdict("", values.get)
    assert (verdict.holds, verdict.difference) == (False, Decimal(-20))


def full_table(food: LoadedForm, figures: list[int]) -> dict[str, Value]:
    """A table as a file has it: totals written out, and right."""
    numbers = iter(figures)
    out: dict[str, Value] = {}
    for column in ("流通", "餐饮"):
        for group in ("抽检", "不合格"):
            parts = [next(numbers), next(numbers)]
            names = (f"{group}农产品", f"{group}加工", f"{group}小计")
            for name, number in zip(names, [*parts, sum(parts)], strict=True):
                out[f"抽检.{name}.{column}"] = Decimal(number)
        out[f"抽检.检验费.{column}"] = Decimal(next(numbers))
    for row in food.form.table["抽检"].rows:
        left, right = (out[f"抽检.{row.key}.{c}"] for c in ("流通", "餐饮"))
        assert isinstance(left, Decimal)
        assert isinstance(right, Decimal)
        out[f"抽检.{row.key}.合计"] = left + right
    return out


def failing(food: LoadedForm, values: Mapping[str, Value]) -> list[Verdict]:
    return [
        verdict
        for key in ("Q1", "Q2", "Q3")
        for verdict in named(food, key).verdicts(values.get)
        if verdict.holds is False
    ]


@settings(max_examples=60, deadline=None)
@given(
    figures=st.lists(st.integers(0, 10**6), min_size=10, max_size=10),
    row=st.sampled_from(["抽检农产品", "抽检加工", "抽检小计", "不合格农产品", "不合格小计"]),
    column=st.sampled_from(["流通", "餐饮", "合计"]),
    error=st.integers(1, 10**6),
)
def test_one_wrong_cell_is_found_with_its_right_value(
    food: LoadedForm, figures: list[int], row: str, column: str, error: int
) -> None:
    values = full_table(food, figures)
    assert failing(food, values) == []
    cell = f"抽检.{row}.{column}"
    right = values[cell]
    assert isinstance(right, Decimal)
    found = culprit(failing(food, {**values, cell: right + error}))
    assert found is not None
    assert (found.cell, found.value) == (cell, right)


def test_two_wrong_cells_name_no_culprit(food: LoadedForm) -> None:
    values = full_table(food, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    values |= {"抽检.抽检农产品.流通": Decimal(50), "抽检.不合格加工.餐饮": Decimal(60)}
    assert len(failing(food, values)) == 4
    assert culprit(failing(food, values)) is None

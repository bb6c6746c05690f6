from random import Random

import pytest
from flips import ALIKE, FLIPS
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.normalise import fold
from assistant.text.polarity import flips


def found(left: str, right: str) -> list[tuple[str, str]]:
    return [(flip.left, flip.right) for flip in flips(fold(left), fold(right))]


@pytest.mark.parametrize(("left", "right"), FLIPS)
def test_what_one_states_and_the_other_denies_is_named(left: str, right: str) -> None:
    assert found(left, right)
    assert found(right, left)


@pytest.mark.parametrize(("left", "right"), ALIKE)
def test_what_says_the_same_in_other_words_is_no_flip(left: str, right: str) -> None:
    assert found(left, right) == []
    assert found(right, left) == []


@pytest.mark.parametrize(
    ("left", "right", "named"),
    [
        ("未被采纳", "均被采纳", ("未被采纳", "采纳")),
        ("未按期办结", "按期办结", ("未按期", "按期")),
        ("均已按期办结", "有逾期办结", ("按期", "逾期")),
        ("参与度不高", "参与度较高", ("不高", "高")),
    ],
)
def test_both_sides_are_quoted(left: str, right: str, named: tuple[str, str]) -> None:
    assert found(left, right)[0] == named


def test_a_denied_word_counts_for_its_opposite() -> None:
    assert found("全部申请未逾期", "全部申请按期") == []
    assert found("未出现一件逾期答复", "答复均按期") == []


CLAUSES = st.lists(st.sampled_from([clause for pair in FLIPS[:60] for clause in pair]), max_size=5)


@given(CLAUSES, st.randoms())
def test_another_order_of_clauses_flips_nothing(clauses: list[str], rng: Random) -> None:
    turned = list(clauses)
    rng.shuffle(turned)
    assert found("，".join(clauses), "，".join(turned)) == []


@given(CLAUSES, CLAUSES)
def test_flips_turn_round_with_the_texts(left: list[str], right: list[str]) -> None:
    there, back = found("，".join(left), "，".join(right)), found("，".join(right), "，".join(left))
    assert {(one, other) for other, one in back} == set(there)

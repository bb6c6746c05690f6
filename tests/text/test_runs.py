"""The first look for repeated texts finds what its definition says, whatever the texts."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from assistant.text.runs import PART, RUN, sharing


def runs(text: str) -> set[bytes]:
    units = text.replace("\n", " ").encode("utf-16-le", "surrogatepass")
    return {units[i : i + 2 * RUN] for i in range(0, len(units) - 2 * RUN + 2, 2)}


@given(st.lists(st.text(st.sampled_from("甲乙丙\n😀\ud83d"), max_size=14), max_size=8))
def test_pairs_share_a_third_of_the_shorter_ones_runs(texts: list[str]) -> None:
    expected = {
        (one, other)
        for one, other in combinations(range(len(texts)), 2)
        if (both := len(runs(texts[one]) & runs(texts[other])))
        and both * PART >= min(len(runs(texts[one])), len(runs(texts[other])))
    }
    found = list(sharing(texts))
    assert set(found) == expected
    assert len(found) == len(expected)


def test_thousands_of_equal_texts_are_all_pairs() -> None:
    assert sum(1 for _ in sharing(["甲乙丙丁戊己庚"] * 1500)) == 1500 * 1499 // 2

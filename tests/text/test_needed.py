"""What an expression cannot match without: it must never hide a match."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.needed import may_match, needed

_CASES = [
    ("截止到?(?=目前|年底)", {"截止"}),
    ("(?:收到|受理)申请", {"收到申请", "受理申请"}),
    ("[XＸ]{2,}", {"X", "Ｘ"}),
    ("(?:具体)?(?:情况)?表格如下[:：]?$", {"表格如下"}),
    ("(?<=度)末日(?!尾)", {"末日"}),
    ("公开|政务公开|开放", {"公开", "开放"}),
    ("(?i:abc)d", {"d"}),
    ("[0-9]*", set()),
    (".+", set()),
    ("(?:甲|)乙?", set()),
]


@pytest.mark.parametrize(("pattern", "texts"), _CASES)
def test_what_every_match_holds(pattern: str, texts: set[str]) -> None:
    assert set(needed(re.compile(pattern))) == texts


def test_letters_that_match_in_either_case_are_not_told() -> None:
    assert needed(re.compile("abc", re.IGNORECASE)) == ()


_PIECES = [
    "甲",
    "乙",
    "甲乙",
    "丙",
    "[甲乙]",
    "(?:甲|乙丙)",
    "(甲|丙)",
    ".",
    "$",
    "(?=乙)",
    "(?!丙)",
    "(?<=甲)",
]
_TIMES = ["", "", "?", "*", "+", "{2}", "{0,2}?"]


@st.composite
def patterns(draw: st.DrawFn) -> re.Pattern[str]:
    pieces = draw(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=5))
    made = [f"(?:{one}){draw(st.sampled_from(_TIMES))}" for one in pieces]
    cut = draw(st.integers(0, len(made)))
    return re.compile("".join(made[:cut]) + "|" + "".join(made[cut:]) if cut else "".join(made))


@given(patterns(), st.text("甲乙丙丁", max_size=8))
def test_a_text_with_a_match_is_never_passed_over(pattern: re.Pattern[str], text: str) -> None:
    if pattern.search(text):
        assert may_match(pattern, text)

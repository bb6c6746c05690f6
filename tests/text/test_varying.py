"""Fixed wording does not count, whatever its years and marks; all else does."""

import pytest
from weighted import Characters

from assistant.text.segment import Segmenter
from assistant.text.varying import Varying

FIXED = ["《某某条例》", "依照《某某条例》", "自2021年1月1日至12月31日", "甲乙"]


def test_fixed_wording_leaves_no_words() -> None:
    words = Varying(Characters(), FIXED)
    assert words.token_set("依照《某某条例》丙丁") == {"丙", "丁"}
    assert words.token_set("自2024年1月1日至12月31日") == frozenset()
    assert words.token_set("一是甲乙，丙") == {"丙"}


def test_what_stands_around_it_does_not_grow_together() -> None:
    assert Varying(Characters(), ["甲"]).left("乙甲丙") == "乙,丙"


def test_no_fixed_wording_changes_nothing() -> None:
    assert Varying(Characters(), []).token_set("甲乙丙") == {"甲", "乙", "丙"}


def test_another_list_has_another_digest() -> None:
    one, same = Varying(Characters(), ["甲", "乙"]), Varying(Characters(), ["乙", "甲"])
    assert one.digest == same.digest != Varying(Characters(), ["甲"]).digest


@pytest.mark.parametrize(
    ("long", "parts"),
    [
        ("政府信息公开", {"政府", "信息", "公开"}),
        ("行政规范性文件", {"行政", "规范性", "文件"}),
        ("公开", {"公开"}),
        ("依申请公开", {"依申请公开"}),
    ],
)
def test_a_long_word_counts_by_the_words_it_is_made_of(
    segmenter: Segmenter, long: str, parts: set[str]
) -> None:
    assert Varying(segmenter, []).token_set(long) == parts

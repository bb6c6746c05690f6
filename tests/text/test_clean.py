import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.text.clean import clean, clean_block, clean_line


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\u3000\u3000公开 工作\u00a0", "公开 工作"),
        ("公\u00a0开", "公 开"),
        ("一\r\n二\x0b三\u2028四\x85五", "一 二 三 四 五"),
        ("公\u200b开\ufeff\ud800\x07", "公开"),
        ("e\u0301", "\u00e9"),
        ("e\u200d\u0301", "\u00e9"),
        ("甲\t乙", "甲 乙"),
        ("\t \n", ""),
    ],
)
def test_one_printable_line_comes_out(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_block_keeps_its_lines() -> None:
    assert clean_block("\n 甲 \r\n\r\n\u3000乙\n\n") == "甲\n\n乙"


@given(text=st.text(st.characters(exclude_categories=[]), max_size=30))
@example("e\u200d\u0301")
@example("\u00a0\u3000 \ud800 甲")
def test_cleaning_twice_changes_nothing(text: str) -> None:
    for cleaner in (clean, clean_line, clean_block):
        once = cleaner(text)
        assert cleaner(once) == once
    once = clean(text)
    once.encode("utf-8")
    assert unicodedata.is_normalized("NFC", once)
    assert "\n" not in once

"""Half-width marks are read as full-width ones where they stand among Chinese, and only there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.marks import full_marks


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("公开信息5条,办结2件;其中:网上1件.", "公开信息5条，办结2件；其中：网上1件."),
        ("(国令第711号,以下简称《条例》)", "（国令第711号，以下简称《条例》）"),
        ("编号12,其中5条", "编号12，其中5条"),
        ("(一)主动公开(含(区)级)", "（一）主动公开（含（区）级）"),
        ("《条例》,,全年", "《条例》，，全年"),
        ("共1,234条，比例3:1", "共1,234条，比例3:1"),
        ("网址http://www.a.cn/x,y:1?b=(2)", "网址http://www.a.cn/x,y:1?b=(2)"),
        ("公开&nbsp;信息", "公开&nbsp;信息"),
        ("Word(2003), Excel", "Word(2003), Excel"),
    ],
)
def test_marks_beside_chinese(text: str, read: str) -> None:
    assert full_marks(text) == read


@given(st.text("公开条12,;:?!()（，。 a", max_size=40))
def test_places_stay_where_they_are(text: str) -> None:
    read = full_marks(text)
    assert len(read) == len(text)
    assert full_marks(read) == read
    assert all(a == b or a in ",;:?!()" for a, b in zip(text, read, strict=True))

"""W01: characters typed as another of the same sound, and doublings that are none."""

from collections.abc import Callable

import pytest

from assistant.checks.doubled import doubled_words
from assistant.checks.finding import Finding
from assistant.checks.homophones import homophones

Found = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("text", "mends"),
    [
        ("落实信息发部审核机制。", ["信息发布"]),
        ("把公开工作纳入年度考合。", ["年度考核"]),
        ("落实责任分公。", ["责任分工"]),
        ("落实信息发布审核机制，纳入年度考核。", []),
        ("信息发送由专人负责。", []),
        ("行政权力和行政权利。", []),
        ("领取年度考核登记表。", []),
        # The list of confusions has these.
        ("没有发生行政诉松案件。", []),
    ],
)
def test_a_homophone_that_makes_no_word(saying: Found, text: str, mends: list[str]) -> None:
    found = saying(text, (homophones,))
    assert [f.mend.new for f in found if f.mend] == mends
    assert all(f.code == "W01" for f in found)


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("坚持依法依规规范办理。", 0),
        ("通过部门门户网站公开。", 0),
        ("公布土地地类和增强强农惠农政策的信息。", 0),
        ("县政府政府信息公开栏由专人更新。", 0),
        ("提高政府政府信息公开水平。", 1),
    ],
)
def test_words_that_meet_in_the_same_character(saying: Found, text: str, hits: int) -> None:
    assert len(saying(text, (doubled_words,))) == hits

"""Sentences are found by what a clerk types: characters, first letters, whole pinyin."""

import pytest

from assistant.phrases.typed import Typed, spell
from assistant.text.segment import Segmenter

SENTENCES = {
    "a": "在公开栏张贴办事流程0份。",
    "b": "通过银行网点发放宣传单。",
    "c": "行政复议0件，均已办结。",
    "d": "微信公众号推送Word版指南。",
}


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Typed:
    cut = Segmenter(tmp_path_factory.mktemp("cut")).tokens
    return Typed(SENTENCES, lambda: [spell(cut, text) for text in SENTENCES.values()])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("公开栏", {"a": (1, "含“公开栏”")}),
        ("在公开", {"a": (0, "句首“在公开”")}),
        ("gkl", {"a": (1, "含拼音首字母 gkl")}),
        ("xzfy", {"c": (0, "句首拼音首字母 xzfy")}),
        ("gongkailan", {"a": (1, "含拼音 gongkailan")}),
        ("xingzhengf", {"c": (0, "句首拼音 xingzhengf")}),
        # 银行 reads yin hang, 行政 xing zheng.
        ("yinhang", {"b": (1, "含拼音 yinhang")}),
        ("yinxing", {}),
        # A syllable has to be met at its start.
        ("ongkai", {}),
        ("公开栏 流程", {"a": (1, "含“公开栏”、含“流程”")}),
        ("公开栏 gzh", {}),
        ("wx 指南", {"d": (1, "句首拼音首字母 wx、含“指南”")}),
        ("word", {"d": (1, "含“word”")}),
        ("ＷＯＲＤ", {"d": (1, "含“word”")}),
        ("　", {}),
        ("", {}),
        ("没有的话", {}),
    ],
)
def test_what_is_typed_finds(typed: Typed, query: str, found: dict[str, tuple[int, str]]) -> None:
    assert {key: tuple(hit) for key, hit in typed.find(query).items()} == found


def test_nothing_is_found_over_the_end_of_a_sentence(typed: Typed) -> None:
    assert typed.find("。通过") == {}
    assert typed.find("fentg") == {}


def test_an_empty_bank_finds_nothing() -> None:
    assert Typed({}, tuple).find("公开") == {}
    assert Typed({}, tuple).find("gk") == {}


def test_what_is_found_by_characters_is_not_read_in_pinyin() -> None:
    def unasked() -> list[str]:
        raise AssertionError

    assert Typed(SENTENCES, unasked).find("公开栏").keys() == {"a"}

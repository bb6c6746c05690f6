from fractions import Fraction

import pytest
from flips import FLIPS
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.differences import Kind
from assistant.text.index import ExactIndex
from assistant.text.normalise import normalise
from assistant.text.segment import Segmenter
from assistant.text.similarity import DUPLICATE, LAST_YEAR, Match, Similar


class Characters:
    """Every character is a word."""

    def token_set(self, text: str) -> frozenset[str]:
        return frozenset(filter(str.isalnum, normalise(text)))


ALL = Fraction(0)


def one(left: str, right: str, ignore: frozenset[str] = frozenset()) -> Match | None:
    bank: Similar = ExactIndex(Characters(), ignore=ignore)
    bank.add("a", right)
    return next(iter(bank.search(left, 1, ALL)), None)


def test_percent_and_words_are_explained() -> None:
    match = one("组织培训三次", "组织会议三次。")
    assert match is not None
    assert (match.score, match.percent) == (Fraction(4, 8), 50)
    assert match.shared == ("组", "织", "三", "次")
    assert (match.only_left, match.only_right) == (("培", "训"), ("会", "议"))
    assert match.text == "组织会议三次。"


def test_a_hundred_percent_is_never_rounded_up() -> None:
    letters = "".join(map(chr, range(0x4E00, 0x4E00 + 250)))
    match = one(letters, letters + "龥")
    assert match is not None
    assert match.percent == 99


@pytest.mark.parametrize(
    ("left", "right", "duplicate", "numbers_only"),
    [
        ("全年组织培训三次。", "全年组织培训三次", True, False),
        ("发布政务信息12条", "发布政务信息9条。", True, True),
        ("发布政务信息1,200条", "发布政务信息1200条", True, False),
        ("2022年发布政务信息", "2023年发布政务信息", True, True),
        ("加强培训", "加强培训", False, False),
        ("本机关全年未发生行政复议案件", "本机关全年发生行政复议案件", False, False),
        ("本机关收到的申请同比增长", "本机关收到的申请同比下降", False, False),
        ("全年组织培训三次", "门户网站更新及时规范", False, False),
    ],
)
def test_duplicates(left: str, right: str, duplicate: bool, numbers_only: bool) -> None:
    match = one(left, right)
    assert (match is not None and match.duplicate) is duplicate
    assert (match is not None and match.numbers_only) is numbers_only


@pytest.mark.parametrize(("left", "right"), FLIPS)
def test_what_differs_in_sense_is_no_duplicate_however_alike(left: str, right: str) -> None:
    text = "县政府办公室牵头编制公开事项目录并逐月抽查栏目更新情况，做好政策解读，回应群众关切"
    match = one(f"{text}，{left}", f"{text}，{right}")
    assert match is not None
    assert match.score > LAST_YEAR
    assert not match.duplicate


def test_a_flip_scores_high_and_is_named() -> None:
    match = one("本机关全年未发生行政复议案件", "本机关全年发生行政复议案件")
    assert match is not None
    assert match.score > DUPLICATE
    assert [found.kind for found in match.differences] == [Kind.POLARITY]


def test_prescribed_wording_resembles_nothing() -> None:
    fixed = "本报告由本机关编制"
    assert one(fixed, fixed) is not None
    assert one(fixed + "。", fixed, frozenset({normalise(fixed)})) is None
    assert one(fixed + "并公布", fixed, frozenset({normalise(fixed)})) is None


def test_adding_replaces_and_removing_forgets() -> None:
    bank = ExactIndex(Characters())
    bank.add("a", "加强培训")
    bank.add("a", "更新网站")
    assert [match.text for match in bank.search("加强更新", 5, ALL)] == ["更新网站"]
    bank.remove("a")
    bank.remove("a")
    assert bank.search("更新网站", 5, ALL) == []
    assert len(bank) == 0


def test_a_sentence_can_leave_itself_out() -> None:
    bank = ExactIndex(Characters())
    bank.add("a", "加强培训")
    bank.add("b", "加强培训")
    assert [match.id for match in bank.search("加强培训", 5, ALL, without={"a"})] == ["b"]


def test_the_threshold_itself_is_enough() -> None:
    bank = ExactIndex(Characters())
    bank.add("a", "甲乙丙")
    assert len(bank.search("甲乙丙丁", 1, Fraction(3, 4))) == 1
    assert bank.search("甲乙丙丁", 1, Fraction(76, 100)) == []


TEXTS = st.text(st.sampled_from("甲乙丙丁未没有收到12。"), max_size=12)


@given(TEXTS, TEXTS)
def test_likeness_is_mutual(left: str, right: str) -> None:
    there, back = one(left, right), one(right, left)
    assert (there is None) == (back is None)
    if there and back:
        assert (there.score, there.duplicate, there.numbers_only) == (
            back.score,
            back.duplicate,
            back.numbers_only,
        )
        assert (there.only_left, there.only_right) == (back.only_right, back.only_left)


@given(TEXTS)
def test_a_text_is_wholly_like_itself(text: str) -> None:
    match = one(text, text)
    words = Characters().token_set(text)
    assert (match is None) == (not words)
    if match:
        assert (match.percent, match.differences) == (100, ())
        assert match.duplicate is (len(words) >= 5)


@given(TEXTS, st.lists(TEXTS, max_size=8), st.integers(0, 9), st.fractions(0, 1))
def test_best_first(text: str, bank: list[str], limit: int, least: Fraction) -> None:
    similar = ExactIndex(Characters())
    for number, sentence in enumerate(bank):
        similar.add(f"s{number}", sentence)
    whole = similar.search(text, len(bank) + 1, least)
    scores = [match.score for match in whole]
    assert scores == sorted(scores, reverse=True)
    assert all(match.score >= least and match.score > 0 for match in whole)
    assert similar.search(text, limit, least) == whole[:limit]


def test_last_years_sentence_is_found_with_jieba(segmenter: Segmenter) -> None:
    bank = ExactIndex(segmenter)
    bank.add("a", "2022年，共收到政府信息公开申请8件，均已按期答复。")
    bank.add("b", "门户网站全年更新栏目5个。")
    found = bank.search("2023年，收到政府信息公开申请11件，全部按期答复申请人。", 3, LAST_YEAR)
    assert [match.id for match in found] == ["a"]
    assert [(d.left, d.right) for d in found[0].differences] == [("2023", "2022"), ("11", "8")]

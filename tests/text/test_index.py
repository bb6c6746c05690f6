import threading
from collections.abc import Callable
from contextlib import nullcontext
from fractions import Fraction
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighted import (
    BANKS,
    CHANGES,
    CLOSE,
    HAIR,
    LONGER,
    ODD,
    THRESHOLDS,
    Characters,
    Pieces,
    Reference,
    changed,
    hits,
    same,
)

from assistant.text import probe, snapshot, stored
from assistant.text.differences import Kind
from assistant.text.index import CONTAINED, RIPE, ExactIndex
from assistant.text.normalise import normalise
from assistant.text.segment import Segmenter
from assistant.text.similarity import DUPLICATE, HINT, LAST_YEAR, Similar
from assistant.text.varying import Varying
from assistant.text.weights import MOST_WORDS


@settings(deadline=None)
@given(BANKS, ODD, st.integers(0, 16), THRESHOLDS)
def test_answers_are_those_of_brute_force(
    bank: dict[str, str], text: str, limit: int, least: Fraction
) -> None:
    same(ExactIndex(Characters(), bank), Reference(bank), text, limit, least)


@settings(max_examples=40, deadline=None)
@given(BANKS, ODD, st.integers(0, 8), THRESHOLDS)
def test_so_are_they_in_real_words_without_fixed_wording(
    segmenter: Segmenter, bank: dict[str, str], text: str, limit: int, least: Fraction
) -> None:
    words = Varying(segmenter, ["政府"])
    same(ExactIndex(words, bank), Reference(bank, words), text, limit, least)


@settings(deadline=None)
@given(BANKS | CLOSE, ODD, st.sampled_from((0, 1, 3, 10**9)), THRESHOLDS)
def test_answers_are_the_same_when_postings_are_gone_through(
    bank: dict[str, str], text: str, seek: int, least: Fraction
) -> None:
    with patch.multiple(probe, _MANY=0, _SEEK=seek):
        same(ExactIndex(Characters(), bank), Reference(bank), text, 9, least)


@settings(deadline=None)
@given(
    CLOSE,
    st.text("甲乙丙丁", min_size=3, max_size=5),
    st.integers(1, 4),
    st.integers(1, 5),
    st.lists(st.tuples(st.text("abcdef", min_size=1, max_size=2), st.none()), max_size=4),
    st.sampled_from((Fraction(1, 2), CONTAINED, Fraction(1))),
)
def test_enough_that_hold_all_of_it_are_the_best(
    bank: dict[str, str],
    text: str,
    part: int,
    limit: int,
    gone: list[tuple[str, None]],
    share: Fraction,
) -> None:
    index, reference = ExactIndex(Characters(), bank), Reference(bank)
    changed(index, reference, gone[1:])
    without = {key for key, _ in gone[:1]}
    with patch.object(probe, "_PARTS", (part, 4 * part)), patch.object(snapshot, "_LONG", 0):
        found = index.containing(text, limit, share, without)
    for key in without:
        reference.now.pop(key, None)
    assert [(hit.score, hit.id) for hit in found] == reference.containing(text, limit, share)


@settings(max_examples=40, deadline=None)
@given(CLOSE, st.text("甲乙丙丁戊己庚", min_size=3), st.booleans())
def test_a_threshold_is_met_exactly(bank: dict[str, str], text: str, many: bool) -> None:
    index, reference = ExactIndex(Characters(), bank), Reference(bank)
    some = {score for score, _ in reference.nearest(text, 99, Fraction(0))}
    parts = {
        Fraction(reference.weight(reference.cut(text) & reference.cut(other)), whole)
        for other in bank.values()
        if (whole := reference.weight(reference.cut(text)))
    }
    gone_through = patch.multiple(probe, _MANY=0, _SEEK=10**9)
    with gone_through if many else nullcontext():
        for least in some | parts:
            for close in (least, max(least - HAIR, Fraction(0)), least + HAIR):
                same(index, reference, text, 99, close)


@settings(deadline=None)
@given(BANKS, CHANGES, CHANGES, ODD, THRESHOLDS)
def test_changes_show_at_once_and_outlast_folding(
    bank: dict[str, str],
    changes: list[tuple[str, str | None]],
    more: list[tuple[str, str | None]],
    text: str,
    least: Fraction,
) -> None:
    index, reference = ExactIndex(Characters(), bank), Reference(bank)
    changed(index, reference, changes)
    same(index, reference, text, 9, least)
    index.fold()
    reference = Reference(reference.now)
    same(index, reference, text, 9, least)
    changed(index, reference, more)
    same(index, reference, text, 9, least)


@settings(max_examples=30, deadline=None)
@given(st.lists(LONGER, min_size=30, max_size=60), LONGER, THRESHOLDS)
def test_long_sentences(texts: list[str], text: str, least: Fraction) -> None:
    bank = {f"s{number}": one for number, one in enumerate(texts)}
    index, reference = ExactIndex(Pieces(), bank), Reference(bank, Pieces())
    same(index, reference, text, 20, least)
    if least >= LAST_YEAR:
        assert set(index.pairs(least)) == reference.pairs(least)


def test_an_empty_bank_answers_nothing_and_takes_in() -> None:
    index: Similar = ExactIndex(Characters())
    assert index.search("组织培训", 5, Fraction(0)) == []
    index.add("a", "组织培训")
    assert [match.percent for match in index.search("组织培训", 5, HINT)] == [100]


def test_a_one_word_sentence_is_found() -> None:
    index = ExactIndex(Pieces(), {"a": "培训", "b": "培训 会议"})
    assert next((m.id, m.percent) for m in index.search("培训", 5, Fraction(1, 10))) == ("a", 100)
    assert index.containing("培训", 5) == []


def test_identical_sentences_come_in_order_of_their_ids() -> None:
    bank = {f"{number:04}": "全年组织培训三次。" for number in range(3000)}
    index = ExactIndex(Characters(), bank)
    found = index.nearest("全年组织培训三次。", 12, HINT)
    assert [hit.id for hit in found] == [f"{number:04}" for number in range(12)]
    index.remove("0003")
    found = index.nearest("全年组织培训三次。", 4, HINT, without={"0000"})
    assert [hit.id for hit in found] == ["0001", "0002", "0004", "0005"]


@pytest.mark.parametrize("least", [Fraction(0), LAST_YEAR, HINT])
def test_thousands_that_share_a_word(least: Fraction) -> None:
    bank = {f"{n:04}": f"{chr(0x4E00 + n % 97)}机关{chr(0x5E00 + n // 97)}" for n in range(4000)}
    index, reference = ExactIndex(Characters(), bank), Reference(bank)
    for text in ("机关", "本机关", "一机关帀", "机一"):
        same(index, reference, text, 30, least)


def test_word_order_decides_between_equal_words() -> None:
    index = ExactIndex(Characters(), {"a": "丁丙乙甲", "b": "甲乙丙丁", "c": "乙甲丙丁"})
    assert [hit.id for hit in index.nearest("甲乙丙丁", 3, HINT)] == ["b", "c", "a"]


def test_five_thousand_characters() -> None:
    long = "".join(map(chr, range(0x4E00, 0x4E00 + 5000)))
    index = ExactIndex(Characters(), {"long": long, "short": "组织培训"})
    index.add("late", long[:4500])
    assert hits(index, long, 3, HINT)[0] == (Fraction(1), "long")
    assert [key for _, key in hits(index, long, 3, HINT)] == ["long", "late"]
    assert [match.percent for match in index.search(long, 1, HINT)] == [100]
    assert {(pair.one, pair.other) for pair in index.pairs(HINT)} == {("late", "long")}


def test_a_text_beyond_all_measure_is_refused() -> None:
    many = " ".join(map(str, range(MOST_WORDS + 1)))
    index = ExactIndex(Pieces(), {"a": "0 1 2"})
    with pytest.raises(ValueError, match=str(MOST_WORDS)):
        index.add("b", many)
    with pytest.raises(ValueError, match=str(MOST_WORDS)):
        ExactIndex(Pieces(), {"b": many})
    assert [hit.id for hit in index.nearest(many, 1, Fraction(0))] == ["a"]


def test_rare_words_count_for_more() -> None:
    bank = {f"s{number}": f"本 机关 {number}" for number in range(50)}
    bank |= {"common": "本 机关 甲", "rare": "听证 丙 丁"}
    index = ExactIndex(Pieces(), bank)
    order = [hit.id for hit in index.nearest("本 机关 听证", 60, Fraction(0))]
    assert order[0] == "rare"


def test_matches_are_explained_with_the_weighted_score() -> None:
    bank = {"a": "全年未收到行政复议申请", "b": "门户网站更新栏目"}
    index = ExactIndex(Characters(), bank)
    (match,) = index.search("全年收到行政复议申请", 1, LAST_YEAR)
    reference = Reference(bank).score("全年收到行政复议申请", bank["a"])
    assert (match.score, match.percent) == (reference, int(reference * 100))
    assert match.only_right == ("未",)
    assert [found.kind for found in match.differences] == [Kind.POLARITY]
    assert match.score >= DUPLICATE
    assert not match.duplicate


def test_prescribed_wording_resembles_nothing() -> None:
    fixed = frozenset({normalise("本报告由本机关编制")})
    index = ExactIndex(Characters(), {"a": "本报告由本机关编制。"}, fixed)
    index.add("b", "本报告由本机关编制")
    assert len(index) == 0
    index.add("a", "本报告由本机关编制并公布")
    assert index.nearest("本报告由本机关编制", 1, Fraction(0)) == []
    assert [hit.id for hit in index.nearest("本报告编制", 1, Fraction(0))] == ["a"]


def test_folding_while_others_add_and_search_loses_nothing() -> None:
    bank = {f"s{number}": f"第{number}项 组织 培训" for number in range(400)}
    index = ExactIndex(Pieces(), bank)
    wrong: list[object] = []

    def guarded(work: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            try:
                work()
            except Exception as error:
                wrong.append(error)

        return run

    def adding() -> None:
        for number in range(300):
            index.add(f"t{number}", f"新{number}项 公开 目录")
            if [hit.id for hit in index.nearest(f"新{number}项", 1, Fraction(0))] != [f"t{number}"]:
                wrong.append(number)
            index.remove(f"s{number}")

    def folding() -> None:
        for _ in range(20):
            index.fold()

    threads = [threading.Thread(target=guarded(work)) for work in (adding, folding)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    index.fold()
    keys = {hit.id for hit in index.nearest("组织 公开 培训 目录", 999, Fraction(0))}
    assert keys == {f"t{n}" for n in range(300)} | {f"s{n}" for n in range(300, 400)}
    assert len(index) == 400


def test_it_says_when_folding_pays() -> None:
    index = ExactIndex(Pieces(), {"a": "组织 培训"})
    for number in range(RIPE):
        assert not index.ripe
        index.add(f"t{number}", "公开 目录")
    assert index.ripe
    index.fold()
    assert not index.ripe


def test_last_years_sentence_is_found_with_jieba(segmenter: Segmenter, tmp_path: Path) -> None:
    bank = {
        "a": "2022年，共收到政府信息公开申请8件，均已按期答复。",
        "b": "门户网站全年更新栏目5个。",
    }
    stored.save(ExactIndex(segmenter, bank), tmp_path, segmenter.digest)
    index = stored.load(segmenter, tmp_path, segmenter.digest)
    assert index is not None
    found = index.search("2023年，收到政府信息公开申请11件，全部按期答复申请人。", 3, LAST_YEAR)
    assert [match.id for match in found] == ["a"]
    assert [(d.left, d.right) for d in found[0].differences] == [("2023", "2022"), ("11", "8")]
    half = index.containing("收到政府信息公开申请", 3)
    assert [hit.id for hit in half] == ["a"]

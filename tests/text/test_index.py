import math
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from assistant.text import stored
from assistant.text.differences import Kind
from assistant.text.index import RIPE, ExactIndex
from assistant.text.join import Cancelled, Pair
from assistant.text.normalise import normalise
from assistant.text.segment import Segmenter
from assistant.text.similarity import DUPLICATE, HINT, LAST_YEAR, Similar
from assistant.text.weights import MOST_WORDS

Answer = list[tuple[Fraction, str]]


class Characters:
    """Every character is a word."""

    def token_set(self, text: str) -> frozenset[str]:
        return frozenset(filter(str.isalnum, normalise(text)))


class Pieces:
    """What stands between spaces is a word."""

    def token_set(self, text: str) -> frozenset[str]:
        return frozenset(text.split())


class Reference:
    """The definition, word by word and sentence by sentence, over weights taken at one moment."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        sets = [words for text in sentences.values() if (words := set(cut(text)))]
        self.count = max(len(sets), 1)
        self.known = Counter(word for words in sets for word in words)
        self.now = dict(sentences)

    def weight(self, words: frozenset[str]) -> int:
        return sum(
            round(1000 * math.log(1 + self.count / max(self.known[word], 1))) for word in words
        )

    def score(self, one: str, other: str) -> Fraction:
        ours, theirs = cut(one), cut(other)
        return Fraction(self.weight(ours & theirs), self.weight(ours | theirs) or 1)

    def nearest(self, text: str, limit: int, least: Fraction) -> Answer:
        found = [
            (-score, -LCSseq.similarity(text, other), key)
            for key, other in self.now.items()
            if (score := self.score(text, other)) >= least and score
        ]
        return [(-score, key) for score, _, key in sorted(found)[:limit]]

    def containing(self, text: str, limit: int, share: Fraction) -> Answer:
        ours = cut(text)
        found = []
        for key, other in self.now.items():
            shared = self.weight(ours & cut(other))
            if len(ours) >= 3 and shared and Fraction(shared, self.weight(ours)) >= share:
                order = (-shared, -self.score(text, other), -LCSseq.similarity(text, other), key)
                found.append(order)
        return [(-score, key) for _, score, _, key in sorted(found)[:limit]]

    def pairs(self, least: Fraction) -> set[Pair]:
        keys = sorted(self.now)
        return {
            Pair(one, other, score)
            for at, one in enumerate(keys)
            for other in keys[at + 1 :]
            if (score := self.score(self.now[one], self.now[other])) >= least and score
        }


cut = Characters().token_set

LETTERS = st.text(st.sampled_from("甲乙丙丁戊己庚辛壬癸未没有12，。"), max_size=12)
ODD = st.one_of(
    LETTERS,
    st.text(max_size=20),
    st.text(st.sampled_from("政府訊息資訊公開条例ﾃｽﾄＡＢ１２😀🇨🇳👩‍💻\ud83d\n\t"), max_size=12),
)
BANKS = st.dictionaries(st.text("abc一二", max_size=3), ODD, max_size=14)
CHANGES = st.lists(st.tuples(st.text("abc一二", max_size=3), st.none() | ODD), max_size=8)
THRESHOLDS = st.one_of(
    st.sampled_from((Fraction(0), Fraction(1, 4), HINT, DUPLICATE, Fraction(1))), st.fractions(0, 1)
)


def hits(index: ExactIndex, text: str, limit: int, least: Fraction) -> Answer:
    return [(hit.score, hit.id) for hit in index.nearest(text, limit, least)]


def contained(index: ExactIndex, text: str, limit: int, share: Fraction) -> Answer:
    return [(hit.score, hit.id) for hit in index.containing(text, limit, share)]


def changed(index: ExactIndex, reference: Reference, changes: list[tuple[str, str | None]]) -> None:
    for key, text in changes:
        if text is None:
            index.remove(key)
            reference.now.pop(key, None)
        else:
            index.add(key, text)
            reference.now[key] = text


def same(index: ExactIndex, reference: Reference, text: str, limit: int, least: Fraction) -> None:
    assert len(index) == len(reference.now)
    assert hits(index, text, limit, least) == reference.nearest(text, limit, least)
    assert contained(index, text, limit, least) == reference.containing(text, limit, least)


@given(BANKS, ODD, st.integers(0, 16), THRESHOLDS)
def test_answers_are_those_of_brute_force(
    bank: dict[str, str], text: str, limit: int, least: Fraction
) -> None:
    same(ExactIndex(Characters(), bank), Reference(bank), text, limit, least)


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


@settings(max_examples=40)
@given(BANKS, CHANGES, CHANGES, ODD, THRESHOLDS)
def test_reopening_gives_the_same_answers(
    tmp_path_factory: pytest.TempPathFactory,
    bank: dict[str, str],
    changes: list[tuple[str, str | None]],
    more: list[tuple[str, str | None]],
    text: str,
    least: Fraction,
) -> None:
    folder = tmp_path_factory.mktemp("index")
    index, reference = ExactIndex(Characters(), bank), Reference(bank)
    changed(index, reference, changes)
    stored.save(index, folder, "d")
    opened = stored.load(Characters(), folder, "d")
    assert opened is not None
    same(opened, reference, text, 9, least)
    changed(opened, reference, more)
    same(opened, reference, text, 9, least)
    opened.fold()
    same(opened, Reference(reference.now), text, 9, least)


@given(BANKS, CHANGES, THRESHOLDS.filter(lambda least: least >= Fraction(1, 1000)))
def test_all_pairs_are_those_of_brute_force(
    bank: dict[str, str], changes: list[tuple[str, str | None]], least: Fraction
) -> None:
    index, reference = ExactIndex(Characters(), bank), Reference(bank)
    changed(index, reference, changes)
    pairs = list(index.pairs(least))
    assert set(pairs) == reference.pairs(least)
    assert len(pairs) == len(set(pairs))


WORDS = [f"{a}{b}" for a in "天地玄黄宇宙洪荒" for b in "日月盈昃辰宿列张"]
LONGER = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)


@settings(max_examples=30)
@given(st.lists(LONGER, min_size=80, max_size=160), LONGER, THRESHOLDS)
def test_long_sentences_in_a_larger_bank(texts: list[str], text: str, least: Fraction) -> None:
    global cut
    bank = {f"s{number}": one for number, one in enumerate(texts)}
    cut, before = Pieces().token_set, cut
    try:
        reference = Reference(bank)
        index = ExactIndex(Pieces(), bank)
        same(index, reference, text, 20, least)
        if least >= Fraction(1, 4):
            assert set(index.pairs(least)) == reference.pairs(least)
    finally:
        cut = before


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


@pytest.mark.parametrize("least", [Fraction(0), Fraction(1, 2000), Fraction(-1)])
def test_pairs_need_a_threshold(least: Fraction) -> None:
    with pytest.raises(ValueError, match="threshold"):
        ExactIndex(Characters()).pairs(least)


def test_pairs_tell_how_far_they_are_and_can_be_called_off() -> None:
    bank = {f"s{number}": f"组织{chr(0x4E00 + number)}培训" for number in range(60)}
    index = ExactIndex(Characters(), bank)
    index.add("late", "组织培训")
    told: list[tuple[int, int]] = []
    list(index.pairs(HINT, lambda done, whole: told.append((done, whole))))
    assert told == sorted(told)
    assert (told[0], told[-1]) == ((0, 61), (61, 61))
    with pytest.raises(Cancelled):
        list(index.pairs(HINT, cancelled=lambda: True))


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


def test_only_what_is_whole_and_of_the_same_cut_is_opened(tmp_path: Path) -> None:
    def opened(digest: str = "d") -> ExactIndex | None:
        return stored.load(Pieces(), tmp_path, digest)

    assert opened() is None
    index = ExactIndex(Pieces(), {"a": "组织 培训", "b": "公开 目录"})
    stored.save(index, tmp_path, "d")
    assert opened() is not None
    assert opened("another") is None
    (file,) = tmp_path.glob("g-*/word_rows.npy")
    file.write_bytes(file.read_bytes()[:-4])
    assert opened() is None
    (tmp_path / "index.json").write_bytes(b"[")
    assert opened() is None


def test_an_addition_is_saved_without_writing_the_generation_again(tmp_path: Path) -> None:
    index = ExactIndex(Pieces(), {"a": "组织 培训"})
    stored.save(index, tmp_path, "d")
    (before,) = tmp_path.glob("g-*")
    index.add("b", "公开 目录")
    index.remove("a")
    stored.save(index, tmp_path, "d")
    assert list(tmp_path.glob("g-*")) == [before]
    opened = stored.load(Pieces(), tmp_path, "d")
    assert opened is not None
    assert [hit.id for hit in opened.nearest("公开 组织", 5, Fraction(0))] == ["b"]
    opened.fold()
    stored.save(opened, tmp_path, "d")
    assert len(list(tmp_path.glob("g-*"))) == 1
    assert before not in tmp_path.glob("g-*")


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

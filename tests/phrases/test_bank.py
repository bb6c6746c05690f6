"""The shipped bank: every phrase reads well at zero, one and many, and none says another's words."""

import random
import re
from collections import defaultdict

import pytest
from drafts import SIZES, random_draft

from assistant.draft.figures import figures_of
from assistant.form.load import LoadedForm
from assistant.phrases.bank import Bank
from assistant.phrases.suggest import Suggester, kind_of
from assistant.session import Library
from assistant.session.hygiene import near_duplicates
from assistant.text.sentences import sentences

pytestmark = pytest.mark.slow

DOUBLED = re.compile(r"[，。；、：！？]{2,}|《《|》》|\s")
ONE_AS_MANY = re.compile(r"(?<![\d.])1[条件次个篇期项人]*(?:等|分别|其中|均|都|各)")
NOTHING = {"有无申请": "没有", "有无救济": "没有", "有无收费": "没有"}
PAIRS = ("《》", "（）", "“”", "〔〕")


@pytest.fixture(scope="module")
def bank(library: Library) -> Bank:
    return library.bank("ogi-2021")


@pytest.fixture(scope="module")
def printed(ogi: LoadedForm, bank: Bank) -> dict[str, set[str]]:
    """Every way each phrase was printed over random drafts of every kind and size."""
    out: dict[str, set[str]] = defaultdict(set)
    rng = random.Random(20260120)
    units = {"部门": "青禾县水利局", "乡镇": "青禾县柳河镇人民政府", "政府": "宁川市人民政府"}
    for kind, unit in units.items():
        for size in SIZES.values():
            for _ in range(12):
                draft = random_draft(ogi, rng, size, {"单位全称": unit})
                figures = figures_of(ogi, draft)
                suggester = Suggester(bank, ogi.wording, figures, unit, kind)
                assert kind_of(figures, "单位类型") == kind
                for move in bank.by_move:
                    for suggestion in suggester.for_move(move):
                        out[suggestion.phrase.entry.id].add(suggestion.text)
                for pair in suggester.pairs():
                    out[pair.phrase.entry.id] |= {pair.problem.text, pair.measure.text}
    return out


def test_random_drafts_reach_most_of_the_bank(bank: Bank, printed: dict[str, set[str]]) -> None:
    every = {p.entry.id for p in bank.phrases} | {p.entry.id for p in bank.pairs}
    assert len(printed) > 0.8 * len(every), sorted(every - set(printed))


def test_every_sentence_ends_in_a_stop_and_is_one_sentence(printed: dict[str, set[str]]) -> None:
    wrong = [
        (key, text)
        for key, texts in printed.items()
        for text in texts
        if not text.endswith("。") or len(sentences(text)) != 1
    ]
    assert not wrong


def test_pairs_are_closed_and_no_mark_is_doubled(printed: dict[str, set[str]]) -> None:
    wrong = [
        (key, text)
        for key, texts in printed.items()
        for text in texts
        if DOUBLED.search(text) or any(text.count(p[0]) != text.count(p[1]) for p in PAIRS)
    ]
    assert not wrong


def test_one_is_never_followed_by_the_wording_of_many(printed: dict[str, set[str]]) -> None:
    wrong = [
        (key, text) for key, texts in printed.items() for text in texts if ONE_AS_MANY.search(text)
    ]
    assert not wrong


def test_no_sentence_lists_zero_parts_or_runs_too_long(printed: dict[str, set[str]]) -> None:
    wrong = [
        (key, text)
        for key, texts in printed.items()
        for text in texts
        if len(text) > 90 or len(re.findall(r"(?<![\d.])0[条件次]", text)) > 1
    ]
    assert not wrong


def test_year_and_self_name_are_never_in_a_phrase(bank: Bank) -> None:
    wrong = [
        p.entry.id
        for p in bank.phrases
        if re.search(
            r"我[局委镇乡厅办县市区]|20\d\d年|今年|去年|截至目前|高度重视|显著成效", p.entry.text
        )
    ]
    assert not wrong


def test_no_two_phrases_say_the_same_in_nearly_the_same_words(bank: Bank) -> None:
    pairs = [(a.entry.id, b.entry.id, percent) for a, b, percent in near_duplicates(bank)]
    assert not pairs


def test_every_kind_of_unit_can_write_every_required_move_when_all_is_zero(
    ogi: LoadedForm, bank: Bank
) -> None:
    rng = random.Random(1)
    for unit in ("青禾县水利局", "青禾县柳河镇人民政府", "宁川市人民政府"):
        draft = random_draft(ogi, rng, SIZES["zero"], {"单位全称": unit, **NOTHING})
        figures = figures_of(ogi, draft)
        suggester = Suggester(bank, ogi.wording, figures, unit, kind_of(figures, "单位类型"))
        required = {
            move.key
            for aspect in ogi.form.aspect.values()
            for move in aspect.moves
            if move.level == "必" and move.zero == "写"
        }
        assert {move for move in required if not suggester.for_move(move)} == set(), unit


def test_two_townships_with_the_same_answers_do_not_print_the_same_section(
    ogi: LoadedForm, bank: Bank
) -> None:
    texts: set[str] = set()
    for number in range(10):
        unit = f"青禾县{'柳松杨桦榆槐桐枫杉柏'[number]}河镇人民政府"
        draft = random_draft(ogi, random.Random(5), SIZES["zero"], {"单位全称": unit})
        figures = figures_of(ogi, draft)
        suggester = Suggester(bank, ogi.wording, figures, unit, "乡镇")
        moves = [m.key for a in ogi.form.aspect.values() for m in a.moves]
        texts.add("".join(s[0].text for m in moves if (s := suggester.for_move(m))))
    assert len(texts) >= 9

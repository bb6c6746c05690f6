"""What a review shows of candidates, and what settling one brings along."""

import pytest

from assistant.phrases.bank import PairEntry, PhraseEntry
from assistant.session.banking import Banking
from assistant.session.browsing import Browser
from assistant.session.reviewing import names_of_evidence, names_of_figures, waiting
from assistant.workspace.bank import Put

OPEN = '张贴放水时间表{{ "35" }}张，{{ 自称 }}派人讲解{{ "两" }}次。'


def test_a_candidate_is_read_with_its_slots_and_open_points_told_apart(banking: Banking) -> None:
    banking.add(PhraseEntry(id="", text=OPEN))
    (row,) = waiting(banking)
    assert row.text == "张贴放水时间表〔35？〕张，【自称】派人讲解〔两？〕次。"
    assert row.open == ("35", "两")
    assert not row.ready


def test_pairs_wait_too(banking: Banking) -> None:
    entry = PairEntry(id="own-pair", label="木牌", problem="木牌更新慢。", measure="每月更新。")

    def put() -> list[Put]:
        return [banking.coming_in(entry, "import", "candidate")]

    banking.decide(put)
    (row,) = waiting(banking)
    assert (row.text, row.move, row.ready) == ("木牌更新慢。　→　每月更新。", "问题与措施", True)
    banking.approve(["own-pair"])
    assert waiting(banking) == []


def test_the_figure_an_open_point_becomes_proves_the_sentence(banking: Banking) -> None:
    key = banking.add(PhraseEntry(id="", text=OPEN))
    banking.settle(key, "35", "发布总数")
    banking.settle(key, "两")
    entry = banking.candidate(key).entry
    assert entry.text == "张贴放水时间表{{ 发布总数 }}张，{{ 自称 }}派人讲解两次。"
    assert entry.evidence == ("发布总数",)


@pytest.mark.parametrize("name", ["年度", "自称"])
def test_year_and_names_prove_nothing(banking: Banking, name: str) -> None:
    key = banking.add(PhraseEntry(id="", text=OPEN))
    banking.settle(key, "35", name)
    assert banking.candidate(key).entry.evidence == ()


def test_every_name_on_offer_can_be_used(banking: Banking) -> None:
    loaded = banking.local.loaded
    for named in names_of_figures(loaded):
        assert loaded.wording.expression(named.expression)
    for named in names_of_evidence(loaded):
        entry = PhraseEntry(id="x", move="法定内容", text="有。", evidence=(named.expression,))
        assert banking.problems(entry) == []


def test_a_bank_is_looked_through_by_state_and_pinyin(banking: Banking) -> None:
    browser = Browser(banking)
    everything = browser.find("", "", 5)
    assert everything.count == len(banking.listing())
    assert len(everything.rows) == 5
    key = banking.add(PhraseEntry(id="", move="法定内容", text="把放水时间表抄在木牌上。"))
    for typed in ("放水 木牌", "fangshuishijian", "bfss", key):
        assert key in [row.entry.id for row in browser.find(typed, "", 50).rows], typed
    assert browser.find("放水", "shipped", 5).count == 0
    assert [row.entry.id for row in browser.find("", "candidate", 5).rows] == [key]

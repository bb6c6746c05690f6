"""What a review shows of candidates, and what settling one brings along."""

import pytest

from assistant.errors import UserError
from assistant.phrases.bank import PairEntry, PhraseEntry
from assistant.session.bank_views import Edited
from assistant.session.banking import Banking
from assistant.session.browsing import Browser
from assistant.session.reviewing import names_of_evidence, names_of_figures, waiting

OPEN = '张贴放水时间表{{ "35" }}张，{{ 自称 }}派人讲解{{ "两" }}次。'


def test_a_candidate_is_read_with_its_slots_and_open_points_told_apart(banking: Banking) -> None:
    banking.add(PhraseEntry(id="", text=OPEN))
    (row,) = waiting(banking)
    assert row.text == "张贴放水时间表〔35？〕张，【自称】派人讲解〔两？〕次。"
    assert row.open == ("35", "两")
    assert not row.ready


def pair(banking: Banking, key: str, problem: str, measure: str) -> None:
    entry = PairEntry(id=key, label="木牌", problem=problem, measure=measure)
    banking.decide(lambda: [banking.coming_in(entry, "import", "candidate")])


def test_pairs_wait_too(banking: Banking) -> None:
    pair(banking, "own-pair", "木牌更新慢。", "每月更新。")
    (row,) = waiting(banking)
    assert (row.text, row.move, row.ready) == ("木牌更新慢。　→　每月更新。", "问题与措施", True)
    banking.approve(["own-pair"])
    assert waiting(banking) == []


def test_the_open_points_of_a_pair_are_settled_one_after_the_other(banking: Banking) -> None:
    pair(banking, "own-pair", '收到申请{{ "7" }}件，木牌更新慢。', '{{ "7" }}月前换{{ "两" }}次。')
    banking.settle("own-pair", "7", "收办数")
    banking.settle("own-pair", "7")
    banking.settle("own-pair", "两")
    (row,) = waiting(banking)
    assert row.text == "收到申请【收办数】件，木牌更新慢。　→　7月前换两次。"
    assert row.entry.when == "收办数 > 0"
    assert row.ready


def test_what_was_merged_into_a_candidate_does_not_stand_against_it(banking: Banking) -> None:
    one, other = (
        banking.add(PhraseEntry(id="", move="法定内容", text=text, evidence=("发布总数",)))
        for text in ("把放水时间表抄在村口木牌上。", "抄放水时间表。")
    )
    text = "把放水时间表抄在村口的木牌上。"
    banking.edit(other, Edited(text=text))
    with pytest.raises(UserError, match="算同一句"):
        banking.approve([one])
    banking.merge(other, one)
    banking.approve([one])


def test_a_pair_like_another_is_not_approved_but_merged_into_it(banking: Banking) -> None:
    pair(banking, "own-one", "木牌上的放水时间更新慢。", "由水管站每月更新木牌上的时间。")
    pair(banking, "own-two", "木牌上的放水时间更新慢。", "由水管站每月更新木牌上的时间。")
    with pytest.raises(UserError, match="own-two（待批）相似 100 %"):
        banking.approve(["own-one"])
    (alike,) = banking.candidate("own-two").alike
    with pytest.raises(UserError, match="只能并入问题与措施"):
        banking.merge("own-two", "on-request-none")
    banking.merge("own-two", alike.id)
    banking.approve(["own-one"])
    assert waiting(banking) == []


def test_the_figure_an_open_point_becomes_proves_the_sentence(banking: Banking) -> None:
    key = banking.add(PhraseEntry(id="", text=OPEN))
    banking.settle(key, "35", "发布总数")
    banking.settle(key, "两")
    (entry,) = (one.entry for one in banking.queue())
    assert entry.text == "张贴放水时间表{{ 发布总数 }}张，{{ 自称 }}派人讲解两次。"
    assert entry.evidence == ("发布总数",)


def test_figures_the_wording_speaks_of_are_offered_for_an_open_point(banking: Banking) -> None:
    text = '召开专题会议{{ "2" }}次，公开重点领域信息{{ "60" }}余条，种树{{ "9" }}棵。'
    found = banking.candidate(banking.add(PhraseEntry(id="", text=text)))
    assert found.likely["2"][0] == "会议次数"
    assert "重点条数" in found.likely["60"]
    assert "9" not in found.likely
    text = '通过门户网站共发布信息{{ "88" }}条。'
    found = banking.candidate(banking.add(PhraseEntry(id="", move="发布总量", text=text)))
    assert found.likely["88"][0] == "发布总数"


@pytest.mark.parametrize("name", ["年度", "自称"])
def test_year_and_names_prove_nothing(banking: Banking, name: str) -> None:
    key = banking.add(PhraseEntry(id="", text=OPEN))
    banking.settle(key, "35", name)
    assert banking.queue()[0].entry.evidence == ()


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

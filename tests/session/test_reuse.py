"""A clerk's sentence proposed for the bank, and last year's made fit for this year."""

from datetime import date
from decimal import Decimal

import pytest
from desk import FIGURES

from assistant.draft.events import (
    AddSentences,
    EditSentence,
    NewPair,
    NewSentence,
    Refused,
    SetPairs,
)
from assistant.draft.model import LastYear
from assistant.errors import UserError
from assistant.form.wording import difference, source, splice
from assistant.phrases.bank import PairEntry
from assistant.session import Library, Session
from assistant.workspace import Workspace

TODAY = date(2026, 1, 12)
LAST = LastYear(
    year=2024,
    facts={
        "单位全称": "青河县柳林镇人民政府",
        "自称": "我镇",
        "年度": "2024",
        "发布总数": "288",
        "会议次数": "4",
    },
    cells={"文件.规范性.制发": Decimal(3)},
    passages={"主动公开": ("2024年，我镇发布信息288条，召开会议4次，张贴海报17张。",)},
)


@pytest.fixture
def session(library: Library, workspace: Workspace) -> Session:
    made = Session.start(library, workspace, "ogi-2021", TODAY, LAST)
    for event in FIGURES:
        refused = made.submit(event)
        assert not isinstance(refused, Refused), refused
    return made


def test_last_years_sentence_takes_this_years_year_and_figures(session: Session) -> None:
    found = session.reusing().sentence(LAST.passages["主动公开"][0], "主动公开")
    assert found.source.startswith("发布信息{{ 发布总数 }}条")
    assert "326条" in found.rendered.text
    assert found.open == ("17",)
    assert found.repeats is not None
    assert found.repeats.percent >= 60
    assert "17" in found.line
    assert f"{found.repeats.percent} %" in found.line


def test_what_converting_left_in_a_sentence_is_not_taken_over(session: Session) -> None:
    found = session.reusing().sentence("[bookmark: _GoBack]2024年，我镇召开会议4次。", "主动公开")
    assert found.source == "召开会议{{ 会议次数 }}次。"


def test_an_open_number_is_offered_this_years_figure_it_may_speak_of(session: Session) -> None:
    found = session.reusing().sentence("全年共主动公开政府信息695条，张贴海报17张。", "主动公开")
    assert found.open == ("695", "17")
    assert found.options["695"][0] == "发布总数"
    assert found.options["17"] == ()


def test_a_digit_nobody_touched_is_an_open_point_of_the_draft_until_it_is(session: Session) -> None:
    found = session.reusing().sentence("发布信息288条，张贴海报17张。", "主动公开")
    assert session.submit(AddSentences("主动公开", (found.sentence,))) is None
    (sentence,) = session.draft.narrative["主动公开"]
    assert sentence.origin == "last_year"

    def open_points() -> list[str]:
        return [p.message for p in session.open_points() if p.key == str(sentence.id)]

    assert any("17" in message for message in open_points())
    rendered = session.assembler.render(sentence.text)
    touched = rendered.text.replace("17", "21")
    parts = splice(rendered, difference(rendered.text, touched))
    session.submit(EditSentence(sentence.id, source(parts)))
    assert open_points() == []
    (sentence,) = session.draft.narrative["主动公开"]
    assert session.assembler.render(sentence.text).text == "发布信息326条，张贴海报21张。"


@pytest.mark.parametrize("written", ["2024我镇", "2024年我镇", "2024年度，我镇", "2024年，我镇，"])
def test_an_opening_written_otherwise_is_left_to_the_form(session: Session, written: str) -> None:
    found = session.reusing().sentence(f"{written}发布信息288条。", "主动公开")
    assert found.source == "发布信息{{ 发布总数 }}条。"
    assert "与上年相似 100 %" in found.line


def test_a_sentence_of_the_draft_is_proposed_with_its_figures_as_slots(session: Session) -> None:
    text = "在集市设点宣讲公开目录，发放单页600张，全年发布信息326条，{{ 自称 }}干部都参加。"
    session.submit(AddSentences("主动公开", (NewSentence(text),)))
    (sentence,) = session.draft.narrative["主动公开"]
    done = session.proposing(sentence.id)()
    assert done.open == ("600",)
    (found,) = session.banking.queue()
    assert found.id == done.id
    assert found.entry.text == (
        '在集市设点宣讲公开目录，发放单页{{ "600" }}张，全年发布信息{{ 发布总数 }}条，'
        "{{ 自称 }}干部都参加。"
    )
    assert "发布总数" in found.entry.evidence
    change = session.banking.story(done.id).changes[0]
    assert (change.action, change.why) == ("propose", "青河县柳林镇人民政府 2025年")
    with pytest.raises(UserError, match="算同一句"):
        session.proposing(sentence.id)()


def test_a_phrase_of_the_bank_is_not_proposed(session: Session) -> None:
    phrase = session.suggester.for_move("发布总量")[0]
    new = NewSentence(phrase.source, phrase.phrase.origin, "发布总量")
    session.submit(AddSentences("主动公开", (new,)))
    (sentence,) = session.draft.narrative["主动公开"]
    with pytest.raises(UserError, match=phrase.phrase.entry.id):
        session.proposing(sentence.id)()
    with pytest.raises(UserError, match="已经不在稿子里"):
        session.proposing(999)()


def pairs_with(session: Session, problem: str, *measures: str) -> int:
    """Write a pair of one's own; gives the id of its problem."""
    written = tuple(NewSentence(text, "own", "措施") for text in measures)
    new = NewPair((NewSentence(problem, "own", "问题"),), written)
    assert not isinstance(session.submit(SetPairs("问题与措施", (new,))), Refused)
    return session.draft.pairs["问题与措施"][0].problem[0].id


def test_a_problem_is_proposed_with_its_measure(session: Session) -> None:
    number = pairs_with(
        session, "发布信息326条，图解太少，只有17份。", "{{ 责任机构 }}在2026年给每份文件配图解。"
    )
    done = session.proposing(number)()
    assert done.open == ("17",)
    entry = session.banking.candidate(done.id).entry
    assert isinstance(entry, PairEntry)
    assert entry.sources == (
        '发布信息{{ 发布总数 }}条，图解太少，只有{{ "17" }}份。',
        "{{ 责任机构 }}在{{ 年度 + 1 }}年给每份文件配图解。",
    )
    assert (entry.label, entry.when) == ("图解太少", "发布总数 > 0")
    with pytest.raises(UserError, match="算同一句"):
        session.proposing(number)()


def test_only_one_sentence_each_makes_a_pair_of_the_bank(session: Session) -> None:
    number = pairs_with(session, "图解太少看不懂。", "给文件配图解。", "每季清点一次。")
    with pytest.raises(UserError, match="措施写成一句"):
        session.proposing(number)()

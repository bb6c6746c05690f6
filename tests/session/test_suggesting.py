"""What the bank offers: what holds and fits, in a clerk's order, with the reasons."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desk import FIGURES

from assistant.draft.events import AddSentences, NewSentence, Refused
from assistant.draft.model import LastYear
from assistant.session import Library, Session
from assistant.session.bank_views import Edited
from assistant.workspace import Workspace

MOVE = "发布总量"


@pytest.fixture
def workspace(home: Path) -> Iterator[Workspace]:
    with Workspace(home) as opened:
        yield opened


def started(workspace: Workspace, library: Library, last: LastYear | None = None) -> Session:
    session = Session.start(library, workspace, "ogi-2021", date(2026, 1, 12), last)
    for event in FIGURES:
        assert not isinstance(session.submit(event), Refused)
    return session


def test_only_what_holds_is_offered_with_its_figures(
    workspace: Workspace, library: Library
) -> None:
    session = started(workspace, library)
    offers = session.suggestions(move=MOVE)
    assert {o.suggestion.phrase.entry.id for o in offers} == {
        s.phrase.entry.id for s in session.suggester.for_move(MOVE)
    }
    assert all("326" in offer.suggestion.text for offer in offers)


def test_typing_finds_in_the_move_first_then_in_the_rest_of_the_aspect(
    workspace: Workspace, library: Library
) -> None:
    session = started(workspace, library)
    for typed in ("公示栏", "gsl", "gongshilan"):
        offers = session.suggestions(typed, move=MOVE, aspect="主动公开")
        moves = [offer.suggestion.phrase.entry.move for offer in offers]
        assert moves[0] == MOVE, typed
        assert "公示栏" in offers[0].suggestion.text
        assert any(typed in reason for reason in offers[0].reasons)
    assert session.suggestions("没有这样的话", move=MOVE, aspect="主动公开") == []


def test_words_in_another_order_are_found_too(workspace: Workspace, library: Library) -> None:
    session = started(workspace, library)
    offers = session.suggestions("公开政府信息通过公示栏", move=MOVE, aspect="主动公开")
    assert offers
    assert any("用词有" in reason for reason in offers[0].reasons)


def test_what_the_draft_has_or_last_year_had_comes_last(
    workspace: Workspace, library: Library
) -> None:
    session = started(workspace, library)
    first, second, *_ = (o.suggestion for o in session.suggestions(move=MOVE))
    used = NewSentence(first.source, first.phrase.origin, MOVE)
    session.submit(AddSentences("主动公开", (used,)))
    offers = session.suggestions(move=MOVE)
    assert offers[-1].suggestion.phrase is first.phrase
    assert "本稿已经用过" in offers[-1].reasons

    last = LastYear(year=2024, passages={"主动公开": (second.text,)})
    newer = started(workspace, library, last)
    newer.warm_suggestions()()
    offers = newer.suggestions(move=MOVE)
    assert offers[-1].suggestion.phrase.origin == second.phrase.origin
    assert any(r.startswith("像上年第一节第 1 句") for r in offers[-1].reasons)


def test_use_in_other_drafts_counts(workspace: Workspace, library: Library) -> None:
    session = started(workspace, library)
    ranks = [o.suggestion.phrase.entry.rank for o in session.suggestions(move=MOVE)]
    equal = [
        o for o in session.suggestions(move=MOVE) if o.suggestion.phrase.entry.rank == ranks[-1]
    ]
    chosen = equal[-1].suggestion
    session.submit(
        AddSentences("主动公开", (NewSentence(chosen.source, chosen.phrase.origin, MOVE),))
    )
    other = started(workspace, library)
    offers = other.suggestions(move=MOVE)
    (mine,) = [o for o in offers if o.suggestion.phrase.origin == chosen.phrase.origin]
    assert "用过 1 次" in mine.reasons
    same = [o for o in offers if o.suggestion.phrase.entry.rank == chosen.phrase.entry.rank]
    assert same[0] is mine


def test_an_own_approved_phrase_says_so(workspace: Workspace, library: Library) -> None:
    session = started(workspace, library)
    text = "借助村口大喇叭和公示栏，公开政府信息{{ 发布总数 }}条。"
    session.submit(AddSentences("主动公开", (NewSentence(text, "own", MOVE),)))
    (number,) = session.draft.sentences()
    proposed = session.proposing(number)()
    session.banking.approve([proposed.id], edited=Edited(evidence=("发布总数",)), by="王芳")
    newer = started(workspace, library)
    (mine,) = newer.suggestions("大喇叭")
    assert "本单位定稿" in mine.reasons

"""What the clerk says of last year's problems becomes sentences, and problems of this year."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.draft.events import FillCard, FinishPairs, Goto, NewPair, Refused, SetPairs
from assistant.draft.model import LastYear
from assistant.plain.asking import Plain
from assistant.session import Library, Session
from assistant.session.compose import new_pair
from assistant.session.views import PairsView
from assistant.workspace import Workspace
from assistant.workspace.states import phrases_of

TODAY = date(2026, 1, 5)
PROBLEMS = (
    "公开内容以动态为主，业务信息偏少。",
    "栏目更新不及时。部分栏目两个月没有更新。",
    "解读形式单一。",
)
States = tuple[tuple[str, str], ...]


@pytest.fixture
def session(library: Library, tmp_path: Path) -> Iterator[Session]:
    """A draft of a bureau that has last year's problems."""
    last = LastYear(year=2024, facts={"单位全称": "青河县水利局"}, problems=PROBLEMS)
    with Workspace(tmp_path / "home") as workspace:
        session = Session.start(library, workspace, "ogi-2021", TODAY, last)
        for event in (
            FillCard("单位", {"单位全称": "青河县水利局"}),
            FillCard(
                "单位确认", {"单位类型": "部门", "级别": "县", "自称": "我局", "年度": "2025"}
            ),
        ):
            assert not isinstance(session.submit(event), Refused)
        yield session


def say(session: Session, *told: tuple[str, str]) -> None:
    items = [(item, *one) for item, one in zip(PROBLEMS, told, strict=True)]
    refused = session.submit(FillCard("上年问题", {"整改情况": items}))
    assert refused is None, refused


def passage(session: Session) -> str:
    session.compose("上年整改")
    return "".join(session.assembler.passage_text(session.loaded.form.aspect["上年整改"]))


@pytest.mark.parametrize(
    ("told", "says", "silent"),
    [
        pytest.param(
            (("已改", "按月通报报送数"), ("已改", "定了专人"), ("已改", "")),
            ("公开内容以动态为主", "按月通报报送数", "定了专人", "解读形式单一"),
            ("仍在整改", "还没有"),
            id="all mended",
        ),
        pytest.param(
            (("已改", ""), ("在改", ""), ("未改", "")),
            ("公开内容以动态为主", "栏目更新不及时", "尚未完成", "没有着手"),
            ("做法", "通报"),
            id="one of each, nothing said of deeds",
        ),
        pytest.param(
            (("未改", ""), ("未改", ""), ("未改", "")),
            ("没有着手", *[p.split("，")[0].split("。")[0] for p in PROBLEMS]),
            ("已经改好", "完毕", "到位", "着手整改"),
            id="nothing mended",
        ),
    ],
)
def test_the_report_says_what_became_of_each_and_nothing_more(
    session: Session, told: States, says: tuple[str, ...], silent: tuple[str, ...]
) -> None:
    say(session, *told)
    text = passage(session)
    assert all(word in text for word in says), text
    assert not any(word in text for word in silent), text


def test_nothing_is_written_before_the_clerk_has_answered(session: Session) -> None:
    assert passage(session) == ""


def test_an_answer_that_changes_reopens_its_sentence(session: Session) -> None:
    say(session, ("已改", ""), ("已改", ""), ("未改", ""))
    assert "“公开内容以动态为主”“栏目更新不及时”" in passage(session)
    say(session, ("未改", ""), ("已改", ""), ("未改", ""))
    text = "".join(line.text for line in session.preview())
    assert "“公开内容以动态为主”“解读形式单一”" in text
    say(session, ("未改", ""), ("未改", ""), ("未改", ""))
    assert [p for p in session.open_points() if "依据变了" in p.message]
    assert session.undo()
    assert not [p for p in session.open_points() if "依据变了" in p.message]


def offered(session: Session) -> list[NewPair]:
    assert not isinstance(session.submit(Goto("问题与措施")), Refused)
    view = session.view()
    assert isinstance(view, PairsView)
    found = [s for s in view.suggestions if s.phrase.entry.each]
    assert all(s.sign for s in found)
    return [new_pair(s, "问题", "措施") for s in found]


def test_what_is_still_open_is_offered_as_this_years_problem(session: Session) -> None:
    say(session, ("已改", ""), ("在改", "定了专人"), ("未改", ""))
    pairs = offered(session)
    assert not isinstance(session.submit(SetPairs("问题与措施", tuple(pairs))), Refused)
    assert not isinstance(session.submit(FinishPairs("问题与措施")), Refused)
    text = "\n".join(line.text for line in session.preview())
    assert "栏目更新不及时" in text
    assert "解读形式单一" in text
    assert "公开内容以动态为主" not in text
    say(session, ("已改", ""), ("已改", ""), ("未改", ""))
    stale = [p.message for p in session.open_points() if "依据变了" in p.message]
    assert stale
    assert all("栏目更新不及时" in message for message in stale)


def test_the_review_shows_each_answer(session: Session) -> None:
    say(session, ("已改", "按月通报报送数"), ("在改", ""), ("未改", ""))
    (line,) = [line for line in session.review() if line.key == "整改情况"]
    assert line.text == (
        "“公开内容以动态为主”已改（按月通报报送数）；“栏目更新不及时”在改；“解读形式单一”未改"
    )


def test_line_by_line_each_problem_is_asked_with_its_number(session: Session) -> None:
    assert not isinstance(session.submit(Goto("上年问题")), Refused)
    told: list[str] = []
    answers = iter(["9", "1", "按月通报报送数", "2", "", "3"])

    def ask(prompt: str) -> str:
        told.append(prompt)
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    with pytest.raises(EOFError):
        Plain(session, ask, told.append).run()
    assert [line for line in told if line.startswith("　第 ")] == [
        f"　第 {number} 条：{text}" for number, text in enumerate(PROBLEMS, 1)
    ]
    assert session.draft.facts["整改情况"].answer == (
        (PROBLEMS[0], "已改", "按月通报报送数"),
        (PROBLEMS[1], "在改", ""),
        (PROBLEMS[2], "未改", ""),
    )


def test_a_pair_said_of_several_problems_is_one_phrase_in_use(session: Session) -> None:
    say(session, ("未改", ""), ("在改", ""), ("未改", ""))
    pairs = offered(session)
    assert len({pair.origin for pair in pairs}) == len(pairs) == len(PROBLEMS)
    assert not isinstance(session.submit(SetPairs("问题与措施", tuple(pairs))), Refused)
    assert phrases_of(session.draft) == {"pair-last-year-open", "pair-last-year-ongoing"}

"""What follows from last year's report: filled in, kept in step, and asked about once."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from assistant.draft.events import (
    Event,
    FillCard,
    FinishTables,
    Goto,
    Refused,
    SetCells,
    ZeroTables,
)
from assistant.draft.figures import default_answer
from assistant.draft.model import LastYear
from assistant.report.model import show_figure
from assistant.session import Library, Session
from assistant.session.before import report_of
from assistant.workspace import Workspace

TODAY = date(2026, 1, 12)
COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
LEFT = dict(zip(COLUMNS, (3, 1, 0, 2, 0, 1, 7), strict=True))
LAST = LastYear.model_validate(
    {
        "year": 2024,
        "facts": {"单位全称": "青河市审计局", "单位类型": "部门", "级别": "县", "自称": "本机关"},
        "cells": {
            **{f"申请.结转下年.{column}": number for column, number in LEFT.items()},
            "文件.规范性.有效": 7,
        },
    }
)
RULES = ("文件.规范性.制发", "文件.规范性.废止", "文件.规范性.有效")
DOCUMENTS = "文件+决定+收费"


@pytest.fixture
def session(library: Library, tmp_path: Path) -> Iterator[Session]:
    """A draft that begins with last year's report."""
    with Workspace(tmp_path / "home") as workspace:
        yield Session.start(library, workspace, "ogi-2021", TODAY, LAST)


def done(session: Session, *events: Event) -> None:
    for event in events:
        refused = session.submit(event)
        assert not isinstance(refused, Refused), refused


def shown(session: Session, *cells: str) -> tuple[str, ...]:
    return tuple(show_figure(session.snapshot().figures.figure(cell)) for cell in cells)


def test_what_was_left_over_is_carried_in_every_column(session: Session) -> None:
    done(session, FillCard("申请有无", {"有无申请": "有"}))
    cells = [f"申请.上年结转.{column}" for column in COLUMNS]
    assert shown(session, *cells) == tuple(map(str, LEFT.values()))


@pytest.mark.parametrize(("key", "answer"), [*LAST.facts.items()])
def test_names_and_categories_are_offered_as_last_year_had_them(
    session: Session, key: str, answer: str
) -> None:
    assert default_answer(session.figures, key) == answer


@pytest.mark.parametrize(
    ("typed", "valid"),
    [
        ([{RULES[0]: "2"}], ""),
        ([{RULES[0]: "2"}, {RULES[1]: "1"}], "8"),
        ([{RULES[0]: "2", RULES[1]: "1"}, {RULES[0]: "4"}], "10"),
        ([{RULES[0]: "2", RULES[1]: "1"}, {RULES[2]: "9"}, {RULES[0]: "4"}], "9"),
        ([{RULES[0]: "0", RULES[1]: "9"}], ""),
        ([{RULES[2]: "5"}, {RULES[0]: "2", RULES[1]: "1"}], "5"),
    ],
)
def test_documents_in_force_follow_from_last_years_until_they_are_typed(
    session: Session, typed: list[Mapping[str, str]], valid: str
) -> None:
    done(session, *(SetCells(cells) for cells in typed))
    assert shown(session, RULES[2]) == (valid,)
    assert session.undo()


def test_filling_blanks_with_0_keeps_what_last_year_implies(session: Session) -> None:
    done(
        session, FillCard("申请有无", {"有无申请": "有"}), ZeroTables(DOCUMENTS), ZeroTables("申请")
    )
    assert shown(session, *RULES) == ("0", "0", "7")
    assert shown(session, "申请.上年结转.总计", "申请.新收.总计") == ("7", "0")


def test_a_figure_unlike_last_years_is_asked_about_once_with_both_numbers(session: Session) -> None:
    done(session, ZeroTables(DOCUMENTS), SetCells({RULES[2]: "5"}))
    doubt = session.submit(FinishTables(DOCUMENTS))
    assert isinstance(doubt, Refused)
    assert doubt.confirm
    assert "填的是 5，" in doubt.message
    assert "推算是 7" in doubt.message
    done(session, FinishTables(DOCUMENTS, confirmed=True), Goto(DOCUMENTS), FinishTables(DOCUMENTS))
    done(session, SetCells({RULES[2]: "6"}))
    again = session.submit(FinishTables(DOCUMENTS))
    assert isinstance(again, Refused)
    assert "填的是 6，" in again.message


def test_columns_unlike_last_years_are_told_of_in_one_breath(session: Session) -> None:
    done(session, FillCard("申请有无", {"有无申请": "有"}), ZeroTables("申请"))
    done(session, SetCells({"申请.上年结转.自然人": "5", "申请.上年结转.其他": "0"}))
    doubt = session.submit(FinishTables("申请"))
    assert isinstance(doubt, Refused)
    assert doubt.message.count("结转下年度继续办理") == 1
    assert "“自然人”填的是 5，按上年推算是 3；“其他”填的是 0，按上年推算是 1" in doubt.message


def test_problems_of_several_sentences_are_compared_sentence_by_sentence(
    session: Session,
) -> None:
    last = LAST.model_copy(
        update={"problems": ("栏目更新不及时。两个月没有更新。", "解读形式单一。")}
    )
    report = report_of(session.loaded, last)
    (passage,) = [p for s in report.sections for p in s.passages if p.key.endswith(".problem")]
    assert passage.sentences == ("栏目更新不及时。", "两个月没有更新。", "解读形式单一。")

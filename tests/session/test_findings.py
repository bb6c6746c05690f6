"""The checks of a draft know its answers, and may run while the draft is worked on."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event as Signal
from threading import Thread

import pytest

from assistant.draft.events import Event, FillCard, FinishTables, Refused, SetCells, ZeroTables
from assistant.draft.figures import Figures
from assistant.form.values import Value
from assistant.session import Library, Session
from assistant.workspace import Workspace

TODAY = date(2026, 1, 12)
BUREAU: list[Event] = [
    FillCard("单位", {"单位全称": "青河县水利局"}),
    FillCard("单位确认", {"单位类型": "部门", "级别": "县", "自称": "我局", "年度": "2025"}),
    FillCard("申请有无", {"有无申请": "没有"}),
    FillCard("救济有无", {"有无救济": "没有"}),
    ZeroTables("文件+决定+收费"),
]


@pytest.fixture
def session(library: Library, tmp_path: Path) -> Iterator[Session]:
    """A bureau whose tables are all 0."""
    with Workspace(tmp_path / "home") as workspace:
        session = Session.start(library, workspace, "ogi-2021", TODAY)
        done(session, *BUREAU)
        yield session


def done(session: Session, *events: Event) -> None:
    for event in events:
        refused = session.submit(event)
        assert not isinstance(refused, Refused), refused


def published(site: str, wechat: str = "0", classes: str = "") -> list[Event]:
    total = str(int(site) + int(wechat))
    split = f"单位网站 {site}，微信公众号 {wechat}"
    facts = {"发布渠道": ["单位网站", "微信公众号"], "渠道分项": split, "发布总数": total}
    content = {"类别分项": classes, "法定内容": "", "重点领域": "", "许可公示": "", "处罚公示": ""}
    return [
        FillCard("发布情况", facts, confirmed=True),
        FillCard("发布内容", content, confirmed=True),
    ]


def media(posts: str) -> Event:
    return FillCard("平台数字", {"账号数": "1", "新媒体条数": posts}, confirmed=True)


def cleared(said: str) -> Event:
    facts = {"管理做法": ["源头认定"], "清理件数": "8", "清理结果": said}
    return FillCard("管理情况", facts, confirmed=True)


def shown(permits: str) -> Event:
    return FillCard("发布内容", {"许可公示": permits}, confirmed=True)


@pytest.mark.parametrize(
    ("events", "rule", "numbers"),
    [
        ([cleared("保留 7，废止 1")], "cleared-and-ended", ("1 件", "0 件")),
        ([*published("320", "85"), media("60")], "media-over-channels", ("85 条", "60 条")),
        ([*published("320", "85"), media("120")], "media-under-channels", ("85 条", "120 条")),
        (published("320", "85", "政务动态 300"), "classes-of-the-site", ("300 条", "320 条")),
        ([shown("3")], "permits-shown", ("3 条", "0 件")),
    ],
)
def test_answers_that_contradict_each_other_are_found_with_both_numbers(
    session: Session, events: list[Event], rule: str, numbers: tuple[str, ...]
) -> None:
    done(session, *events)
    (finding,) = [f for f in session.findings() if f.rule == rule]
    assert all(number in finding.message for number in numbers)
    assert finding.severity in {"warning", "info"}
    assert finding.place.fact


@pytest.mark.parametrize(
    "events",
    [
        [cleared("保留 8")],
        [SetCells({"文件.规范性.废止": "2"}), cleared("保留 7，废止 1")],
        [*published("320", "85", "政务动态 320"), media("85")],
        published("320", "85", "政务动态 405"),
        [shown("0")],
        [SetCells({"决定.许可.件数": "12"}), shown("3")],
    ],
)
def test_answers_that_go_together_are_left_alone(session: Session, events: list[Event]) -> None:
    done(session, *events)
    assert [f for f in session.findings() if f.place.fact] == []


def test_a_value_asked_for_twice_at_once_is_the_same_both_times(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = session.snapshot().figures
    reached, go_on = Signal(), Signal()
    plain = Figures._value

    def slow(self: Figures, name: str) -> Value:
        if name == "新收" and not reached.is_set():
            reached.set()
            go_on.wait(5)
        return plain(self, name)

    monkeypatch.setattr(Figures, "_value", slow)
    other = Thread(target=lambda: figures("新收"))
    other.start()
    assert reached.wait(5)
    here = figures("新收")
    go_on.set()
    other.join()
    assert here == 0
    assert figures("新收") == 0


def test_a_snapshot_stays_while_the_draft_goes_on(session: Session) -> None:
    before = session.snapshot()
    done(
        session, SetCells({"文件.规范性.制发": "3"}), FinishTables("文件+决定+收费", confirmed=True)
    )
    assert before.figures("文件.规范性.制发") == 0
    assert session.snapshot().figures("文件.规范性.制发") == 3

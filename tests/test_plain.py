"""The interview line by line: the same session with print and input."""

from datetime import date
from pathlib import Path

import pytest
from desk import FIGURES, NAME, prepared, saved
from docx import Document
from plain_clerk import PlainClerk

from assistant.draft.events import FillCard, Goto
from assistant.draft.model import LastYear
from assistant.plain import run
from assistant.session import Library, Session
from assistant.session.before import earlier_drafts
from assistant.session.headless import build
from assistant.workspace import Workspace

TODAY = date(2026, 1, 15)
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("desktop")]


def test_a_township_reaches_its_word_file(home: Path, tmp_path: Path) -> None:
    clerk = PlainClerk(tmp_path / "report.docx")
    run(TODAY, clerk.ask, clerk.say)
    text = "\n".join(p.text for p in Document(str(clerk.target)).paragraphs)
    assert "青禾县柳河镇人民政府" in text
    assert "2025年政府信息公开工作年度报告" in text.replace("\n", "")
    assert "〔待填〕" not in text


def test_stopping_in_the_middle_loses_nothing(home: Path, tmp_path: Path) -> None:
    first = PlainClerk(tmp_path / "report.docx", stop_after=9)
    run(TODAY, first.ask, first.say)
    asked = [line for line in first.said if line.startswith("\n第 ")][-1]
    second = PlainClerk(tmp_path / "report.docx")
    run(TODAY, second.ask, second.say)
    assert next(line for line in second.said if line.startswith("\n第 ")) == asked
    assert not any("公章上的单位全称" in line for line in second.said)
    assert second.target.exists()


@pytest.mark.parametrize("mark", ["/", "／", "、"])
def test_commands_accept_every_slash(home: Path, tmp_path: Path, mark: str) -> None:
    lines = iter(["青禾县水利局", f"{mark}上一题", f"{mark}退出"])
    said: list[str] = []
    run(TODAY, lambda _: next(lines), said.append)
    assert [line.strip() for line in said if line.startswith("\n第 ")][-1].startswith("第 1 题")


def test_unsure_answers_are_listed_with_their_office(home: Path) -> None:
    lines = iter(["暂不确定", "县委编办", "/核对", "/退出"])
    said: list[str] = []
    run(TODAY, lambda _: next(lines), said.append)
    assert any("暂不确定" in line and "县委编办" in line for line in said)


def test_a_form_that_was_added_runs_through_the_same_engine(home: Path, tmp_path: Path) -> None:
    added = Library().add(Path(__file__).parent / "forms" / "food-safety")

    def ask(prompt: str) -> str:
        if "写哪一种报告" in prompt:
            return "2"
        return clerk.ask(prompt)

    clerk = PlainClerk(tmp_path / "report.docx", unit="白塔县市场监督管理局")
    run(TODAY, ask, clerk.say)
    text = "\n".join(p.text for p in Document(str(clerk.target)).paragraphs)
    assert added.name == "食品安全监督抽检年度报告"
    assert "食品安全监督抽检报告" in text.replace("\n", "")
    assert "政府信息公开" not in text


def test_last_years_report_is_offered_by_number_or_path(
    library: Library, home: Path, desktop: Path, tmp_path: Path
) -> None:
    answers = library.templates / "ogi-2021" / "demo.yaml"
    moved = tmp_path / "去年 送签.docx"
    build(library, answers, [moved], TODAY)
    (desktop / "2025年年报.docx").write_bytes(b"PK\x03\x04 broken")
    lines = iter(["7", "1", f"'{moved}'", "", str(moved), "是", "/退出"])
    said: list[str] = []
    run(date(2027, 1, 15), lambda _: next(lines), said.append)
    assert "　1 2025年年报.docx（Desktop）" in said
    assert any(line.startswith("请填 1 到 1") for line in said)
    assert any("2025年年报.docx" in line and "损坏" in line for line in said)
    read = [line for line in said if line.startswith("从上年度的报告里读到")]
    assert len(read) == 2
    assert "单位 青禾县水利局，年度 2025" in read[0]
    assert "问题 3 条" in read[0]
    with Workspace(home) as workspace:
        last = workspace.load(workspace.drafts()[0].id).last_year
    assert last is not None
    assert len(last.problems) == 3


@pytest.mark.parametrize(("today", "offered"), [(TODAY, False), (date(2026, 12, 1), True)])
def test_only_drafts_of_earlier_years_are_offered(
    library: Library, home: Path, today: date, offered: bool
) -> None:
    with Workspace(home) as workspace:
        session = Session.start(library, workspace, "ogi-2021", TODAY)
        session.submit(FillCard("单位", {"单位全称": "青禾县水利局"}))
        year = {"单位类型": "部门", "级别": "县", "自称": "我局", "年度": "2025"}
        session.submit(FillCard("单位确认", year))
        found = earlier_drafts(workspace, session.loaded, today)
    assert [one.year for one in found] == [2025] * offered


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("21", "另发布消息21条。"),
        ("A", "另发布消息{{ 发布总数 }}条。"),
        ("", '另发布消息{{ "17" }}条。'),
    ],
)
def test_last_years_sentences_are_taken_and_their_open_points_asked(
    library: Library, home: Path, typed: str, stands: str
) -> None:
    last = LastYear(
        year=2024,
        facts={"单位全称": NAME, "自称": "我镇", "年度": "2024", "发布总数": "288"},
        passages={"主动公开": ("公开栏设在村口。", "发布信息288条，另发布消息17条。")},
    )
    prepared(library, home, [*FIGURES, Goto("主动公开")], last)
    answers = {"一键成稿": "1", "选序号": "", "用哪几句": "2、1、9", "“17”今年写什么": typed}

    def ask(prompt: str) -> str:
        found = [answer for part, answer in answers.items() if part in prompt]
        if not found:
            raise EOFError
        return found[0]

    said: list[str] = []
    run(TODAY, ask, said.append)
    assert "　2 发布信息326条，另发布消息〔17？〕条。" in said
    written = [sentence.text for sentence in saved(home).narrative["主动公开"]]
    assert written == [f"发布信息{{{{ 发布总数 }}}}条，{stands}", "公开栏设在村口。"]

"""Reports built from answers are the same as those of the draft the answers came from."""

from datetime import date
from pathlib import Path

from desk import FIGURES

from assistant.draft.events import AddSentences, NewSentence, Refused
from assistant.phrases.bank import PhraseEntry
from assistant.session import Library, Session
from assistant.session.banking import Banking
from assistant.session.headless import build
from assistant.workspace import Workspace, workspace_in

TODAY = date(2026, 1, 12)
TEXT = "渡口的木牌上登出政府信息{{ 发布总数 }}条。"


def approved(library: Library, workspace: Workspace) -> str:
    """Leave an own phrase that takes no opening in front of it."""
    banking = Banking(library, workspace, "ogi-2021")
    entry = PhraseEntry(
        id="", move="发布总量", text=TEXT, evidence=("发布总数",), opening=False, rank=99
    )
    key = banking.add(entry)
    banking.approve([key])
    return key


def test_an_offices_own_phrase_stands_in_the_build_as_in_the_draft(
    library: Library, home: Path, tmp_path: Path
) -> None:
    with Workspace(home) as workspace:
        key = approved(library, workspace)
        session = Session.start(library, workspace, "ogi-2021", TODAY)
        new = NewSentence(TEXT, f"phrase:{key}", "发布总量")
        for event in [*FIGURES, AddSentences("主动公开", (new,))]:
            assert not isinstance(session.submit(event), Refused)
        (drafted,) = session.export([tmp_path / "稿子.txt"], unfinished=True)
        answers = tmp_path / "答案.yaml"
        answers.write_text(session.answers(), encoding="utf-8")
    target = [tmp_path / "直接.txt"]
    (built,) = build(library, answers, target, TODAY, unfinished=True, home=home)
    assert built.read_bytes() == drafted.read_bytes()
    assert "\n\u3000\u3000渡口的木牌上登出政府信息326条。" in built.read_text(encoding="utf-8")


def test_where_nobody_keeps_drafts_none_is_begun(library: Library, tmp_path: Path) -> None:
    answers = library.templates / "ogi-2021" / "demo.yaml"
    home = tmp_path / "无"
    build(library, answers, [tmp_path / "例.txt"], TODAY, home=home)
    assert not home.exists()
    assert not workspace_in(home)

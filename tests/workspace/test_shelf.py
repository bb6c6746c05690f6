"""Reports of other units are kept, replaced, forgotten, and seen from another window."""

from pathlib import Path

from assistant.workspace import Workspace
from assistant.workspace.shelf import sentences_in

SAID = [("第一节第 1 句", "公开信息5条。"), ("第一节第 2 句", "更新栏目。")]


def test_a_report_is_kept_with_its_sentences(workspace: Workspace, folder: Path) -> None:
    assert workspace.shelf.reports() == []
    assert workspace.shelf.sentences() == []
    assert workspace.shelf.remove(1) is False
    number = workspace.shelf.add("白河县水利局", 2024, "题", "白河.docx", SAID)
    (kept,) = workspace.shelf.reports()
    assert (kept.id, kept.unit, kept.year, kept.file, kept.sentences) == (
        number, "白河县水利局", 2024, "白河.docx", 2,
    )  # fmt: skip
    with Workspace(folder) as other:
        assert [(s.unit, s.where, s.text) for s in other.shelf.sentences()] == [
            ("白河县水利局", where, text) for where, text in SAID
        ]
    assert [s.text for s in sentences_in(workspace.file)] == [text for _, text in SAID]


def test_the_same_unit_and_year_again_takes_its_place(workspace: Workspace) -> None:
    workspace.shelf.add("甲局", 2024, "题", "一.docx", SAID)
    workspace.shelf.add("甲局", 2023, "题", "旧.docx", SAID)
    workspace.shelf.add("甲局", None, "题", "无年.docx", SAID)
    workspace.shelf.add("甲局", None, "题", "无年二.docx", SAID)
    last = workspace.shelf.add("甲局", 2024, "题", "二.docx", SAID[:1])
    assert [r.file for r in workspace.shelf.reports()] == ["无年二.docx", "旧.docx", "二.docx"]
    assert workspace.shelf.remove(last)
    assert [r.file for r in workspace.shelf.reports()] == ["无年二.docx", "旧.docx"]


def test_a_backup_has_the_reports(workspace: Workspace, tmp_path: Path) -> None:
    workspace.shelf.add("甲局", 2024, "题", "一.docx", SAID)
    (tmp_path / "另").mkdir()
    workspace.backup(tmp_path / "另" / "nianbao.db")
    with Workspace(tmp_path / "另") as copy:
        assert len(copy.shelf.sentences()) == 2

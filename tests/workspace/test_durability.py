"""What another process, a kill or a bad file can do to the workspace."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.draft.model import Draft
from assistant.errors import UserError
from assistant.workspace import Workspace
from assistant.workspace.database import connect
from assistant.workspace.schema import VERSION

SAVER = """
import sys
from datetime import date
from pathlib import Path
from assistant.draft.model import Draft
from assistant.workspace import Workspace

workspace = Workspace(Path(sys.argv[1]))
key = workspace.create(Draft(form="any", today=date(2026, 1, 5)), title="")
for number in range(2, int(sys.argv[2])):
    workspace.save(key, Draft(form="any", today=date(2026, 1, 5), next_id=number), "answer")
    print(key, number, flush=True)
"""


def draft_of(number: int) -> Draft:
    return Draft(form="any", today=date(2026, 1, 5), next_id=number)


def start_saver(folder: Path, count: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", SAVER, str(folder), str(count)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_every_answer_said_to_be_saved_survives_a_kill(folder: Path) -> None:
    with start_saver(folder, 100_000) as saver:
        assert saver.stdout is not None
        lines = [saver.stdout.readline() for _ in range(20)]
        saver.kill()
        lines += saver.stdout.readlines()
    key, last = (int(n) for n in [line for line in lines if line.endswith("\n")][-1].split())
    with Workspace(folder) as workspace:
        head = workspace.load(key).next_id
        # The one on its way when the kill came may be there or not; nothing earlier is missing.
        assert head in {last, last + 1}
        states = [workspace.state(key, row.seq).next_id for row in workspace.history(key)]
        assert states == list(range(1, head + 1))
        workspace.save(key, draft_of(head + 1), "goes on")


def test_a_power_cut_finds_every_commit_on_disk(folder: Path) -> None:
    folder.mkdir()
    with contextlib.closing(connect(folder / "nianbao.db")) as db:
        pragmas = ("journal_mode", "synchronous", "foreign_keys")
        assert [db.execute(f"pragma {p}").fetchone()[0] for p in pragmas] == ["wal", 2, 1]


def test_processes_starting_and_saving_together_lose_nothing(folder: Path) -> None:
    savers = [start_saver(folder, 12) for _ in range(3)]
    assert [(saver.communicate()[0] != "", saver.returncode) for saver in savers] == [(True, 0)] * 3
    with Workspace(folder) as workspace:
        assert len(workspace.drafts()) == 3
        for info in workspace.drafts():
            assert workspace.load(info.id) == draft_of(11)
            assert len(workspace.history(info.id)) == 11


def test_a_second_window_never_overwrites_silently(folder: Path) -> None:
    with Workspace(folder) as first, Workspace(folder) as second:
        key = first.create(draft_of(1), title="甲")
        second.load(key)
        first.save(key, draft_of(2), "first")
        with pytest.raises(UserError, match="另一个窗口里改过"):
            second.save(key, draft_of(3), "second")
        with pytest.raises(UserError, match="另一个窗口里改过"):
            second.undo(key)
        with pytest.raises(UserError, match="另一个窗口里改过"):
            second.redo(key)
        assert first.load(key) == draft_of(2)
        assert len(first.history(key)) == 2
        assert second.load(key) == draft_of(2)
        second.save(key, draft_of(3), "second")
        assert first.load(key) == draft_of(3)


def test_a_file_held_by_another_program_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.workspace.database.BUSY_SECONDS", 0.1)
    with Workspace(folder) as workspace:
        key = workspace.create(draft_of(1), title="")
        other = sqlite3.connect(workspace.file, isolation_level=None)
        other.execute("begin exclusive")
        with pytest.raises(UserError, match=r"nianbao\.db 正被另一个程序占用"):
            workspace.save(key, draft_of(2), "answer")
        with pytest.raises(UserError, match="占用"):
            Workspace(folder)
        other.execute("rollback")
        other.close()
        workspace.save(key, draft_of(2), "answer")


def test_a_newer_file_is_refused_and_left_alone(folder: Path) -> None:
    with Workspace(folder) as workspace:
        file = workspace.file
    other = sqlite3.connect(file)
    other.execute(f"pragma user_version = {VERSION + 1}")
    other.close()
    before = file.read_bytes()
    with pytest.raises(UserError, match=r"更新版本的程序写的.*请升级"):
        Workspace(folder)
    assert file.read_bytes() == before


def test_a_foreign_database_is_refused(folder: Path) -> None:
    folder.mkdir()
    other = sqlite3.connect(folder / "nianbao.db")
    other.execute("create table notes (text)")
    other.close()
    with pytest.raises(UserError, match="不是本程序的数据文件"):
        Workspace(folder)


def test_a_damaged_file_is_named_with_a_remedy(folder: Path) -> None:
    folder.mkdir()
    (folder / "nianbao.db").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(UserError, match=r"nianbao\.db 已损坏.*备份"):
        Workspace(folder)


def test_a_damaged_state_does_not_hide_the_others(folder: Path) -> None:
    with Workspace(folder) as workspace:
        key = workspace.create(draft_of(1), title="")
        workspace.save(key, draft_of(2), "answer")
        other = sqlite3.connect(workspace.file)
        other.execute("update event set state = x'00' where seq = 2")
        other.commit()
        other.close()
        with pytest.raises(UserError, match="第 2 步读不出来"):
            workspace.load(key)
        assert workspace.state(key, 1) == draft_of(1)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match=r"不能建立数据文件夹 .*文件.*NIANBAO_HOME"):
        Workspace(tmp_path / "文件" / "里面")


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """Give a folder, and make the test run with the rights of an ordinary user."""
    if not hasattr(os, "geteuid"):
        pytest.skip("no POSIX rights on this system")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        Workspace(folder).close()
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)
        me = os.geteuid()
        if me == 0:
            os.seteuid(65534)
        yield folder
        os.seteuid(me)
        folder.chmod(0o755)


def test_a_read_only_folder_is_said_at_once(as_nobody: Path) -> None:
    with pytest.raises(UserError, match=r"不能写入 .*nianbao\.db.*权限.*NIANBAO_HOME"):
        Workspace(as_nobody)
    with pytest.raises(UserError, match="不能建立数据文件夹"):
        Workspace(as_nobody / "里面")


def test_a_backup_is_a_whole_workspace(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "备份" / "nianbao.db"
    target.parent.mkdir()
    with Workspace(folder) as workspace:
        key = workspace.create(draft_of(1), title="甲")
        workspace.save(key, draft_of(2), "answer")
        workspace.backup(target)
        workspace.save(key, draft_of(3), "after")
        assert [f.name for f in target.parent.iterdir()] == ["nianbao.db"]
    with Workspace(target.parent) as restored:
        assert restored.load(key) == draft_of(2)
        assert restored.undo(key) == draft_of(1)


def test_a_backup_that_fails_leaves_the_old_one(folder: Path, tmp_path: Path) -> None:
    with Workspace(folder) as workspace:
        with pytest.raises(UserError, match="数据文件自己"):
            workspace.backup(workspace.file)
        with pytest.raises(UserError, match="备份没有写成"):
            workspace.backup(tmp_path / "没有" / "备份.db")
        occupied = tmp_path / "占着"
        occupied.mkdir()
        with pytest.raises(UserError, match="备份没有写成"):
            workspace.backup(occupied)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["占着", "数据"]

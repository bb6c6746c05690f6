"""A document reaches the disk whole, or leaves what was there alone."""

import os
from pathlib import Path

import pytest

from assistant.documents.writing import save
from assistant.errors import UserError


def test_a_new_file_and_an_old_one(tmp_path: Path) -> None:
    target = tmp_path / "年报.docx"
    save(b"1", target)
    target.chmod(0o640)
    save(b"22", target)
    assert target.read_bytes() == b"22"
    assert target.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["年报.docx"]


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有文件夹"):
        save(b"1", tmp_path / "无" / "年报.docx")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="是文件夹"):
        save(b"1", tmp_path)


def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "真.txt", tmp_path / "链.txt"
    real.write_bytes(b"0")
    link.symlink_to(real)
    save(b"1", link)
    assert link.is_symlink()
    assert real.read_bytes() == b"1"


@pytest.mark.parametrize(
    ("error", "says"),
    [(PermissionError(13, "denied"), "正在 Word 或 WPS 里打开"), (OSError(28, "满了"), "满了")],
)
def test_failure_keeps_the_old_file_and_leaves_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, says: str
) -> None:
    target = tmp_path / "年报.docx"
    target.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UserError, match=says):
        save(b"new", target)
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["年报.docx"]


def test_a_name_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="写不了"):
        save(b"1", tmp_path / ("长" * 200 + ".docx"))
    assert os.listdir(tmp_path) == []

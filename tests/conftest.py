"""Fixtures every room's tests may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.form.load import LoadedForm
from assistant.session import Library
from assistant.workspace import Workspace


@pytest.fixture(scope="session")
def library() -> Library:
    """The forms and phrases that ship with the program."""
    return Library()


@pytest.fixture(scope="session")
def ogi(library: Library) -> LoadedForm:
    """The statutory form of the yearly report."""
    return library.form("ogi-2021")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, set for this process and its children."""
    folder = tmp_path / "home"
    monkeypatch.setenv("NIANBAO_HOME", str(folder))
    return folder


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The desktop of a clerk with nothing on it."""
    folder = tmp_path / "clerk" / "Desktop"
    folder.mkdir(parents=True)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder.parent))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    for name in ("DESKTOP", "DOCUMENTS", "DOWNLOAD"):
        monkeypatch.setenv(f"XDG_{name}_DIR", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a workspace keeps its data."""
    return tmp_path / "数据"


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    """An open workspace with nothing in it."""
    with Workspace(folder) as opened:
        yield opened

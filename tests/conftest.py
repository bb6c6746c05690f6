"""Fixtures every room's tests may use."""

from pathlib import Path

import pytest

from assistant.form.load import LoadedForm
from assistant.session import Library


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

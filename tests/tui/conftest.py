"""The clerk's own folders are empty unless a test fills them."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
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

from pathlib import Path

import pytest

from assistant import paths
from assistant.errors import UserError


def test_the_home_variable_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "家"))
    assert paths.data_folder() == tmp_path / "家"
    assert paths.cache_folder().parent == tmp_path / "家"
    monkeypatch.setenv("NIANBAO_HOME", " ")
    assert paths.data_folder().is_absolute()
    assert "nianbao" in str(paths.data_folder())


def test_shipped_data_is_found_in_a_checkout_and_in_a_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (paths.shipped_templates() / "ogi-2021" / "form.yaml").is_file()
    assert paths.shipped_phrasebank().name == "phrasebank"
    package = tmp_path / "site" / "assistant"
    (package / "data" / "templates").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.shipped_templates() == package / "data" / "templates"
    with pytest.raises(UserError, match="phrasebank"):
        paths.shipped_phrasebank()

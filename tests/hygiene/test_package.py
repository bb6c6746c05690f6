"""An installed copy works away from the checkout."""

import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str]]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(python: Run, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    words = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
    code, output = python("-m", "pip", "wheel", "-q", *words, str(root))
    assert code == 0, output
    return next(folder.glob("nianbao-*.whl"))


@pytest.fixture(scope="module")
def installed(python: Run, wheel: Path) -> Path:
    """A folder with the package alone in it, nothing of the checkout near."""
    folder = wheel.parent / "已安装"
    words = ["--no-deps", "--no-index", "--target", str(folder)]
    code, output = python("-m", "pip", "install", "-q", *words, str(wheel))
    assert code == 0, output
    return folder


def test_the_wheel_holds_every_data_file_and_nothing_of_the_tests(
    wheel: Path, committed: Sequence[Path], root: Path
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted: set[str] = set()
    for file in committed:
        name = file.relative_to(root).as_posix()
        if name.startswith(("templates/", "phrasebank/")):
            wanted.add(f"assistant/data/{name}")
        elif name.startswith("assistant/"):
            wanted.add(name)

    assert wanted - names == set()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"assistant", "nianbao"}


@pytest.fixture
def away(installed: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a clerk who has the installed copy only."""
    home = str(tmp_path / "数据")
    return {**os.environ, "PYTHONPATH": str(installed), "NIANBAO_HOME": home}


def test_an_installed_copy_lists_its_forms_away_from_the_checkout(
    python: Run, installed: Path, away: dict[str, str], tmp_path: Path
) -> None:
    where = "import assistant; print(assistant.__file__)"
    assert python("-c", where, cwd=tmp_path, env=away)[1].startswith(str(installed))

    code, output = python("-m", "assistant", "form", "list", cwd=tmp_path, env=away)

    assert code == 0, output
    assert "ogi-2021\t" in output


def test_an_installed_copy_writes_the_example_report_away_from_the_checkout(
    python: Run, away: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "示例.docx"

    code, output = python("-m", "assistant", "demo", "-o", str(file), cwd=tmp_path, env=away)

    assert code == 0, output
    assert zipfile.is_zipfile(file)
    assert str(file) in output

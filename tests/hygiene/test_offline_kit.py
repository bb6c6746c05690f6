"""The folder to carry to a machine without network holds what is needed and installs by itself."""

import runpy
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str]]
PROGRAM = "import sys\n\n\ndef main() -> None:\n    print('打开了', *sys.argv[1:])\n"


@pytest.fixture(scope="module")
def kit(root: Path) -> dict[str, Any]:
    return runpy.run_path(str(root / ".ci" / "offline_kit" / "make.py"))


def wheel(folder: Path, name: str, needs: tuple[str, ...] = (), program: str = "") -> Path:
    """Write a wheel; `program` is what its `assistant/cli.py` holds."""
    file = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    metadata = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0", "Provides-Extra: browser"]
    metadata += [f"Requires-Dist: {need}" for need in needs]
    with zipfile.ZipFile(file, "w") as archive:
        if program:
            archive.writestr("assistant/__init__.py", "")
            archive.writestr("assistant/cli.py", program)
        archive.writestr(f"{info}/METADATA", "\n".join(metadata) + "\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return file


def pip_wheel(folder: Path) -> None:
    """Write the pip that runs here as a wheel, so that the test downloads nothing."""
    spec = find_spec("pip")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    with zipfile.ZipFile(folder / "pip-1.0-py3-none-any.whl", "w") as archive:
        for file in package.rglob("*"):
            if file.is_file() and file.suffix != ".pyc":
                archive.write(file, file.relative_to(package.parent).as_posix())


@pytest.mark.parametrize(
    ("needs", "absent"),
    [
        ((), []),
        (("paper",), []),
        (("ink",), ["ink"]),
        (('ink; sys_platform == "win32"',), ["ink"]),
        (('ink; sys_platform == "linux"',), []),
        (('ink; python_version < "3.12"',), []),
        (('ink>=2; extra == "browser"',), ["ink>=2"]),
        (('ink; extra == "colour"',), []),
    ],
)
def test_what_windows_alone_needs_is_not_forgotten(
    kit: dict[str, Any], tmp_path: Path, needs: tuple[str, ...], absent: list[str]
) -> None:
    wheels = [
        wheel(tmp_path, "nianbao", ("desk[browser]",)),
        wheel(tmp_path, "desk", needs),
        wheel(tmp_path, "paper"),
    ]

    found = kit["missing"]("nianbao", kit["requirements"](wheels), kit["windows"]("3.12"))

    assert [f"{need.name}{need.specifier}" for need in found] == absent


def test_the_files_to_double_click_are_as_windows_reads_them(
    kit: dict[str, Any], tmp_path: Path
) -> None:
    kit["write_texts"](tmp_path)

    for name in ("安装.bat", "打开.bat"):
        data = (tmp_path / name).read_bytes()
        assert data.startswith(b"@echo off\r\nchcp 65001 >nul\r\n")
        assert data.count(b"\n") == data.count(b"\r\n")
    assert (tmp_path / "说明.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    called = (tmp_path / "安装.bat").read_text(encoding="utf-8")
    assert all((tmp_path / name).is_file() for name in ("python.bat", "install.py"))
    assert "install.py" in called


@pytest.mark.slow
def test_the_carried_folder_installs_and_starts_without_network_or_pip(
    kit: dict[str, Any], python: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "带来的 文件夹"
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    wheel(wheels, "nianbao", program=PROGRAM)
    pip_wheel(wheels)
    kit["write_texts"](folder)

    code, output = python("-I", "-S", str(folder / "start.py"), cwd=tmp_path)
    assert code == 1
    assert "请先双击“安装.bat”" in output

    code, output = python("-I", "-S", str(folder / "install.py"), cwd=tmp_path)
    assert code == 0, output
    assert "装好了" in output

    code, output = python("-I", "-S", str(folder / "start.py"), "--browser", cwd=tmp_path)
    assert (code, output) == (0, "打开了 --browser\n")

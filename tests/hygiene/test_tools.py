"""The tools that read the code find nothing, so that one command proves everything."""

from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str]]


@pytest.mark.parametrize(
    "words", [["check", "--no-cache"], ["format", "--check", "--no-cache"]], ids=["lint", "format"]
)
def test_ruff_finds_nothing(python: Run, words: list[str]) -> None:
    code, output = python("-m", "ruff", *words)

    assert code == 0, output


@pytest.mark.slow
def test_mypy_finds_nothing(python: Run) -> None:
    code, output = python("-m", "mypy")

    assert code == 0, output


@pytest.mark.parametrize(
    "line",
    [
        "text = open(name).read()",
        "text = Path(name).read_text()",
        'Path(name).write_text("字")',
    ],
)
def test_a_text_file_opened_without_its_encoding_is_reported(python: Run, line: str) -> None:
    source = f'"""A module."""\n\nfrom pathlib import Path\n\nname = "文件"\n{line}\nPath(name)\n'

    code, output = python(
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--stdin-filename",
        "assistant/new.py",
        "-",
        stdin=source,
    )

    assert code == 1
    assert "PLW1514" in output

"""The tools that read the code find nothing, so that one command proves everything."""

import json
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


def test_ruff_reports_a_text_file_opened_without_its_encoding(python: Run) -> None:
    source = '"""A module."""\n\nwith open("文件") as stream:\n    stream.read()\n'
    words = ["--no-cache", "--output-format", "json", "--stdin-filename", "assistant/new.py", "-"]

    code, output = python("-m", "ruff", "check", *words, stdin=source)

    assert code == 1
    assert [found["code"] for found in json.loads(output)] == ["PLW1514"]

"""What a clone holds is for everybody: no place of one machine, no folder nobody expects."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

# Written in pieces, so that this file does not hold what it looks for.
ELSEWHERE = [
    "/" + "work/",
    "/" + "root/",
    "/" + "Users/",
    "python" + "hosted",
    "//py" + "pi.",
    "registry." + "npmjs",
    "deb." + "debian.org",
]
# LibreOffice's own packages do install there, on every machine.
PERSONAL = re.compile("/" + r"home/\w|/" + r"opt/(?!libreoffice)")
TOP = {
    *(".ci", ".editorconfig", ".gitattributes", ".gitignore"),
    *("CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml"),
    *("assistant", "docs", "phrasebank", "templates", "tests"),
}
BINARY = {".docx", ".png", ".pdf"}


def places(text: str) -> Iterator[str]:
    """Give the lines of a text that name a place of one machine or a package registry."""
    for line in text.splitlines():
        if any(part in line for part in ELSEWHERE) or PERSONAL.search(line):
            yield line


@pytest.mark.parametrize(
    "line",
    [f"see {part}x" for part in ELSEWHERE] + ["/" + "home/clerk/report.docx", "/" + "opt/tools/x"],
)
def test_a_place_of_one_machine_is_recognised(line: str) -> None:
    assert list(places(f"first\n{line}\nlast")) == [line]


def test_no_committed_file_names_a_place_of_one_machine(
    committed: Sequence[Path], root: Path
) -> None:
    found = [
        f"{file.relative_to(root)}: {line}"
        for file in committed
        if file.suffix not in BINARY
        for line in places(file.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_the_top_level_holds_what_the_layout_names(committed: Sequence[Path], root: Path) -> None:
    assert {file.relative_to(root).parts[0] for file in committed} <= TOP


def test_text_files_have_unix_line_ends_and_end_in_one(
    committed: Sequence[Path], root: Path
) -> None:
    found = []
    for file in committed:
        data = file.read_bytes()
        if file.suffix not in BINARY and (b"\r" in data or (data and not data.endswith(b"\n"))):
            found.append(str(file.relative_to(root)))

    assert found == []

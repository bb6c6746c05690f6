"""Text is never read or written in whatever encoding the machine happens to prefer.

A linter sees this only where it knows that a name is a path; here every call of the name counts.
"""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest


def unnamed(source: str) -> Iterator[int]:
    """Give the line of every call that turns bytes into text without naming the encoding."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        given = {word.arg: word.value for word in node.keywords}
        if "encoding" in given or None in given:
            continue
        match node.func:
            case ast.Attribute(attr="read_text" | "write_text"):
                yield node.lineno
            case ast.Name(id="open") | ast.Attribute(attr="open"):
                if _is_text(node, given.get("mode")):
                    yield node.lineno
            case ast.Attribute(value=ast.Name(id="subprocess")):
                if "text" in given or "universal_newlines" in given:
                    yield node.lineno


def _is_text(node: ast.Call, mode: ast.expr | None) -> bool:
    builtin = isinstance(node.func, ast.Name)
    position = 1 if builtin else 0
    if mode is None and len(node.args) > position:
        mode = node.args[position]
    if mode is None:
        return builtin
    # `.open` of an archive or a browser takes other things than a mode.
    return (
        isinstance(mode, ast.Constant)
        and isinstance(mode.value, str)
        and set(mode.value) <= set("rwxa+t")
    )


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ("files[0].read_text()", True),
        ("files[0].write_text('字', 'utf-8')", True),
        ("files[0].write_text('字', encoding='utf-8')", False),
        ("open(name)", True),
        ("open(name, 'rb')", False),
        ("files[0].open('a')", True),
        ("files[0].open(mode='w')", True),
        ("files[0].open('rb')", False),
        ("archive.open('word/document.xml')", False),
        ("subprocess.run(words, text=True)", True),
        ("subprocess.run(words, encoding='utf-8')", False),
    ],
)
def test_the_scan_knows_text_from_bytes(line: str, caught: bool) -> None:
    assert list(unnamed(f"first\n{line}")) == ([2] if caught else [])


def test_every_text_file_is_opened_with_its_encoding_named(
    committed: Sequence[Path], root: Path
) -> None:
    found = [
        f"{file.relative_to(root)}:{line}"
        for file in committed
        if file.suffix == ".py"
        for line in unnamed(file.read_text(encoding="utf-8"))
    ]

    assert found == []

"""What the README tells a new person to type is what the checks of the project type."""

from pathlib import Path

OPEN = "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/nianbao"
TEST = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/python -m pytest"


def test_the_two_commands_of_the_readme_are_the_ones_that_are_run(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8").splitlines()
    run = [line.strip() for line in (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()]

    assert OPEN in readme
    assert TEST in readme
    assert OPEN in run
    assert TEST in run

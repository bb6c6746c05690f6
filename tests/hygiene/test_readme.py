"""What the README tells a new person to type is what the checks of the project type."""

from pathlib import Path


def lines(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]


def test_the_two_commands_of_the_readme_are_the_ones_the_checks_run(root: Path) -> None:
    commands = [line for line in lines(root / "README.md") if line.startswith("python3 -m venv")]

    assert len(commands) == 2
    assert commands[0].endswith("nianbao")
    assert commands[1].endswith("pytest")
    assert set(commands) <= set(lines(root / ".ci" / "run"))

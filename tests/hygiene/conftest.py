import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str]]


def _python(
    *words: str, cwd: Path = ROOT, env: dict[str, str] | None = None, stdin: str = ""
) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", *words],
        cwd=cwd,
        env=env,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def python() -> Run:
    """`python("-m", "ruff", cwd=folder)` runs this interpreter and gives exit code and output."""
    return _python


@pytest.fixture(scope="session")
def lint_imports() -> Run:
    """`lint_imports(folder)` checks the contracts of the package in `folder`."""
    # The tool has a command but no module to run.
    start = "from importlinter.cli import lint_imports_command as run; run()"
    return lambda folder: _python("-c", start, "--no-cache", "--no-logo", cwd=folder)


@pytest.fixture(scope="session")
def committed() -> Sequence[Path]:
    """Every file git knows."""
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return [file for name in done.stdout.split("\0") if name and (file := ROOT / name).is_file()]

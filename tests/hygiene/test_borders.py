"""The rooms' arrows hold, and the check that says so would notice if they did not."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

Run = Callable[..., tuple[int, str]]

ARROWS = "Arrows run one way, and every room has its floor BROKEN"
SCREEN = "Only the app and the browser server know a screen BROKEN"


def test_the_rooms_keep_their_arrows(lint_imports: Run, root: Path) -> None:
    code, output = lint_imports(root)

    assert code == 0, output


@pytest.mark.parametrize(
    ("file", "line", "verdict"),
    [
        ("text/clean.py", "import assistant.form.model", ARROWS),
        ("phrases/bank.py", "import assistant.draft.model", ARROWS),
        ("documents/writing/save.py", "import assistant.phrases.bank", ARROWS),
        ("workspace/store.py", "import assistant.session", ARROWS),
        ("tui/app.py", "import assistant.plain", ARROWS),
        ("web/__init__.py", "import assistant.tui.app", ARROWS),
        ("cellar/__init__.py", "", ARROWS),
        ("form/values.py", "import textual.app", SCREEN),
        ("session/core.py", "from rich.text import Text", SCREEN),
    ],
)
def test_an_arrow_the_wrong_way_is_noticed(
    lint_imports: Run, root: Path, tmp_path: Path, file: str, line: str, verdict: str
) -> None:
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "assistant", tmp_path / "assistant", ignore=skip)
    shutil.copy(root / "pyproject.toml", tmp_path)
    planted = tmp_path / "assistant" / file
    planted.parent.mkdir(exist_ok=True)
    with planted.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(f"\n{line}\n")

    code, output = lint_imports(tmp_path)

    assert code == 1
    assert verdict in " ".join(output.split())


CORE = """
import importlib, pathlib, sys
import assistant
folder = pathlib.Path(assistant.__file__).parent
for file in sorted(folder.rglob("*.py")):
    name = ".".join(("assistant", *file.relative_to(folder).with_suffix("").parts))
    if not name.startswith(("assistant.tui", "assistant.web", "assistant.__main__")):
        importlib.import_module(name.removesuffix(".__init__"))
assert {"assistant.cli", "assistant.plain", "assistant.session.core"} <= set(sys.modules)
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"textual", "rich"}))
"""


def test_everything_but_the_screens_imports_without_a_screen_library(python: Run) -> None:
    assert python("-c", CORE) == (0, "\n")


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("assistant.cli", {"textual", "rich", "jieba", "docxtpl", "lxml", "numpy", "pydantic"}),
        ("assistant.session", {"textual", "rich", "jieba", "docxtpl", "lxml"}),
        ("assistant.web", {"textual", "rich", "aiohttp"}),
    ],
)
def test_what_is_slow_is_not_imported_before_it_is_needed(
    python: Run, module: str, unwanted: set[str]
) -> None:
    loaded = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"

    code, output = python("-c", loaded)

    assert code == 0, output
    assert set(output.split()) & unwanted == set()

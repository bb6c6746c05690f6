"""`nianbao form`: a whole form folder is checked, added and used with no Python of its own."""

import re
import shutil
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from assistant.cli import app

RUN = CliRunner()
FOOD = Path(__file__).parent / "forms" / "food-safety"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "food-safety"
    shutil.copytree(FOOD, copy)
    return copy


def test_the_shipped_forms_and_the_second_form_have_no_errors() -> None:
    root = Path(__file__).parents[1] / "templates"
    for one in (root / "ogi-2021", root / "ogi-2019", FOOD):
        result = RUN.invoke(app, ["form", "check", str(one)])
        assert result.exit_code == 0, result.output


def test_every_error_of_every_file_is_told_with_file_and_line(folder: Path) -> None:
    phrases = next(folder.glob("phrasebank/*/*.yaml"))
    phrases.write_text(
        phrases.read_text(encoding="utf-8").replace("move:", "mvoe:", 1), encoding="utf-8"
    )
    (folder / "rules.yaml").write_text("rules:\n  - id: broken\n", encoding="utf-8")
    result = RUN.invoke(app, ["form", "check", str(folder)])
    assert result.exit_code == 2
    assert re.search(rf"{phrases.name}:\d+", result.output)
    assert re.search(r"rules\.yaml:\d+", result.output)
    assert "Traceback" not in result.output


def test_a_misspelt_figure_is_told_with_the_right_one(folder: Path) -> None:
    form = folder / "form.yaml"
    text = form.read_text(encoding="utf-8")
    when = re.search(r"when: (\w+) [=>]", text)
    assert when is not None
    form.write_text(
        text.replace(when[0], when[0].replace(when[1], when[1] + "x"), 1), encoding="utf-8"
    )
    result = RUN.invoke(app, ["form", "check", str(folder)])
    assert result.exit_code == 2
    assert "是不是" in result.output


def test_a_folder_without_a_form_is_one_clear_message(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["form", "check", str(tmp_path)])
    assert result.exit_code == 2
    assert "form.yaml" in result.output
    assert "Traceback" not in result.output


def test_a_word_template_is_made_from_any_form(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.docx"
    assert RUN.invoke(app, ["form", "word", str(folder), "-o", str(target)]).exit_code == 0
    assert Document(str(target)).tables


def test_a_shipped_form_cannot_be_replaced(home: Path) -> None:
    shipped = Path(__file__).parents[1] / "templates" / "ogi-2021"
    result = RUN.invoke(app, ["form", "add", str(shipped)])
    assert result.exit_code == 2
    assert "自带" in result.output

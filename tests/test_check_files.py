"""`nianbao read` and `nianbao check`: report files in, structure and findings out."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.documents.reading import read_file
from assistant.form.load import LoadedForm
from assistant.session import Library
from assistant.session.before import dragged_path, last_year_from, recent_reports
from assistant.session.checking import read_forms

pytestmark = pytest.mark.slow

RUN = CliRunner()
Command = Callable[..., tuple[int, Any]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo report as text."""
    file = tmp_path_factory.mktemp("demo") / "demo.txt"
    assert RUN.invoke(app, ["demo", "-o", str(file)]).exit_code == 0
    return file


@pytest.fixture
def check() -> Command:
    def run(*arguments: object) -> tuple[int, Any]:
        result = RUN.invoke(app, ["check", *map(str, arguments), "--format", "json"])
        assert "Traceback" not in result.output
        return result.exit_code, json.loads(result.stdout)

    return run


def spoilt(demo: Path, folder: Path, old: str, new: str) -> Path:
    text = demo.read_text(encoding="utf-8")
    assert old in text
    file = folder / "spoilt.txt"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def test_our_own_export_draws_no_error_and_no_warning(demo: Path, check: Command) -> None:
    code, found = check(demo)
    assert code == 0
    assert {f["severity"] for f in found["files"][0]["findings"]} <= {"info"}


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("2025年，我局通过", "2025我局通过", "D02"),
        ("695条", "795条", "N01"),
        ("制发行政规范性文件2件", "制发行政规范性文件3件", "N02"),
        ("三、收到和处理", "三、受理和处理", "F02"),
        ("没有发出收费通知", "按规定办理", "F07"),
    ],
)
def test_a_planted_fault_is_found_at_its_place(
    demo: Path, tmp_path: Path, check: Command, old: str, new: str, wanted: str
) -> None:
    file = spoilt(demo, tmp_path, old, new)
    if wanted == "F07":
        text = file.read_text(encoding="utf-8").replace("信息处理费", "费用")
        file.write_text(text, encoding="utf-8")
    code, found = check(file)
    assert code == 1
    hits = [f for f in found["files"][0]["findings"] if f["code"] == wanted]
    assert hits
    lines = file.read_text(encoding="utf-8").split("\n")
    for hit in hits:
        place = hit["place"]
        if hit["excerpt"] and place["line"] and place["line"] == place["end_line"]:
            line = lines[place["line"] - 1]
            assert line[place["column"] - 1 : place["end_column"] - 1] == hit["excerpt"]


def test_an_accepted_finding_no_longer_fails_and_is_listed(
    demo: Path, tmp_path: Path, check: Command
) -> None:
    file = spoilt(demo, tmp_path, "2025年，我局通过", "2025我局通过")
    _, found = check(file)
    side = tmp_path / "accepted.yaml"
    notes = [
        f"- fingerprint: {f['fingerprint']}\n  reason: 领导定稿如此\n"
        for f in found["files"][0]["findings"]
        if f["severity"] != "info"
    ]
    side.write_text("accepted:\n" + "".join(notes), encoding="utf-8")
    assert check(file, "--accepted", side)[0] == 0
    told = RUN.invoke(app, ["check", str(file), "--accepted", str(side)])
    assert "领导定稿如此" in told.output


def test_local_rules_switch_a_rule_off(demo: Path, tmp_path: Path, check: Command) -> None:
    file = spoilt(demo, tmp_path, "2025年，我局通过", "2025我局通过")
    rules = tmp_path / "rules.yaml"
    rules.write_text("off: [D02]\n", encoding="utf-8")
    assert check(file)[0] == 1
    assert check(file, "--rules", rules)[0] == 0


def test_a_carried_over_figure_that_does_not_follow_from_last_year_is_an_error(
    demo: Path, tmp_path: Path, check: Command
) -> None:
    answers = tmp_path / "before.yaml"
    assert RUN.invoke(app, ["read", str(demo), "-o", str(answers)]).exit_code == 0
    text = answers.read_text(encoding="utf-8").replace("年度: '2025'", "年度: '2024'")
    answers.write_text(text, encoding="utf-8")
    before = tmp_path / "before.docx"
    built = RUN.invoke(app, ["build", str(answers), "-o", str(before), "--draft"])
    assert built.exit_code == 0, built.output
    code, found = check(demo, "--last-year", before)
    rules = {f["rule"] for f in found["files"][0]["findings"] if f["severity"] == "error"}
    assert code == 1
    assert "X1" in rules


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.docx", b""),
        ("broken.docx", b"PK\x03\x04 not a zip"),
        ("picture.docx", b"\x89PNG\r\n\x1a\n" + bytes(400)),
        ("binary.txt", bytes(range(256)) * 8),
        ("missing.docx", None),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_message(
    demo: Path, tmp_path: Path, check: Command, name: str, data: bytes | None
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    code, found = check(file, demo)
    assert code == 2
    assert name in found["files"][0]["error"]
    assert "\n" not in found["files"][0]["error"].strip()
    assert "findings" in found["files"][1]


def test_the_json_of_a_reading_has_every_cell_and_section(demo: Path, ogi: LoadedForm) -> None:
    result = RUN.invoke(app, ["read", str(demo), "--format", "json"])
    data = json.loads(result.stdout)
    cells = [
        (table, row, column)
        for table, rows in data["tables"].items()
        for row, columns in rows.items()
        for column in columns
    ]
    assert len(cells) == 200
    assert {".".join(cell) for cell in cells} == set(ogi.form.cells)
    assert data["tables"]["申请"]["新收"]["总计"] == 8
    assert [s["key"] for s in data["sections"]] == [s.key for s in ogi.form.sections if s.titles]
    assert (data["unit"], data["self_name"], data["year"]) == ("青禾县水利局", "我局", 2025)
    assert set(data) >= {"file", "form", "wording", "date", "places", "not_understood"}


def test_answers_of_a_reading_build_the_same_text_again(demo: Path, tmp_path: Path) -> None:
    answers, again = tmp_path / "答案.yaml", tmp_path / "再写.txt"
    RUN.invoke(app, ["read", str(demo), "-o", str(answers)])
    # What a report was written from is not asked again; whose it is and for which year is.
    assert RUN.invoke(app, ["build", str(answers), "-o", str(again)]).exit_code == 0
    assert again.read_text(encoding="utf-8") == demo.read_text(encoding="utf-8")
    lines = answers.read_text(encoding="utf-8").splitlines(keepends=True)
    lines = [line for line in lines if "单位全称:" not in line]
    answers.write_text("".join(lines), encoding="utf-8")
    assert RUN.invoke(app, ["build", str(answers), "-o", str(again)]).exit_code == 1


def test_last_years_file_gives_figures_sentences_and_problems(library: Library, demo: Path) -> None:
    reading = read_file(demo, read_forms(library))[0]
    last = last_year_from(reading, demo.name, date(2026, 11, 1))
    assert last.year == 2025
    assert str(last.cells["申请.结转下年.自然人"]) == "1"
    assert last.facts["自称"] == "我局"
    assert any("695条" in text for text in last.passages["主动公开"])
    assert len(last.problems) == 3
    assert not last.problems[0].startswith("一是")


def test_recent_reports_are_found_newest_first(tmp_path: Path) -> None:
    for age, name in enumerate(["2024年度报告.docx", "信息公开年报.html", "会议记录.docx"]):
        file = tmp_path / name
        file.write_bytes(b"x")
        os.utime(file, (1_700_000_000 - age, 1_700_000_000 - age))
    names = [file.name for file in recent_reports([tmp_path, tmp_path / "missing"])]
    assert names == ["2024年度报告.docx", "信息公开年报.html"]


@pytest.mark.parametrize("typed", ["'{}'", '"{}"', " {} ", "file://{}"])
def test_a_dragged_path_is_understood(tmp_path: Path, typed: str) -> None:
    file = tmp_path / "去年的 年报.docx"
    assert dragged_path(typed.format(file)) == file

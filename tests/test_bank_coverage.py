"""`nianbao bank coverage`: every sentence with its phrase, and the moves that have none."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app

pytestmark = pytest.mark.slow

RUN = CliRunner()


def test_the_demo_report_is_mostly_the_banks_own_words(home: Path, tmp_path: Path) -> None:
    demo, mine = tmp_path / "示例.txt", tmp_path / "改过.txt"
    assert RUN.invoke(app, ["demo", "-o", str(demo)]).exit_code == 0
    text = demo.read_text(encoding="utf-8")
    own = "松鼠在屋顶晾晒一百零八只搪瓷脸盆。"
    head, _, rest = text.partition("（二）")
    mine.write_text(f"{head}{own}\n（二）{rest}", encoding="utf-8")

    result = RUN.invoke(app, ["bank", "coverage", str(demo), str(mine), "--format", "json"])
    assert result.exit_code == 0
    first, second = json.loads(result.stdout)["files"]
    assert first["percent"] > 80
    assert first["moves_without_phrase"] == []
    (strange,) = [s for s in second["sentences"] if "松鼠" in s["text"]]
    assert strange["percent"] < 60
    best = max(first["sentences"], key=lambda s: s["percent"])
    assert best["percent"] == 100
    assert best["move"] not in {one["move"] for one in first["moves_not_said"]}


def test_a_file_that_cannot_be_read_is_told(home: Path, tmp_path: Path) -> None:
    result = RUN.invoke(app, ["bank", "coverage", str(tmp_path / "没有.txt")])
    assert result.exit_code == 2
    assert "没有找到文件" in result.output


def test_for_people(home: Path, tmp_path: Path) -> None:
    demo = tmp_path / "示例.txt"
    RUN.invoke(app, ["demo", "-o", str(demo)])
    result = RUN.invoke(app, ["bank", "coverage", str(demo)])
    assert result.exit_code == 0
    assert "句库里有" in result.output
    assert "第一节第 1 句" in result.output

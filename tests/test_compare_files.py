"""`nianbao compare` and `nianbao reports`: what reports of different units share."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.session import comparing

pytestmark = pytest.mark.slow

RUN = CliRunner()

REPORT = """{unit}2025年政府信息公开工作年度报告
一、总体情况
{first}
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
{fifth}
六、其他需要报告的事项
没有其他需要报告的事项。
"""
SHARED = "在政务公开栏张贴惠农补贴发放名单，公示期满后装订存档{}份。"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(unit: str, first: str, fifth: str) -> Path:
        file = tmp_path / f"{unit}.txt"
        file.write_text(REPORT.format(unit=unit, first=first, fifth=fifth), encoding="utf-8")
        return file

    return written


@pytest.fixture
def two(write: Callable[..., Path]) -> list[Path]:
    fixed = "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神。"
    one = write("青禾县水利局", fixed + SHARED.format(12), "灌溉用水计划公布得晚，没有逐村张贴。")
    other = write(
        "白河县民政局", fixed + SHARED.format(30), "救助对象名单更新慢，个别社区没有公示栏。"
    )
    return [one, other]


def compared(*arguments: object) -> tuple[int, Any]:
    result = RUN.invoke(app, ["compare", *map(str, arguments), "--format", "json"])
    assert "Traceback" not in result.output
    return result.exit_code, json.loads(result.stdout)


def test_a_shared_sentence_is_explained_and_fixed_wording_is_not_shared(two: list[Path]) -> None:
    code, found = compared(*two)
    assert code == 1
    (pair,) = found["pairs"]
    assert pair["one"] == {"file": str(two[0]), "place": "第一节第 2 句", "text": SHARED.format(12)}
    assert pair["other"]["file"] == str(two[1])
    assert (pair["percent"], pair["numbers_only"]) == (100, True)
    assert pair["differences"] == [{"kind": "数字", "one": "12", "other": "30"}]
    assert [one["unit"] for one in found["files"]] == ["青禾县水利局", "白河县民政局"]


def test_the_same_for_people(two: list[Path]) -> None:
    result = RUN.invoke(app, ["compare", *map(str, two)])
    assert result.exit_code == 1
    for text in ("的 1 句", "相似 100 %（仅数字不同）", SHARED.format(30), "数字：12 ／ 30"):
        assert text in result.output


def test_a_copy_that_keeps_the_name_of_another_place_comes_first(
    write: Callable[..., Path],
) -> None:
    said = "{}各乡镇把灌溉用水计划印成明白纸，逐户发放并讲解。"
    one = write("青禾县水利局", SHARED.format(12) + said.format("青禾县"), "没有逐村张贴。")
    other = write("白河县水利局", SHARED.format(12) + said.format("青禾县"), "更新慢。")
    result = RUN.invoke(app, ["compare", str(one), str(other)])
    lines = [line.strip() for line in result.output.splitlines()]
    assert lines[lines.index("！留着别处的名称：青禾县") - 1].startswith("青禾县各乡镇")
    assert lines.index("！留着别处的名称：青禾县") < lines.index(SHARED.format(12))
    own = write("青禾县民政局", said.format("青禾县"), "更新慢。")
    assert [pair["foreign"] for pair in compared(one, own)[1]["pairs"]] == [[]]


def test_nothing_shared_is_no_finding(write: Callable[..., Path], two: list[Path]) -> None:
    third = write("松山镇人民政府", "村务公开栏改为防雨展板。", "群众意见没有逐条回应。")
    code, found = compared(two[0], third)
    assert (code, found["pairs"]) == (0, [])


def test_the_threshold_decides(write: Callable[..., Path], two: list[Path]) -> None:
    third = write(
        "松山镇人民政府", "在村务公开栏张贴惠农补贴发放名单，公示期满后撤下。", "没有逐村张贴。"
    )
    assert compared(two[0], third, "--least", "75")[0] == 0
    assert compared(two[0], third, "--least", "25")[0] == 1


def test_a_file_that_cannot_be_read_is_told_and_the_rest_compared(two: list[Path]) -> None:
    missing = two[0].with_name("没有.docx")
    code, found = compared(two[0], missing, two[1])
    assert code == 2
    assert [("error" in one) for one in found["files"]] == [False, True, False]
    assert found["pairs"][0]["other"]["file"] == str(two[1])
    assert compared(two[0])[0] == 2
    alone = RUN.invoke(app, ["compare", str(two[0]), str(missing)])
    assert "没有像到" not in alone.output


def test_stopping_says_that_it_is_not_done(
    two: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(comparing, "shared_sentences", stop)
    result = RUN.invoke(app, ["compare", *map(str, two)])
    assert result.exit_code == 130
    assert "没有做完" in result.output


def test_reports_of_others_are_taken_in_listed_and_removed(home: Path, two: list[Path]) -> None:
    assert "还没有收进" in RUN.invoke(app, ["reports", "list"]).output
    added = RUN.invoke(app, ["reports", "add", *map(str, two), str(home / "没有.txt")])
    assert added.exit_code == 2
    assert "收进 青禾县水利局 2025 年报告" in added.output
    listed = json.loads(RUN.invoke(app, ["reports", "list", "--format", "json"]).output)["reports"]
    assert {one["unit"] for one in listed} == {"青禾县水利局", "白河县民政局"}
    assert RUN.invoke(app, ["reports", "remove", str(listed[0]["id"])]).exit_code == 0
    assert (
        len(json.loads(RUN.invoke(app, ["reports", "list", "--format", "json"]).output)["reports"])
        == 1
    )
    gone = RUN.invoke(app, ["reports", "remove", "99"])
    assert gone.exit_code == 2
    assert "没有第 99 号报告" in gone.output


def test_a_report_without_a_unit_is_not_taken_in(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "无名.txt"
    file.write_text(REPORT.format(unit="", first="公开信息5条。", fifth="无。"), encoding="utf-8")
    result = RUN.invoke(app, ["reports", "add", str(file)])
    assert result.exit_code == 2
    assert "没有看出是哪个单位的报告" in result.output

"""`nianbao bank …`: the office's own phrases from the command line."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app

pytestmark = pytest.mark.slow

RUN = CliRunner()
SENTENCE = "窗口和网上都没有人提出过公开申请。"
Bank = Callable[..., tuple[int, str]]


@pytest.fixture
def bank(home: Path) -> Bank:
    """Run a bank command on an empty data folder; gives the exit code and what was said."""

    def run(*arguments: object) -> tuple[int, str]:
        result = RUN.invoke(app, ["bank", *map(str, arguments)])
        assert "Traceback" not in result.output
        return result.exit_code, result.output

    return run


def as_json(said: tuple[int, str]) -> Any:
    assert said[0] == 0, said
    return json.loads(said[1])


def add(bank: Bank, text: str = SENTENCE) -> str:
    made = as_json(
        bank("add", text, "--move", "收办数量", "--when", "收办数 == 0", "--format", "json")
    )
    assert made["open"] == made["missing"] == []
    return str(made["id"])


def statuses(bank: Bank, status: str) -> list[str]:
    found = as_json(bank("list", "--status", status, "--format", "json"))
    return [row["id"] for row in (*found["phrases"], *found["pairs"])]


def test_a_phrase_goes_from_candidate_to_retired_and_its_log_tells_it(bank: Bank) -> None:
    key = add(bank)
    assert statuses(bank, "待批") == [key]
    assert bank("approve", key, "--by", "张三", "--why", "好懂")[0] == 0
    assert statuses(bank, "approved") == [key]
    assert bank("retire", key)[0] == 2
    assert bank("retire", key, "on-request-none", "--why", "过时")[0] == 0
    assert statuses(bank, "停用") == ["on-request-none", key]
    assert bank("restore", "on-request-none")[0] == 0
    log = as_json(bank("log", key, "--format", "json"))
    assert [(c["action"], c["status"], c["why"]) for c in log["changes"]] == [
        ("add", "candidate", ""),
        ("approve", "approved", "好懂"),
        ("retire", "retired", "过时"),
    ]
    assert log["changes"][1]["who"] == "张三"
    code, told = bank("log", key)
    assert code == 0
    assert "张三" in told
    assert "停用：过时" in told


def test_search_finds_by_pinyin_whatever_the_status(bank: Bank) -> None:
    key = add(bank, "窗口和网上都没有人提出公开申请。")
    for typed in ("都没有人提出", "dmyrtc", "都没有 tichu"):
        code, told = bank("search", typed)
        assert (code, told) == (0, f"{key}\t收办数量\t窗口和网上都没有人提出公开申请。\t待批\n")
    assert "　→　" in bank("search", "重点领域公开还不深入")[1]
    assert bank("search", "查无此句") == (0, "没有找到。\n")


def test_an_approval_may_mend_what_is_missing(bank: Bank) -> None:
    code, told = bank("add", '开会{{ "3" }}次。', "--move", "会议部署")
    assert code == 0
    assert "“3”" in told
    (key,) = statuses(bank, "待批")
    assert bank("approve", key)[0] == 2
    mended = ["--text", "开会{{ 会议次数 }}次。", "--evidence", "会议次数"]
    assert bank("approve", key, "other", *mended)[0] == 2
    assert bank("approve", key, *mended)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["add", "{{ 新手 }}件。", "--move", "收办数量"], "是不是 新收"),
        (["approve", "nobody"], "没有编号 nobody"),
        (["log", "nobody"], "没有编号 nobody"),
        (["restore", "on-request-none"], "没有停用"),
        (["list", "--status", "别的"], "没有“别的”这种状态"),
        (["import", "没有.yaml"], "打不开"),
        (["list", "--form", "没有"], "没有名为“没有”的表单"),
    ],
)
def test_what_cannot_be_done_is_one_message_and_exit_code_2(
    bank: Bank, arguments: list[str], says: str
) -> None:
    code, told = bank(*arguments)
    assert code == 2
    assert says in told


def test_phrases_go_to_another_machine_and_back(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = add(bank)
    bank("approve", key)
    file, again = tmp_path / "句子.yaml", tmp_path / "again.yaml"
    assert bank("export", file)[0] == 0
    assert as_json(bank("import", file, "--format", "json"))["added"] == []
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "另一台"))
    assert "收进 1 条" in bank("import", file, "--approved")[1]
    assert bank("export", again)[0] == 0
    assert again.read_bytes() == file.read_bytes()


def test_harvest_reads_what_it_can_and_tells_the_rest(bank: Bank, tmp_path: Path) -> None:
    demo = tmp_path / "demo.txt"
    assert RUN.invoke(app, ["demo", "-o", str(demo)]).exit_code == 0
    code, told = bank("harvest", demo, tmp_path / "没有.docx", "--format", "json")
    assert code == 2
    found = json.loads(told)
    assert found["files"][0]["new"] == len(found["candidates"]) > 0
    assert "没有.docx" in found["files"][1]["error"]
    candidate = next(c for c in found["candidates"] if c["open"])
    assert candidate["missing"]
    assert candidate["sources"][0]["unit"] == "青禾县水利局"
    assert statuses(bank, "待批") == [c["phrase"]["id"] for c in found["candidates"]]
    code, told = bank("harvest", demo)
    assert code == 0
    assert "新增 0 句待批" in told


def test_check_tells_what_to_mend_and_what_nobody_used(bank: Bank, tmp_path: Path) -> None:
    code, told = bank("check")
    assert code == 0
    assert "没有稿子用过的" in told
    folder = tmp_path / "句库"
    folder.mkdir()
    (folder / "a.yaml").write_text(
        "- {id: a, move: 法定内容, text: '部暑{{ 解读形式|并列 }}。', when: 解读篇数 == 0}\n",
        encoding="utf-8",
    )
    code, told = bank("check", "--folder", folder)
    assert code == 1
    assert "解读篇数 > 0" in told
    found = json.loads(bank("check", "--folder", folder, "--format", "json")[1])
    assert [one["fact"] for one in found["dead"]] == ["解读形式"]


def test_the_name_to_sign_with_is_kept(bank: Bank) -> None:
    assert bank("who", "王敏")[0] == 0
    key = add(bank)
    bank("approve", key)
    assert {c["who"] for c in as_json(bank("log", key, "--format", "json"))["changes"]} == {"王敏"}


def test_of_two_approvals_at_once_one_wins_and_the_other_is_told(bank: Bank, home: Path) -> None:
    key = add(bank)
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "assistant", "bank", "approve", key, "--by", name],
            env={**os.environ, "NIANBAO_HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for name in ("甲", "乙")
    ]
    told = [run.communicate() for run in runs]
    assert sorted(run.returncode for run in runs) == [0, 2]
    winner = next(i for i, run in enumerate(runs) if run.returncode == 0)
    assert f"{'甲乙'[winner]} 在" in told[1 - winner][1]
    changes = as_json(bank("log", key, "--format", "json"))["changes"]
    assert [c["action"] for c in changes] == ["add", "approve"]


def test_an_opening_with_year_and_self_name_hides_no_phrase(home: Path) -> None:
    bare, opened = (
        RUN.invoke(app, ["similar", f"{opening}未收到政府信息公开申请。"]).output
        for opening in ("", "2025年，我局")
    )
    assert bare == opened
    assert "on-request" in bare


def test_similar_phrases_are_told_with_what_differs(home: Path) -> None:
    said = "没有收到政府信息公开申请，有上年结转的申请8件。"
    told = RUN.invoke(app, ["similar", said])
    assert "意思相反：没有收到 ／ 收到" in told.output
    found = json.loads(RUN.invoke(app, ["similar", said, "--format", "json"]).output)
    flips = [d for d in found["matches"][0]["differences"] if d["kind"] == "意思相反"]
    assert {"kind": "意思相反", "one": "没有收到", "other": "收到"} in flips

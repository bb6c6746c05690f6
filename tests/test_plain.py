"""The interview line by line: the same session with print and input."""

from datetime import date
from pathlib import Path

import pytest
from docx import Document

from assistant.plain import run
from assistant.session import Library

TODAY = date(2026, 1, 15)


class Clerk:
    """Answers by what was asked last; hangs up after `stop_after` answers."""

    def __init__(
        self, target: Path, unit: str = "青禾县柳河镇人民政府", stop_after: int = 300
    ) -> None:
        self.said: list[str] = []
        self.target = target
        self.unit = unit
        self.left = stop_after

    def say(self, text: str) -> None:
        self.said.append(text)

    def ask(self, prompt: str) -> str:
        if self.left == 0:
            raise EOFError
        self.left -= 1
        if "导出到哪个文件" in prompt:
            return str(self.target)
        if "全部为 0" in prompt:
            return "0"
        if "一键成稿" in prompt:
            return ""
        if prompt.startswith("选 "):
            return "1、2"
        if prompt.startswith("["):
            return ""
        question = next(
            (line for line in reversed(self.said) if line.endswith(("*必答", "？", "）"))
             and not line.startswith("　")), ""
        )  # fmt: skip
        if "全称" in question or "哪个单位" in question:
            return self.unit
        if "*必答" not in question:
            return ""
        options = self.said[len(self.said) - 1 - self.said[::-1].index(question) :]
        if any(line.startswith("　2 没有") for line in options):
            return "2"
        if any(line.startswith("　1 ") for line in options):
            return "1"
        return "0" if "（" in question else "党政办公室"


def test_a_township_reaches_its_word_file(home: Path, tmp_path: Path) -> None:
    clerk = Clerk(tmp_path / "report.docx")
    run(TODAY, clerk.ask, clerk.say)
    text = "\n".join(p.text for p in Document(str(clerk.target)).paragraphs)
    assert "青禾县柳河镇人民政府" in text
    assert "2025年政府信息公开工作年度报告" in text.replace("\n", "")
    assert "〔待填〕" not in text


def test_stopping_in_the_middle_loses_nothing(home: Path, tmp_path: Path) -> None:
    first = Clerk(tmp_path / "report.docx", stop_after=9)
    run(TODAY, first.ask, first.say)
    asked = [line for line in first.said if line.startswith("\n第 ")][-1]
    second = Clerk(tmp_path / "report.docx")
    run(TODAY, second.ask, second.say)
    assert next(line for line in second.said if line.startswith("\n第 ")) == asked
    assert not any("公章上的单位全称" in line for line in second.said)
    assert second.target.exists()


@pytest.mark.parametrize("mark", ["/", "／", "、"])
def test_commands_accept_every_slash(home: Path, tmp_path: Path, mark: str) -> None:
    lines = iter(["青禾县水利局", f"{mark}上一题", f"{mark}退出"])
    said: list[str] = []
    run(TODAY, lambda _: next(lines), said.append)
    assert [line.strip() for line in said if line.startswith("\n第 ")][-1].startswith("第 1 题")


def test_unsure_answers_are_listed_with_their_office(home: Path) -> None:
    lines = iter(["暂不确定", "县委编办", "/核对", "/退出"])
    said: list[str] = []
    run(TODAY, lambda _: next(lines), said.append)
    assert any("暂不确定" in line and "县委编办" in line for line in said)


def test_a_form_that_was_added_runs_through_the_same_engine(home: Path, tmp_path: Path) -> None:
    added = Library().add(Path(__file__).parent / "forms" / "food-safety")

    def ask(prompt: str) -> str:
        if "写哪一种报告" in prompt:
            return "2"
        return clerk.ask(prompt)

    clerk = Clerk(tmp_path / "report.docx", unit="白塔县市场监督管理局")
    run(TODAY, ask, clerk.say)
    text = "\n".join(p.text for p in Document(str(clerk.target)).paragraphs)
    assert added.name == "食品安全监督抽检年度报告"
    assert "食品安全监督抽检报告" in text.replace("\n", "")
    assert "政府信息公开" not in text

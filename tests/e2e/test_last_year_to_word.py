"""Last year's Word file on the desktop becomes this year's Word file, nothing typed twice."""

from datetime import date
from pathlib import Path

import pytest
from docx import Document
from plain_clerk import PlainClerk

from assistant.documents.reading import read_file
from assistant.plain import run
from assistant.session import Library
from assistant.session.headless import build

LAST, THIS = date(2026, 1, 15), date(2027, 1, 15)
DONE = "每月通报各股室报送数"


class Bureau(PlainClerk):
    """Takes last year's file, answers what is carried over, says 0 to the rest."""

    def __init__(self, target: Path) -> None:
        super().__init__(target, stop_after=500)
        self.prompts: list[str] = []
        self.states = iter(["1", "2", "3"])

    def ask(self, prompt: str) -> str:
        self.prompts.append(prompt)
        if "文件的路径" in prompt:
            return "1"
        if "就用它" in prompt or "确认无误" in prompt:
            return "是"
        if "全部为 0" in prompt:
            return ""
        if prompt.startswith("选序号 >"):
            return next(self.states)
        if "没有要写的直接回车" in prompt:
            return DONE if "做了什么" in prompt else ""
        if "／" in prompt:
            return self._figure(prompt)
        if "自称" in self.said[-1] or prompt.startswith("["):
            return ""
        if any("公开申请吗" in line for line in self.said[-6:]):
            return "1"
        return super().ask(prompt)

    def _figure(self, prompt: str) -> str:
        if not prompt.endswith("[] > "):
            return ""
        granted = "予以公开" in prompt and ("自然人" in prompt or "商业企业" in prompt)
        return "1" if granted or ("规范性文件" in prompt and "制发" in prompt) else "0"


@pytest.fixture
def report(library: Library, desktop: Path, tmp_path: Path) -> Path:
    """Last year's report as a Word file: two applications left over, nine documents in force."""
    answers = library.templates / "ogi-2021" / "demo.yaml"
    (made,) = build(library, answers, [desktop / "水务局2025年年报.docx"], LAST)
    return made


def test_from_last_years_word_file_to_this_years(
    library: Library, report: Path, home: Path, tmp_path: Path
) -> None:
    loaded = library.form("ogi-2021")
    before = read_file(report, [loaded])[0].located.report
    clerk = Bureau(tmp_path / "今年.docx")
    run(THIS, clerk.ask, clerk.say)
    now = read_file(clerk.target, [loaded])[0].located.report
    assert (now.unit, now.self_name, now.signature) == (before.unit, before.self_name, before.unit)
    assert (now.year, now.wording) == (2026, before.wording)
    for column in loaded.form.table["申请"].columns:
        carried = now.figure(f"申请.上年结转.{column.key}")
        assert carried == before.figure(f"申请.结转下年.{column.key}")
    assert now.figure("申请.上年结转.总计") == 2
    assert before.figure("文件.规范性.有效") == 9
    assert now.figure("文件.规范性.有效") == 10
    asked = [line.split("：", 1)[1] for line in clerk.said if line.startswith("　第 ")]
    assert len(asked) == 3
    text = "\n".join(p.text for p in Document(str(clerk.target)).paragraphs)
    assert DONE in text
    assert "〔待填〕" not in text
    fixed, going, still = (item.split("，")[0].rstrip("。") for item in asked)
    assert f"“{fixed}”问题已经改好" in text or f"“{fixed}”，年内{DONE}" in text
    assert going in text
    assert f"“{still}”问题还没有着手解决" in text

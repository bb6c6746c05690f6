"""Reads plain texts as reports, and takes out what tests of the reader look at."""

from pathlib import Path

from assistant.documents.reading import Reading, read_text
from assistant.form.load import load_form
from assistant.report.model import Passage, Report

TEMPLATES = Path(__file__).parents[1] / "templates"
FORMS = [load_form(TEMPLATES / key) for key in ("ogi-2021", "ogi-2019")]

TITLE = "临水县粮食局2024年政府信息公开工作年度报告"
FIRST = "一、总体情况"
ASPECTS = ["主动公开", "依申请公开", "信息管理", "平台建设", "监督保障"]
LATER = ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
         "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"]  # fmt: skip


def one(text: str) -> Reading:
    readings = read_text(text, FORMS)
    assert len(readings) == 1
    return readings[0]


def report(text: str) -> Report:
    return one(text).located.report


def passages(read: Report, key: str = "总体情况") -> dict[str, Passage]:
    section = next(s for s in read.sections if s.key == key)
    return {p.key: p for p in section.passages}


def sections(read: Report) -> list[tuple[str, str]]:
    return [(s.key, s.title) for s in read.sections]

"""A small report that is right, into which tests put sentences, figures and titles of their own."""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from assistant.checks.finding import Check, Finding, Subject
from assistant.checks.run import check
from assistant.form.load import LoadedForm
from assistant.form.values import Figure
from assistant.report.model import Located, Passage, Place, Report, ReportSection

MakeSubject = Callable[..., Subject]
Found = Callable[..., list[Finding]]

PROSE = {
    "总起": (
        "2025年，我局依照《中华人民共和国政府信息公开条例》开展工作，数据统计期为1月1日至12月31日。",
    ),
    "主动公开": ("通过网站公开政府信息326条。",),
    "依申请公开": ("没有收到政府信息公开申请。",),
    "信息管理": ("对拟发布的信息先审核、后发布。",),
    "平台建设": ("网站由专人更新维护。",),
    "监督保障": ("由办公室承担日常事务。",),
}
TITLES = {
    "总体情况": "一、总体情况",
    "主动公开表": "二、主动公开政府信息情况",
    "申请表": "三、收到和处理政府信息公开申请情况",
    "救济表": "四、政府信息公开行政复议、行政诉讼情况",
    "问题改进": "五、存在的主要问题及改进情况",
    "其他事项": "六、其他需要报告的事项",
}


def build_report(
    loaded: LoadedForm,
    *,
    unit: str = "青禾县水利局",
    year: int = 2025,
    cells: Mapping[str, Figure] | None = None,
    prose: Mapping[str, tuple[str, ...]] | None = None,
    preface: tuple[str, ...] = (),
    problems: tuple[str, ...] = ("一是公开栏更新不及时。", "二是解读形式单一。"),
    measures: tuple[str, ...] = ("一是每月检查公开栏更新。", "二是丰富解读形式。"),
    others: tuple[str, ...] = ("没有收取信息处理费。",),
    titles: Mapping[str, str] | None = None,
    **changed: object,
) -> Report:
    """Build a report in which everything is 0 and right, but for what is given."""
    tables: dict[str, dict[str, dict[str, Figure]]] = {}
    for address in loaded.form.cells:
        table, row, column = address.split(".")
        figure = (cells or {}).get(address, Decimal(0))
        tables.setdefault(table, {}).setdefault(row, {})[column] = figure
    printed = {**TITLES, **(titles or {})}
    texts = {**PROSE, **(prose or {})}
    first = tuple(
        Passage(
            key=aspect.key,
            heading=f"（{'一二三四五六'[n - 1]}）{aspect.heading}" if aspect.heading else "",
            sentences=texts[aspect.key],
        )
        for n, aspect in enumerate(loaded.form.section["总体情况"].aspects)
        if texts.get(aspect.key)
    )
    prose_of: dict[str, tuple[Passage, ...]] = {
        "总体情况": first,
        "问题改进": (
            Passage(key="问题与措施.problem", lead="还有以下不足：", sentences=problems),
            Passage(key="问题与措施.measure", lead="下一步从以下方面改进：", sentences=measures),
        ),
        "其他事项": (Passage(key="其他事项", sentences=others),),
    }
    sections = [
        ReportSection(key=key, title=title, passages=prose_of.get(key, ()))
        for key, title in printed.items()
        if title
    ]
    if preface:
        opening = Passage(key="引言", sentences=preface)
        sections.insert(0, ReportSection(key="篇首", passages=(opening,)))
    values: dict[str, object] = {
        "form": loaded.form.form,
        "title": f"{unit}{year}年政府信息公开工作年度报告",
        "unit": unit,
        "self_name": "我局",
        "year": year,
        "wording": "国办写法",
        "tables": tables,
        "sections": tuple(sections),
        "signature": unit,
        "date": datetime.date(year + 1, 1, 15),
    }
    return Report.model_validate({**values, **changed})


@pytest.fixture(scope="session")
def make_report(ogi: LoadedForm) -> Callable[..., Report]:
    def make(**given: object) -> Report:
        return build_report(ogi, **given)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def make_subject(ogi: LoadedForm) -> MakeSubject:
    def make(
        *,
        last: Report | None = None,
        excerpt: bool = False,
        settings: Mapping[str, object] | None = None,
        own: bool = False,
        lines: tuple[str, ...] = (),
        where: Mapping[str, Place] | None = None,
        raw: Mapping[str, str] | None = None,
        **given: object,
    ) -> Subject:
        report = build_report(ogi, **given)  # type: ignore[arg-type]
        located = Located(report, where or {}, lines, raw or {})
        return Subject(located, ogi, last, excerpt, None, settings or {}, own)

    return make


@pytest.fixture(scope="session")
def saying(make_subject: MakeSubject) -> Found:
    """Findings of some checks about one sentence put into an aspect."""

    def found(
        text: str, checks: tuple[Check, ...], aspect: str = "监督保障", **given: object
    ) -> list[Finding]:
        prose = {aspect: (text,)}
        if "cells" in given:
            prose.setdefault("依申请公开", ("申请的接收渠道保持畅通。",))
        subject = make_subject(prose=prose, **given)
        return check(subject, checks)

    return found

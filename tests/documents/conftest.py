"""Two forms, the shipped one and a small odd one, and reports that fill them."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.form.load import LoadedForm, load_form
from assistant.form.values import NOT_APPLICABLE, Figure
from assistant.report.model import Passage, Report, ReportSection

ODD_FORM = """
form: odd
name: 巡查小结
title: '{{ 单位 }}巡查小结'
file_name: 巡查小结
roles: {unit: 单位, year: 年份}
wordings: {通用: 通用}
facts:
  - {key: 单位, type: text, ask: 单位, required: 是}
  - {key: 年份, type: integer, ask: 年份, required: 是}
tables:
  - key: items
    title: 巡查 & 处置 <表>
    ask: 填表
    rows:
      - {key: keys, path: [河道, "{{ 上游 }}"]}
      - {key: values, path: [河道, 下游]}
      - {key: get, path: [水库]}
    columns:
      - {key: copy, path: ['<次>']}
      - {key: 长, path: [长度]}
  - key: 附
    title: 附表
    ask: 填附表
    rows: [{key: 甲, path: [甲]}]
    columns: [{key: 乙, path: [乙]}]
sections:
  - key: 1-intro
    titles: {通用: 概况}
    aspects: [{key: 概况}]
    blocks: [{table: items, stub: 地点}, {table: 附}]
stages:
  - key: 全部
    steps:
      - {card: 基本, facts: [单位, 年份]}
      - {tables: [items, 附]}
      - {aspect: 概况}
"""

MakeReport = Callable[..., Report]


@pytest.fixture(scope="session")
def real_form() -> LoadedForm:
    return load_form(Path(__file__).parents[2] / "templates" / "ogi-2021")


@pytest.fixture(scope="session")
def odd_form(tmp_path_factory: pytest.TempPathFactory) -> LoadedForm:
    folder = tmp_path_factory.mktemp("odd")
    (folder / "form.yaml").write_text(ODD_FORM, encoding="utf-8")
    return load_form(folder)


@pytest.fixture(scope="session")
def make_report() -> MakeReport:
    return build_report


def build_report(
    form: LoadedForm,
    *,
    unit: str = "青河县水利局",
    sentences: tuple[str, ...] = ("共发布信息1286条。", "按《条例》“三审”逐件把关。"),
    signature: str | None = None,
    date: datetime.date | None = datetime.date(2026, 1, 15),
    **given: Figure,
) -> Report:
    """Fill every cell with its own number, every aspect with `sentences`; `given` by address."""
    tables: dict[str, dict[str, dict[str, Figure]]] = {}
    for i, address in enumerate(form.form.cells):
        table, row, column = address.split(".")
        figure = given.get(address.replace(".", "_"), Decimal(i))
        tables.setdefault(table, {}).setdefault(row, {})[column] = figure
    sections = []
    for number, section in enumerate(form.form.sections):
        passages = tuple(
            Passage(
                key=aspect.key, heading=aspect.heading, sentences=(f"{aspect.key}。", *sentences)
            )
            for aspect in section.aspects
        )
        if section.pairs:
            passages += (Passage(key="", lead="一是", sentences=sentences),)
        title = next(iter(section.titles.values()), "")
        numbered = f"{'零一二三四五六七八'[number]}、{title}" if title else ""
        sections.append(ReportSection(key=section.key, title=numbered, passages=passages))
    return Report(
        form=form.form.form,
        title=f"{unit}2025年{form.form.name}",
        unit=unit,
        self_name="我局",
        year=2025,
        tables=tables,
        sections=tuple(sections),
        signature=unit if signature is None else signature,
        date=date,
    )


@pytest.fixture
def three_values(odd_form: LoadedForm) -> Report:
    """A report whose first cells are blank, 0 and 不适用."""
    return build_report(
        odd_form,
        items_keys_copy=None,
        items_keys_长=Decimal(0),
        items_values_copy=NOT_APPLICABLE,
    )

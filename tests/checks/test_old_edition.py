"""Reports on the trial edition of 2019: right for 2019 and 2020, F03 from 2021 on."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from assistant.checks.finding import Finding, Subject
from assistant.checks.identities import CHECKS as TABLES
from assistant.checks.run import check
from assistant.checks.statements import CHECKS as STATEMENTS
from assistant.checks.structure import edition
from assistant.form.load import LoadedForm
from assistant.form.values import Figure
from assistant.report.model import Located, Passage, Report, ReportSection
from assistant.session import Library


@pytest.fixture(scope="module")
def old(library: Library) -> LoadedForm:
    return library.form("ogi-2019")


def subject(
    old: LoadedForm, year: int, text: str = "", cells: Mapping[str, Figure] | None = None
) -> Subject:
    tables: dict[str, dict[str, dict[str, Figure]]] = {}
    for address in old.form.cells:
        table, row, column = address.split(".")
        tables.setdefault(table, {}).setdefault(row, {})[column] = Decimal(0)
    for address, figure in (cells or {}).items():
        table, row, column = address.split(".")
        tables[table][row][column] = figure
    passage = Passage(key="依申请公开", sentences=(text,) if text else ())
    section = ReportSection(key="总体情况", title="一、总体情况", passages=(passage,))
    report = Report(
        form="ogi-2019",
        title="",
        unit="青禾县水利局",
        year=year,
        tables=tables,
        sections=(section,),
    )
    return Subject(Located(report), old)


def codes(found: list[Finding]) -> list[str]:
    return sorted({f.code for f in found})


@pytest.mark.parametrize(
    ("year", "wrong"), [(2019, []), (2020, []), (2021, ["F03"]), (2025, ["F03"])]
)
def test_the_edition_belongs_to_its_years(old: LoadedForm, year: int, wrong: list[str]) -> None:
    assert codes(check(subject(old, year), (edition,))) == wrong


def test_its_tables_and_sentences_are_checked_by_the_same_codes(old: LoadedForm) -> None:
    assert check(subject(old, 2020), TABLES) == []
    assert check(subject(old, 2020, cells={"决定.许可.增减": Decimal(-2)}), TABLES) == []
    whole = {"申请.结果总计.自然人": Decimal(3), "申请.结果总计.总计": Decimal(3)}
    assert codes(check(subject(old, 2020, cells=whole), TABLES)) == ["T02"]
    received = {"申请.新收.总计": Decimal(8)}
    right = subject(old, 2020, "收到政府信息公开申请8件。", cells=received)
    wrong = subject(old, 2020, "收到政府信息公开申请7件。", cells=received)
    assert codes(check(right, STATEMENTS)) == []
    assert codes(check(wrong, STATEMENTS)) == ["N02"]

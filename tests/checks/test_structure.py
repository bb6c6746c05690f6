"""F01 to F03, F06: title, section titles, edition, signature and date."""

import datetime
from collections.abc import Callable

import pytest

from assistant.checks.ending import CHECKS as ENDING
from assistant.checks.finding import Finding, Subject
from assistant.checks.run import check
from assistant.checks.structure import CHECKS as FRAME

MakeSubject = Callable[..., Subject]
CHECKS = (*FRAME, *ENDING)


def told(subject: Subject) -> list[tuple[str, str, str]]:
    return [(f.code, f.rule, f.severity) for f in check(subject, CHECKS)]


def errors(subject: Subject) -> list[Finding]:
    return [f for f in check(subject, CHECKS) if f.severity != "info"]


def test_a_right_report_is_silent(make_subject: MakeSubject) -> None:
    assert told(make_subject()) == []


@pytest.mark.parametrize(
    ("title", "rules"),
    [
        ("青禾县水利局2025年政府信息公开工作年度报告", []),
        ("青禾县水利局 2025 年政府信息公开 工作年度报告", []),
        ("青禾县水利局政府信息公开工作年度报告", ["no-year"]),
        ("青禾县水利局2025政府信息公开工作年度报告", ["year-sign"]),
        ("青禾县水利局2024年政府信息公开工作年度报告", ["other-year"]),
        ("2025年政府信息公开工作年度报告", ["no-unit"]),
        ("青禾县水利局2025年政府信息公开工作报告", ["name"]),
        ("", ["no-title"]),
    ],
)
def test_titles(make_subject: MakeSubject, title: str, rules: list[str]) -> None:
    found = check(make_subject(title=title), CHECKS)
    assert [f.rule for f in found if f.code == "F01"] == rules


@pytest.mark.parametrize(
    ("key", "title", "rule", "severity"),
    [
        ("总体情况", "一、总体工作情况", "local-title", "info"),
        ("问题改进", "五、存在问题及改进情况", "local-title", "info"),
        ("总体情况", "一、概述", "title", "error"),
        ("救济表", "四、政府信息公开行政复议和行政诉讼情况", "title", "error"),
        ("问题改进", "五、存在的问题及改进情况", "title", "error"),
        ("其他事项", "六、其他需要说明的事项", "title", "error"),
        ("其他事项", "七、其他需要报告的事项", "ordinal", "error"),
        ("总体情况", "—、总体情况", "ordinal", "error"),
        ("其他事项", "其他需要报告的事项", "no-ordinal", "error"),
    ],
)
def test_section_titles(
    make_subject: MakeSubject, key: str, title: str, rule: str, severity: str
) -> None:
    assert told(make_subject(titles={key: title})) == [("F02", rule, severity)]


def test_the_local_wording_is_silent_when_the_draft_chose_it(make_subject: MakeSubject) -> None:
    titles = {"总体情况": "一、总体工作情况", "问题改进": "五、存在问题及改进情况"}
    assert told(make_subject(titles=titles, wording="本地写法", own=True)) == []


def test_the_nearest_right_title_is_suggested(make_subject: MakeSubject) -> None:
    found = errors(make_subject(titles={"其他事项": "六、其他需要说明的事项"}))
    assert "其他需要报告的事项" in found[0].suggestion


def test_lost_sections_are_told_once(make_subject: MakeSubject) -> None:
    subject = make_subject(titles={"救济表": "", "其他事项": ""})
    found = check(subject, CHECKS)
    assert [(f.rule, f.severity) for f in found if f.code == "F02"] == [("missing", "error")]
    assert "行政复议" in found[0].message
    assert "其他需要报告" in found[0].message


def test_an_excerpt_says_what_is_missing_once_and_no_more(make_subject: MakeSubject) -> None:
    lost = dict.fromkeys(("主动公开表", "申请表", "救济表", "问题改进", "其他事项"), "")
    subject = make_subject(titles=lost, title="", signature="", date=None, excerpt=True)
    assert told(subject) == [("F02", "missing", "info")]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        (
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。",
            0,
        ),
        (
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、复议诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。",
            1,
        ),
        (
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、因政府信息公开工作被申请行政复议和提起行政诉讼情况、存在的主要问题及改进情况以及其他需要报告的事项组成。",
            0,
        ),
        (
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项7个部分组成。",
            1,
        ),
        ("本报告由六个部分组成。", 0),
    ],
)
def test_sections_named_in_a_preface(make_subject: MakeSubject, text: str, hits: int) -> None:
    found = check(make_subject(preface=(text,)), CHECKS)
    assert [(f.rule, f.severity) for f in found] == [("named-sections", "info")] * hits


@pytest.mark.parametrize(("year", "hits"), [(2025, 1), (2021, 1), (2020, 0)])
def test_tables_of_the_old_edition(make_subject: MakeSubject, year: int, hits: int) -> None:
    lines = ("信息内容", "本年新\u00a0制作数量", "本年新公开数量", "对外公开总数量")
    found = check(make_subject(year=year, lines=lines), CHECKS)
    assert [(f.code, f.severity) for f in found] == [("F03", "error")] * hits


@pytest.mark.parametrize(
    ("unit", "day", "rules"),
    [
        ("青禾县水利局", datetime.date(2026, 1, 15), []),
        ("青禾县水利局", datetime.date(2025, 12, 31), [("last-day", "info")]),
        ("青禾县水利局", datetime.date(2025, 12, 20), [("early", "warning")]),
        ("青禾县水利局", datetime.date(2026, 2, 3), [("late", "warning")]),
        ("青禾县人民政府", datetime.date(2026, 2, 3), []),
        ("青禾县人民政府", datetime.date(2026, 4, 1), [("late", "warning")]),
        ("青禾县柳河镇人民政府", datetime.date(2026, 2, 3), [("late", "warning")]),
    ],
)
def test_dates(
    make_subject: MakeSubject, unit: str, day: datetime.date, rules: list[tuple[str, str]]
) -> None:
    found = check(make_subject(unit=unit, date=day), CHECKS)
    assert [(f.rule, f.severity) for f in found if f.code == "F06"] == rules


def test_a_local_deadline(make_subject: MakeSubject) -> None:
    subject = make_subject(settings={"checks": {"deadline": "1-10"}})
    assert [f.rule for f in check(subject, CHECKS)] == ["late"]


def test_no_signature_no_date_and_the_wrong_one(make_subject: MakeSubject) -> None:
    rules = [f.rule for f in check(make_subject(signature="", date=None), CHECKS)]
    assert sorted(rules) == ["no-date", "no-signature"]
    found = check(make_subject(signature="青河县水利局"), CHECKS)
    assert [(f.rule, f.severity) for f in found] == [("signature", "info")]


def test_a_number_and_an_addressee_in_front_of_the_text(make_subject: MakeSubject) -> None:
    lines = (
        "青水发〔2026〕5号",
        "青禾县水利局2025年政府信息公开工作年度报告",
        "县政府办公室：",
        "一、总体情况",
    )
    found = check(make_subject(lines=lines), CHECKS)
    assert [f.rule for f in found if f.code == "F06"] == ["number", "addressee"]


def test_the_period_is_asked_for_as_a_hint(make_subject: MakeSubject) -> None:
    found = check(make_subject(prose={"总起": ("2025年，我局开展了工作。",)}), CHECKS)
    assert [(f.rule, f.severity) for f in found] == [("period", "info")]


def test_an_excerpts_preface_is_held_against_the_form(make_subject: MakeSubject) -> None:
    text = "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、其他需要说明的事项等部分。"
    lost = dict.fromkeys(("申请表", "救济表", "问题改进", "其他事项"), "")
    found = check(make_subject(preface=(text,), titles=lost, excerpt=True), CHECKS)
    (finding,) = [f for f in found if f.rule == "named-sections"]
    assert finding.severity == "info"
    assert "其他需要报告的事项" in finding.message


def test_the_form_itself_is_what_a_title_is_measured_by(make_subject: MakeSubject) -> None:
    found = check(make_subject(titles={"总体情况": "一、总体公开情况"}), CHECKS)
    assert [f.suggestion for f in found if f.rule == "title"] == ["改为“总体情况”。"]

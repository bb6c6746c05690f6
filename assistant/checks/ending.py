"""The end of the report, and what a published report does not carry: F06."""

import re
from collections.abc import Iterator
from datetime import date

from assistant.checks.finding import Check, Finding, Subject
from assistant.checks.frame import at_address
from assistant.checks.settings import rules_of
from assistant.checks.settings_model import DEADLINE, compiled
from assistant.checks.spans import Line, found, headings_of, lines_of, sentences_with
from assistant.checks.values import values_of
from assistant.form.values import BlankError, show_date

_SPACE = re.compile(r"[\s\u00a0\u3000]+")
_NUMBER_LINE = re.compile(r"^[^\s，。]{1,14}〔20[0-9]{2}〕\s*[0-9]+\s*号$")
_ADDRESSEE = re.compile(r"^[^，。；:：0-9]{2,30}[:：]$")


def ending(subject: Subject) -> Iterator[Finding]:
    """F06: signature and date, and what a published report does not carry."""
    report = subject.report
    if not subject.excerpt:
        if not report.signature:
            message = "文末没有落款单位。"
            yield at_address(subject, "signature", "F06", "no-signature", message)
        if report.date is None:
            yield at_address(subject, "date", "F06", "no-date", "文末没有成文日期。")
    if report.signature and report.unit:
        signed, unit = (_SPACE.sub("", t) for t in (report.signature, report.unit))
        if signed != unit:
            message = f"落款是“{signed}”，标题里的机关是“{unit}”。"
            yield at_address(
                subject,
                "signature",
                "F06",
                "signature",
                message,
                report.signature,
                severity="info",
                suggestion="核对落款，应是报告机关的全称。",
            )
    if report.date is not None and report.year is not None:
        yield from _dated(subject, report.date, report.year)
    yield from _official(subject)
    yield from _period(subject)


def _dated(subject: Subject, day: date, year: int) -> Iterator[Finding]:
    shown, end = show_date(day), date(year, 12, 31)
    if day < end:
        message = f"落款日期是{shown}，统计期到{year}年12月31日才满。"
        yield at_address(subject, "date", "F06", "early", message, shown)
    elif day == end:
        message = f"落款日期是{shown}，统计期当天才满，全年的数当天未必能统计完。"
        yield at_address(subject, "date", "F06", "last-day", message, shown, severity="info")
    due = _deadline(subject)
    if due is not None and day > due:
        message = f"落款日期是{shown}，晚于公布的期限{show_date(due)}。"
        yield at_address(subject, "date", "F06", "late", message, shown)


def _deadline(subject: Subject) -> date | None:
    local, year = rules_of(subject).deadline, subject.report.year
    m = DEADLINE.fullmatch(local)
    if m and year:
        return date(year + 1, int(m[1]), int(m[2]))
    source = subject.loaded.form.deadline
    if not source:
        return None
    try:
        due = subject.loaded.wording.expression(source).value(values_of(subject))
    except BlankError:
        return None
    return due if isinstance(due, date) else None


def _official(subject: Subject) -> Iterator[Finding]:
    basis = rules_of(subject).basis.get("F06", "")
    first = next((h for h in headings_of(subject) if h.kind == "title"), None)
    for line in lines_of(subject):
        started = first is not None and line.section == first.section
        if started or (first is None and line.section):
            break
        text = line.text.strip()
        if _NUMBER_LINE.match(text):
            message = f"公开的年报不带发文字号“{text}”。"
            yield _line(subject, line, "number", message, basis)
        elif _ADDRESSEE.match(text) and not re.search("如下|目录|报告[:：]$", text):
            message = f"公开的年报不写主送机关“{text}”。"
            yield _line(subject, line, "addressee", message, basis)


def _line(subject: Subject, line: Line, rule: str, message: str, basis: str) -> Finding:
    span = (0, len(line.text))
    return found(subject, line, span, "F06", rule, message, basis=basis, suggestion="删去。")


def _period(subject: Subject) -> Iterator[Finding]:
    period = rules_of(subject).period
    if not period or subject.excerpt:
        return
    if next(sentences_with(subject, compiled(period)), None) is None:
        message = "没有写统计期限，读的人不知道数字从哪天算到哪天。"
        suggestion = "可以在开头交代：数据统计期为1月1日至12月31日。"
        yield at_address(
            subject, "title", "F06", "period", message, severity="info", suggestion=suggestion
        )


CHECKS: tuple[Check, ...] = (ending,)

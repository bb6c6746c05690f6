"""Years and times in the text: stale years, years without 年, relative times, outdated bases."""

import re
from collections.abc import Iterator
from itertools import islice

from assistant.checks.finding import Check, Finding, Sentence, Subject
from assistant.checks.settings import rules_of
from assistant.checks.settings_model import compiled
from assistant.checks.spans import (
    Heading,
    clause_span,
    found,
    headings_of,
    lines_with,
    sentences_of,
)
from assistant.checks.values import values_of
from assistant.form.model import Severity
from assistant.form.values import Value

_YEAR = re.compile(r"(?<![0-9A-Za-z〔\[（(第./-])(?P<year>(?:19|20)[0-9]{2})\s?年(?!鉴)度?")
_RANGE = re.compile(r"\s*年?\s*(?:[-—–―－~～至到]|——)")
_RANGE_BEFORE = re.compile(r"[0-9]{4}\s?年?(?:[0-9]{1,2}月)?\s?(?:[-—–―－~～至到]|——)\s?$")
_BARE = re.compile(
    r"(?<![0-9.,A-Za-z〔\[（(《“第+/_-])(?P<year>(?:19|20)[0-9]{2})(?P<next>[\u4e00-\u9fff]{1,2})"
)
_MONTH = re.compile(r"(?<![0-9.,A-Za-z〔])(?P<year>20[0-9]{2})(?P<next>(?:1[0-2]|[1-9])月)")
# 202111日 and 20211231日 are dates that lost their 年 and 月 on the way; 202020年 has too much.
_RUN = re.compile(
    r"(?<![0-9.,A-Za-z〔/-])(?P<year>20[0-9]{2})(?:[01]?[0-9]{1,3}日(?!志)|[0-9]{1,2}年(?=[0-9]{1,2}月))"
)
_WHOLE_YEAR = re.compile(r"1月1日起?\s*(?:至|到|[-—–－~～])\s*(?:(?P<end>20[0-9]{2})年)?12月31日")
# What a number of four digits counts or names, so that it is no year.
_NOT_YEAR = re.compile(
    r"^(?:年|版|届|级|号|条|件|篇|期|次|人|名|位|场|个|项|份|例|宗|起|款|类|种|处|家|部(?!门|分)|册|本(?!年|局|机)|套|户"
    r"|批|则|张|幅|页|字|余|多|万|亿|千|元|分|秒|时|度(?=电|以[上下]|左右|[^\u4e00-\u9fff]|$)|至|到|倍|天|日|月|平|公[里斤顷]|米|亩|吨|只|台|块|"
    r"组|轮|通|句|段|支|座|间|所|辆|根|股|头|封|卷|点|步|以[上下]|左右|型|系列|学年|热线|平台|工程|标准|财年)"
)
_OPENS = re.compile(r"(?:^|截[至止]|在|是|[）)])\s*$")
_SPAN = 15
_RELATIVE = re.compile(
    r"今年以来|今年来|近年以来|去年(?:同期)?|前年|今年|明年|截[至止]目前|目前为止|到目前|截至今日"
)
_NAMED = re.compile(r"《[^》\n]*》")
_QUOTED = re.compile(r"“[^”\n]*”")


def missing_sign(subject: Subject) -> Iterator[Finding]:
    """D02: a year of four digits with no 年 behind it."""
    rules = rules_of(subject)
    year = subject.report.year
    for where in _texts(subject):
        for m in (*_BARE.finditer(where.text), *_MONTH.finditer(where.text)):
            said = int(m["year"])
            near = year is None or abs(said - year) <= _SPAN
            if not near or _NOT_YEAR.match(where.text[m.end("year") :]) or _named(where.text, m):
                continue
            message = f"年份“{m['year']}”后面缺“年”字。"
            yield found(
                subject,
                where,
                m.span(),
                "D02",
                "year-sign",
                message,
                basis=rules.basis.get("D02", ""),
                suggestion=f"改为“{m['year']}年{m['next']}”。",
                mend=f"{m['year']}年{m['next']}",
            )


def run_together(subject: Subject) -> Iterator[Finding]:
    """D02: a date whose 年 and 月 were lost, or that has a figure too many."""
    year = subject.report.year
    for where in _texts(subject):
        for m in _RUN.finditer(where.text):
            long = m[0].endswith("年")
            near = long or year is None or abs(int(m["year"]) - year) <= 1
            if near and not _named(where.text, m):
                what = "多了数字" if long else "缺“年”“月”"
                yield found(
                    subject,
                    where,
                    m.span(),
                    "D02",
                    "run-together",
                    f"日期“{m[0]}”{what}。",
                    basis=rules_of(subject).basis.get("D02", ""),
                    suggestion=f"写全，如“{m['year']}年12月31日”。",
                )


def _texts(subject: Subject) -> Iterator[Sentence | Heading]:
    yield from headings_of(subject)
    yield from sentences_of(subject)


def _named(text: str, m: re.Match[str]) -> bool:
    return any(n.start() < m.start() < n.end() for n in _NAMED.finditer(text))


def stale_years(subject: Subject) -> Iterator[Finding]:
    """D01: another year than the report's where nothing explains it."""
    year = subject.report.year
    if year is None:
        return
    stale = rules_of(subject).stale
    for where in _texts(subject):
        text = where.text
        covered = [n.span() for n in (*_NAMED.finditer(text), *_QUOTED.finditer(text))]
        for m in _YEAR.finditer(text):
            said = int(m["year"])
            if said == year or any(a < m.start() < b for a, b in covered):
                continue
            if _RANGE_BEFORE.search(text[: m.start()]) or _range_to(text, m, year):
                continue
            start, end = clause_span(text, m.start(), m.end())
            around = text[start:end]
            whole = _WHOLE_YEAR.match(text, m.end())
            if whole is not None and whole["end"] in {None, m["year"]}:
                yield _stale(subject, where, m, year)
                continue
            words = stale.future if said > year else stale.exempt
            if said > year and where.section in stale.plans:
                continue
            if words and compiled(words).search(
                around[: m.start() - start] + around[m.end() - start :]
            ):
                continue
            # 公开2024年度某某清单 may well mean that year.
            inside = m[0].endswith("度") and not _OPENS.search(text[start : m.start()])
            yield _stale(subject, where, m, year, "info" if inside else "warning")


def plans_of_the_year(subject: Subject) -> Iterator[Finding]:
    """D01: a plan for the very year the report is on, as last year's report had it."""
    year, stale = subject.report.year, rules_of(subject).stale
    if year is None or not stale.planned:
        return
    for sentence in sentences_of(subject):
        if sentence.section not in stale.plans:
            continue
        for m in _YEAR.finditer(sentence.text):
            if int(m["year"]) == year and compiled(stale.planned).match(sentence.text, m.end()):
                yield found(
                    subject,
                    sentence,
                    m.span(),
                    "D01",
                    "planned-year",
                    f"报告的年度就是{year}年，这里却把{m['year']}年的事当作将来的打算。",
                    suggestion=f"若是沿用旧稿没有改的，改成{year + 1}年。",
                )


def _stale(
    subject: Subject,
    where: Sentence | Heading,
    m: re.Match[str],
    year: int,
    severity: Severity = "warning",
) -> Finding:
    return found(
        subject,
        where,
        m.span(),
        "D01",
        "stale-year",
        f"这里写的是{m['year']}年，报告的年度是{year}年。",
        severity=severity,
        suggestion="若是沿用旧稿没有改的，改成报告年度；确实说的是那一年，请把话说清楚。",
    )


def _range_to(text: str, m: re.Match[str], year: int) -> bool:
    """Say whether a year opens a range, as in 2021—2025年, that is not the reporting period."""
    if not _RANGE.match(text, m.end()):
        return bool(
            re.match(
                r"[0-9]{1,2}月[0-9]{1,2}日\s*(?:至|—|-|到)\s*(?P<y>20[0-9]{2})", text[m.end() :]
            )
        )
    return True


def relative_times(subject: Subject) -> Iterator[Finding]:
    """D03: times that mean something else once the year is over; each word once."""
    seen: set[str] = set()
    for sentence in sentences_of(subject):
        covered = [n.span() for n in _NAMED.finditer(sentence.text)]
        covered += [n.span() for n in _QUOTED.finditer(sentence.text)]
        for m in _RELATIVE.finditer(sentence.text):
            if m[0] in seen or any(a < m.start() < b for a, b in covered):
                continue
            seen.add(m[0])
            message = f"“{m[0]}”要看写的是哪一天，年报里宜写明年份或日期。"
            yield found(
                subject,
                sentence,
                m.span(),
                "D03",
                "relative-time",
                message,
                suggestion="写成具体的年份，或“截至12月31日”。",
            )


def outdated(subject: Subject) -> Iterator[Finding]:
    """D04: bases, document numbers and time limits that are not those of the report's year."""
    rules, year = rules_of(subject), subject.report.year
    if year is None:
        return
    basis = rules.basis.get("D04", "")
    kind = _kind(subject)
    for document in rules.documents:
        if _fits(year, document.first, document.last):
            continue
        for line, m in islice(lines_with(subject, compiled(document.number)), 1):
            message = f"{year}年度的报告引用了“{m[0]}”，这份文件不适用于{year}年度。"
            # Named beside the one in force, it is history rather than the basis.
            beside = bool(document.instead) and document.instead in line.text
            suggestion = f"改用{document.instead}。" if document.instead else "核对依据。"
            yield found(
                subject,
                line,
                m.span(),
                "D04",
                "document-year",
                message,
                basis=basis,
                suggestion=suggestion,
                severity="info" if beside else None,
            )
    for limit in rules.limits:
        if not _fits(year, limit.first, limit.last) or (limit.kinds and kind not in limit.kinds):
            continue
        for line, m in lines_with(subject, compiled(limit.pattern)):
            start, end = clause_span(line.text, m.start(), m.end())
            if limit.unless and compiled(limit.unless).search(line.text[start:end]):
                continue
            yield found(
                subject,
                line,
                m.span(),
                "D04",
                limit.id,
                limit.message,
                severity=limit.severity,
                basis=basis,
                suggestion=limit.suggestion,
            )


def _kind(subject: Subject) -> Value:
    key = subject.loaded.form.roles.kind
    return values_of(subject)(key) if key else None


def _fits(year: int, first: int | None, last: int | None) -> bool:
    return (first is None or year >= first) and (last is None or year <= last)


CHECKS: tuple[Check, ...] = (
    missing_sign,
    run_together,
    stale_years,
    plans_of_the_year,
    relative_times,
    outdated,
)

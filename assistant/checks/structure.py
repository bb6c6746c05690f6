"""The report's frame: title, section titles and edition of the tables."""

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from assistant.checks.cut import cut_line
from assistant.checks.finding import Check, Finding, FindingPlace, Subject
from assistant.checks.frame import at_address
from assistant.checks.settings import rules_of
from assistant.checks.spans import (
    Heading,
    Line,
    Span,
    found,
    headings_of,
    lines_of,
    sentences_of,
    view,
)
from assistant.form.model import Section, Severity

_ORDINALS = "一二三四五六七八九十"
# A dash is what some type for 一.
_ORDINAL = re.compile(
    rf"^\s*(?P<number>[{_ORDINALS}]{{1,3}}|[—–―－-]{{1,2}}(?=[、.．]))\s*(?P<mark>[、.．，,:：]?)\s*"
)
_SPACE = re.compile(r"[\s\u00a0\u3000]+")
_TITLE_YEAR = re.compile(r"(20[0-9]{2})\s*(年?)")
_NAMED_PARTS = re.compile(rf"(?P<count>[{_ORDINALS}]|[0-9])\s?个?(?:部分|方面|章节)")
_JOINTS = re.compile(r"[、，；和及与以“”《》\s]|行政机关|因|工作|被申请|提起|政府信息公开|单位")
_FEW = 3
_SLIP = 3


def title(subject: Subject) -> Iterator[Finding]:
    """F01: a title that is not unit, year and the report's name."""
    report, rules = subject.report, rules_of(subject)
    text = _SPACE.sub("", report.title)
    if not text:
        if not subject.excerpt:
            yield at_address(subject, "title", "F01", "no-title", "没有找到报告的标题。")
        return
    years = _TITLE_YEAR.findall(text)
    wanted = f"{report.unit or '机关全称'}{report.year or '某'}年{_kind_name(subject)}"
    if not years:
        yield at_address(
            subject, "title", "F01", "no-year", f"标题里没有年份：“{text}”。", text, wanted
        )
    elif not any(sign for _, sign in years):
        message = f"标题里的年份“{years[0][0]}”后面缺“年”字。"
        yield at_address(subject, "title", "F01", "year-sign", message, text, wanted)
    elif report.year and str(report.year) not in {y for y, _ in years}:
        message = f"标题写的是{years[0][0]}年，报告的年度是{report.year}年。"
        yield at_address(subject, "title", "F01", "other-year", message, text, wanted)
    if report.unit and _SPACE.sub("", report.unit) not in text:
        message = f"标题里没有机关全称“{report.unit}”。"
        yield at_address(subject, "title", "F01", "no-unit", message, text, wanted)
    elif _TITLE_YEAR.match(text) and report.unit:
        message = f"标题一般先写机关全称、再写年份，这里是“{text}”。"
        yield at_address(subject, "title", "F01", "order", message, text, wanted, severity="info")
    elif not report.unit:
        message = f"标题前面没有机关全称：“{text}”。"
        yield at_address(subject, "title", "F01", "no-unit", message, text, wanted)
    if rules.title_kinds and not any(text.endswith(k) for k in rules.title_kinds):
        message = f"标题一般叫“{rules.title_kinds[0]}”，这里是“{text}”。"
        yield at_address(subject, "title", "F01", "name", message, text, wanted, severity="info")


def _kind_name(subject: Subject) -> str:
    kinds = rules_of(subject).title_kinds
    return kinds[0] if kinds else subject.loaded.form.name


def section_titles(subject: Subject) -> Iterator[Finding]:
    """F02: section titles that are not the form's, out of order, misnumbered or missing."""
    form, report, rules = subject.loaded.form, subject.report, rules_of(subject)
    basis = rules.basis.get("F02", "")
    numbered = [s for s in form.sections if s.titles and s.numbered]
    wording = rules.statutory or next(iter(form.wordings), "")
    titles = [h for h in headings_of(subject) if h.kind == "title"]
    place_of = {s.key: n for n, s in enumerate(numbered)}
    last = -1
    for heading in titles:
        section = form.section.get(heading.section)
        if section is None or section.key not in place_of:
            message = f"格式里没有“{heading.text}”这一部分。"
            yield found(
                subject, heading, (0, len(heading.text)), "F02", "unknown", message, basis=basis
            )
            continue
        yield from _title_text(subject, heading, section, wording, basis)
        n = place_of[section.key]
        if n < last:
            message = f"“{section.titles[wording]}”的先后次序不对。"
            yield found(
                subject, heading, (0, len(heading.text)), "F02", "order", message, basis=basis
            )
        last = max(last, n)
        yield from _ordinal(subject, heading, n, basis)
    missing = [
        f"“{_ORDINALS[place_of[s.key]]}、{_wanted(subject, s, wording)}”"
        for s in numbered
        if s.key not in {r.key for r in report.sections}
    ]
    if subject.excerpt and not missing:
        missing = list(_lost(subject))
    if missing:
        names = "、".join(missing)
        severity: Severity = "info" if subject.excerpt else "error"
        what = "这只是报告的一部分，没有" if subject.excerpt else "缺"
        message = f"{what}{names}，缺的部分没有核对。"
        yield Finding("F02", "missing", severity, FindingPlace(), "", message, basis)


def _lost(subject: Subject) -> Iterator[str]:
    """Name what an excerpt with all sections has lost otherwise."""
    report = subject.report
    if not report.title:
        yield "标题"
    if not (report.signature or report.date):
        yield "落款和日期"
    if not any(report.figure(address) is not None for address in subject.loaded.form.cells):
        yield "表格"


def _wanted(subject: Subject, section: Section, wording: str) -> str:
    own = subject.report.wording
    return section.titles.get(own) or section.titles[wording]


def _title_text(
    subject: Subject, heading: Heading, section: Section, wording: str, basis: str
) -> Iterator[Finding]:
    m = _ORDINAL.match(heading.text)
    start = m.end() if m else 0
    text = _SPACE.sub("", heading.text[start:])
    wanted = section.titles[wording]
    if text == wanted:
        return
    span = (start, len(heading.text))
    if _cut_short(subject, heading, text, section):
        return
    if text in section.titles.values():
        if not subject.own:
            message = f"标题“{text}”是地方写法，国家格式里是“{wanted}”。"
            yield found(
                subject,
                heading,
                span,
                "F02",
                "local-title",
                message,
                severity="info",
                basis=basis,
                suggestion="当地通知这样规定的，可以不改。",
            )
        return
    nearest = min(section.titles.values(), key=lambda t: Levenshtein.distance(text, t))
    if Levenshtein.distance(text, nearest) <= min(_SLIP, Levenshtein.distance(text, wanted) - 1):
        wanted = nearest
    wanted = section.titles.get(subject.report.wording) or wanted
    message = f"标题写成了“{text}”，格式里是“{wanted}”。"
    yield found(
        subject,
        heading,
        span,
        "F02",
        "title",
        message,
        basis=basis,
        suggestion=f"改为“{wanted}”。",
        mend=wanted,
    )


def _cut_short(subject: Subject, heading: Heading, text: str, section: Section) -> bool:
    """Say whether an excerpt breaks off in the middle of a title."""
    line = cut_line(subject)
    begun = any(t.startswith(text) for t in section.titles.values())
    return begun and line is not None and heading.place.line == line


def _ordinal(subject: Subject, heading: Heading, n: int, basis: str) -> Iterator[Finding]:
    m = _ORDINAL.match(heading.text)
    wanted = _ORDINALS[n]
    if m is None:
        message = f"标题前面缺序号“{wanted}、”。"
        span = (0, len(heading.text))
        yield found(subject, heading, span, "F02", "no-ordinal", message, basis=basis)
    elif m["number"] != wanted:
        message = f"标题的序号是“{m['number']}”，应当是“{wanted}”。"
        yield found(
            subject,
            heading,
            m.span("number"),
            "F02",
            "ordinal",
            message,
            basis=basis,
            mend=wanted,
            suggestion=f"改为“{wanted}、”。",
        )


def named_sections(subject: Subject) -> Iterator[Finding]:
    """F02: a preface that names the sections otherwise than they are titled, or miscounts them."""
    report = subject.report
    printed = [_SPACE.sub("", _ORDINAL.sub("", s.title)) for s in report.sections if s.title]
    whole = len(printed) >= _FEW and not subject.excerpt
    titles = [(title, _bare(title)) for title in (printed if whole else _prescribed(subject))]
    for sentence in sentences_of(subject):
        if sentence.index[0] > 1 or sentence.section in rules_of(subject).stale.plans:
            break
        named = _bare(sentence.text)
        lost = [title for title, bare in titles if bare not in named]
        some = len(titles) - len(lost) >= _FEW
        parts = _NAMED_PARTS.search(sentence.text)
        if not some and not (parts and sum(_alike(named, bare) for _, bare in titles) >= _FEW):
            continue
        if lost and some:
            names = "、".join(f"“{t}”" for t in lost)
            where = "和正文" if whole else "和格式"
            message = f"这里列的章节名{where}对不上：没有{names}，或者写得不一样。"
        elif lost:
            message = "这里列的章节名和正文的标题不一样。"
        elif parts and (said := _count(parts["count"])) != len(titles):
            message = f"这里说有{said}个部分，列出来的是{len(titles)}个。"
        else:
            continue
        yield found(
            subject,
            sentence,
            (0, len(sentence.text)),
            "F02",
            "named-sections",
            message,
            severity="info",
            basis=rules_of(subject).basis.get("F02", ""),
            suggestion="照正文的标题改，或者只说由几个部分组成。",
        )


def _prescribed(subject: Subject) -> list[str]:
    form = subject.loaded.form
    wording = rules_of(subject).statutory or next(iter(form.wordings), "")
    return [_wanted(subject, s, wording) for s in form.sections if s.titles and s.numbered]


def _bare(text: str) -> str:
    """Leave out what a running list of titles may word otherwise: joints, and 因……被申请."""
    return _JOINTS.sub("", text)


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _ORDINALS.index(text) + 1


def _alike(text: str, bare: str) -> bool:
    return bare.removesuffix("情况") in text


def edition(subject: Subject) -> Iterator[Finding]:
    """F03: tables of an older edition in a report of a later year."""
    rules, year = rules_of(subject), subject.report.year
    basis = rules.basis.get("F03", "")
    if year is None:
        return
    if rules.years.last is not None and year > rules.years.last:
        message = (
            f"{year}年度的报告用了旧表样（{subject.loaded.form.name}）。{rules.old_form.says}。"
        )
        hit = next(iter(_headers(subject, rules.old_form.headers)), None)
        if hit is None:
            yield Finding("F03", "edition", "error", FindingPlace(), "", message, basis)
        else:
            yield found(subject, *hit, "F03", "edition", message, basis=basis)
        return
    if year < rules.old_form.first_year or not rules.old_form.headers:
        return
    everything = "".join(view(subject).text.split())
    if sum(header in everything for header in rules.old_form.headers) < rules.old_form.least:
        return
    hits = list(_headers(subject, rules.old_form.headers))
    names = list(dict.fromkeys(_SPACE.sub("", line.text[a:b]) for line, (a, b) in hits))
    if len(names) >= rules.old_form.least:
        listed = "、".join(f"“{n}”" for n in names)
        message = f"{year}年度的报告里有旧表样的列名：{listed}。{rules.old_form.says}。"
        yield found(subject, *hits[0], "F03", "headers", message, basis=basis)


def _headers(subject: Subject, headers: tuple[str, ...]) -> Iterator[tuple[Line, Span]]:
    """Find column names of an older edition; blanks inside a name do not matter."""
    patterns = [re.compile(r"[\s\u00a0\u3000]*".join(map(re.escape, h))) for h in headers]
    for line in lines_of(subject):
        for pattern in patterns:
            if m := pattern.search(line.text):
                yield line, m.span()


CHECKS: tuple[Check, ...] = (title, section_titles, named_sections, edition)

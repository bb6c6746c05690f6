"""W02: stops in half width, paragraphs without an end, and enumerations that mix their stops."""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.checks.cut import ENDS
from assistant.checks.finding import Finding, Subject
from assistant.checks.lists import number
from assistant.checks.pairs import BASIS
from assistant.checks.paragraphs import (
    Block,
    Paragraph,
    blocks_of,
    breaks_off,
    paragraphs_of,
    report,
)
from assistant.checks.rules import rule_set_of
from assistant.form.model import Severity
from assistant.text.needed import may_match

_HAN = "\u4e00-\u9fff"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "｡": "。", "．": "。"}
_HALF = re.compile(
    rf"(?<=[{_HAN}”》）〕%％])(?P<mark>[,;:?!])(?=[{_HAN}“《（〔\d]|\s*$)"
    rf"|(?<=[0-9a-zA-Z])(?P<after>[,?!]|(?<=[0-9]);)(?=[{_HAN}“《（])"
    rf"|(?<=[{_HAN}”》）〕])(?P<stop>[.｡．])(?=[{_HAN}“《（”]|\s*$)"
    rf"|(?<=[0-9%％])(?P<end>[.｡．])(?=\s*$)"
)
_STOPS = re.compile("[，；：？！]")
_SMALL_PARENTHESIS = re.compile(rf"\([^()]*[{_HAN}][^()]*\)|(?<=[{_HAN}])\([^()]*\)")
_MOST = 0.5

_ENDS = f"{ENDS}：:"
_CONTACT = re.compile(
    r"电话|网址|地址|邮箱|邮编|邮政编码|传真|联系人|联系方式|附件|https?:|www\.|@|\.(?:cn|com|gov)"
)
_ORDINAL = re.compile(r"(?:[（(]?[一二三四五六七八九十0-9]{1,3}[)）、.．]|[①-⑳])")
_SHORT = 24
_LONG_HEADING = 40
_STOP = re.compile("[。；;]")
_CLAUSE = re.compile("[，,；;：:。]")

_ITEMS = re.compile(r"(?<![\u4e00-\u9fff])[一二三四五六七八九十]{1,2}是(?!否)")


def half_marks(subject: Subject) -> Iterator[Finding]:
    """Find half-width marks among Chinese; a text that has them throughout is said once."""
    units = blocks_of(subject)
    text = "\n".join(unit.printed for unit in units)
    if not may_match(_HALF, text) and not may_match(_SMALL_PARENTHESIS, text):
        return
    stops = [(unit, match) for unit in units for match in _HALF.finditer(unit.printed)]
    brackets = [(u, m) for u in units for m in _SMALL_PARENTHESIS.finditer(u.printed)]
    if not stops and not brackets:
        return
    least = number(rule_set_of(subject).settings, "half_marks_least", 5)
    whole = sum(len(_STOPS.findall(unit.printed)) for unit in units)
    commas = [(u, m) for u, m in stops if not (m["stop"] or m["end"])]
    count = len(stops) + len(brackets)
    throughout = bool(commas) and len(stops) > _MOST * (whole + len(stops))
    if throughout and (count >= least or subject.excerpt):
        # A web page may have made them so, whatever the report had.
        yield replace(_half(subject, *commas[0], max(count, 2)), severity="info")
    for unit, match in stops:
        if match["stop"] or match["end"]:
            yield _half(subject, unit, match)
    if throughout and (count >= least or subject.excerpt):
        return
    if len(commas) >= least:
        yield _half(subject, *commas[0], len(commas))
    else:
        for unit, match in commas:
            yield _half(subject, unit, match)
    if brackets:
        unit, match = brackets[0]
        yield report(
            subject,
            unit,
            match.span(),
            "W02",
            "half-parentheses",
            f"中文里的括号用了半角“()”，全文{len(brackets)}处",
            severity="info",
            basis=BASIS,
            suggestion="统一改为全角“（）”",
        )


def _half(subject: Subject, unit: Block, match: re.Match[str], count: int = 1) -> Finding:
    mark = match[0]
    full = _FULL[mark]
    severity: Severity = "warning"
    if count > 1:
        message = f"中文里的标点是半角的，全文{count}处，可能是从网页粘贴来的"
        return report(
            subject,
            unit,
            match.span(),
            "W02",
            "half-width-all",
            message,
            severity=severity,
            basis=BASIS,
            suggestion="整篇替换成全角标点",
        )
    if full == "。":
        severity = "error"
    return report(
        subject,
        unit,
        match.span(),
        "W02",
        "half-width",
        f"中文后面用了半角的“{mark}”，应为“{full}”",
        severity=severity,
        basis=BASIS,
        suggestion=f"改为“{full}”",
        mend=full,
    )


def paragraph_ends(subject: Subject) -> Iterator[Finding]:
    """Find paragraphs that break off without a stop; lines broken throughout are said once."""
    ends = [
        (paragraph, text)
        for paragraph in paragraphs_of(subject)
        if (text := paragraph.text.rstrip()) and _open_end(text)
    ]
    if len(ends) < number(rule_set_of(subject).settings, "open_ends_least", 5):
        for paragraph, text in ends:
            yield _no_end(subject, paragraph, text)
    elif ends:
        paragraph, text = ends[0]
        yield report(
            subject,
            paragraph,
            (max(0, len(text) - 6), len(text)),
            "W02",
            "no-end",
            f"段末没有标点，全文{len(ends)}段，可能是一段文字被拆成了几行",
            severity="warning",
            basis=BASIS,
            suggestion="把拆开的行并成一段；真是段末的补上句号",
        )


def _open_end(text: str) -> bool:
    return not (text[-1] in _ENDS or _headline(text) or _CONTACT.search(text[-40:]))


def _no_end(subject: Subject, paragraph: Paragraph, text: str) -> Finding:
    if text[-1] in "，、,(（《“":
        message = f"段末是“{text[-1]}”，句子没有说完"
        suggestion, mend = "把句子写完，用句号结尾", None
    else:
        message = f"段末“{text[-6:]}”后面没有标点"
        suggestion, mend = "补上句号", text[-6:] + "。"
    severity: Severity | None = None
    if breaks_off(subject, paragraph):
        message += "；摘录到这里为止的，可以不管"
        severity, mend = "info", None
    return report(
        subject,
        paragraph,
        (max(0, len(text) - 6), len(text)),
        "W02",
        "no-end",
        message,
        severity=severity,
        basis=BASIS,
        suggestion=suggestion,
        mend=mend,
    )


def _headline(text: str) -> bool:
    """Say whether a line is a heading or a bare word rather than a sentence."""
    if text[-1] in "，、,":
        return False
    ordinal = _ORDINAL.match(text)
    if ordinal is not None and len(text) <= _LONG_HEADING:
        return not _STOP.search(text)
    clauses = _CLAUSE.search(text[ordinal.end() :] if ordinal else text)
    return clauses is None and (len(text) <= _SHORT or ordinal is not None)


def mixed_stops(subject: Subject) -> Iterator[Finding]:
    """Find enumerations (一是、二是、三是) parted by a semicolon here and a full stop there."""
    for paragraph in paragraphs_of(subject):
        yield from _mixed(subject, paragraph)


def _mixed(subject: Subject, paragraph: Paragraph) -> Iterator[Finding]:
    text = paragraph.text
    run: list[re.Match[str]] = []
    for item in _ITEMS.finditer(text):
        if item[0] == "一是" or not run:
            run = [item] if item[0] == "一是" else []
            continue
        before = text[: item.start()].rstrip()[-1:]
        first = text[: run[1].start()].rstrip()[-1:] if len(run) > 1 else before
        run.append(item)
        if before != first and {before, first} == {"。", "；"}:
            yield report(
                subject,
                paragraph,
                (item.start() - 1, item.end()),
                "W02",
                "mixed-stops",
                f"同一组“一是……二是……”，前面用“{first}”分开，这里用“{before}”",
                severity="info",
                basis=BASIS,
                suggestion="各项之间统一用分号，或统一用句号",
            )
            return
        inner = text[run[-2].end() : item.start() - 1]
        if before == "；" and "。" in inner:
            yield report(
                subject,
                paragraph,
                (item.start() - 1, item.end()),
                "W02",
                "stop-in-item",
                f"“{run[-2][0]}”这一项里面已有句号，项与项之间却用分号",
                severity="info",
                basis=BASIS,
                suggestion="项内有句号的，项与项之间也用句号",
            )
            return

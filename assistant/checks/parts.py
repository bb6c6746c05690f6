"""What a report must and must not hold: required aspects, template wording, fees, private data."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.checks.cut import cut_line, last_titled
from assistant.checks.finding import Check, Finding, FindingPlace, Sentence, Subject
from assistant.checks.settings import rules_of
from assistant.checks.settings_model import Fee, compiled
from assistant.checks.spans import Line, found, headings_of, lines_with, sentences_of, view
from assistant.checks.values import values_of
from assistant.form.model import Severity
from assistant.text.numbers import plain
from assistant.text.quantities import Quantity, quantities

_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])"
    r"(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?<![0-9.\-—])(?:\+?86[-\s]?)?1[3-9][0-9](?:[-\s]?[0-9]{4}){2}(?![0-9])")
_CARD = re.compile(r"(?:账号|卡号|账户)[:：]?\s*[0-9]{15,19}")
_MARKED = re.compile(
    r"(?:绝密|机密|秘密)\s*★|^\s*(?:绝密|机密|秘密)(?:\s*[0-9]+年)?\s*$|密级[:：]\s*(?:绝密|机密|秘密)",
    re.MULTILINE,
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文"
_NAMED_PERSON = re.compile(
    rf"(?:申请人|当事人|原告|信访人|投诉人|举报人)(?:为|是|[:：])?(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})"
    r"(?=提出|申请|要求|不服|向|诉|的?(?:信息公开|政府信息)|于|等[0-9一二三四五六七八九两]|[，。、；）)])"
)
_NOT_A_NAME = re.compile("某|何|任何|方|常|万一|易|白|文|金|余|高|于|时|应|须|均")
_PRIVATE = (
    ("identity", _IDENTITY, "是身份证号"),
    ("mobile", _MOBILE, "是手机号"),
    ("account", _CARD, "是银行账号"),
    ("secrecy", _MARKED, "是密级标志"),
    ("name", _NAMED_PERSON, "像是申请人的姓名"),
)
# Numbers of persons hold eight digits together, which hardly any report has anywhere.
_NUMBERS = frozenset({"identity", "mobile", "account"})
_DIGITS = re.compile(r"[0-9]{4}[-\s]?[0-9]{4}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKSUM = "10X98765432"


def required_aspects(subject: Subject) -> Iterator[Finding]:
    """F04: aspects the first section must treat and does not mention at all."""
    rules = rules_of(subject)
    keys = [s.key for s in subject.report.sections]
    if not rules.required or rules.required_in not in keys:
        return
    section = subject.report.sections[keys.index(rules.required_in)]
    if not section.passages:
        return
    present = {p.key for p in section.passages if p.sentences or p.heading}
    text = "".join(f"{p.heading}\n{p.lead}{''.join(p.sentences)}\n" for p in section.passages)
    missing = [
        one.aspect
        for one in rules.required
        if one.aspect not in present and not any(compiled(w).search(text) for w in one.words)
    ]
    if missing:
        form = subject.loaded.form
        names = "、".join(f"“{form.aspect[a].heading or a}”" for a in missing)
        heading = next(
            (h for h in headings_of(subject) if h.section == section.key and h.kind == "title"),
            None,
        )
        place = heading.place if heading else FindingPlace(section=section.key)
        message = f"“{section.title or section.key}”里没有写到{names}。"
        severity: Severity = "warning"
        if subject.excerpt and last_titled(subject) in {section.key, ""}:
            # More of the section may follow.
            if cut_line(subject) is not None:
                return
            severity, message = "info", f"摘录里{message}"
        yield Finding(
            "F04",
            "required-aspects",
            severity,
            place,
            section.title,
            message,
            rules.basis.get("F04", ""),
            "补写；没有做的，也用一句话交代。",
        )


def leftovers(subject: Subject) -> Iterator[Finding]:
    """F05: wording of a template that should have been replaced."""
    rules = rules_of(subject)
    basis = rules.basis.get("F05", "")
    taken: dict[Line, list[tuple[int, int]]] = {}
    for pattern in rules.placeholders:
        for line, m in lines_with(subject, compiled(pattern)):
            spans = taken.setdefault(line, [])
            if any(a < m.end() and m.start() < b for a, b in spans):
                continue
            spans.append(m.span())
            message = f"“{m[0]}”是模板里的话，没有换成实际内容。"
            yield found(
                subject,
                line,
                m.span(),
                "F05",
                "placeholder",
                message,
                basis=basis,
                suggestion="换成实际内容，或者删去。",
            )


def fees(subject: Subject) -> Iterator[Finding]:
    """F07: the fee for providing information, told where and how it must be."""
    rules, year = rules_of(subject), subject.report.year
    fee = rules.fee
    keys = [s.key for s in subject.report.sections]
    if fee is None or fee.section not in keys or (year is not None and year < fee.first_year):
        return
    basis = rules.basis.get("F07", "")
    told = [s for s in sentences_of(subject) if _about(fee, s)]
    mine = [s for s in told if s.section == fee.section]
    if not mine:
        yield _untold(subject, fee, basis)
        return
    for sentence in mine:
        yield from _amounts(subject, fee, sentence, basis)
    unpaid = values_of(subject).number(fee.unpaid) if fee.unpaid else None
    none = next((s for s in mine if fee.none and compiled(fee.none).search(s.text)), None)
    if unpaid and none is not None and len(mine) == 1 and not _notices(fee, none):
        message = f"表三有 {plain(unpaid)} 件是申请人逾期没有缴费，说明发过收费通知，这里却说没有。"
        span = (0, len(none.text))
        yield found(subject, none, span, "F07", "unpaid", message, basis=basis)


def _about(fee: Fee, sentence: Sentence) -> bool:
    return any(word in sentence.text for word in fee.words)


def _untold(subject: Subject, fee: Fee, basis: str) -> Finding:
    heading = next(
        (h for h in headings_of(subject) if h.section == fee.section and h.kind == "title"), None
    )
    elsewhere = [
        s
        for s in sentences_of(subject)
        if s.section != fee.section and re.search("收费|费用|处理费", s.text) and "申请" in s.text
    ]
    message = f"{fee.says}。"
    if elsewhere:
        message += "前面提到的收费情况要移到这里。"
    place = heading.place if heading else FindingPlace(section=fee.section)
    title = heading.text if heading else ""
    suggestion = "写明发出收费通知的件数、金额和实际收取的金额；没有的，写没有收取信息处理费。"
    return Finding("F07", "untold", "warning", place, title, message, basis, suggestion)


def _amounts(subject: Subject, fee: Fee, sentence: Sentence, basis: str) -> Iterator[Finding]:
    all_ = quantities(sentence.text)
    money = [q for q in all_ if q.unit == "元" and not q.approximate]
    for q in money:
        if q.value % fee.step:
            message = (
                f"信息处理费按件、按页都是整{fee.step}元计的，{plain(q.value)}元"
                f"不是{fee.step}元的整数倍。"
            )
            span = (q.start, q.end)
            yield found(subject, sentence, span, "F07", "step", message, basis=basis)
    counted = _notices(fee, sentence)
    for q, sums in counted:
        if sums is None or (q.value == 0) == (sums.value == 0):
            continue
        message = f"{plain(q.value)}件和 {plain(sums.value)}元，一个是 0 一个不是。"
        span = (q.start, sums.end)
        yield found(subject, sentence, span, "F07", "one-zero", message, basis=basis)


def _notices(fee: Fee, sentence: Sentence) -> list[tuple[Quantity, Quantity | None]]:
    """Give counts of notices sent or fees paid, each with the sum told next to it."""
    out: list[tuple[Quantity, Quantity | None]] = []
    all_ = quantities(sentence.text)
    for n, q in enumerate(all_):
        if q.unit not in {"件", "份", "次"}:
            continue
        sums = all_[n + 1] if n + 1 < len(all_) and all_[n + 1].unit == "元" else None
        notice = bool(fee.notice and compiled(fee.notice).search(q.before))
        paid = bool(fee.paid and compiled(fee.paid).search(q.before))
        if sums is not None and notice and compiled(fee.paid or "$^").search(sums.before):
            # A notice sent and nothing paid is no contradiction.
            sums = None if sums.value == 0 else sums
        if (notice or paid) and q.value >= 0:
            out.append((q, sums))
    return [(q, s) for q, s in out if s is not None or q.value > Decimal(0)]


def private_data(subject: Subject) -> Iterator[Finding]:
    """S01: identity numbers, mobile numbers, applicants' names and marks of secrecy."""
    basis = rules_of(subject).basis.get("S01", "")
    digits = _DIGITS.search(view(subject).text) is not None
    for rule, pattern, what in _PRIVATE:
        if rule in _NUMBERS and not digits:
            continue
        for line, m in lines_with(subject, pattern):
            group = "name" if rule == "name" else 0
            if rule == "name" and _NOT_A_NAME.search(m["name"]):
                continue
            sure = rule != "identity" or _valid_identity(m[0])
            message = f"“{m[group]}”{what if sure else '像是身份证号'}，公开的年报里不能有。"
            yield found(
                subject,
                line,
                m.span(group),
                "S01",
                rule,
                message,
                basis=basis,
                suggestion="删去；联系方式只写办公电话。",
            )


def _valid_identity(number: str) -> bool:
    total = sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False))
    return _CHECKSUM[total % 11] == number[-1].upper()


CHECKS: tuple[Check, ...] = (required_aspects, leftovers, fees, private_data)

"""N04 and N05: shares, rates and growth worked out again from the numbers beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from assistant.checks.finding import Check, Finding, Sentence, Subject
from assistant.checks.partition import comparable, is_change
from assistant.checks.settings import rules_of
from assistant.checks.spans import found, sentences_of
from assistant.checks.statements import Stated, stated
from assistant.checks.values import Values
from assistant.form.model import Severity
from assistant.text.numbers import plain, rounded
from assistant.text.quantities import Quantity, quantities

_UP = re.compile(r"(?:增加|增长|上升|提高|多|增幅|升|扩大)(?:了|约|达|为)?$")
_DOWN = re.compile(r"(?:减少|下降|降低|少|降幅|降|回落|下滑)(?:了|约|达|为)?$")
_AGAINST = re.compile("上年|去年|上一年|同比|前一年|20[0-9]{2}年")
SHARE = re.compile(r"(?:占|占比|比重|比例)[^，。；]{0,14}?(?:为|达|约)?$")
"""What stands in front of a percentage that is a share."""
_SHARE_OF = re.compile(r"占[^，。；0-9]{0,14}$")
_RATE = re.compile(r"(办结|答复|回复|办复|完成|公开|整改|解读|采纳)率(?:为|达到?|是)?$")
_IN_TIME = re.compile("按时|按期|及时|限期|时限")
_BASE = re.compile(
    r"(?:上年|去年|上一年|20[0-9]{2}年)(?:同期)?(?:的|为|是|有|共|度)*$|(?:从|由)[^，。；]{0,8}$"
)
_PERIOD = re.compile("上半年|下半年|季度|月份|环比|累计|以来|同期")
_WHOLE = re.compile("其中|共|总|全部|合计|全年|收到")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Told:
    """A percentage as told, and what the numbers beside it give."""

    quantity: Quantity
    part: Decimal
    whole: Decimal

    @property
    def worked_out(self) -> Decimal:
        """The percentage worked out, not rounded."""
        return self.part / self.whole * _HUNDRED

    @property
    def off(self) -> Decimal:
        """How far the told percentage is off, in units of its last digit."""
        return abs(self.worked_out - self.quantity.value) / self.quantity.step


def percentages(subject: Subject) -> Iterator[Finding]:
    """N04: shares, rates and growth that the numbers in the same sentence do not give (Z3)."""
    basis = rules_of(subject).basis.get("N04", "")
    for sentence in sentences_of(subject):
        if "%" not in sentence.text and "％" not in sentence.text:
            continue
        all_ = quantities(sentence.text)
        for n, quantity in enumerate(all_):
            if quantity.unit != "%" or quantity.approximate:
                continue
            told = list(_readings(sentence.text, all_, n))
            best = min(told, key=lambda one: one.off, default=None)
            if best is not None and best.off > Decimal("0.5"):
                yield _wrong(subject, sentence, best, basis)


def _readings(text: str, all_: tuple[Quantity, ...], n: int) -> Iterator[Told]:
    percent, front = all_[n], all_[:n]
    clause = text[max(text.rfind("，", 0, percent.start), 0) : percent.start]
    before = percent.before
    if _PERIOD.search(clause):
        return
    if before == "的" and n > 1 and _SHARE_OF.search(text[: front[-1].start]):
        # 甲3条，占全部信息12条的25%
        part, whole = front[-2], front[-1]
        exact = not (part.approximate or whole.approximate)
        if exact and comparable(part, whole) and whole.value >= part.value and whole.value:
            yield Told(percent, part.value, whole.value)
    elif SHARE.search(before) or before.endswith("占"):
        yield from _shares(percent, front)
    elif (rate := _RATE.search(before)) is not None and not _IN_TIME.search(clause):
        yield from _rates(rate[1], percent, front)
    elif _UP.search(before) or _DOWN.search(before):
        yield from _growths(percent, front, up=bool(_UP.search(before)))


def _shares(percent: Quantity, front: tuple[Quantity, ...]) -> Iterator[Told]:
    counts = [q for q in front if q.unit and "%" not in q.unit and "百分点" not in q.unit]
    counts = [q for q in counts if not is_change(q) or q.before.endswith("占")]
    if len(counts) < 2 or any(q.approximate for q in counts):
        return
    part = counts[-1]
    # What has a share of its own is another part, not the whole.
    parts = [a for a, b in pairwise(front) if b.unit == "%" and "占" in b.before]
    for whole in (q for q in counts[:-1] if q not in parts):
        if comparable(part, whole) and whole.value >= part.value and whole.value:
            yield Told(percent, part.value, whole.value)
            # 甲、乙合计占……
            both = part.value + (counts[-2].value if len(counts) > 2 else 0)
            if both <= whole.value:
                yield Told(percent, both, whole.value)


def _rates(deed: str, percent: Quantity, front: tuple[Quantity, ...]) -> Iterator[Told]:
    counts = [q for q in front if q.unit and "%" not in q.unit and not q.approximate]
    parts = [q for q in counts if deed in q.before]
    for part in parts[-1:]:
        for whole in counts:
            fits = whole is not part and comparable(part, whole)
            if fits and whole.value and whole.value >= part.value:
                yield Told(percent, part.value, whole.value)


def _growths(percent: Quantity, front: tuple[Quantity, ...], *, up: bool) -> Iterator[Told]:
    if not front or any(q.approximate for q in front[-3:]):
        return
    sign = Decimal(1 if up else -1)
    counts = [q for q in front if "%" not in q.unit and "百分点" not in q.unit]
    changes = [q for q in counts if _UP.search(q.before) or _DOWN.search(q.before)]
    bases = [q for q in counts if _BASE.search(q.before) and q not in changes]
    nows = [q for q in counts if q not in changes and q not in bases]
    for base in bases[-1:]:
        for now in nows:
            if base.value and comparable(now, base):
                yield Told(percent, (now.value - base.value) * sign, base.value)
    if bases:
        return
    for change in changes[-1:]:
        for now in nows:
            before = now.value - change.value * sign
            if comparable(now, change) and before > 0 and now.start < change.start:
                yield Told(percent, change.value, before)


def _wrong(subject: Subject, sentence: Sentence, told: Told, basis: str) -> Finding:
    quantity = told.quantity
    right = plain(rounded(told.worked_out, quantity.places))
    # Cut off instead of rounded: within one last digit.
    severity: Severity = "info" if told.off < 1 else "error"
    if severity == "error" and "占" in quantity.before and not _WHOLE.search(sentence.text):
        severity = "warning"
    message = f"正文写 {plain(quantity.value)}%，按 {plain(told.part)}÷{plain(told.whole)} 算是 {right}%。"
    span = (quantity.start, quantity.end)
    return found(
        subject,
        sentence,
        span,
        "N04",
        "Z3",
        message,
        severity=severity,
        basis=basis,
        suggestion="核对分子、分母和取舍的位数。",
    )


def differences(subject: Subject) -> Iterator[Finding]:
    """N04: this year's number, last year's and the difference, all told in one sentence."""
    basis = rules_of(subject).basis.get("N04", "")
    for sentence in sentences_of(subject):
        if not _AGAINST.search(sentence.text) or _PERIOD.search(sentence.text):
            continue
        counts = [q for q in quantities(sentence.text) if q.unit and "%" not in q.unit]
        changes = [q for q in counts if _UP.search(q.before) or _DOWN.search(q.before)]
        bases = [q for q in counts if _BASE.search(q.before) and q not in changes]
        nows = [q for q in counts if q not in changes and q not in bases]
        if len(changes) != 1 or len(bases) != 1 or len(nows) != 1:
            continue
        change, base, now = changes[0], bases[0], nows[0]
        if any(q.approximate for q in counts) or {change.unit, base.unit} != {now.unit}:
            continue
        sign = 1 if _UP.search(change.before) else -1
        wanted = (now.value - base.value) * sign
        if wanted != change.value:
            message = (
                f"两年的数相减是 {plain(abs(now.value - base.value))}{now.unit}"
                f"（{plain(now.value)} 和 {plain(base.value)}），正文写 {plain(change.value)}{now.unit}。"
            )
            span = (change.start, change.end)
            yield found(subject, sentence, span, "N04", "difference", message, basis=basis)


def against_last_year(subject: Subject) -> Iterator[Finding]:
    """N04 X3, N05 X4: growth of a figure of the report, by last year's report itself."""
    last = subject.last_year
    year = subject.report.year
    if last is None or (year and last.year and last.year != year - 1):
        return
    values = Values(subject.loaded, last)
    for one in stated(subject):
        yield from _against(subject, one, values)


def _against(subject: Subject, one: Stated, values: Values) -> Iterator[Finding]:
    rules = rules_of(subject)
    known = [k for k in (values.number(v) for v in one.statement.value) if k is not None]
    if not known:
        return
    text, all_ = one.sentence.text, quantities(one.sentence.text)
    behind = [q for q in all_ if q.start > one.quantity.start]
    stop = next(
        (
            n
            for n, q in enumerate(behind)
            if not (_UP.search(q.before) or _DOWN.search(q.before) or q.unit == "%")
        ),
        len(behind),
    )
    shown = " 或 ".join(plain(k) for k in known)
    for quantity in behind[:stop]:
        up = bool(_UP.search(quantity.before))
        clause = text[one.quantity.end : quantity.start]
        if not _AGAINST.search(clause) or _PERIOD.search(clause) or quantity.approximate:
            continue
        if not up and not _DOWN.search(quantity.before):
            continue
        sign = Decimal(1 if up else -1)
        span = (quantity.start, quantity.end)
        if quantity.unit == "%":
            told = [Told(quantity, (one.value - k) * sign, k) for k in known if k]
            best = min(told, key=lambda t: t.off, default=None)
            if best is not None and best.off >= 1:
                message = (
                    f"去年的报告里{one.statement.says}是 {shown}，今年 {plain(one.value)}，"
                    f"算得 {plain(rounded(best.worked_out * sign, quantity.places))}%，正文写"
                    f"{'增' if up else '降'} {plain(quantity.value)}%。"
                )
                basis = rules.basis.get("N04", "")
                yield found(subject, one.sentence, span, "N04", "X3", message, basis=basis)
        elif quantity.unit == one.quantity.unit:
            implied = one.value - quantity.value * sign
            if implied not in known:
                message = (
                    f"照正文推算，去年{one.statement.says}是 {plain(implied)}，"
                    f"去年的报告里是 {shown}。"
                )
                yield found(
                    subject,
                    one.sentence,
                    span,
                    "N05",
                    "X4",
                    message,
                    severity="warning",
                    basis=rules.basis.get("N05", ""),
                    suggestion="核对两年的数和口径。",
                )


CHECKS: tuple[Check, ...] = (percentages, differences, against_last_year)

"""N01: parts that do not add up to their total, behind 其中 and in brackets (Z1, Z2)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from assistant.checks.cut import cut_line
from assistant.checks.finding import Check, Finding, Sentence, Subject
from assistant.checks.partition import Parts, comparable, lists
from assistant.checks.settings import rules_of
from assistant.checks.spans import found, place_at, sentences_of
from assistant.form.model import Severity
from assistant.text.numbers import plain
from assistant.text.quantities import Quantity, quantities

_MOST = Decimal("0.8")
_SLIP = Decimal("1.2")
_HALF = Decimal("0.5")


def breakdowns(subject: Subject) -> Iterator[Finding]:
    """N01: lists of parts that do not make their total."""
    basis = rules_of(subject).basis.get("N01", "")
    before: Sentence | None = None
    earlier: tuple[Quantity, ...] = ()
    cut = cut_line(subject)
    for sentence in sentences_of(subject):
        if before is None or before.index[:2] != sentence.index[:2]:
            earlier = ()
        for parts in lists(sentence.text, earlier):
            verdict = _judged(parts)
            if verdict is not None and not _cut_off(subject, sentence, parts, cut):
                severity, message, suggestion = verdict
                total = parts.totals[0]
                inside = total in quantities(sentence.text)
                start = total.start if inside else parts.items[0].start
                yield found(
                    subject,
                    sentence,
                    (start, parts.items[-1].end),
                    "N01",
                    parts.rule,
                    message,
                    severity=severity,
                    basis=basis,
                    suggestion=suggestion,
                )
        before, earlier = sentence, (*earlier, *quantities(sentence.text))


def _cut_off(subject: Subject, sentence: Sentence, parts: Parts, cut: int | None) -> bool:
    """Say whether an excerpt breaks off before the list of parts is complete."""
    if cut is None or parts.sums()[-1] > parts.totals[0].value:
        return False
    end = place_at(subject, sentence, 0, len(sentence.text)).end_line
    rest = sentence.text[parts.items[-1].end :]
    return end == cut and bool(rest) and re.search("[。；]", rest) is None


def _judged(parts: Parts) -> tuple[Severity, str, str] | None:
    items, totals = parts.items, parts.totals
    sums = parts.sums()
    mixed = len(parts.loose) > len(items)
    if mixed and any(t.value in accumulate(q.value for q in parts.loose) for t in totals):
        return None
    if any(total.value in sums for total in totals) or totals[0].value + parts.carried in sums:
        return None
    # A sum of the totals before it may be what is broken down.
    if len(totals) > 1 and any(sum(t.value for t in totals[:n]) in sums for n in (2, 3)):
        return None
    total, whole = totals[0], sums[-1]
    if parts.far:
        return _far(parts, total, whole)
    if total.approximate or any(q.approximate for q in items):
        if whole > _at_most(total, more=parts.more):
            return "warning", _message(parts, whole), "概数也不能比总数大，请核对。"
        return None
    if whole > total.value:
        if len(items) == 1:
            single = totals[:1] if parts.rule == "Z1" and comparable(items[0], total) else ()
            if not single or (len(totals) > 1 and any(whole <= t.value for t in totals)):
                return None
            return "error", _message(parts, whole), "一部分不会比总数大，请核对。"
        if any(t.value > whole for t in totals[1:]) and not parts.strict:
            return "info", _message(parts, whole), "如果分的是别的总数，请写明白。"
        # Two ways of cutting the same total overlap by more than a slip of a number does.
        slip = whole <= total.value * _SLIP
        sure = parts.strict or (parts.rule == "Z1" and (slip or len(items) > 2))
        return ("error" if sure else "warning"), _message(parts, whole), "核对总数和各个分项。"
    if parts.open or mixed or len(items) == 1:
        return None
    return _short(parts, total, whole)


def _far(parts: Parts, total: Quantity, whole: Decimal) -> tuple[Severity, str, str] | None:
    """Judge a list whose total stands further off: only what misses it by a slip belongs to it."""
    exact = not total.approximate and not any(q.approximate for q in parts.items)
    near = total.value <= whole * _SLIP and whole <= total.value * _SLIP
    if not exact or not near or len(parts.items) == 1 or parts.open:
        return None
    return "warning", _message(parts, whole), "核对总数和各个分项。"


def _at_most(total: Quantity, *, more: bool) -> Decimal:
    """Give the most a total can be: 1300余 is below 1400; of 约 and 近 it cannot be said."""
    if not total.approximate:
        return total.value
    if not more:
        return Decimal("Infinity")
    _, _, exponent = total.value.normalize().as_tuple()
    return total.value + Decimal(1).scaleb(int(exponent))


def _short(parts: Parts, total: Quantity, whole: Decimal) -> tuple[Severity, str, str] | None:
    either = "分项列全的，核对各个数；只列了一部分的，请写“主要有”或“等”。"
    share = whole / total.value
    if parts.whole:
        return "error", _message(parts, whole), "核对总数和各个分项。"
    if parts.rule == "Z1-list":
        return ("warning", _message(parts, whole), either) if share >= _HALF else None
    if share >= _MOST or (parts.strict and share >= _HALF):
        return "error", _message(parts, whole), either
    return ("warning" if share >= _HALF else "info"), _message(parts, whole), either


def _message(parts: Parts, whole: Decimal) -> str:
    total = parts.totals[0]
    added = "＋".join(plain(q.value) for q in parts.items)
    listed = f"{added}＝{plain(whole)}" if len(parts.items) > 1 else plain(whole)
    gap = plain(abs(total.value - whole))
    return f"分项和与总数不符：总数 {plain(total.value)}{total.unit}，分项 {listed}，相差 {gap}。"


CHECKS: tuple[Check, ...] = (breakdowns,)

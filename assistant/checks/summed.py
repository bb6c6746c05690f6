"""N01: a total that stands behind its parts, as in 甲3条、乙5条，合计9条."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from assistant.checks.finding import Check, Finding, Subject
from assistant.checks.partition import comparable, is_change
from assistant.checks.settings import rules_of
from assistant.checks.spans import found, sentences_of
from assistant.text.numbers import plain
from assistant.text.quantities import Quantity, quantities

_TOTAL = re.compile(r"^(?:以上)?(?:合计|共计|总计|总共|累计|共)(?:为|有|达|约)?$")
_GAP = re.compile(r"(?:、|，|；|和|及|与|以及)[^，。；：、0-9]*$")
# Further off than this, the total counts something else as well.
_NEAR = Decimal("0.2")
_FEWEST = 2


def summed(subject: Subject) -> Iterator[Finding]:
    """N01: parts told one by one whose total, told behind them, is a little off."""
    basis = rules_of(subject).basis.get("N01", "")
    for sentence in sentences_of(subject):
        all_ = [q for q in quantities(sentence.text) if q.unit]
        for n, total in enumerate(all_):
            if n < _FEWEST or not _TOTAL.match(total.before):
                continue
            parts = _parts(sentence.text, all_[:n], total)
            if len(parts) < _FEWEST or _agrees(parts, total):
                continue
            whole = sum((q.value for q in parts), Decimal(0))
            if total.value == 0 or abs(whole - total.value) > total.value * _NEAR:
                continue
            added = "＋".join(plain(q.value) for q in parts)
            message = (
                f"分项和与总数不符：总数 {plain(total.value)}{total.unit}，"
                f"前面各项 {added}＝{plain(whole)}，相差 {plain(abs(whole - total.value))}。"
            )
            span = (parts[0].start, total.end)
            yield found(
                subject,
                sentence,
                span,
                "N01",
                "Z1-behind",
                message,
                severity="warning",
                basis=basis,
                suggestion="核对总数和各个分项。",
            )


def _parts(text: str, front: Sequence[Quantity], total: Quantity) -> list[Quantity]:
    """Give the parts that lead up to a total: of its kind, one right behind the other."""
    parts: list[Quantity] = []
    after = total
    for quantity in reversed(front):
        gap = text[quantity.end : after.start]
        if not comparable(quantity, total) or not _GAP.match(gap):
            break
        if is_change(quantity) or _TOTAL.match(quantity.before) or "其中" in quantity.before:
            return parts[::-1] if "其中" not in quantity.before else [quantity, *parts[::-1]]
        parts.append(quantity)
        after = quantity
    return parts[::-1]


def _agrees(parts: Sequence[Quantity], total: Quantity) -> bool:
    """Say whether the last so many parts make the total, or a number was rounded."""
    if total.approximate or any(q.approximate for q in parts):
        return True
    return total.value in accumulate(q.value for q in reversed(parts))


CHECKS: tuple[Check, ...] = (summed,)

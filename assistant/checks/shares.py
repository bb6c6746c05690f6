"""N04: shares of one whole told side by side, where most give the whole and one does not."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.checks.comparison import SHARE, Told
from assistant.checks.finding import Check, Finding, Sentence, Subject
from assistant.checks.partition import comparable, is_change
from assistant.checks.settings import rules_of
from assistant.checks.spans import found, sentences_of
from assistant.text.numbers import plain, rounded
from assistant.text.quantities import Quantity, quantities

_FEWEST = 2
_HALF = Decimal("0.5")


def shares_of_one_whole(subject: Subject) -> Iterator[Finding]:
    """N04: a share that is not of the whole its neighbours are shares of."""
    basis = rules_of(subject).basis.get("N04", "")
    earlier: tuple[Quantity, ...] = ()
    before: Sentence | None = None
    for sentence in sentences_of(subject):
        if before is None or before.index[:2] != sentence.index[:2]:
            earlier = ()
        all_ = quantities(sentence.text)
        pairs = list(_pairs(all_)) if "%" in sentence.text or "％" in sentence.text else []
        if len(pairs) >= _FEWEST:
            own = {q.value for q in all_}
            for told in _odd(pairs, _wholes(pairs, (*earlier, *all_))):
                if told.whole in own:
                    # Told in the same sentence: there each share is tried by itself.
                    continue
                right = plain(rounded(told.worked_out, told.quantity.places))
                message = (
                    f"正文写 {plain(told.quantity.value)}%，按 {plain(told.part)}÷"
                    f"{plain(told.whole)} 算是 {right}%（同一句里别的占比都按这个总数算）。"
                )
                span = (told.quantity.start, told.quantity.end)
                yield found(
                    subject,
                    sentence,
                    span,
                    "N04",
                    "shares",
                    message,
                    basis=basis,
                    suggestion="核对这一项的数和占比。",
                )
        before, earlier = sentence, (*earlier, *all_)


def _pairs(all_: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Give each share with the number it is told of."""
    for n, percent in enumerate(all_[1:], 1):
        part = all_[n - 1]
        if percent.unit == "%" and SHARE.search(percent.before) and "%" not in part.unit:
            yield part, percent


def _wholes(pairs: Sequence[tuple[Quantity, Quantity]], told: Sequence[Quantity]) -> list[Decimal]:
    parts = [part for part, _ in pairs]
    wholes = [q.value for q in told if comparable(q, parts[0]) and not is_change(q)]
    return list(dict.fromkeys([*wholes, sum((q.value for q in parts), Decimal(0))]))


def _odd(pairs: Sequence[tuple[Quantity, Quantity]], wholes: Sequence[Decimal]) -> Iterator[Told]:
    """Give the shares that miss the whole at least half of them agree on."""
    if any(part.approximate or percent.approximate for part, percent in pairs):
        return
    most = max(part.value for part, _ in pairs)
    tried = [
        [Told(percent, part.value, whole) for part, percent in pairs]
        for whole in wholes
        if whole >= most and whole > 0
    ]
    best = max(tried, key=lambda told: sum(one.off <= _HALF for one in told), default=[])
    right = sum(one.off <= _HALF for one in best)
    if right * 2 < len(pairs) or right == len(pairs):
        return
    fits = {id(one.quantity) for told in tried for one in told if one.off < 1}
    yield from (one for one in best if one.off >= 1 and id(one.quantity) not in fits)


CHECKS: tuple[Check, ...] = (shares_of_one_whole,)

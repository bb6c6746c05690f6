"""N01: parts that do not add up to their total, behind 其中 and in brackets (Z1, Z2)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate, pairwise

from assistant.checks.cut import cut_line
from assistant.checks.finding import Check, Finding, Sentence, Subject
from assistant.checks.settings import rules_of
from assistant.checks.spans import found, place_at, sentences_of
from assistant.form.model import Severity
from assistant.text.numbers import plain
from assistant.text.quantities import Quantity, quantities

_MARK = re.compile(r"其中(?:，|,|：|:|有|包括|包含|含|分别为|分别是)?|(?:按|从)[^，。；、]{1,8}(?:分|看|划分|统计)[，：:]"
                   r"|(?:，|：|:|（)(?:主要)?(?:包括|包含|分别为|分别是|分为|即|内有|内?含(?!税))[：:]?"
                       r"|^(?:具体|主要)?(?:包括|包含|分别为|分别是)[：:]?"
                       r"|(?<=[条件篇期次份场名家户则])[：:]")  # fmt: skip
_MORE = re.compile("[余多来几]")
_OPEN_LIST = re.compile(
    "等(?!待|候|级|额|同|其[他它余])|主要|包括但不限|之类|部分(?!公开)|(?:其余|其他的?)(?:均|都|全)?(?:为|是)(?![0-9])"
)
_CHANGE = re.compile(
    "增加|减少|增长|下降|上升|提高|降低|较|比上|比去|同比|环比|多了?$|少了?$|占"
    # 结转上年后新收到…… is this year's number.
    "|(?:上年|去年|上一年)(?!后|[^，。；]{0,8}(?:新收|收到|受理))"
)
# A clause with a deed of its own ends the list, unless its first item is that deed too.
_DEED = re.compile(
    "(?:办结|答复|回复|受理|收到|召开|举办|开展|结转|撤回|组织|培训|检查|整改|发现|完成|采纳|解读|新增|更新|公示(?!栏|公告))"
    # In front of these it only names a kind.
    "(?![^，。；、0-9]{0,8}(?:信息|类|专栏|栏目|方面|情况|机构))"
)
# Behind a semicolon these begin another matter, unless the list began with one of them too.
_ANEW = re.compile("[；;](?:另外?|同时|还)?(?:发布|公开|推送|印发|制发|回应|转发|上报|报送)")
# 行政执法公示18条: what is counted, not what was done.
_LABEL = re.compile(
    "(?<=[^，。；、已均共]{2})(?:公示|解读|培训|检查|(?<=提案)[答回]复|(?<=建议)[答回]复)$"
)
_REST = re.compile("^(?:其[他它余]|另有)|等其[他它]")
_OUTCOME = re.compile("公开|无法提供|不予处理|其他处理")
_KINDS = (
    frozenset({"条", "件", "篇", "期", "则", "份", "部", "幅", "宗", "例", "张", "套"}),
    frozenset({"次", "场", "期", "轮", "批次", "场次"}),
    frozenset({"人", "名", "位"}),
    frozenset({"家", "户", "个"}),
)  # fmt: skip
_MOST = Decimal("0.8")
_SLIP = Decimal("1.2")
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Parts:
    """A list of parts and the totals it may belong to, the nearest first.

    Attributes:
        strict: the list is marked as whole (a colon, 、 between the items, or brackets).
        open: it says 等 or 主要, so it may leave something out.
        loose: the items and those in the same list that are counted with another kind of word.
        more: the nearest total is said with 余 or 多.
        carried: what was carried over from last year and may be in the list too.
        ends: items behind which a comma stands, so that what follows may be another matter.
    """

    totals: tuple[Quantity, ...]
    items: tuple[Quantity, ...]
    strict: bool
    open: bool
    rule: str
    loose: tuple[Quantity, ...] = ()
    ends: frozenset[int] = frozenset()
    more: bool = False
    carried: Decimal = Decimal(0)

    @property
    def whole(self) -> bool:
        """Say whether the list names the rest, and so leaves nothing out."""
        return len(self.items) > 1 and any(_REST.match(q.before) for q in self.items)

    def sums(self) -> list[Decimal]:
        """The sums of the items up to each place where the list may end."""
        added = list(accumulate(q.value for q in self.items))
        last = len(added) - 1
        return [value for n, value in enumerate(added) if n == last or n in self.ends]


def comparable(one: Quantity, other: Quantity) -> bool:
    """Say whether two quantities count things that can be added up."""
    if one.unit == other.unit:
        return True
    return any(one.unit in kind and other.unit in kind for kind in _KINDS)


def is_change(quantity: Quantity) -> bool:
    """Say whether a quantity is an increase, a share or last year's number."""
    return bool(_CHANGE.search(quantity.before)) or "%" in quantity.unit


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


def lists(text: str, earlier: Sequence[Quantity] = ()) -> Iterator[Parts]:
    """Find the lists of parts in a sentence; `earlier` are numbers in front of it."""
    if not _MARK.search(text) and "（" not in text and "(" not in text:
        return
    all_ = [q for q in quantities(text) if q.unit]
    spans = _brackets(text)
    for start, end in spans:
        yield from _bracketed(text, all_, start, end)
    outer = [q for q in all_ if not any(s <= q.start < e for s, e in spans)]
    marks = [m for m in _MARK.finditer(text) if not any(s <= m.start() < e for s, e in spans)]
    for n, mark in enumerate(marks):
        stop = marks[n + 1].start() if n + 1 < len(marks) else len(text)
        items = [q for q in outer if mark.end() <= q.start < stop]
        front = [q for q in outer if q.end <= mark.start()]
        # Only a list that opens its sentence can belong to a number of the sentence before.
        opens = not front and not text[: mark.start()].strip()
        back = list(reversed(earlier if opens else front))
        made = _parts(text, mark, stop, items, [q for q in back if not is_change(q)])
        if made is not None:
            carried = sum((q.value for q in back if "结转" in q.before), Decimal(0))
            yield replace(made, carried=carried)


def _parts(
    text: str, mark: re.Match[str], stop: int, items: list[Quantity], back: list[Quantity]
) -> Parts | None:
    own = [q for q in items if not is_change(q)]
    if not own:
        return None
    # Numbers of another kind between the mark and its total are passed over.
    totals = tuple(q for q in back if comparable(q, own[0]) or comparable(q, own[-1]))
    if not totals:
        return None
    loose = [q for q in _kept(text, own) if "元" not in q.unit]
    kept = _kept(text, [q for q in own if comparable(q, totals[0])])
    if not kept:
        return None
    # Where items are parted by other stops, a semicolon may end the list.
    near = _to_semicolon(text, kept)
    over = sum(q.value for q in kept) > totals[0].value
    cut = over and len(near) < len(kept) and sum(q.value for q in near) < totals[0].value
    kept = near if cut else kept
    end = min(kept[-1].end + 16, stop)
    said = text[mark.start() : end]
    sure = mark[0][-1] in "：:" or "其中" in mark[0]
    joined = all(
        re.search("[、；;]|和|及|与", text[a.end : b.start]) is not None for a, b in pairwise(kept)
    )
    strict = sure and (mark[0][-1] in "：:" or "分别" in mark[0] or (joined and len(kept) > 1))
    rule = "Z1" if "其中" in mark[0] else "Z1-list"
    return Parts(
        totals, tuple(kept), strict, cut or bool(_OPEN_LIST.search(said)), rule, tuple(loose),
        _ends(text, kept), _MORE.search(text[totals[0].start : min(totals[0].end, mark.start())]) is not None,
    )  # fmt: skip


def _to_semicolon(text: str, items: list[Quantity]) -> list[Quantity]:
    gaps = [text[a.end : b.start] for a, b in pairwise(items)]
    parted = [re.search("[；;]", gap) is not None for gap in gaps]
    return items[: parted.index(True) + 1] if True in parted[1:] and not parted[0] else items


def _kept(text: str, items: list[Quantity]) -> list[Quantity]:
    """Cut a list where a clause with a deed of its own, or without any number, begins."""
    kept: list[Quantity] = []
    first = set(_DEED.findall(items[0].before + items[0].after)) if items else set()
    for item in items:
        if kept:
            between = re.split("[，；,;]", text[kept[-1].end : item.start])
            deeds = set(_DEED.findall(_LABEL.sub("", item.before))) - first
            if any(_OUTCOME.search(one.before) for one in kept):
                # What is carried over is one of the outcomes of a year's requests.
                deeds -= {"结转"}
            anew = _ANEW.search(text[kept[-1].end : item.start]) and not _ANEW.match(
                f"；{items[0].before}"
            )
            if (
                anew
                or (deeds and len(between) > 1)
                or not all(_CHANGE.search(clause) for clause in between[1:-1])
            ):
                break
        kept.append(item)
    return kept


def _ends(text: str, items: list[Quantity]) -> frozenset[int]:
    return frozenset(
        n
        for n, (a, b) in enumerate(pairwise(items))
        if re.search("[，；,;]", text[a.end : b.start])
    )


def _bracketed(text: str, all_: list[Quantity], start: int, end: int) -> Iterator[Parts]:
    total = next((q for q in reversed(all_) if q.end <= start), None)
    items = [q for q in all_ if start < q.start < end and not is_change(q)]
    inner = text[start:end]
    if total is None or len(items) < 2 or text[total.end : start].strip():
        return
    nested = [q for q in items if any(s <= q.start < e for s, e in _brackets(inner, start))]
    items = [q for q in items if comparable(q, total) and q not in nested]
    if len(items) > 1 and "其中" not in inner[4:]:
        strict = len(_kept(text, items)) == len(items)
        yield Parts((total,), tuple(items), strict, bool(_OPEN_LIST.search(inner)), "Z2")


def _brackets(text: str, base: int | None = None) -> list[tuple[int, int]]:
    """Give the outermost brackets; with `base`, those inside the first one, moved by it."""
    out: list[tuple[int, int]] = []
    depth = start = 0
    shift, lowest = (0, 0) if base is None else (base, 1)
    for i, c in enumerate(text):
        if c in "（(":
            if depth == lowest:
                start = i
            depth += 1
        elif c in "）)" and depth:
            depth -= 1
            if depth == lowest:
                out.append((start + shift, i + 1 + shift))
    return out


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

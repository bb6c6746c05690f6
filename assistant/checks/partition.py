"""Lists of parts behind a total: 其中, brackets, and what else announces them (Z1, Z2)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate, pairwise

from assistant.text.quantities import Quantity, quantities

_MARK = re.compile(
    r"其中(?:，|,|：|:|有|包括|包含|含|分别为|分别是)?|(?:按|从)[^，。；、]{1,8}(?:分|看|划分|统计)[，：:]"
    r"|(?:，|：|:|（)(?:主要)?(?:包括|包含|分别为|分别是|分为|即|内有|内?含(?!税)|(?:内容)?涵盖)[：:]?"
    r"|^(?:具体|主要)?(?:包括|包含|分别为|分别是)[：:]?"
    r"|(?<=[条件篇期次份场名家户则])(?:(?:[^，。；：、（(0-9]{0,6}中)?[：:]"
    r"|[^，。；：、（(0-9]{0,6}中，)"
)
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
_NAME = 10
_GROUPS = 3
_KINDS = (
    frozenset({"条", "件", "篇", "期", "则", "份", "部", "幅", "宗", "例", "张", "套"}),
    frozenset({"次", "场", "期", "轮", "批次", "场次"}),
    frozenset({"人", "名", "位"}),
    frozenset({"家", "户", "个"}),
)


@dataclass(frozen=True, slots=True)
class Parts:
    """A list of parts and the totals it may belong to, the nearest first.

    Attributes:
        strict: the list is marked as whole (a colon, 、 between the items, or brackets).
        open: it says 等 or 主要, so it may leave something out.
        loose: the items and those in the same list that are counted with another kind of word.
        more: the nearest total is said with 余 or 多.
        carried: what was carried over from last year and may be in the list too.
        ends: items behind which the list may be over, as what follows looks otherwise.
        far: the list neither follows its total in the sentence nor opens the next one.
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
    far: bool = False

    @property
    def whole(self) -> bool:
        """Say whether the list names the rest, and so leaves nothing out."""
        return len(self.items) > 1 and any(_REST.match(q.before) for q in self.items)

    def sums(self) -> list[Decimal]:
        """The sums of the items up to each place where the list may end.

        Items that cut the same total twice, as 自然人5件、法人2件，公开4件、不予公开3件, give it too.
        """
        added = list(accumulate(q.value for q in self.items))
        last = len(added) - 1
        twice = {value for value in added[:-1] if value * 2 == added[last]}
        return [v for n, v in enumerate(added) if n == last or n in self.ends or v in twice]


def comparable(one: Quantity, other: Quantity) -> bool:
    """Say whether two quantities count things that can be added up."""
    if one.unit == other.unit:
        return True
    return any(one.unit in kind and other.unit in kind for kind in _KINDS)


def is_change(quantity: Quantity) -> bool:
    """Say whether a quantity is an increase, a share or last year's number."""
    return bool(_CHANGE.search(quantity.before)) or "%" in quantity.unit


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
        # Only a list in front of which no number stands can belong to the sentence before.
        opens = not front and not text[: mark.start()].strip()
        far = not front and not opens and "其中" in mark[0]
        back = list(reversed(earlier if opens or far else front))
        made = _parts(text, mark, stop, items, [q for q in back if not is_change(q)])
        if made is not None:
            carried = sum((q.value for q in back if "结转" in q.before), Decimal(0))
            yield replace(made, carried=carried, far=far)
        if "其中" in mark[0] and n + 1 < len(marks):
            yield from _heads(text, mark, back, outer)


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
        totals,
        tuple(kept),
        strict,
        cut or bool(_OPEN_LIST.search(said)),
        rule,
        tuple(loose),
        _ends(text, kept),
        _MORE.search(text[totals[0].start : min(totals[0].end, mark.start())]) is not None,
    )


def _heads(
    text: str, mark: re.Match[str], back: list[Quantity], outer: list[Quantity]
) -> Iterator[Parts]:
    """Give the parts of a list parted by semicolons that are broken down once more themselves."""
    total = next((q for q in back if not is_change(q)), None)
    groups = list(re.finditer("[^；;]+", text[mark.end() :]))
    if total is None or len(groups) < _GROUPS:
        return
    heads: list[Quantity] = []
    for group in groups:
        start, end = mark.end() + group.start(), mark.end() + group.end()
        head = next((q for q in outer if start <= q.start < end), None)
        if head is None or not comparable(head, total) or is_change(head):
            return
        if _DEED.search(_LABEL.sub("", head.before)) or _ANEW.match(f"；{head.before}"):
            return
        heads.append(head)
    yield Parts((total,), tuple(heads), True, bool(_OPEN_LIST.search(text)), "Z1", far=True)


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
    gaps = [text[a.end : b.start] for a, b in pairwise(items)]
    out: set[int] = set()
    for n, gap in enumerate(gaps):
        parted = re.search("[，；,;]", gap) is not None
        other = re.search("[；;]", gap) and not all(re.search("[；;]", g) for g in gaps[:n])
        # A list whose items are named alike goes on as long as such names come.
        alike = any(items[n + 1].before[-2:] == q.before[-2:] for q in items[: n + 1])
        if parted and (n == 0 or other or not alike or len(items[n + 1].before) > _NAME):
            out.add(n)
    return frozenset(out)


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

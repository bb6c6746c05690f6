"""The filters of expressions: what each takes and gives, and how values are picked and printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.form.values import BlankError, FollowUp, Kind, Split, Value, join_names
from assistant.text.brief import quoted
from assistant.text.numbers import plain, rounded


@dataclass(frozen=True, slots=True)
class FilterSpec:
    """A formatting filter: what it takes and gives, how many constants it wants.

    The constants are texts when it is `worded`, else whole numbers. With `chosen` they are options
    of the fact the filter stands on.
    """

    takes: frozenset[Kind]
    gives: Kind
    apply: Callable[..., Value]
    arguments: int = 0
    rounds: bool = False
    worded: bool = False
    chosen: bool = False


def _largest(split: Split) -> tuple[str, Decimal]:
    if not split:
        raise BlankError("")
    return max(split, key=lambda item: item[1])


def _items(split: Split, unit: str) -> str:
    return join_names(tuple(f"{name}{plain(number)}{unit}" for name, number in split if number))


def _item(split: Split, name: str) -> Decimal:
    return next((number for item, number in split if item == name), Decimal(0))


def _with_state(items: FollowUp, state: str) -> tuple[str, ...]:
    return tuple(item.name for item in items if item.state == state)


def _done(items: FollowUp, state: str) -> tuple[str, ...]:
    return tuple(item.note for item in items if item.state == state and item.note)


def _day(year: Decimal, month: Decimal, day: Decimal) -> date:
    try:
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        raise BlankError("") from None


def _titles(names: tuple[str, ...]) -> str:
    return "".join(name if name.startswith("《") else f"《{name}》" for name in names)


_N, _L, _S, _D, _T, _F = (
    frozenset({k})
    for k in (Kind.NUMBER, Kind.LIST, Kind.SPLIT, Kind.DATE, Kind.TEXT, Kind.FOLLOWUP)
)

FILTERS: Mapping[str, FilterSpec] = {
    "取整": FilterSpec(_N, Kind.NUMBER, lambda v: rounded(v, 0), rounds=True),
    "保留": FilterSpec(_N, Kind.NUMBER, lambda v, n: rounded(v, int(n)), 1, rounds=True),
    "百分数": FilterSpec(_N, Kind.NUMBER, lambda v, n: rounded(v * 100, int(n)), 1, rounds=True),
    "绝对值": FilterSpec(_N, Kind.NUMBER, abs),
    "并列": FilterSpec(_L, Kind.TEXT, join_names),
    "顿号": FilterSpec(_L, Kind.TEXT, "、".join),
    "书名": FilterSpec(_L, Kind.TEXT, _titles),
    "引号": FilterSpec(_L, Kind.TEXT, lambda v: "".join(map(quoted, v))),
    "个数": FilterSpec(_L | _S | _F, Kind.NUMBER, lambda v: Decimal(len(v))),
    "合计": FilterSpec(_S, Kind.NUMBER, lambda v: sum((n for _, n in v), Decimal(0))),
    "分项": FilterSpec(_S, Kind.TEXT, _items, 1, worded=True),
    "项": FilterSpec(_S, Kind.NUMBER, _item, 1, worded=True, chosen=True),
    "名称": FilterSpec(_S, Kind.LIST, lambda v: tuple(name for name, _ in v)),
    "最大项": FilterSpec(_S, Kind.TEXT, lambda v: _largest(v)[0]),
    "最大数": FilterSpec(_S, Kind.NUMBER, lambda v: _largest(v)[1]),
    "选": FilterSpec(_F, Kind.LIST, _with_state, 1, worded=True, chosen=True),
    "所做": FilterSpec(_F, Kind.LIST, _done, 1, worded=True, chosen=True),
    "某日": FilterSpec(_N, Kind.DATE, _day, 2),
    "取年": FilterSpec(_D, Kind.NUMBER, lambda v: Decimal(v.year)),
    "取月": FilterSpec(_D, Kind.NUMBER, lambda v: Decimal(v.month)),
    "去书名号": FilterSpec(_T, Kind.TEXT, lambda v: v.strip("《》")),
}

"""The values facts and cells take, and how they print."""

import enum
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from assistant.text.numbers import plain


class NotApplicable(enum.Enum):
    """A cell that does not apply; prints as 不适用 and is neither blank nor 0."""

    VALUE = "不适用"


NOT_APPLICABLE = NotApplicable.VALUE

Split = tuple[tuple[str, Decimal], ...]


class Followed(NamedTuple):
    """What became of one item that was asked about: its name in short, its state, what was done.

    `note` is empty where nothing was said of it.
    """

    name: str
    state: str
    note: str = ""


FollowUp = tuple[Followed, ...]
Value = Decimal | str | bool | date | tuple[str, ...] | Split | FollowUp | NotApplicable | None
"""None is blank: not answered, not known, or left empty on paper."""

Figure = Decimal | NotApplicable | None
"""The value of a table cell."""

Lookup = Callable[[str], Value]
"""Gives the value behind a dotted name (a fact, `表.行.列`, or either behind 上年.)."""


class Kind(enum.StrEnum):
    """What an expression gives."""

    NUMBER = "数"
    TEXT = "文"
    LIST = "列表"
    SPLIT = "分项"
    FOLLOWUP = "逐条"
    DATE = "日期"
    BOOL = "是否"


class BlankError(Exception):
    """A figure an expression needs is blank (or a division is by 0), so it has no value."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def show_date(day: date) -> str:
    """Print a date as documents do: 2026年1月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def join_names(names: tuple[str, ...]) -> str:
    """Join names as a sentence does: 甲; 甲和乙; 甲、乙和丙."""
    if len(names) < 2:
        return "".join(names)
    return "、".join(names[:-1]) + "和" + names[-1]


def show(value: Value) -> str:
    """Print any value as it stands in a sentence; a blank prints as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, NotApplicable):
        return value.value
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, tuple):
        return join_names(tuple(_shown(item) for item in value))
    return value


def _shown(item: str | tuple[str, Decimal] | Followed) -> str:
    if isinstance(item, str):
        return item
    if isinstance(item, Followed):
        return f"{item.name}{item.state}"
    return f"{item[0]}{plain(item[1])}"

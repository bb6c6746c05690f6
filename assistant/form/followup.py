"""Follow-ups: one answer about each of several items, and the names of its parts.

Of the `k`th item of the follow-up `甲` expressions may read `甲.第k条.题` (its name in short),
`甲.第k条.状态` and `甲.第k条.做法`. Phrases written for each item use the bare 题, 状态 and 做法.
"""

from collections.abc import Mapping

from assistant.form.expression import NameInfo, renamed
from assistant.form.model import Fact, FactType
from assistant.form.values import Followed, FollowUp, Kind, Value
from assistant.form.wording import Slot, lex, source

MOST = 9
"""Items that have names of their own; an answer may speak of more."""
_PARTS = ("题", "状态", "做法")


def item_schema(fact: Fact) -> dict[str, NameInfo]:
    """Give the names of the parts of a follow-up; none for any other fact."""
    if fact.type is not FactType.FOLLOWUP:
        return {}
    options = frozenset(fact.option_keys)
    return {
        name: NameInfo(Kind.TEXT, options if part == "状态" else frozenset())
        for number in range(1, MOST + 1)
        for part, name in item_names(fact.key, number).items()
    }


def item_names(key: str, number: int) -> Mapping[str, str]:
    """Give the full names of one item's parts by their bare names; items count from 1."""
    return {part: f"{key}.第{number}条.{part}" for part in _PARTS}


def followed(value: Value) -> FollowUp:
    """Give the items of a follow-up's value; none when it is blank."""
    items = value if isinstance(value, tuple) else ()
    return tuple(item for item in items if isinstance(item, Followed))


def item_value(items: FollowUp, name: str) -> Value:
    """Give the part `name` (`第k条.题` …) of an answer; None when there is no such item or note."""
    number, _, part = name.partition(".")
    index = int(number.removeprefix("第").removesuffix("条")) - 1
    if index >= len(items):
        return None
    return items[index][_PARTS.index(part)] or None


def of_item(text: str, key: str, number: int) -> str:
    """Bind the bare names in phrase source to one item of a follow-up; raises `WordingError`."""
    names = item_names(key, number)
    return source(
        Slot(renamed(part.expression, names)) if isinstance(part, Slot) else part
        for part in lex(text)
    )

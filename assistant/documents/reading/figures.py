"""What stands in a table cell: a number, 不适用, or nothing."""

import re
from decimal import Decimal
from functools import lru_cache

from assistant.form.model import Column, Row
from assistant.form.values import NOT_APPLICABLE, Figure
from assistant.form.wording import BLANK_MARK
from assistant.text.numbers import fold_digits, read_amount, read_number

_BLANKS = frozenset(
    ["/", "\\", "-", "—", "–", "―", "−", "--", "——", "／", "无", "*", "…", BLANK_MARK]
)
_CHANGES = re.compile(r"\+?(\d+)\s*/\s*[-−]?(\d+)")
_GROUPED = re.compile("[0-9],[0-9]{3}")
_NUMBER = re.compile(r"[-+−]?\d[\d,.，]*(?:万|亿)?[余多]?(?:[件条次宗份个项篇期元起例]|件次)?")


@lru_cache(maxsize=8192)
def looks_like_figure(text: str) -> bool:
    """Say whether a cell's text stands for a figure rather than for a label."""
    folded = fold_digits(text)
    return (
        folded in _BLANKS
        or folded == NOT_APPLICABLE.value
        or _NUMBER.fullmatch(folded) is not None
        or _CHANGES.fullmatch(folded) is not None
    )


def read_figure(text: str, row: Row, column: Column) -> tuple[Figure, str]:
    """Read a cell; its text comes back too where it is blank or has separators in its number."""
    changes = _CHANGES.fullmatch(fold_digits(text)) if "/" in column.label else None
    if changes:
        # 本年增/减 is answered 3/1: three more, one less.
        return Decimal(changes[1]) - Decimal(changes[2]), ""
    unit = row.unit if row.unit in {"万元", "亿元"} else "元"
    return _read(text, unit if row.type == "amount" else "")


@lru_cache(maxsize=4096)
def _read(text: str, money: str) -> tuple[Figure, str]:
    folded = fold_digits(text)
    if folded == NOT_APPLICABLE.value:
        return NOT_APPLICABLE, ""
    # The 2019 edition asks for changes, which people sign, and for a sum without naming its unit.
    folded = folded.removeprefix("+").replace("−", "-")
    number = read_number(folded)
    if number is None and money:
        number = read_amount(folded, money)
    plain = number is not None and _GROUPED.search(folded) is None
    return number, "" if plain else text.strip()

"""Reads what a clerk types into a fact's answer, and an answer into a value.

An answer is kept in canonical text (`"1286"`, `"60余"`, `["单位网站"]`, `[["动态", "12"]]`; of a follow-up
`[["更新不及时", "已改", "按月通报"]]`, item by item), the same in a draft, in the workspace and in an answers file; `value_of` turns it into a typed value.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from assistant.form.model import Fact, FactType
from assistant.form.values import Followed, Value, show_date
from assistant.text.brief import brief, quoted
from assistant.text.clean import clean, clean_block
from assistant.text.numbers import (
    Approximate,
    fold_digits,
    fold_written,
    plain,
    read_amount,
    read_approximate,
    read_number,
)

Answer = str | tuple[str, ...] | tuple[tuple[str, ...], ...]
"""Canonical text of one answer; an empty tuple is 都没有."""

Typed = str | Sequence[str] | Sequence[Sequence[str]]


class AnswerError(Exception):
    """An answer that cannot be accepted; the text says why and what to type, in Chinese."""


_DATE = re.compile(r"(\d{4})\s*[年\-./]\s*(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*日?")
_SPLIT_ITEM = re.compile(
    r"^(.*?)[\s:：=＝]*([\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?)\s*\D{0,2}$"
)
_SEPARATORS = re.compile(r"[、，,;；\n]+")


def read_answer(fact: Fact, typed: Typed) -> Answer:
    """Read a typed answer into canonical form.

    Raises:
        AnswerError: it is not an answer to this question.
    """
    return _READERS[fact.type](fact, typed)


def value_of(fact: Fact, answer: Answer) -> Value:
    """Give the typed value of a canonical answer."""
    match fact.type:
        case FactType.INTEGER | FactType.AMOUNT:
            return read_number(str(answer))
        case FactType.APPROXIMATE:
            return read_approximate(str(answer))
        case FactType.DATE:
            return date.fromisoformat(str(answer))
        case FactType.CHOICES | FactType.NAMES:
            return tuple(str(item) for item in answer)
        case FactType.SPLIT:
            return tuple((str(i[0]), read_number(i[1]) or Decimal(0)) for i in answer)
        case FactType.FOLLOWUP:
            return tuple(Followed(brief(i[0]), i[1], i[2]) for i in answer)
        case _:
            return str(answer)


def show_answer(fact: Fact, answer: Answer) -> str:
    """Print an answer back to the clerk, with its unit."""
    value = value_of(fact, answer)
    if fact.type in {FactType.CHOICES, FactType.NAMES}:
        return "、".join(str(item) for item in answer) or (fact.none or "都没有")
    if fact.type is FactType.SPLIT:
        return "、".join(f"{i[0]} {i[1]}{fact.unit}" for i in answer)
    if fact.type is FactType.FOLLOWUP:
        return "；".join(
            f"{quoted(brief(i[0]))}{i[1]}" + (f"（{i[2]}）" if i[2] else "") for i in answer
        )
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, Decimal):
        gap = "" if isinstance(value, Approximate) else " "
        return f"{plain(value)}{gap}{fact.unit}".strip()
    return str(answer)


def _within(fact: Fact, number: Decimal) -> str:
    if fact.least is not None and number < fact.least:
        raise AnswerError(fact.message or f"不能小于 {fact.least}")
    if fact.most is not None and number > fact.most:
        raise AnswerError(fact.message or f"不能大于 {fact.most}")
    return plain(number)


def _text(fact: Fact, typed: Typed) -> Answer:
    text = fold_written(clean_block(_one(typed)))
    if not text:
        raise AnswerError("还没有写")
    if fact.pattern and not re.search(fact.pattern, text):
        raise AnswerError(fact.message or f"写法不对，例如：{fact.example}")
    return text


def _integer(fact: Fact, typed: Typed) -> Answer:
    text = _without_unit(_one(typed), fact.unit)
    number = read_number(text)
    if number is None:
        raise AnswerError(fact.message or f"请填数字，例如：{fact.example or '12'}")
    if number < 0 or number != number.to_integral_value():
        raise AnswerError(fact.message or "要填不小于 0 的整数")
    return _within(fact, number)


def _approximate(fact: Fact, typed: Typed) -> Answer:
    text = _without_unit(_one(typed), fact.unit)
    number = read_approximate(text)
    if number is None or number < 0 or number != number.to_integral_value():
        raise AnswerError(fact.message or f"请填整数，可以带“余”，例如：{fact.example or '60余'}")
    if isinstance(number, Approximate) and number % 10:
        raise AnswerError(f"“{plain(number)}”前后矛盾：带“余”的数末位要是 0，确数就不带“余”")
    return _within(fact, number)


def _amount(fact: Fact, typed: Typed) -> Answer:
    text = _one(typed)
    number = (
        read_amount(text, fact.unit)
        if "元" in fact.unit
        else read_number(_without_unit(text, fact.unit))
    )
    if number is None or number < 0:
        raise AnswerError(fact.message or f"请填金额，例如：{fact.example or '3500元'}")
    return _within(fact, number)


def _date(fact: Fact, typed: Typed) -> Answer:
    found = _DATE.fullmatch(fold_digits(_one(typed)))
    if not found:
        raise AnswerError("请填年月日，例如：2026年1月15日")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        raise AnswerError(f"没有 {found[0]} 这一天") from None


def _choice(fact: Fact, typed: Typed) -> Answer:
    text = clean(_one(typed))
    key = _option(fact, text)
    if key is None:
        raise AnswerError(f"请填序号或从中选一项：{_numbered(fact)}")
    return key


def _choices(fact: Fact, typed: Typed) -> Answer:
    items = (
        [clean(str(i)) for i in typed] if not isinstance(typed, str) else _cut(typed, spaces=True)
    )
    none = fact.none or "都没有"
    if items in ([none], ["0"]) or (not isinstance(typed, str) and not items):
        if not fact.none:
            raise AnswerError("至少选一项")
        return ()
    keys: list[str] = []
    for item in items:
        own = fold_written(item) if fact.other and read_number(item) is None else None
        key = _option(fact, item) or own
        if key is None:
            raise AnswerError(f"没有“{item}”这一项。请填序号，例如 1、3：{_numbered(fact)}")
        if key not in keys:
            keys.append(key)
    if not keys:
        raise AnswerError("还没有选")
    if fact.most and len(keys) > fact.most:
        raise AnswerError(f"最多选 {fact.most} 项")
    if fact.least and len(keys) < fact.least:
        raise AnswerError(f"至少选 {fact.least} 项")
    order = {key: i for i, key in enumerate(fact.option_keys)}
    return tuple(sorted(keys, key=lambda k: order.get(k, len(order))))


def _names(fact: Fact, typed: Typed) -> Answer:
    items = _cut(typed) if isinstance(typed, str) else [clean(str(i)) for i in typed]
    names = tuple(dict.fromkeys(fold_written(item) for item in items if item))
    if not names:
        raise AnswerError("还没有写名称；几个名称用顿号隔开")
    for name in names:
        if name.count("《") != name.count("》"):
            raise AnswerError(f"“{name}”的书名号不成对")
    return names


def _split(fact: Fact, typed: Typed) -> Answer:
    items: list[tuple[str, str]] = []
    raw = _cut(typed, grouped=True) if isinstance(typed, str) else typed
    for one in raw:
        if isinstance(one, str):
            found = _SPLIT_ITEM.match(clean(one))
            if not found or not found[1].strip():
                raise AnswerError(f"“{one}”要写成“名称 数字”，例如：{fact.example}")
            name, text = fold_written(clean(found[1])), found[2]
        else:
            name, text = fold_written(clean(str(one[0]))), str(one[1])
        number = read_number(text)
        if number is None or not name:
            raise AnswerError(f"“{name} {text}”要写成“名称 数字”，例如：{fact.example}")
        if name in {n for n, _ in items}:
            raise AnswerError(f"“{name}”写了两次")
        items.append((name, plain(number)))
    if not items:
        raise AnswerError(f"还没有写，例如：{fact.example}")
    return tuple(items)


def _followup(fact: Fact, typed: Typed) -> Answer:
    """Read an option, and a few words where it asks for them, for each of several items."""
    out: list[tuple[str, str, str]] = []
    for one in [] if isinstance(typed, str) else typed:
        item, state, note = (clean(str(part)) for part in (*one, "", "")[:3])
        if isinstance(one, str) or not item:
            raise AnswerError("每一条要写明是哪一条、是哪种情况")
        key = _option(fact, state)
        if key is None:
            raise AnswerError(f"{quoted(brief(item))}要从中选一项：{_numbered(fact)}")
        if not fact.note(key):
            note = ""
        if note and fact.pattern and not re.search(fact.pattern, note):
            raise AnswerError(fact.message or f"写法不对，例如：{fact.example}")
        if item in {name for name, _, _ in out}:
            raise AnswerError(f"{quoted(brief(item))}写了两次")
        out.append((item, key, note))
    if not out:
        raise AnswerError("要一条一条地选")
    return tuple(out)


_READERS: dict[FactType, Callable[[Fact, Typed], Answer]] = {
    FactType.TEXT: _text,
    FactType.INTEGER: _integer,
    FactType.APPROXIMATE: _approximate,
    FactType.AMOUNT: _amount,
    FactType.DATE: _date,
    FactType.CHOICE: _choice,
    FactType.CHOICES: _choices,
    FactType.NAMES: _names,
    FactType.SPLIT: _split,
    FactType.FOLLOWUP: _followup,
}


def _one(typed: Typed) -> str:
    if not isinstance(typed, str):
        raise AnswerError("这里只填一个答案")
    return typed


def _without_unit(text: str, unit: str) -> str:
    text = clean(text)
    return text.removesuffix(unit) if unit else text


def _cut(text: str, *, spaces: bool = False, grouped: bool = False) -> list[str]:
    text = clean_block(text)
    if grouped:
        text = re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", text)
    if spaces:
        text = text.replace(" ", "、").replace("\u3000", "、")
    return [part for part in (clean(p) for p in _SEPARATORS.split(text)) if part]


def _option(fact: Fact, text: str) -> str | None:
    if text in fact.option_keys:
        return text
    number = read_number(text)
    if number is not None and 1 <= number <= len(fact.options):
        return fact.options[int(number) - 1].key
    return None


def _numbered(fact: Fact) -> str:
    return "　".join(f"{i} {o.key}" for i, o in enumerate(fact.options, 1))

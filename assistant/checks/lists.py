"""Word lists and thresholds of the text rules: what there is, and typed reads of it."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import cast

from assistant.form.yaml import Tree
from assistant.text.numbers import read_number


class Kind(StrEnum):
    """What shape a setting has.

    `WORDS` is a list of texts, `PAIRS` maps a text to one or more texts, `NUMBER` is one number.
    """

    WORDS = "words"
    PAIRS = "pairs"
    NUMBER = "number"


KINDS: Mapping[str, Kind] = {
    "reduplications": Kind.WORDS,
    "doubled_traps": Kind.WORDS,
    "doubled_allowed": Kind.WORDS,
    "doubled_joints": Kind.WORDS,
    "place_tails": Kind.WORDS,
    "confusions": Kind.PAIRS,
    "typing_slips": Kind.PAIRS,
    "collocations": Kind.WORDS,
    "terms": Kind.PAIRS,
    "variants": Kind.PAIRS,
    "wrong_names": Kind.PAIRS,
    "residues": Kind.WORDS,
    "hollow": Kind.WORDS,
    "hollow_least": Kind.NUMBER,
    "short_titles": Kind.WORDS,
    "list_tails": Kind.WORDS,
    "half_marks_least": Kind.NUMBER,
    "open_ends_least": Kind.NUMBER,
    "platform_names": Kind.WORDS,
    "self_names": Kind.PAIRS,
    "self_nouns": Kind.PAIRS,
    "regions": Kind.WORDS,
    "author_deeds": Kind.WORDS,
    "author_visits": Kind.WORDS,
    "fixed_wording": Kind.WORDS,
}
"""Every setting a rule file may carry."""

Pairs = Mapping[str, tuple[str, ...]]
Setting = tuple[str, ...] | Pairs | Decimal


class ShapeError(Exception):
    """A setting that has another shape than its kind; the text says which it needs, in Chinese."""


def typed(kind: Kind, data: Tree, below: Setting | None = None) -> Setting:
    """Give what a file says as a setting, laid over the one below it.

    A list replaces the one below; `{add: [...], remove: [...]}` changes it. A mapping is merged
    key by key, and an empty value takes its key away. A number replaces.

    Raises:
        ShapeError: the data has another shape.
    """
    if kind is Kind.WORDS:
        return _words(data, cast(tuple[str, ...], below or ()))
    if kind is Kind.PAIRS:
        return _pairs(data, cast(Pairs, below or {}))
    number = read_number(data) if isinstance(data, str) else None
    if number is None:
        raise ShapeError("要写一个数")
    return number


def _words(data: Tree, kept: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(data, list):
        return _texts(data)
    if not isinstance(data, dict) or not data or not set(data) <= {"add", "remove"}:
        raise ShapeError("要写成列表，或 {add: [加上的], remove: [去掉的]}")
    gone = _texts(data.get("remove"))
    for word in gone:
        if word not in kept:
            raise ShapeError(f"原来就没有“{word}”，不用去掉")
    return tuple(dict.fromkeys((*(w for w in kept if w not in gone), *_texts(data.get("add")))))


def _pairs(data: Tree, kept: Pairs) -> Pairs:
    if not isinstance(data, dict):
        raise ShapeError("要写成“键: 值”或“键: [值, 值]”")
    out = dict(kept)
    for key, value in data.items():
        if value is None:
            out.pop(key, None)
        else:
            out[key] = _texts([value] if isinstance(value, str) else value)
    return out


def _texts(data: Tree) -> tuple[str, ...]:
    if data is None:
        return ()
    if not isinstance(data, list) or not all(isinstance(item, str) and item for item in data):
        raise ShapeError("要写成列表，每项是文字")
    return tuple(data)


def words(settings: Mapping[str, object], key: str) -> tuple[str, ...]:
    """Give a list of words; empty when nobody set it."""
    return tuple(cast(tuple[str, ...], settings.get(key, ())))


def pairs(settings: Mapping[str, object], key: str) -> Pairs:
    """Give a mapping from a text to texts; empty when nobody set it."""
    return cast(Pairs, settings.get(key, {}))


def number(settings: Mapping[str, object], key: str, default: int) -> Decimal:
    """Give a number; `default` when nobody set it."""
    return cast(Decimal, settings.get(key, Decimal(default)))

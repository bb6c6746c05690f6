"""What differs between two sentences: where the wording does, and what no percentage shows."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import Literal

from rapidfuzz.distance import Indel, Levenshtein

from assistant.text.names import Name, places, units
from assistant.text.normalise import fold
from assistant.text.polarity import flips

Op = Literal["same", "left", "right"]

_LEXEME = re.compile(r"\d+(?:[.,]\d+)*[%％‰]?|[A-Za-z]+|[\s\S]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[%‰]|[万亿])?")


class Kind(StrEnum):
    """What sort of difference it is, as shown to people."""

    YEAR = "年份"
    NUMBER = "数字"
    PLACE = "地名"
    UNIT = "单位"
    POLARITY = "意思相反"


@dataclass(frozen=True, slots=True)
class Difference:
    """One named difference: what stands left and what stands right in its place (or nothing)."""

    kind: Kind
    left: str
    right: str


def diff(left: str, right: str) -> list[tuple[Op, str]]:
    """Align two texts for display: what both have, what only `left`, what only `right` has.

    Joining `same` and `left` gives `left`, joining `same` and `right` gives `right`. Numbers and
    Latin words are not cut; a lone character shared between two changes counts as changed.
    """
    ours, theirs = _LEXEME.findall(left), _LEXEME.findall(right)
    blocks: list[tuple[str, str, str]] = []
    for op in Indel.opcodes(ours, theirs):
        both = (
            "".join(ours[op.src_start : op.src_end]),
            "".join(theirs[op.dest_start : op.dest_end]),
        )
        blocks.append((both[0], "", "") if op.tag == "equal" else ("", *both))
    out: list[tuple[Op, str]] = []
    gone = come = ""
    for index, (same, minus, plus) in enumerate(blocks):
        lone = len(same) == 1 and 0 < index < len(blocks) - 1
        if same and not lone:
            _append(out, gone, come)
            out.append(("same", same))
            gone = come = ""
        else:
            gone += same + minus
            come += same + plus
    _append(out, gone, come)
    return out


def _append(out: list[tuple[Op, str]], gone: str, come: str) -> None:
    if gone:
        out.append(("left", gone))
    if come:
        out.append(("right", come))


def differences(left: str, right: str) -> tuple[Difference, ...]:
    """Name what a likeness does not see: years, numbers, names of places and units, and flips."""
    left, right = fold(left), fold(right)
    years = _changed(Kind.YEAR, _YEAR.findall(left), _YEAR.findall(right))
    numbers = _changed(
        Kind.NUMBER, _NUMBER.findall(_YEAR.sub("", left)), _NUMBER.findall(_YEAR.sub("", right))
    )
    named = [
        *_renamed(Kind.PLACE, places(left), places(right)),
        *_renamed(Kind.UNIT, units(left), units(right)),
    ]
    opposite = [Difference(Kind.POLARITY, *flip) for flip in flips(left, right)]
    return (*years, *numbers, *named, *opposite)


def _changed(kind: Kind, left: list[str], right: list[str]) -> list[Difference]:
    found: list[Difference] = []
    for op in Levenshtein.opcodes(left, right):
        if op.tag != "equal":
            ours, theirs = left[op.src_start : op.src_end], right[op.dest_start : op.dest_end]
            longer = max(len(ours), len(theirs))
            ours += [""] * (longer - len(ours))
            theirs += [""] * (longer - len(theirs))
            found.extend(
                Difference(kind, one, other) for one, other in zip(ours, theirs, strict=True)
            )
    return list(dict.fromkeys(found))


def _renamed(kind: Kind, left: list[Name], right: list[Name]) -> list[Difference]:
    """Pair the names that only one side has, in reading order."""
    ours, theirs = ({name.core: name.text for name in names} for names in (left, right))
    gone = [text for core, text in ours.items() if core not in theirs]
    come = [text for core, text in theirs.items() if core not in ours]
    return [Difference(kind, *pair) for pair in zip_longest(gone, come, fillvalue="")]

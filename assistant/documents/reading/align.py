"""Tells which figure of a row stands in which column."""

import bisect

from assistant.documents.reading.tokens import Token
from assistant.form.model import Table

Slots = list[tuple[str, int]]
"""The cells a row has, in order: address, and the position of the column's header (-1 unknown)."""


def align(
    slots: Slots, tokens: list[Token], figures: list[Token]
) -> list[tuple[str, Token]] | None:
    """Give each figure its cell, or None when figures are missing and nothing tells which."""
    count = len(slots)
    if len(figures) >= count:
        return [(address, token) for (address, _), token in zip(slots, figures, strict=False)]
    fields = {at: address for address, at in slots if at >= 0}
    if len(fields) == count and all(token.field in fields for token in figures):
        by_field = {t.field: t for t in reversed(tokens) if t.field in fields}
        if len({token.field for token in figures}) == len(figures):
            return [(fields[at], token) for at, token in sorted(by_field.items())]
    if len(fields) == count and figures and all(token.place.table for token in figures):
        ordered = sorted(fields)
        spans = [bisect.bisect_right(ordered, token.field) - 1 for token in figures]
        if min(spans) >= 0 and len(set(spans)) == len(spans):
            return [(fields[ordered[i]], t) for i, t in zip(spans, figures, strict=True)]
    cells = tokens[:count]
    if len(cells) == count and all(token.kind == "blank" for token in tokens[count:]):
        return [(address, token) for (address, _), token in zip(slots, cells, strict=True)]
    return [] if not figures else None


def has_room(table: Table, words: list[Token], blanks: list[Token]) -> bool:
    """Say whether a row of blank fields is long enough to be a row of the table."""
    place = words[-1].place
    if words[-1].field < 0:
        return len(blanks) >= len(table.columns)
    here = [b for b in blanks if (b.place.table, b.place.row) == (place.table, place.row)]
    here = [b for b in here if place.table or b.place.line == place.line]
    return len(here) >= len(table.columns)

"""Sentences as phrase source: text with `{{ slots }}` that stay bound to figures while edited."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from assistant.form.expression import Expression, ExpressionError, Schema, compile_expression
from assistant.form.values import BlankError, Lookup, show
from assistant.text.clean import clean
from assistant.text.sentences import sentence_spans

_BRACES = re.compile(r"\{(?=[{%#]|\}\}|\Z)|(?<=\{)\{|\}(?=\})|(?<=\})\}")
_ESCAPED = {'"{"': "{", '"}"': "}"}
BLANK_MARK = "〔待填〕"
_UNDECIDED = re.compile(r'"([^"{}\\]+)"')
_SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_LEFT = re.compile(r"[0-9０-９.．-]")
_RIGHT = re.compile(r"[0-9０-９.．]")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a sentence that is filled by an expression."""

    expression: str

    @property
    def undecided(self) -> str | None:
        """The wording of an open point: a slot that only holds wording nobody stands behind yet."""
        found = _UNDECIDED.fullmatch(self.expression)
        return found[1] if found else None


Part = str | Slot
Parts = tuple[Part, ...]


class WordingError(Exception):
    """Phrase source that cannot be accepted; the text says why, in Chinese."""


def lex(source: str) -> Parts:
    """Cut phrase source into text and slots; `lex(source(parts)) == parts`.

    Raises:
        WordingError: statements, comments, or braces that do not pair.
    """
    parts: list[Part] = []
    at = 0
    for found in _SLOT.finditer(source):
        _literal(source[at : found.start()], parts)
        expression = found[1].strip()
        if not expression:
            raise WordingError("空的 {{ }}，里面要写数的名字")
        parts.append(_ESCAPED.get(expression) or Slot(expression))
        at = found.end()
    _literal(source[at:], parts)
    return tuple(_merged(parts))


def _literal(text: str, parts: list[Part]) -> None:
    for mark, reason in (
        ("{%", "句子里不能写 {% %} 语句"),
        ("{#", "句子里不能写 {# #} 注释"),
        ("{{", "有 {{ 没有 }}"),
        ("}}", "有 }} 没有 {{"),
    ):
        if mark in text:
            raise WordingError(reason)
    if text:
        parts.append(text)


def undecided(text: str) -> Slot:
    """Make an open point: it prints `text`, and an edit that touches it turns it into wording."""
    return Slot(f'"{text}"')


def undecided_in(parts: Iterable[Part]) -> tuple[str, ...]:
    """Give the wording of every open point, in order."""
    slots = (part.undecided for part in parts if isinstance(part, Slot))
    return tuple(text for text in slots if text is not None)


def source(parts: Iterable[Part]) -> str:
    """Write parts back as phrase source; braces in wording are written so that they stay text."""
    return "".join(
        _BRACES.sub(lambda found: f'{{{{ "{found[0]}" }}}}', p)
        if isinstance(p, str)
        else f"{{{{ {p.expression} }}}}"
        for p in parts
    )


class Piece(NamedTuple):
    """One part as printed: where it starts and ends in the rendered text."""

    part: Part
    start: int
    end: int


class Rendered(NamedTuple):
    """A sentence as printed, with the place of every part and the names that were blank."""

    text: str
    pieces: tuple[Piece, ...]
    blanks: tuple[str, ...]


@dataclass(slots=True)
class Wording:
    """Compiles each distinct slot once over one schema and renders parts."""

    schema: Schema
    _compiled: dict[str, Expression]

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._compiled = {}

    def expression(self, text: str) -> Expression:
        """Give the checked expression for `text`; raises `ExpressionError`."""
        found = self._compiled.get(text)
        if found is None:
            found = self._compiled[text] = compile_expression(text, self.schema)
        return found

    def parts(self, text: str) -> Parts:
        """Take text a person typed: slots when all of it is good phrase source, else wording."""
        try:
            parts = lex(text)
            for part in parts:
                if isinstance(part, Slot):
                    self.expression(part.expression)
        except (WordingError, ExpressionError):
            return (text,) if text else ()
        return parts

    def render(self, parts: Parts, lookup: Lookup) -> Rendered:
        """Print parts with the figures behind `lookup`; a blank prints as 〔待填〕.

        A slot whose expression is not of this form prints as its source and counts as blank.
        """
        pieces: list[Piece] = []
        printed: list[str] = []
        blanks: list[str] = []
        at = 0
        for part in parts:
            text = part if isinstance(part, str) else self._slot(part, lookup, blanks)
            pieces.append(Piece(part, at, at + len(text)))
            printed.append(text)
            at += len(text)
        return Rendered("".join(printed), tuple(pieces), tuple(blanks))

    def _slot(self, slot: Slot, lookup: Lookup, blanks: list[str]) -> str:
        try:
            return show(self.expression(slot.expression).value(lookup))
        except BlankError as blank:
            blanks.append(blank.name or slot.expression)
        except ExpressionError:
            blanks.append(slot.expression)
        return BLANK_MARK


class Edit(NamedTuple):
    """Replace the printed text from `start` to `end` by `new` (code points)."""

    start: int
    end: int
    new: str


def difference(before: str, after: str) -> Edit:
    """Give the one replacement that turns `before` into `after`, by common prefix and suffix."""
    limit = min(len(before), len(after))
    head = 0
    while head < limit and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < limit - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return Edit(head, len(before) - tail, after[head : len(after) - tail])


def splice(rendered: Rendered, edit: Edit) -> Parts:
    """Apply an edit of the printed text to the parts behind it.

    Slots the edit does not touch stay bound. A slot that is cut, or that gets a digit or number
    mark glued on either side, becomes wording. What is printed afterwards is exactly the edited
    text while the figures stand still.
    """
    text, (start, end, new) = rendered.text, edit
    out: list[Part] = []
    placed = False

    def place() -> None:
        nonlocal placed
        if not placed:
            out.append(new)
            placed = True

    for part, a, b in rendered.pieces:
        if start == end and start <= a:
            place()
        if b <= start or a >= end:
            if a >= end:
                place()
            out.append(part)
            continue
        out.append(text[a : max(a, start)])
        if start < b:
            place()
        out.append(text[min(b, max(end, a)) : b])
    place()
    return _unglued(_merged(out), rendered)


def _merged(parts: Iterable[Part]) -> list[Part]:
    merged: list[Part] = []
    for part in parts:
        if part == "":
            continue
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] = merged[-1] + part
        else:
            merged.append(part)
    return merged


def _unglued(parts: list[Part], rendered: Rendered) -> Parts:
    printed = {
        p.part.expression: rendered.text[p.start : p.end]
        for p in rendered.pieces
        if isinstance(p.part, Slot)
    }
    shown = [part if isinstance(part, str) else printed[part.expression] for part in parts]
    glued: list[Part] = []
    for i, part in enumerate(parts):
        if isinstance(part, Slot):
            # A neighbouring slot may print nothing.
            left = "".join(shown[:i])[-1:]
            right = "".join(shown[i + 1 :])[:1]
            if glues(left, printed[part.expression], right):
                glued.append(printed[part.expression])
                continue
        glued.append(part)
    return tuple(_merged(glued))


def glues(left: str, figure: str, right: str) -> bool:
    """Say whether a neighbour character would change the number a slot prints."""
    starts = figure[:1].isdigit()
    ends = figure[-1:].isdigit()
    return bool((starts and _LEFT.fullmatch(left)) or (ends and _RIGHT.fullmatch(right)))


def cut_source(text: str) -> list[str]:
    """Clean phrase source from a person and cut it into sentences, one source each.

    A stop inside a slot does not cut.
    """
    out: list[str] = []
    for line in map(clean, text.split("\n")):
        masked = _SLOT.sub(lambda slot: "x" * len(slot[0]), line)
        out += [line[s.start : s.start + len(s.text)] for s in sentence_spans(masked)]
    return out

"""Makes phrases of sentences as they were printed.

What the report itself proves becomes a slot: a number that equals one known figure, has its unit
behind it and wording that goes with it around it, the year of the report, the names of the unit.
Every other digit, and every name that would be wrong elsewhere, becomes an open point: it prints
as it stood and waits for a person.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from assistant.form.wording import (
    Part,
    Parts,
    Piece,
    Rendered,
    Slot,
    lex,
    source,
    undecided,
    undecided_in,
)
from assistant.text.names import places
from assistant.text.numbers import plain
from assistant.text.quantities import Quantity, quantities

_YEAR = re.compile(r"(?<![\d.．\-])(?:19|20)\d\d(?=\s?年)")
_DIGITS = re.compile(
    r"\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?|\d+(?:[.,．，]\d+)*|[一二][〇○零一二三四五六七八九]{3}(?=年)"
)
_NAMED = re.compile(r"《[^》\n]*》|〔[^〕\n]*〕")
_FEW = 8
_LIKELY = 3
_NAME = 3
_TIMED = re.compile(r"(?:过去)?一年来|过去一年|全年|年内|今年|本年|去年|上年")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure the report is known to have.

    Attributes:
        expression: how a slot names it.
        printed: how a slot prints it.
        unit: the word that stands behind it.
        root: what it rests on; figures with one root are one figure under several names.
        words: what it is called; a number that only happens to be equal shares none of it.
            Empty when nothing is known.
    """

    expression: str
    printed: str
    unit: str
    root: str
    words: str = ""


@dataclass(frozen=True)
class Known:
    """All that is known of the report a sentence stands in.

    Attributes:
        figures: several with one root are in order of preference.
        year: the year it reports on; `year_name` is how a slot names it.
        names: expressions by the names they print: the unit, and what it calls itself.
        foreign: words that would be wrong in another unit's report.
        self_names: finds what a unit may call itself; what is not in `names` is foreign too.
    """

    figures: tuple[Figure, ...] = ()
    year: int | None = None
    year_name: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    foreign: frozenset[str] = frozenset()
    self_names: re.Pattern[str] | None = None

    @cached_property
    def by_print(self) -> Mapping[str, tuple[Figure, ...]]:
        """Figures by how they print."""
        out: dict[str, list[Figure]] = {}
        for figure in self.figures:
            out.setdefault(figure.printed, []).append(figure)
        return {printed: tuple(found) for printed, found in out.items()}

    @cached_property
    def telling(self) -> frozenset[str]:
        """Every two characters that stand in what few figures are called, and so tell them apart."""
        roots: dict[str, set[str]] = {}
        for figure in self.figures:
            for pair in _pairs(figure.words):
                roots.setdefault(pair, set()).add(figure.root)
        most = max(1, len({figure.root for figure in self.figures}) // _FEW)
        return frozenset(pair for pair, found in roots.items() if len(found) <= most)

    @cached_property
    def years(self) -> Mapping[str, str]:
        """Expressions by the years they print: this one and its neighbours."""
        if self.year is None or not self.year_name:
            return {}
        steps = {0: "", -1: " - 1", 1: " + 1"}
        return {str(self.year + step): f"{self.year_name}{text}" for step, text in steps.items()}

    @cached_property
    def words(self) -> re.Pattern[str] | None:
        """Every name and foreign word, the longest first."""
        words = sorted({*self.names, *self.foreign} - {""}, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(re.escape, words))) if words else None


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence made ready for the bank; rendered with the same figures it is the sentence again.

    Attributes:
        options: expressions that have the value of an open point, by its wording.
        figures: the figures that became slots.
    """

    parts: Parts
    options: Mapping[str, tuple[str, ...]]
    figures: tuple[Figure, ...]

    @property
    def text(self) -> str:
        """The phrase source."""
        return source(self.parts)

    @property
    def open(self) -> int:
        """How many open points it has."""
        return len(undecided_in(self.parts))

    @property
    def opening(self) -> bool:
        """Say whether the opening of an aspect may stand in front of it."""
        first = self.parts[0] if self.parts else ""
        if isinstance(first, Slot):
            return any(first.expression == figure.expression for figure in self.figures)
        return _TIMED.match(first) is None


class _Mark(NamedTuple):
    start: int
    end: int
    slot: Slot
    options: tuple[str, ...] = ()
    figure: Figure | None = None


def template(
    sentence: str | Rendered, known: Known, stated: Mapping[int, Sequence[Figure]] | None = None
) -> Template:
    """Make a phrase of a printed sentence; slots it already has stay.

    Args:
        sentence: as printed; braces in it are text.
        known: what its report proves.
        stated: where the wording says which figure a number is, the readings that are true, by
            where the number begins; none when all readings are false.
    """
    if isinstance(sentence, str):
        sentence = Rendered(sentence, (Piece(sentence, 0, len(sentence)),), ())
    finder = _Finder(sentence, known, stated or {})
    marks = sorted(finder.marks())
    options: dict[str, tuple[str, ...]] = {}
    for mark in marks:
        if mark.options and mark.slot.undecided:
            before = options.get(mark.slot.undecided, ())
            options[mark.slot.undecided] = tuple(dict.fromkeys((*before, *mark.options)))
    figures = dict.fromkeys(mark.figure for mark in marks if mark.figure)
    return Template(tuple(_cut(sentence, marks)), options, tuple(figures))


def likely(sentence: str, known: Known) -> Mapping[str, tuple[str, ...]]:
    """Give the figures each number of a sentence may speak of, whatever their values, by wording.

    They have its unit, and the wording around it shares something telling with what they are
    called; the most of it first.
    """
    out: dict[str, tuple[str, ...]] = {}
    for quantity in quantities(sentence):
        digits = _DIGITS.match(sentence, quantity.start)
        around = (_pairs(quantity.before) | _pairs(quantity.after)) & known.telling
        shared = {
            figure.root: (len(around & _pairs(figure.words)), figure.expression)
            for figure in reversed(known.figures)
            if figure.unit == quantity.unit
        }
        ranked = sorted(shared.values(), key=lambda pair: -pair[0])
        named = tuple(name for count, name in ranked if count)[:_LIKELY]
        if digits is not None and named:
            out.setdefault(digits[0], named)
    return out


def settle(text: str, wording: str, instead: str = "") -> str:
    """Settle the first open point with this wording: another expression, else it stays as text."""
    return _put(text, wording, Slot(instead) if instead else wording)


def fill(text: str, wording: str, written: str) -> str:
    """Put what a person writes in place of the first open point with this wording."""
    return _put(text, wording, written)


def _put(text: str, wording: str, part: Part) -> str:
    parts = list(lex(text))
    for i, one in enumerate(parts):
        if isinstance(one, Slot) and one.undecided == wording:
            parts[i] = part
            break
    return source(parts)


class _Finder:
    """Finds what becomes a slot or an open point; what is found first is taken."""

    def __init__(
        self, sentence: Rendered, known: Known, stated: Mapping[int, Sequence[Figure]]
    ) -> None:
        self._text = sentence.text
        self._known = known
        self._stated = stated
        self._taken = [(p.start, p.end) for p in sentence.pieces if isinstance(p.part, Slot)]
        self._named = [m.span() for m in _NAMED.finditer(sentence.text)]

    def marks(self) -> list[_Mark]:
        out: list[_Mark] = []
        for found in (self._words, self._places, self._years, self._quantities, self._digits):
            for mark in found():
                if not any(a < mark.end and mark.start < b for a, b in self._taken):
                    self._taken.append((mark.start, mark.end))
                    out.append(mark)
        return out

    def _words(self) -> Iterator[_Mark]:
        for words in (self._known.words, self._known.self_names):
            for m in words.finditer(self._text) if words else ():
                name = self._known.names.get(m[0])
                yield _Mark(*m.span(), Slot(name) if name else undecided(m[0]))

    def _places(self) -> Iterator[_Mark]:
        for name in {place.text for place in places(self._text)}:
            for m in re.finditer(re.escape(name), self._text) if len(name) >= _NAME else ():
                yield _Mark(*m.span(), undecided(name))

    def _years(self) -> Iterator[_Mark]:
        for m in _YEAR.finditer(self._text):
            name = self._known.years.get(m[0])
            # The year in the name of a document says which document it is.
            inside = any(a <= m.start() < b for a, b in self._named)
            if name and not inside:
                yield _Mark(*m.span(), Slot(name))
            else:
                yield _Mark(*m.span(), undecided(m[0]), (name,) if name else ())

    def _quantities(self) -> Iterator[_Mark]:
        for quantity in quantities(self._text):
            said = self._text[quantity.start : quantity.end]
            number = _DIGITS.match(said)
            if quantity.spoken and quantity.value > 1:
                end = quantity.end - len(quantity.unit)
                wording = self._text[quantity.start : end]
                yield _Mark(quantity.start, end, undecided(wording), self._options(quantity, said))
            elif number is not None:
                yield self._number(quantity, said, number[0])

    def _number(self, quantity: Quantity, said: str, digits: str) -> _Mark:
        fitting = self._fitting(quantity, said)
        stated = self._stated.get(quantity.start)
        if stated is not None:
            chosen = [figure for figure in stated if _fits(figure, quantity, said)][:1]
        else:
            chosen = [f for f in fitting if len(fitting) == 1 and self._goes_with(f, quantity)]
        for figure in chosen:
            end = quantity.start + len(figure.printed)
            return _Mark(quantity.start, end, Slot(figure.expression), (), figure)
        options = (*(f.expression for f in stated or ()), *self._options(quantity, said))
        end = quantity.start + len(digits)
        return _Mark(quantity.start, end, undecided(digits), tuple(dict.fromkeys(options)))

    def _options(self, quantity: Quantity, said: str) -> tuple[str, ...]:
        """Give what has this value and this unit, printed this way or another."""
        same = self._known.by_print.get(plain(quantity.value), ())
        fitting = (*self._fitting(quantity, said), *(f for f in same if f.unit == quantity.unit))
        by_root = {figure.root: figure.expression for figure in reversed(fitting)}
        return tuple(dict.fromkeys(reversed(by_root.values())))

    def _fitting(self, quantity: Quantity, said: str) -> list[Figure]:
        """Give the figures a number may be, one for each root."""
        out: dict[str, Figure] = {}
        for end in range(len(said), 0, -1):
            for figure in self._known.by_print.get(said[:end], ()):
                if _fits(figure, quantity, said):
                    out.setdefault(figure.root, figure)
        return list(out.values())

    def _goes_with(self, figure: Figure, quantity: Quantity) -> bool:
        """Say whether the wording around a number speaks of the figure it equals."""
        around = _pairs(quantity.before) | _pairs(quantity.after)
        return not figure.words or bool(around & _pairs(figure.words) & self._known.telling)

    def _digits(self) -> Iterator[_Mark]:
        # A run of digits may have been taken in part; what stands around that is open all the same.
        edges = [0, *(edge for span in sorted(self._taken) for edge in span), len(self._text)]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            for m in _DIGITS.finditer(self._text, start, end):
                yield _Mark(*m.span(), undecided(m[0]))


def _pairs(text: str) -> frozenset[str]:
    """Give every two Chinese characters that stand side by side."""
    return frozenset(a + b for a, b in pairwise(text) if "一" <= a <= "鿿" and "一" <= b <= "鿿")


def _fits(figure: Figure, quantity: Quantity, said: str) -> bool:
    """Say whether a number is printed just as the figure is, with its unit."""
    if not said.startswith(figure.printed):
        return False
    rest = said[len(figure.printed) :].lstrip()
    # In a list such as 3、5、7件 only the last has the unit behind it.
    return rest == figure.unit or (not rest and quantity.unit == figure.unit)


def _cut(sentence: Rendered, marks: Iterable[_Mark]) -> Iterator[Part]:
    """Give the parts of a sentence with marks in place of the wording they stand for."""
    waiting = list(marks)
    for part, start, end in sentence.pieces:
        if isinstance(part, Slot):
            yield part
            continue
        at = start
        for mark in waiting:
            if start <= mark.start and mark.end <= end:
                if at < mark.start:
                    yield sentence.text[at : mark.start]
                yield mark.slot
                at = mark.end
        if at < end:
            yield sentence.text[at:end]

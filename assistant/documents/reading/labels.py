"""The words of a form by which its tables, sections and aspects are recognised in a file."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from assistant.documents.reading.marks import read_mark, without_mark
from assistant.form.load import LoadedForm
from assistant.form.model import Aspect, Section

_PUNCTUATION = re.compile(r"[\W_]+")
_TAIL = re.compile(r"[（(][^（()）]*[）)]$")
_PLAIN_ENDS = re.compile("(情况|工作|方面|内容)+$")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Keep what makes a label the same label: no spaces, no punctuation, half-width, lower case."""
    return fold_whole(text)


def fold_whole(text: str) -> str:
    """Do the same to a whole file, which is not worth remembering."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).lower()


class Meaning(NamedTuple):
    """What a word can mean in a table: `row`, `column`, `row group`, `column group`, `other`."""

    kind: str
    table: str
    key: str


class Met(NamedTuple):
    """A word of the form in folded text, and where it stands."""

    start: int
    end: int
    word: str


@dataclass(frozen=True)
class Labels:
    """Every word of one form.

    Attributes:
        words: meanings by folded word of the data tables.
        pattern: finds the words in folded text, longest first.
        rows: folded words that are rows.
        columns: folded words that are column headers, outer headers not included.
        run: all words in one string, to tell a part of a label from something else.
        titles: section keys by folded title in every wording.
        ordinals: the number each numbered section is printed with.
    """

    loaded: LoadedForm
    words: dict[str, tuple[Meaning, ...]]
    pattern: re.Pattern[str]
    rows: dict[str, tuple[Meaning, ...]]
    columns: frozenset[str]
    run: str
    titles: dict[str, str]
    ordinals: dict[str, int]

    def met(self, text: str) -> tuple[Met, ...]:
        """Give the form's words in folded text, in order."""
        return self._met(text)

    @cached_property
    def _met(self) -> Callable[[str], tuple[Met, ...]]:
        # Row after row, file after file, the same labels are looked through.
        return lru_cache(maxsize=2048)(self._find)

    def _find(self, text: str) -> tuple[Met, ...]:
        return tuple(Met(*m.span(), m[0]) for m in self.pattern.finditer(text))


_known: dict[int, Labels] = {}


def labels_of(loaded: LoadedForm) -> Labels:
    """Give the words of a form, made once."""
    found = _known.get(id(loaded))
    if found is None or found.loaded is not loaded:
        found = _known[id(loaded)] = _labels(loaded)
    return found


def aspect_named(section: Section, text: str) -> Aspect | None:
    """Give the aspect a heading or the start of a sentence names, however it is worded.

    A whole name wins; else the name that ends last in the text, as the head word does.
    """
    folded = _PLAIN_ENDS.sub("", fold(without_mark(text)))
    best: tuple[int, int] = (0, 0)
    found: Aspect | None = None
    for aspect in section.aspects:
        for name in aspect_names(aspect):
            if folded == name:
                return aspect
            at = folded.rfind(name)
            if at >= 0 and (at + len(name), len(name)) > best:
                best, found = (at + len(name), len(name)), aspect
    return found


def aspect_names(aspect: Aspect) -> Iterator[str]:
    """Give the folded names of an aspect that has a heading."""
    if aspect.heading:
        for name in (aspect.heading, aspect.inline, *aspect.also):
            folded = _PLAIN_ENDS.sub("", fold(name))
            if folded:
                yield folded


def _labels(loaded: LoadedForm) -> Labels:
    words: dict[str, list[Meaning]] = {}

    def add(text: str, *meaning: str) -> None:
        for variant in _variants(text):
            listed = words.setdefault(variant, [])
            if Meaning(*meaning) not in listed:
                listed.append(Meaning(*meaning))

    form = loaded.form
    for table in form.tables:
        for row in table.rows:
            add(row.label, "row", table.key, row.key)
            for group in row.path[:-1]:
                add(group, "row group", table.key, fold(group))
        for column in table.columns:
            add(column.label, "column", table.key, column.key)
            for group in column.path[:-1]:
                add(group, "column group", table.key, fold(group))
    for section in form.sections:
        for block in section.blocks:
            for text in (block.banner, block.stub, block.over_columns):
                if text:
                    add(text, "other", block.table, "")
    titles: dict[str, str] = {}
    ordinals: dict[str, int] = {}
    for section in form.sections:
        if section.titles and section.numbered:
            ordinals[section.key] = len(ordinals) + 1
        for title in (*section.titles.values(), *section.also):
            titles.setdefault(fold(title), section.key)
    found = {word: tuple(meanings) for word, meanings in words.items()}
    longest = sorted(found, key=lambda word: (-len(word), word))
    return Labels(
        loaded,
        found,
        re.compile("|".join(map(re.escape, longest)) or r"(?!)"),
        {w: m for w, ms in found.items() if (m := tuple(x for x in ms if x.kind == "row"))},
        frozenset(fold(c.label) for table in form.tables for c in table.columns),
        "\n".join(found),
        titles,
        ordinals,
    )


def _variants(text: str) -> list[str]:
    """Give a label as printed, without the note in brackets behind it, and without its ordinal."""
    out: list[str] = []
    for one in (text, _TAIL.sub("", text)):
        mark = read_mark(one)
        out += [one, one[mark.end :]] if mark else [one]
    return [word for word in dict.fromkeys(map(fold, out)) if word]

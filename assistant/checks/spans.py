"""Sentences, headings and lines of what is checked, and exact places of spans in them.

Columns count code points from 1; `end_column` is the column behind the last character, so a span
of one line is `line[column - 1 : end_column - 1]`. A draft has no lines: its columns count inside
the sentence named by `place.sentence`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from assistant.checks.codes import CODES
from assistant.checks.finding import Finding, FindingPlace, Mend, Sentence, Subject
from assistant.checks.walk import Walk
from assistant.form.model import Severity
from assistant.form.values import show_date
from assistant.report.model import Place
from assistant.text.marks import full_marks
from assistant.text.needed import may_match


@dataclass(frozen=True, slots=True)
class Heading:
    """A printed heading: a section's title, an aspect's heading line, or a lead in its paragraph.

    Attributes:
        index: section and passage, counted from 0; the passage of a title is -1.
        text: as checks read it: half-width marks beside Chinese are full width.
        printed: as it stands in the document; of the same length.
    """

    kind: Literal["title", "heading", "lead"]
    section: str
    index: tuple[int, int]
    text: str
    place: FindingPlace
    printed: str


class Line(NamedTuple):
    """One line of the document as it stands in the file; of a draft, one printed paragraph.

    Attributes:
        number: counts from 1 as in the file; None in a draft.
        section: key of the section it stands in; empty in front of the first.
    """

    text: str
    number: int | None
    section: str


Span = tuple[int, int]


class View:
    """Everything of a subject that checks ask for again and again, worked out once."""

    def __init__(self, subject: Subject) -> None:
        self._located = subject.located
        self._report = subject.located.report

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence in report order."""
        where = self._located.where
        out: list[Sentence] = []
        for s, section in enumerate(self._report.sections):
            for p, passage in enumerate(section.passages):
                for n, text in enumerate(passage.sentences):
                    place = _place(where.get(f"{s}/{p}/{n}"), section.key, p + 1)
                    read = full_marks(text)
                    out.append(Sentence(section.key, passage.key, (s, p, n), read, place, text))
        return tuple(out)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Every heading in report order."""
        where = self._located.where
        out: list[Heading] = []
        for s, section in enumerate(self._report.sections):
            if section.title:
                place = _place(where.get(str(s)), section.key)
                out.append(_heading("title", section.key, (s, -1), section.title, place))
            for p, passage in enumerate(section.passages):
                if passage.heading:
                    place = _place(where.get(f"{s}/{p}"), section.key, p + 1)
                    out.append(_heading("heading", section.key, (s, p), passage.heading, place))
                if passage.lead:
                    place = _place(where.get(f"{s}/{p}"), section.key, p + 1)
                    out.append(_heading("lead", section.key, (s, p), passage.lead, place))
        return tuple(out)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line of the document, those that no sentence came from included."""
        report = self._report
        if self._located.lines:
            starts = [line for line, _ in self._starts]
            keys = ["", *(key for _, key in self._starts)]
            return tuple(
                Line(text, number, keys[bisect_right(starts, number)])
                for number, text in enumerate(self._located.lines, 1)
            )
        out = [Line(report.title, None, "")] if report.title else []
        for section in report.sections:
            if section.title:
                out.append(Line(section.title, None, section.key))
            out += [Line(text, None, section.key) for _, text in section.paragraphs()]
        if report.signature:
            out.append(Line(report.signature, None, ""))
        if report.date:
            out.append(Line(show_date(report.date), None, ""))
        return tuple(out)

    @cached_property
    def prose(self) -> str:
        """All sentences joined, for the same."""
        return "\n".join(sentence.text for sentence in self.sentences)

    @cached_property
    def text(self) -> str:
        """All lines joined, for a quick look whether a pattern can hit at all."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def _starts(self) -> list[tuple[int, str]]:
        where = self._located.where
        out: list[tuple[int, str]] = []
        for s, section in enumerate(self._report.sections):
            first = where.get(str(s)) or where.get(f"{s}/0/0")
            if first is not None and first.line is not None:
                out.append((first.line, section.key))
        signature = where.get("signature") or where.get("date")
        if signature is not None and signature.line is not None:
            out.append((signature.line, ""))
        return sorted(out, key=lambda start: start[0])


def view(subject: Subject) -> View:
    """Give the subject's view; it is made once and lives as long as the subject."""
    known = vars(subject).get("_view")
    if not isinstance(known, View):
        known = vars(subject)["_view"] = View(subject)
    return known


def sentences_of(subject: Subject) -> tuple[Sentence, ...]:
    """Give every sentence in report order, leads and headings not among them."""
    return view(subject).sentences


def headings_of(subject: Subject) -> tuple[Heading, ...]:
    """Give every heading in report order."""
    return view(subject).headings


def lines_of(subject: Subject) -> tuple[Line, ...]:
    """Give every line of the document; of a draft, its printed paragraphs."""
    return view(subject).lines


def lines_with(subject: Subject, pattern: re.Pattern[str]) -> Iterator[tuple[Line, re.Match[str]]]:
    """Find a pattern line by line; nothing is tried by line that the whole text does not have.

    The pattern is compiled with `re.MULTILINE`, so that `^` and `$` mean the same in both.
    """
    text = view(subject).text
    if may_match(pattern, text) and pattern.search(text):
        for line in lines_of(subject):
            for match in pattern.finditer(line.text):
                yield line, match


def sentences_with(
    subject: Subject, pattern: re.Pattern[str]
) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """Find a pattern sentence by sentence, after a quick look whether there can be a match."""
    if may_match(pattern, view(subject).prose):
        for sentence in sentences_of(subject):
            for match in pattern.finditer(sentence.text):
                yield sentence, match


def place_at(subject: Subject, sentence: Sentence | Heading, start: int, end: int) -> FindingPlace:
    """Give the place of `text[start:end]` of a sentence or heading."""
    base = sentence.place
    lines = subject.located.lines
    if base.line is None or not 0 < base.line <= len(lines):
        return base._replace(column=start + 1, end_column=end + 1)
    walk = Walk(lines, base.line - 1, (base.column or 1) - 1, sentence.printed)
    first = walk.to(start)
    # The end stands right behind the last character, whatever is skipped after it.
    last = walk.to(max(end - 1, start))
    behind = last[1] + (1 if end > start else 0)
    return base._replace(
        line=first[0] + 1,
        column=first[1] + 1,
        end_line=last[0] + 1,
        end_column=behind + 1,
    )


def line_place(line: Line, start: int, end: int) -> FindingPlace:
    """Give the place of `line.text[start:end]`."""
    return FindingPlace(
        section=line.section,
        line=line.number,
        column=start + 1,
        end_line=line.number,
        end_column=end + 1,
    )


def verbatim(subject: Subject, place: FindingPlace, fallback: str = "") -> str:
    """Give the document's text at a place of lines; `fallback` when it has no lines."""
    lines = subject.located.lines
    if place.line is None or place.column is None or not 0 < place.line <= len(lines):
        return fallback
    last = place.end_line or place.line
    if last == place.line:
        end = len(lines[last - 1]) + 1 if place.end_column is None else place.end_column
        return lines[last - 1][place.column - 1 : end - 1]
    inner = lines[place.line : last - 1]
    tail = lines[last - 1][: (place.end_column or 1) - 1]
    return "\n".join((lines[place.line - 1][place.column - 1 :], *inner, tail))


def found(
    subject: Subject,
    where: Sentence | Heading | Line,
    span: Span,
    code: str,
    rule: str,
    message: str,
    *,
    severity: Severity | None = None,
    basis: str = "",
    suggestion: str = "",
    mend: str | None = None,
) -> Finding:
    """Make a finding about `where.text[start:end]`, its excerpt taken from the document.

    Args:
        subject: what is checked.
        where: the sentence, heading or line the span counts in.
        span: start and end in its text.
        code: one of `CODES`, whose severity is used unless one is given.
        rule: id of the rule or identity.
        message: what is wrong, with both values, in Chinese.
        severity: where it differs from the code's.
        basis: paragraph of the regulation, form or standard.
        suggestion: what to do, in Chinese.
        mend: what the excerpt should read; only where that is certain.
    """
    start, end = span
    if isinstance(where, Line):
        place = line_place(where, start, end)
        excerpt = where.text[start:end]
    else:
        place = place_at(subject, where, start, end)
        excerpt = verbatim(subject, place, where.printed[start:end])
    return Finding(
        code,
        rule,
        severity or CODES[code].severity,
        place,
        excerpt,
        message,
        basis,
        suggestion,
        None if mend is None else Mend(excerpt, mend),
    )


def cell_place(subject: Subject, address: str) -> FindingPlace:
    """Give the place of a table cell; line and column where its maker knows them."""
    table, row, col = address.split(".")
    section = subject.loaded.form.section_of.get(table)
    place = _place(subject.located.where.get(address), section.key if section else "")
    return place._replace(table=table, row=row, col=col)


def clause_span(text: str, start: int, end: int) -> Span:
    """Widen a span to the clause it stands in, without the punctuation around it."""
    marks = "，。；：！？,;"
    left = max((text.rfind(mark, 0, start) for mark in marks), default=-1) + 1
    right = min((i for i in (text.find(mark, end) for mark in marks) if i >= 0), default=len(text))
    return left, right


def _heading(
    kind: Literal["title", "heading", "lead"],
    section: str,
    index: tuple[int, int],
    printed: str,
    place: FindingPlace,
) -> Heading:
    return Heading(kind, section, index, full_marks(printed), place, printed)


def _place(place: Place | None, section: str, paragraph: int | None = None) -> FindingPlace:
    if place is None:
        return FindingPlace(section, paragraph)
    return FindingPlace(section, paragraph, place.line, place.column, sentence=place.sentence)

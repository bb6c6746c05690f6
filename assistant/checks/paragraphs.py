"""Paragraphs: sentences that stand in one, joined, for what reaches across sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from assistant.checks.codes import CODES
from assistant.checks.cut import cut_line
from assistant.checks.finding import Finding, FindingPlace, Mend, Sentence, Subject
from assistant.checks.spans import (
    Heading,
    Line,
    Span,
    View,
    found,
    headings_of,
    place_at,
    sentences_of,
    verbatim,
    view,
)
from assistant.form.model import Severity


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a section; `starts` are where its sentences begin in `text`.

    Attributes:
        last: no paragraph of the same passage follows.
    """

    section: str
    passage: str
    text: str
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]
    last: bool

    @property
    def printed(self) -> str:
        """The text as it stands in the document."""
        return "".join(sentence.printed for sentence in self.sentences)

    def at(self, offset: int) -> tuple[Sentence, int]:
        """Give the sentence a character stands in, and where in it."""
        index = max(i for i, start in enumerate(self.starts) if start <= offset)
        return self.sentences[index], offset - self.starts[index]


Block = Heading | Paragraph
Unit = Sentence | Heading | Line | Paragraph
_MADE: WeakKeyDictionary[View, tuple[Paragraph, ...]] = WeakKeyDictionary()


def paragraphs_of(subject: Subject) -> tuple[Paragraph, ...]:
    """Give every paragraph of sentences in report order."""
    key = view(subject)
    if key not in _MADE:
        _MADE[key] = tuple(_paragraphs(subject))
    return _MADE[key]


def blocks_of(subject: Subject) -> tuple[Block, ...]:
    """Give every paragraph, and every heading behind them."""
    return (*paragraphs_of(subject), *headings_of(subject))


def texts_of(subject: Subject) -> tuple[Unit, ...]:
    """Give every sentence, and every heading behind them."""
    return (*sentences_of(subject), *headings_of(subject))


def breaks_off(subject: Subject, where: Unit) -> bool:
    """Say whether a text is the last of an excerpt and was cut off in the middle."""
    line = cut_line(subject)
    return line is not None and isinstance(where, Paragraph) and end_line(subject, where) == line


def end_line(subject: Subject, paragraph: Paragraph) -> int | None:
    """Give the line a paragraph ends in; None in a draft."""
    last = paragraph.sentences[-1]
    return place_at(subject, last, 0, len(last.text)).end_line


def report(
    subject: Subject,
    where: Unit,
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
    """Make a finding about `where.text[start:end]`; the arguments are those of `spans.found`."""
    if not isinstance(where, Paragraph):
        return found(
            subject,
            where,
            span,
            code,
            rule,
            message,
            severity=severity,
            basis=basis,
            suggestion=suggestion,
            mend=mend,
        )
    place = _place(subject, where, span)
    excerpt = verbatim(subject, place, where.printed[span[0] : span[1]])
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


def _place(subject: Subject, paragraph: Paragraph, span: Span) -> FindingPlace:
    start, end = span
    first, from_ = paragraph.at(start)
    last, to = paragraph.at(max(end - 1, start))
    if first is last:
        return place_at(subject, first, from_, to + (end > start))
    head = place_at(subject, first, from_, len(first.text))
    if head.line is None:
        # A draft's columns count inside one sentence; the finding stands where it begins.
        return head
    tail = place_at(subject, last, to, to + 1)
    return head._replace(end_line=tail.end_line, end_column=tail.end_column)


def _paragraphs(subject: Subject) -> Iterator[Paragraph]:
    runs: list[list[Sentence]] = []
    for sentence in sentences_of(subject):
        if runs and _goes_on(subject, runs[-1][-1], sentence):
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    for number, run in enumerate(runs):
        starts: list[int] = []
        length = 0
        for sentence in run:
            starts.append(length)
            length += len(sentence.text)
        after = runs[number + 1][0].index[:2] if number + 1 < len(runs) else None
        yield Paragraph(
            run[0].section,
            run[0].passage,
            "".join(sentence.text for sentence in run),
            tuple(run),
            tuple(starts),
            run[0].index[:2] != after,
        )


def _goes_on(subject: Subject, before: Sentence, sentence: Sentence) -> bool:
    if before.index[:2] != sentence.index[:2]:
        return False
    if before.place.line == sentence.place.line:
        return True
    end = place_at(subject, before, 0, len(before.text)).end_line
    return end == sentence.place.line

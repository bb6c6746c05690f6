"""Cuts a run of problems into its points, however they are numbered."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.documents.reading.marks import read_mark
from assistant.form.model import Pairs
from assistant.report.model import Passage, Report
from assistant.text.sentences import sentences

_STARTS = re.compile(
    r"(?:^|(?<=[。；：:;，,！？\s]))(?=[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十][，,、：:]"
    r"|[（(]\s*[一二三四五六七八九十0-9]{1,2}\s*[）)]|[0-9０-９]{1,2}[.．、](?![0-9０-９])|[①-⑩])"
)
_SHORT_OF = re.compile("不|未|没有|有待|尚|仍|还|偏|单一|缺|薄弱|滞后|较少|欠|需")
_CLAUSE = 4
"""Characters a clause needs to be a point by itself."""
_EDGE = "；;，,：: "


def problems_of(report: Report, pairs: Iterable[Pairs]) -> tuple[str, ...]:
    """Give the problems a report lists, one text each, without marks and what leads to them."""
    out: list[str] = []
    for one in pairs:
        out += _points(_run(report, f"{one.key}.problem"), one.problem_also)
    return tuple(dict.fromkeys(out))


def paired_of(report: Report, pairs: Iterable[Pairs]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Give the problems with the measures listed against them, as texts, by the key of the pairs.

    They belong together in their order; nothing is given where there are more of one than of the
    other.
    """
    out: dict[str, tuple[tuple[str, str], ...]] = {}
    for one in pairs:
        problems = list(_points(_run(report, f"{one.key}.problem"), one.problem_also))
        run = _run(report, f"{one.key}.measure")
        whole = _tidy("".join(text for passage in run for text in passage.sentences))
        measures = list(_listed(run)) or [whole]
        if whole and len(problems) == len(measures):
            out[one.key] = tuple(zip(problems, measures, strict=True))
    return out


def _run(report: Report, key: str) -> list[Passage]:
    """Give what a report has of one run, problems or measures."""
    return [p for section in report.sections for p in section.passages if p.key == key]


def _points(passages: Sequence[Passage], labels: Sequence[str]) -> Iterator[str]:
    points = list(_listed(passages))
    if points:
        yield from points
        return
    for passage in passages:
        yield from _unnumbered(passage.sentences, labels)


def _listed(passages: Sequence[Passage]) -> Iterator[str]:
    """Take what is numbered, from two points on."""
    pieces = [
        piece
        for passage in passages
        for text in (passage.heading, passage.lead, *passage.sentences)
        for piece in _STARTS.split(text)
        if piece.strip()
    ]
    styles = dict.fromkeys(mark.style for piece in pieces if (mark := read_mark(piece)))
    numbered = max((_numbered(pieces, style) for style in styles), key=len, default=[])
    if len(numbered) > 1:
        yield from filter(None, map(_tidy, numbered))


def _numbered(pieces: Sequence[str], style: str) -> list[str]:
    """Put together what stands behind each mark of one style, as far as they count from 1.

    Marks of another style inside a point belong to it; what stands before the first is dropped.
    """
    points: list[str] = []
    for piece in pieces:
        mark = read_mark(piece)
        if mark and mark.style == style and mark.number == len(points) + 1:
            points.append(_stopped(piece[mark.end :]))
        elif points:
            points[-1] += _stopped(piece)
    return points


def _stopped(text: str) -> str:
    """Close a heading, which has no stop, so that what follows is another sentence."""
    text = text.strip()
    return f"{text}。" if text and text[-1].isalnum() else text


def _unnumbered(texts: Iterable[str], labels: Sequence[str]) -> Iterator[str]:
    """Take each sentence that says what falls short as a point, with what explains it."""
    points: list[str] = []
    for text in texts:
        before, colon, behind = text.partition("：")
        told = bool(colon) and any(name in before for name in labels)
        for part in _parts(behind if told else text, listed=told):
            mark = read_mark(part)
            said = _stopped(part[mark.end :] if mark else part)
            if _SHORT_OF.search(said) or not points:
                points.append(said)
            else:
                points[-1] += said
    yield from filter(None, map(_tidy, points))


def _parts(text: str, *, listed: bool) -> list[str]:
    """Cut a sentence at semicolons; a list at its commas too, where each clause is a shortfall."""
    clauses = re.split("[，；;]", text)
    if listed and all(len(c) >= _CLAUSE and _SHORT_OF.search(c) for c in clauses):
        return clauses
    return [part for part in map(str.strip, re.split("(?<=[；;])", text)) if part]


def _tidy(text: str) -> str:
    text = text.strip(_EDGE)
    return (
        f"{text}。"
        if text and not sentences(text)[-1].endswith(("。", "！", "？", "”", "》"))
        else text
    )

"""Finds the section titles of a file, and where one report ends and the next begins."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from assistant.documents.reading.figures import looks_like_figure
from assistant.documents.reading.labels import Labels, fold
from assistant.documents.reading.marks import Mark, read_mark
from assistant.documents.reading.pages import Paragraph

_SHORTEST, _LONGEST = 2, 40
_CLOSE = 75
_SAME_PLACE = 45
_CONTENTS = 3
_HEADING = 24
_CHUNK = re.compile(r"\S+")
_MARKS_IN = re.compile("[，。；：、！？,;:!?]")
_MARKS = ("han", "part", "", "paren_han", "dot", "paren", "circle", "is", "first")


@dataclass(frozen=True, slots=True)
class SectionTitle:
    """A paragraph that is a section's title.

    Attributes:
        at: index of the paragraph.
        key: the section, or empty when it is none of the form's.
        number: its ordinal; 0 without one.
        exact: worded as the form, or a known variant, words it.
        mark: style of the ordinal mark it carries.
    """

    at: int
    key: str
    number: int
    exact: bool
    mark: str = ""


def section_titles(paragraphs: Sequence[Paragraph], labels: Labels) -> list[SectionTitle]:
    """Give the section titles in order; wording that only looks like a title is left out."""
    found = [t for i, p in enumerate(paragraphs) if (t := _candidate(i, p, labels))]
    found = _of_one_mark(found, labels)
    found = _without_contents(found, paragraphs)
    found = _of_one_style(found, paragraphs)
    kept: list[SectionTitle] = []
    last = 0
    used: set[str] = set()
    first = min(labels.ordinals, key=lambda key: labels.ordinals[key], default="")
    for at, title in enumerate(found):
        if title.exact:
            if title.key in used and title.key != first:
                if labels.ordinals.get(title.key, 0) > last:
                    continue
                if not any(t.exact and t.key != title.key for t in found[at + 1 :]):
                    continue
            if title.key in used:
                used = set()
        else:
            fits = title.number == last + 1 or (bool(title.key) and title.number > last)
            ahead = any(t.exact and t.number == title.number for t in found[at + 1 :])
            if title.number == 1 and not kept:
                fits = True
            if not fits or ahead or (title.key and title.key in used):
                continue
            if not title.key:
                title = SectionTitle(
                    title.at, _by_number(title.number, labels, used), title.number, False
                )
        kept.append(title)
        used.add(title.key)
        last = title.number or labels.ordinals.get(title.key, last)
    return kept


def split_glued(paragraphs: Sequence[Paragraph], labels: Labels) -> list[Paragraph]:
    """Cut a line in which titles and headings run together with what stands around them."""
    out: list[Paragraph] = []
    for paragraph in paragraphs:
        raw = paragraph.raw
        cuts = _glued(raw, labels) if len(raw) > _LONGEST // 2 else set()
        ends = sorted({0, *cuts, len(raw)})
        if len(ends) <= 2:
            out.append(paragraph)
            continue
        parts = [paragraph.part(a, b) for a, b in pairwise(ends)]
        out += [part for part in parts if part.text]
    return out


def _glued(raw: str, labels: Labels) -> set[int]:
    """Give where a line is to be cut: around section titles, and at the headings below them."""
    cuts: set[int] = set()
    number = 0
    before = ""
    for found in _CHUNK.finditer(raw):
        at, chunk = found.start(), found[0]
        mark = read_mark(chunk)
        if mark and mark.style == "han" and fold(chunk[mark.end :]) in labels.titles:
            cuts |= {at, at + len(chunk)}
            number = 0
        elif (
            mark
            and mark.style == "paren_han"
            and mark.number == number + 1
            # A heading stands behind a title or behind a sentence that is over.
            and (before.endswith("。") or (bool(cuts) and not raw[max(cuts) : at].strip()))
        ):
            cuts.add(at)
            number = mark.number
            if len(chunk) <= _HEADING and not _MARKS_IN.search(chunk[mark.end :]):
                cuts.add(at + len(chunk))
        before = chunk
    return cuts


def _candidate(at: int, paragraph: Paragraph, labels: Labels) -> SectionTitle | None:
    text = paragraph.text
    if not _SHORTEST <= len(text) <= _LONGEST or "。" in text:
        return None
    mark = read_mark(text)
    folded = fold(text[mark.end :] if mark else text)
    key = labels.titles.get(folded)
    if key:
        return SectionTitle(at, key, mark.number if mark else 0, True, mark.style if mark else "")
    if not mark or mark.style not in {"han", "part"} or fold(text) in labels.words:
        return None
    if any(char in text[mark.end :] for char in "，；,;\t") or looks_like_figure(text.split()[-1]):
        return None
    return _near(at, mark, folded, fold(text), labels)


def _near(at: int, mark: Mark, folded: str, whole: str, labels: Labels) -> SectionTitle | None:
    scores = {title: fuzz.ratio(folded, title) for title in labels.titles}
    title = max(scores, key=lambda t: scores[t], default="")
    row = max((fuzz.ratio(whole, word) for word in labels.rows), default=0)
    begun = len(whole) > _CONTENTS and any(word.startswith(whole) for word in labels.rows)
    if row > max(scores.get(title, 0), _CLOSE) or begun:
        return None
    key = labels.titles.get(title, "")
    agrees = labels.ordinals.get(key) == mark.number
    if scores.get(title, 0) < (_SAME_PLACE if agrees else _CLOSE):
        key = ""
    return SectionTitle(at, key, mark.number, False)


def _by_number(number: int, labels: Labels, used: set[str]) -> str:
    return next((k for k, n in labels.ordinals.items() if n == number and k not in used), "")


def _of_one_mark(found: list[SectionTitle], labels: Labels) -> list[SectionTitle]:
    """Drop wording of a title behind another mark than titles carry: it is a heading below them."""
    keys = {mark: {t.key for t in found if t.exact and t.mark == mark} for mark in _MARKS}
    most = max(_MARKS, key=lambda mark: len(keys[mark]))
    return [
        t
        for t in found
        if not t.exact
        or t.mark == most
        or (t.key not in keys[most] and t.number in {0, labels.ordinals.get(t.key)})
    ]


def _without_contents(
    found: list[SectionTitle], paragraphs: Sequence[Paragraph]
) -> list[SectionTitle]:
    """Drop a table of contents: titles one after the other that all come again."""
    out = list(found)
    start = 0
    while start < len(found):
        end = start + 1
        while (
            end < len(found)
            and found[end].key not in {title.key for title in found[start:end]}
            and not any(p.text for p in paragraphs[found[end - 1].at + 1 : found[end].at])
        ):
            end += 1
        run, rest = found[start:end], {title.key for title in found[end:]}
        if len(run) >= _CONTENTS and all(title.key in rest for title in run):
            out = [title for title in out if title not in run]
        start = end
    return out


def _of_one_style(found: list[SectionTitle], paragraphs: Sequence[Paragraph]) -> list[SectionTitle]:
    """Where all sure titles are set as headings, drop what is not."""
    styles: Mapping[str, int] = {
        style: sum(paragraphs[t.at].style == style for t in found if t.exact)
        for style in {paragraphs[t.at].style for t in found if t.exact}
    }
    headings = {style for style, count in styles.items() if is_heading(style) and count > 1}
    keys = {t.key for t in found if t.exact}
    in_headings = {t.key for t in found if t.exact and paragraphs[t.at].style in headings}
    if not headings or keys != in_headings:
        return found
    return [t for t in found if paragraphs[t.at].style in headings]


def is_heading(style: str) -> bool:
    """Say whether a paragraph style is one of headings."""
    return style.startswith(("heading", "标题")) or style in {"h1", "h2", "h3", "h4", "h5", "h6"}

"""Cuts a section into its aspects by headings （一） 1. 一是, and by sentences that name them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.documents.reading.labels import aspect_named
from assistant.documents.reading.marks import Mark, read_mark
from assistant.documents.reading.outline import is_heading
from assistant.documents.reading.pages import Paragraph
from assistant.documents.reading.passages import Break, Part, cut
from assistant.documents.reading.runs import pair_parts
from assistant.form.model import Aspect, Form, Section
from assistant.text.sentences import sentence_spans

_LONGEST = 30
_STOP = re.compile("[。；！？]")
_NAMING = re.compile(r"[^。，：；:,;！？]{2,30}(?:[。：；:]|(?=，)|$)")
_LABEL = re.compile(r"[^。，：；:,;！？0-9０-９]{2,30}[。：:]")


def section_parts(
    section: Section, paragraphs: Sequence[Paragraph], form: Form
) -> tuple[list[Part], bool]:
    """Give the parts of a section, and whether they form one paragraph."""
    paragraphs = [p for p in paragraphs if p.text]
    if not paragraphs:
        return [], False
    headed = [aspect for aspect in section.aspects if aspect.heading]
    plain = [aspect for aspect in section.aspects if not aspect.heading]
    joined = False
    breaks: list[Break] = []
    if headed:
        breaks = _headings(section, paragraphs)
        if not any(one.key for one in breaks):
            inline = _inline(section, paragraphs, form)
            joined = bool(inline) and len(paragraphs) == 1
            breaks = inline or breaks
    first = breaks[0].at if breaks else len(paragraphs)
    if section.pairs:
        return pair_parts(section, paragraphs, form, breaks), joined
    if not breaks and len(plain) == len(paragraphs) > 1:
        each = [Break(i, 0, 0, aspect.key) for i, aspect in enumerate(plain)]
        return cut(paragraphs, each), False
    parts = cut(paragraphs, breaks)
    if parts and plain and (first > 0 or (breaks and breaks[0].start) or not breaks):
        parts[0].key = parts[0].key or plain[0].key
    return parts, joined


def _headings(section: Section, paragraphs: Sequence[Paragraph]) -> list[Break]:
    """Find headings: lines of their own, or wording run into the paragraph behind a mark."""
    found = [b for i, p in enumerate(paragraphs) if (b := _heading(section, i, p))]
    if not found:
        return []
    named = [one for one in found if one[0].key]
    level = _style((named or found)[0][1])
    kept = [one for one in found if _style(one[1]) == level or (one[0].key and one[1] is None)]
    heads = [b for b, _ in kept if b.key]
    if heads and all(is_heading(paragraphs[b.at].style) and b.heading for b in heads):
        kept = [one for one in kept if is_heading(paragraphs[one[0].at].style)]
    if level == "is" and not any(b.heading for b, _ in kept):
        return [] if len(named) < 2 else _in_turn(kept)
    return _in_turn(kept)


def _in_turn(found: Sequence[tuple[Break, Mark | None]]) -> list[Break]:
    """Drop headings run into text whose number is out of turn, and a name met a second time."""
    out: list[Break] = []
    last = 0
    used: set[str] = set()
    for one, mark in found:
        if (one.lead and mark and mark.number != last + 1 and last) or one.key in used - {""}:
            continue
        if mark:
            last = mark.number
        used.add(one.key)
        out.append(one)
    return out


def _style(mark: Mark | None) -> str:
    return mark.style if mark else ""


def _heading(section: Section, at: int, paragraph: Paragraph) -> tuple[Break, Mark | None] | None:
    text = paragraph.text
    mark = read_mark(text)
    rest = text[mark.end :] if mark else text
    if len(rest) <= _LONGEST and not _STOP.search(rest[:-1]) and "，" not in rest:
        aspect = aspect_named(section, text) if mark or len(rest) <= _LONGEST // 2 else None
        sure = aspect is not None and (mark is not None or not rest.endswith("。"))
        if sure or (mark and not rest.endswith(("。", "；"))):
            return Break(at, 0, len(text), aspect.key if aspect else "", heading=text), mark
    if mark is None:
        return None
    label = _LABEL.match(rest) or re.match(r"\S{2,16}(?=\s)", rest)
    if label is None:
        return None
    aspect = aspect_named(section, label[0])
    lead = text[: mark.end + label.end()]
    if aspect is None and mark.style in {"is", "first"}:
        return None
    return Break(at, 0, len(lead), aspect.key if aspect else "", lead=lead.strip()), mark


def _inline(section: Section, paragraphs: Sequence[Paragraph], form: Form) -> list[Break]:
    """Find 一是……二是…… in running text: exactly as the form prints them, else by name."""
    exact = _exact(section, form)
    starts = [
        (at, span.start, span.text)
        for at, p in enumerate(paragraphs)
        for span in sentence_spans(p.text)
    ]
    found = list(_turns(section, starts, exact))
    return found or list(_named(section, starts))


def _exact(section: Section, form: Form) -> dict[str, tuple[Aspect, int]]:
    out: dict[str, tuple[Aspect, int]] = {}
    for numbering in form.numberings:
        if numbering.style == "inline":
            for aspect in section.aspects:
                if aspect.heading:
                    for number, mark in enumerate(numbering.ordinals, 1):
                        out[f"{mark}{aspect.inline or aspect.heading}。"] = aspect, number
    return out


def _turns(
    section: Section,
    starts: Sequence[tuple[int, int, str]],
    exact: dict[str, tuple[Aspect, int]],
) -> Iterator[Break]:
    order = {aspect.key: i for i, aspect in enumerate(section.aspects)}
    wanted, last = 1, -1
    for at, start, text in starts:
        aspect, number = exact.get(text, (None, 0))
        if aspect is None or number != wanted or order[aspect.key] <= last:
            continue
        yield Break(at, start, start + len(text), aspect.key, lead=text)
        wanted, last = wanted + 1, order[aspect.key]


def _named(section: Section, starts: Sequence[tuple[int, int, str]]) -> Iterator[Break]:
    used: set[str] = set()
    candidates = []
    for at, start, text in starts:
        mark = read_mark(text)
        naming = _NAMING.match(text[mark.end :]) if mark else None
        aspect = aspect_named(section, naming[0]) if naming else None
        if mark and naming and aspect:
            label = _LABEL.match(text[mark.end :])
            body = mark.end + label.end() if label else 0
            candidates.append((mark, Break(at, start, start + body, aspect.key, lead=text[:body])))
    groups = [
        list(group)
        for _, group in groupby(
            sorted(candidates, key=lambda c: c[0].style), key=lambda c: c[0].style
        )
    ]
    best = max(groups, key=lambda g: len({b.key for _, b in g}), default=[])
    wanted = best[0][0].number if best else 1
    for mark, one in best:
        if mark.number < wanted or one.key in used:
            continue
        used.add(one.key)
        wanted = mark.number + 1
        yield one

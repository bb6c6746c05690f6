"""Cuts the section of problems and measures into its two runs."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.documents.reading.labels import fold
from assistant.documents.reading.marks import Mark, read_mark
from assistant.documents.reading.pages import Paragraph
from assistant.documents.reading.passages import Break, Part, cut
from assistant.form.model import Form, Pairs, Section
from assistant.form.wording import Slot, lex
from assistant.text.sentences import sentence_spans

_HEAD = re.compile(r"[^。：:！？]{0,40}")
_LEAD = re.compile(
    r"[^。！？]{2,80}?[：:](?=(?:[一二三四五六七八九十]{1,2}是|[（(]?[一1１][）)、.．]|第一|首先|①))"
)
_LONGEST = 30
_NEAR_START = 14


def pair_parts(
    section: Section, paragraphs: Sequence[Paragraph], form: Form, breaks: Sequence[Break] = ()
) -> list[Part]:
    """Give the parts of a section with pairs: plain aspects, problems and measures."""
    pairs = section.pairs
    if pairs is None:
        return cut(paragraphs, breaks)
    own = _own(pairs, paragraphs)
    found = own or _told(section, pairs, paragraphs)
    parts = cut(paragraphs, [*breaks, *found])
    plain = [aspect for aspect in section.aspects if not aspect.heading]
    first = min((b.at for b in found), default=len(paragraphs))
    if plain and parts and not parts[0].key and first > 0:
        parts[0].key = plain[0].key
    return _merged(parts)


def _merged(parts: list[Part]) -> list[Part]:
    """Put neighbours of one key together when nothing is printed between them."""
    out: list[Part] = []
    for part in parts:
        same = out and out[-1].key == part.key and not part.heading and not part.lead
        if same:
            out[-1].sentences += part.sentences
        else:
            out.append(part)
    return out


def _own(pairs: Pairs, paragraphs: Sequence[Paragraph]) -> list[Break]:
    """Find the runs as the form's own leads print them."""
    out: list[Break] = []
    sides = [("problem", pairs.problem_lead), ("measure", pairs.measure_lead)]
    patterns = [(side, pattern) for side, lead in sides if (pattern := _pattern(lead))]
    for at, paragraph in enumerate(paragraphs):
        for number, (side, pattern) in enumerate(patterns):
            found = pattern.match(paragraph.text)
            if found:
                key = f"{pairs.key}.{side}"
                out.append(Break(at, 0, found.end(), key, lead=found[0]))
                patterns = patterns[number + 1 :]
                break
    return out


@lru_cache(maxsize=64)
def _pattern(lead: str) -> re.Pattern[str] | None:
    parts = lex(lead)
    if not any(isinstance(part, str) and fold(part) for part in parts):
        return None
    return re.compile(
        "".join(".{0,40}?" if isinstance(p, Slot) else re.escape(p.rstrip()) for p in parts)
    )


def _told(section: Section, pairs: Pairs, paragraphs: Sequence[Paragraph]) -> list[Break]:
    """Find the runs by the words that announce problems and measures."""
    plain = [aspect for aspect in section.aspects if not aspect.heading]
    before = [name for aspect in plain for name in aspect.also]
    words = {"problem": pairs.problem_also, "measure": pairs.measure_also}
    silent = not any(
        name in p.text for p in paragraphs for names in words.values() for name in names
    ) and not any(read_mark(p.text) for p in paragraphs)
    out: list[Break] = []
    state = ""
    point: Mark | None = None
    for at, paragraph in enumerate(paragraphs):
        text = paragraph.text
        head = (_HEAD.match(text) or [""])[0]
        side = _side(head, words)
        mark = read_mark(text)
        if state == "measure" and not side and _next_point(point, mark):
            # Each problem has its measure in its own paragraph, or right behind it.
            side = "problem"
        if not side and not state:
            told_otherwise = any(_near(head, name) for name in before) or (plain and silent)
            if told_otherwise:
                continue
            side = "problem"
        if side and (side != state or _is_heading(text)):
            out.append(_opened(at, text, f"{pairs.key}.{side}"))
            state = side
        if state == "problem":
            point = mark or point
        elif _counts(text, point):
            point = None
        if state == "problem":
            for span in sentence_spans(text)[1 if out and out[-1].at == at else 0 :]:
                if _starts(span.text, pairs.measure_also):
                    out.append(Break(at, span.start, span.start, f"{pairs.key}.measure"))
                    state = "measure"
                    break
    return out


def _side(head: str, words: dict[str, tuple[str, ...]]) -> str:
    """Say which run a paragraph's first words announce; the earlier of two words decides."""
    best = (len(head) + 1, "")
    for side, names in words.items():
        for name in names:
            at = head.find(name)
            if 0 <= at <= _NEAR_START and at < best[0]:
                best = at, side
    return best[1]


def _next_point(point: Mark | None, mark: Mark | None) -> bool:
    return bool(point and mark and mark.style == point.style and mark.number == point.number + 1)


def _counts(text: str, point: Mark | None) -> bool:
    """Say whether a paragraph of measures begins to number them the way problems are."""
    lead = _LEAD.match(text)
    mark = read_mark(text[lead.end() :] if lead else text)
    return bool(point and mark and mark.style == point.style)


def _opened(at: int, text: str, key: str) -> Break:
    if _is_heading(text):
        return Break(at, 0, len(text), key, heading=text)
    lead = _LEAD.match(text)
    return Break(at, 0, lead.end() if lead else 0, key, lead=lead[0] if lead else "")


def _is_heading(text: str) -> bool:
    mark = read_mark(text)
    short = len(text) <= _LONGEST and not re.search("[。，；]", text)
    return short and (mark is not None or text.endswith(("：", ":")) or len(text) <= _LONGEST // 2)


def _starts(text: str, names: Iterable[str]) -> bool:
    mark = read_mark(text)
    rest = text[mark.end :] if mark else text
    return any(rest.startswith(name) for name in names)


def _near(head: str, name: str) -> bool:
    return 0 <= head.find(name) <= _NEAR_START

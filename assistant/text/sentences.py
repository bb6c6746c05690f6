"""The one splitter that decides what a sentence is."""

from typing import NamedTuple

_STOPS = "。！？!?…"
_OPEN = {"《": "》", "“": "”", "「": "」", "『": "』", "（": "）", "(": ")", "〔": "〕", "‘": "’"}
_CLOSE = frozenset(_OPEN.values())


class Span(NamedTuple):
    """A sentence and where it starts in the text it was cut from (code points)."""

    start: int
    text: str


def sentences(text: str) -> list[str]:
    """Split `text` into sentences; a stop inside 《》, quotes or brackets does not split."""
    return [span.text for span in sentence_spans(text)]


def sentence_spans(text: str) -> list[Span]:
    """Split `text` into sentences with their offsets; joining the spans' slices covers all text.

    Line breaks always split. Edge spaces are not part of a sentence. A pair that is never closed
    on its line does not swallow the stops behind it.
    """
    spans: list[Span] = []
    offset = 0
    for line in text.split("\n"):
        spans.extend(
            Span(offset + start, piece.strip())
            for start, piece in _split_line(line)
            if piece.strip()
        )
        offset += len(line) + 1
    return spans


def _split_line(line: str) -> list[tuple[int, str]]:
    inside = _inside_pairs(line)
    out: list[tuple[int, str]] = []
    start = i = 0
    while i < len(line):
        if line[i] in _STOPS and not inside[i]:
            end = i + 1
            while end < len(line) and (line[end] in _STOPS or line[end] in _CLOSE):
                end += 1
            out.append(_trimmed(line, start, end))
            start = i = end
        else:
            i += 1
    if start < len(line):
        out.append(_trimmed(line, start, len(line)))
    return out


def _trimmed(line: str, start: int, end: int) -> tuple[int, str]:
    while start < end and line[start].isspace():
        start += 1
    return start, line[start:end]


def _inside_pairs(line: str) -> list[bool]:
    inside = [False] * len(line)
    stack: list[tuple[str, int]] = []
    for i, char in enumerate(line):
        if char in _OPEN:
            stack.append((_OPEN[char], i))
        elif char in _CLOSE:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == char:
                    if depth == 0:
                        inside[stack[0][1] : i] = [True] * (i - stack[0][1])
                    del stack[depth:]
                    break
    return inside

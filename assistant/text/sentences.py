"""The one splitter that decides what a sentence is."""

import re
from typing import NamedTuple

_STOPS = "。！？!?…"
_OPEN = {"《": "》", "“": "”", "「": "」", "『": "』", "（": "）", "(": ")", "〔": "〕", "‘": "’"}
_CLOSE = "".join(_OPEN.values())
_END = re.compile(f"[{_STOPS}][{_STOPS}{_CLOSE}]*")
_MARK = re.compile(f"[{''.join(_OPEN)}{_CLOSE}]")


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
    inside = _pairs(line)
    out: list[tuple[int, str]] = []
    start = at = 0
    while end := _END.search(line, at):
        at = end.start() + 1
        if not any(first < at <= last for first, last in inside):
            at = end.end()
            out.append(_trimmed(line, start, at))
            start = at
    if start < len(line):
        out.append(_trimmed(line, start, len(line)))
    return out


def _trimmed(line: str, start: int, end: int) -> tuple[int, str]:
    while start < end and line[start].isspace():
        start += 1
    return start, line[start:end]


def _pairs(line: str) -> list[tuple[int, int]]:
    """Give where each outermost pair opens and closes."""
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for mark in _MARK.finditer(line):
        char = mark[0]
        if char in _OPEN:
            stack.append((_OPEN[char], mark.start()))
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == char:
                if depth == 0:
                    found.append((stack[0][1], mark.start()))
                del stack[depth:]
                break
    return found

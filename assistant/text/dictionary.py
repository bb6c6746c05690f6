"""jieba's dictionary with our terms, read where it lies: only the words that a text asks for.

Loading all of it takes a second, most of it with every other thread stopped. So the file is looked
through once for where the words of each first character stand, that is kept in a private cache,
and from then on some twenty milliseconds go by until the first text is cut.
"""

import hashlib
import importlib.util
import json
import math
import os
import re
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from assistant.text import normalise
from assistant.text.terms import TERMS

Lines = Callable[[str], dict[str, int]]
"""Gives the words that begin with a character, and how often they occur."""

Shard = dict[str, float]
"""The words of one first character, with logarithms of their counts; -inf where none ends yet."""

_LAYOUT = "1"
_RUN = re.compile(rb"^([\x00-\x7f]|[\xc2-\xf4][\x80-\xbf]+)[^\n]*\n(?:\1[^\n]*\n)*", re.MULTILINE)
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


class Counts(NamedTuple):
    """What must be known before the first cut."""

    total: int
    """How often all words of the dictionary occur together, in the texts that jieba counted."""
    places: dict[str, list[int]]
    """For each first character where its lines begin and end, in bytes: begin, end, begin, …"""
    terms: dict[str, int]
    """How often our own terms count as having occurred, in the order in which they came."""


class Cutter:
    """Cuts as `jieba.Tokenizer.cut(text, HMM=False)` does.

    Safe to use from many threads once all terms are added.
    """

    def __init__(self, lines: Lines, total: int) -> None:
        """`total`: how often all words that `lines` gives occur together."""
        self._lines = lines
        self._total = total
        self._terms: dict[str, dict[str, int]] = {}
        self._shards: dict[str, Shard] = {}

    def cut(self, text: str) -> list[str]:
        """Give the words of a text without spaces: the most likely way to read all of it."""
        size = len(text)
        best = [0.0] * (size + 1)
        ends = [0] * size
        total = math.log(self._total)
        for begin in range(size - 1, -1, -1):
            shard = self._shards.get(text[begin])
            if shard is None:
                shard = self._shard(text[begin])
            known = shard.get
            top, end = -math.inf, 0
            for stop in range(begin + 1, size + 1):
                weight = known(text[begin:stop])
                if weight is None:
                    break
                # Of equally likely words the longest; in jieba's order, for floats to be the same.
                if (likely := weight - total + best[stop]) >= top:
                    top, end = likely, stop
            if top == -math.inf:
                top, end = best[begin + 1] - total, begin + 1
            best[begin], ends[begin] = top, end
        return _joined(text, ends)

    def count(self, word: str) -> int:
        """Tell how often a word occurs, 1 for one that is not known."""
        first = word[:1]
        return self._terms.get(first, {}).get(word) or self._lines(first).get(word, 1)

    def add(self, term: str, count: int | None = None) -> int:
        """Add a word as `jieba.Tokenizer.add_word` does; gives how often it counts as occurring.

        `count`: what this gave when all terms before it were there.
        """
        if count is None:
            share = 1.0
            for word in self.cut(term):
                share *= self.count(word) / self._total
            count = max(int(share * self._total) + 1, self.count(term))
        self._terms.setdefault(term[:1], {})[term] = count
        self._shards.pop(term[:1], None)
        self._total += count
        return count

    def _shard(self, first: str) -> Shard:
        words = self._lines(first) | self._terms.get(first, {})
        shard = {word[:end]: -math.inf for word in words for end in range(1, len(word))}
        shard |= {word: math.log(count) for word, count in words.items() if count}
        self._shards[first] = shard
        return shard


def _joined(text: str, ends: Sequence[int]) -> list[str]:
    """Read off the words; Latin letters and digits that stand alone make one word."""
    words: list[str] = []
    begin = run = 0
    while begin < len(text):
        end = ends[begin]
        if end - begin > 1 or text[begin] not in _LATIN:
            if run < begin:
                words.append(text[run:begin])
            words.append(text[begin:end])
            run = end
        begin = end
    if run < begin:
        words.append(text[run:begin])
    return words


def read() -> bytes:
    """Read the dictionary (5 MB); jieba itself is not imported."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba")
    return Path(spec.origin).with_name("dict.txt").read_bytes()


def digest(data: bytes) -> str:
    """Name this way of cutting: the dictionary, our terms, the normaliser (64 hex digits).

    An index stored under another digest holds other tokens and must be rebuilt.
    """
    parts = (_LAYOUT, str(normalise.VERSION), *TERMS)
    whole = hashlib.sha256("\n".join(parts).encode())
    whole.update(data)
    return whole.hexdigest()


def load(data: bytes, folder: Path, name: str) -> Cutter:
    """Make a cutter of what `read` gave; takes 10 ms, or 0.2 s where `folder` has nothing yet.

    `name`: the digest of `data`.
    """
    counts = _stored(folder, name)
    if counts is None:
        counts = counted(data, TERMS)
        _store(folder, name, counts)
    cutter = Cutter(_lines(data, counts.places), counts.total)
    for term, count in counts.terms.items():
        cutter.add(term, count)
    return cutter


def counted(data: bytes, terms: Iterable[str]) -> Counts:
    """Look through the whole dictionary, then add terms one by one as `jieba.add_word` does."""
    places: dict[str, list[int]] = {}
    total = 0
    for run in _RUN.finditer(data):
        places.setdefault(run[1].decode(), []).extend(run.span())
        total += sum(map(int, run[0].split()[1::3]))
    cutter = Cutter(cache(_lines(data, places)), total)
    return Counts(total, places, {term: cutter.add(term) for term in terms})


def _lines(data: bytes, places: Mapping[str, Sequence[int]]) -> Lines:
    def lines(first: str) -> dict[str, int]:
        words: dict[str, int] = {}
        ends = iter(places.get(first, ()))
        for begin, end in zip(ends, ends, strict=True):
            parts = data[begin:end].decode().split()
            words.update(zip(parts[::3], map(int, parts[1::3]), strict=True))
        return words

    return lines


def _stored(folder: Path, name: str) -> Counts | None:
    """Read what `_store` wrote; None when it is not there, damaged, or others may write it."""
    try:
        if not _private(folder):
            return None
        check, _, body = (folder / _file(name)).read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != check:
            return None
        return Counts(*json.loads(body))
    except (OSError, ValueError, TypeError):
        return None


def _store(folder: Path, name: str, counts: Counts) -> None:
    """Keep the counts and drop older ones; a folder that cannot be written is no failure."""
    body = json.dumps(counts).encode()
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _private(folder):
            return
        target = folder / _file(name)
        part = target.with_suffix(f".{os.urandom(4).hex()}.part")
        try:
            part.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        for old in (*folder.glob("words-*.json"), *folder.glob("words-*.bin")):
            if old != target:
                old.unlink(missing_ok=True)


def _file(name: str) -> str:
    return f"words-{name[:16]}.json"


def _private(folder: Path) -> bool:
    """Tell whether only this user can change the folder, where the system can tell."""
    if not hasattr(os, "getuid"):
        return True
    info = folder.stat()
    return info.st_uid == os.getuid() and not stat.S_IMODE(info.st_mode) & 0o022

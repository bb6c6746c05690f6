"""jieba with its dictionary and our terms, loaded piece by piece so that the screen stays alive."""

import hashlib
import importlib.util
import os
import secrets
import stat
import sys
import time
import warnings
from array import array
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Protocol

from assistant.text import normalise
from assistant.text.terms import TERMS

_PIECE = 4000
_SILENT = 60


class Cutter(Protocol):
    """A tokenizer with its dictionary loaded."""

    def cut(self, sentence: str, *, HMM: bool) -> Iterator[str]:  # noqa: N803
        """Give the words of `sentence` and all that stands between them."""
        ...


def digest() -> str:
    """Name this way of cutting: jieba, its dictionary, our terms, the normaliser (64 hex digits).

    An index stored under another digest holds other tokens and must be rebuilt. Reads the
    dictionary file (5 MB) but does not import jieba.
    """
    parts = (version("jieba"), sys.byteorder, str(normalise.VERSION), *TERMS)
    return hashlib.sha256("\n".join(parts).encode() + _dictionary().read_bytes()).hexdigest()


def load(cache: Path, name: str) -> Cutter:
    """Make a silent tokenizer of our own; takes 0.5 s with the cache and 1.2 s without.

    Neither jieba's shared tokenizer nor its cache in the temporary folder is touched. jieba's own
    loader stops every other thread for up to half a second, so the dictionary is filled in here.
    """
    jieba = _import()
    tokenizer = jieba.Tokenizer()
    stored = _read(cache, name)
    tokenizer.FREQ, tokenizer.total = stored if stored is not None else _parse(_dictionary())
    tokenizer.initialized = True
    if stored is None:
        for term in TERMS:
            tokenizer.add_word(term)
        _write(cache, name, tokenizer.FREQ, tokenizer.total)
    cutter: Cutter = tokenizer
    return cutter


def _import() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(_SILENT)
    module: ModuleType = jieba
    return module


def _dictionary() -> Path:
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba")
    return Path(spec.origin).with_name("dict.txt")


def _parse(path: Path) -> tuple[dict[str, int], int]:
    """Read words and counts; every beginning of a word is known too, with count 0."""
    words: dict[str, int] = {}
    total = 0
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            word, count = line.split(" ")[:2]
            words[word] = int(count)
            total += int(count)
            for end in range(1, len(word)):
                words.setdefault(word[:end], 0)
            if number % _PIECE == 0:
                _breathe()
    return words, total


def _read(cache: Path, name: str) -> tuple[dict[str, int], int] | None:
    """Read the stored dictionary; None when there is none, it is damaged, or others may write it.

    Layout: SHA-256 of the rest, total (8 bytes), then pieces of two lengths (4 bytes each),
    words joined by line feeds, counts as unsigned 32-bit numbers.
    """
    try:
        if not _private(cache):
            return None
        data = memoryview((cache / _file(name)).read_bytes())
    except OSError:
        return None
    body = data[32:]
    if hashlib.sha256(body).digest() != bytes(data[:32]):
        return None
    words: dict[str, int] = {}
    at = 8
    while at < len(body):
        names, counts = (int.from_bytes(body[i : i + 4], "little") for i in (at, at + 4))
        at += 8
        numbers = array("I")
        numbers.frombytes(body[at + names : at + names + counts])
        words.update(zip(str(body[at : at + names], "utf-8").split("\n"), numbers, strict=True))
        at += names + counts
        _breathe()
    return words, int.from_bytes(body[:8], "little")


def _write(cache: Path, name: str, words: dict[str, int], total: int) -> None:
    """Store the dictionary and drop older ones; a folder that cannot be written is no failure."""
    pieces = [total.to_bytes(8, "little"), *_pieces(words)]
    body = b"".join(pieces)
    with suppress(OSError):
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _private(cache):
            return
        target = cache / _file(name)
        part = target.with_suffix(f".{secrets.token_hex(4)}.part")
        try:
            part.write_bytes(hashlib.sha256(body).digest() + body)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        for old in cache.glob("words-*.bin"):
            if old != target:
                old.unlink(missing_ok=True)


def _pieces(words: dict[str, int]) -> Iterator[bytes]:
    entries = iter(words.items())
    while piece := [entry for _, entry in zip(range(_PIECE), entries, strict=False)]:
        names = "\n".join(word for word, _ in piece).encode()
        counts = array("I", (count for _, count in piece)).tobytes()
        yield len(names).to_bytes(4, "little") + len(counts).to_bytes(4, "little") + names + counts
        _breathe()


def _file(name: str) -> str:
    return f"words-{name[:16]}.bin"


def _private(folder: Path) -> bool:
    """Tell whether only this user can change the folder, where the system can tell."""
    if not hasattr(os, "getuid"):
        return True
    info = folder.stat()
    return info.st_uid == os.getuid() and not stat.S_IMODE(info.st_mode) & 0o022


def _breathe() -> None:
    # Sleeping hands the interpreter over; without it a waiting thread can starve for long.
    time.sleep(0.0002)

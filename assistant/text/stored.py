"""An index on disk: written once per generation, mapped into memory when opened.

A folder holds `index.json`, which names everything else and is replaced as a whole, and one folder
per generation with its words (JSON), its arrays (.npy) and its strings (.bin).
"""

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.text.generation import Generation, Strings
from assistant.text.index import ExactIndex
from assistant.text.tail import Entry
from assistant.text.weights import Ints, numbered

if TYPE_CHECKING:
    from assistant.text.similarity import Words

LAYOUT = 2
"""Raised whenever files written before can no longer be read."""

_LIST = "index.json"
_WORDS = "words.json"
_NAME = re.compile("g-[0-9a-f]+")
_KINDS = tuple(map(np.dtype, (np.int32, np.int64, np.uint16)))


def save(index: ExactIndex, folder: Path, digest: str, content: str = "") -> None:
    """Write an index so that `load` finds all that is in it now.

    A generation that is there already is not written again, so that saving after an addition is
    cheap. `digest` names the way of cutting, as `Segmenter.digest` does, and `content`
    what is in it, which `reopen` tells. Raises OSError.
    """
    # It brings the compressors along, and opening needs none of it.
    import shutil

    generation, removed, added = index.state()
    name = f"g-{generation.name}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / name).is_dir():
        part = folder / f"{name}.{os.urandom(4).hex()}.part"
        part.mkdir(mode=0o700)
        try:
            _write(generation, part)
            part.rename(folder / name)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    listed = {
        "layout": [LAYOUT, sys.byteorder],
        "digest": digest,
        "content": content,
        "generation": name,
        "sizes": {file.name: file.stat().st_size for file in sorted((folder / name).iterdir())},
        "removed": removed,
        "added": [[entry.id, entry.text, sorted(entry.words)] for entry in added],
    }
    target = folder / _LIST
    part = target.with_suffix(f".{os.urandom(4).hex()}.part")
    try:
        part.write_bytes(json.dumps(listed).encode())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    for other in folder.glob("g-*"):
        if _NAME.fullmatch(other.name) and other.name != name:
            # Another window may have it mapped, which not every system lets go.
            shutil.rmtree(other, ignore_errors=True)


def load(
    words: "Words", folder: Path, digest: str, ignore: frozenset[str] = frozenset()
) -> ExactIndex | None:
    """Open what `save` wrote; None when nothing is there that is whole and of this `digest`.

    Cuts no text and reads little: the arrays come in from disk as searches need them. Wrong bytes
    in a file of the right size are not looked for.
    """
    opened = reopen(words, folder, digest, ignore)
    return None if opened is None else opened[0]


def reopen(
    words: "Words", folder: Path, digest: str, ignore: frozenset[str] = frozenset()
) -> tuple[ExactIndex, str] | None:
    """Open as `load` does, with the `content` it was saved under."""
    try:
        listed = json.loads((folder / _LIST).read_bytes())
        if listed["layout"] != [LAYOUT, sys.byteorder] or listed["digest"] != digest:
            return None
        if not _NAME.fullmatch(listed["generation"]):
            return None
        generation = _read(folder / listed["generation"], listed["sizes"])
        added = [Entry(key, text, frozenset(cut)) for key, text, cut in listed["added"]]
        index = ExactIndex.restored(words, generation, listed["removed"], added, ignore)
        return index, str(listed["content"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _write(generation: Generation, folder: Path) -> None:
    weights = generation.weights
    told = {"terms": list(weights.terms), "unseen": weights.unseen}
    (folder / _WORDS).write_bytes(
        json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    )
    arrays = {
        "each": weights.each,
        "total": generation.total,
        "row_start": generation.row_start,
        "row_words": generation.row_words,
        "word_start": generation.word_start,
        "word_rows": generation.word_rows,
        "word_rest": generation.word_rest,
        "group_start": generation.group_start,
        "group": generation.group,
        "ids": generation.ids.ends,
        "texts": generation.texts.ends,
    }
    for name, values in arrays.items():
        np.save(folder / f"{name}.npy", values, allow_pickle=False)
    for name, data in (("ids", generation.ids.data), ("texts", generation.texts.data)):
        (folder / f"{name}.bin").write_bytes(data)


def _read(folder: Path, sizes: dict[str, int]) -> Generation:
    """Map a generation; ValueError when its files do not fit together."""
    if any((folder / name).stat().st_size != size for name, size in sizes.items()):
        raise ValueError("a file of another size")
    told = json.loads((folder / _WORDS).read_bytes())
    each = _array(folder, "each")
    generation = Generation(
        folder.name.removeprefix("g-"),
        numbered(told["terms"], each, int(told["unseen"])),
        total := _array(folder, "total"),
        _array(folder, "row_start", parts=len(total)),
        row_words := _array(folder, "row_words"),
        _array(folder, "word_start", parts=len(each)),
        _array(folder, "word_rows", parts=len(row_words) - 1),
        _array(folder, "word_rest", parts=len(row_words) - 1),
        _array(folder, "group_start", parts=len(total)),
        _array(folder, "group"),
        ids := _strings(folder, "ids"),
        texts := _strings(folder, "texts"),
    )
    if len(ids) != len(texts):
        raise ValueError("ids without texts")
    return generation


def _array(folder: Path, name: str, parts: int | None = None) -> Ints:
    """Map an array; with `parts` it must have one entry more than that."""
    # A plain array over the same memory: slicing a memmap is several times slower.
    values = np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))
    if values.ndim != 1 or values.dtype not in _KINDS:
        raise ValueError(f"{name} is no list of numbers")
    if parts is not None and len(values) != parts + 1:
        raise ValueError(f"{name} is of another length")
    return values


def _strings(folder: Path, name: str) -> Strings:
    ends = _array(folder, name)
    file = folder / f"{name}.bin"
    size = file.stat().st_size
    if not len(ends) or int(ends[-1]) != size:
        raise ValueError(f"{name} is of another length")
    data = np.asarray(np.memmap(file, np.uint8, mode="r")).data if size else memoryview(b"")
    return Strings(data, ends)

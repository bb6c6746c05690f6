"""States of drafts as they are stored, and which phrases they have."""

import json
import zlib
from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from typing import Any

from assistant.draft.model import Draft
from assistant.phrases.bank import ITEM

_PHRASE = "phrase:"


def packed(draft: Draft) -> bytes:
    """Write a draft as it is stored."""
    return zlib.compress(draft.model_dump_json().encode("utf-8"))


def unpacked(state: bytes) -> Draft:
    """Read a stored draft; raises `zlib.error` or `ValidationError` when it cannot be read."""
    return Draft.model_validate_json(zlib.decompress(state))


def phrases_of(draft: Draft) -> frozenset[str]:
    """Give the ids of the phrases a draft's sentences and pairs came from."""
    origins = [sentence.origin for sentence in draft.sentences().values()]
    origins += [pair.origin for pairs in draft.pairs.values() for pair in pairs]
    return frozenset(_phrase(o) for o in origins if o.startswith(_PHRASE))


def origins_of(state: bytes) -> frozenset[str]:
    """Give what `phrases_of` gives, whatever version wrote the state; nothing when unreadable."""
    try:
        return frozenset(_origins(json.loads(zlib.decompress(state))))
    except (zlib.error, ValueError):
        return frozenset()


def note_uses(connection: Connection, draft: int, seq: int, phrases: Iterable[str]) -> None:
    """Note the phrases a draft has after an event; only the first time counts."""
    connection.executemany(
        "insert or ignore into phrase_use (draft, phrase, seq) values (?, ?, ?)",
        [(draft, phrase, seq) for phrase in phrases],
    )


def _phrase(origin: str) -> str:
    """Give the id of the phrase an origin names; pairs said of several items are one phrase."""
    return origin.removeprefix(_PHRASE).partition(ITEM)[0]


def _origins(data: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(data, dict):
        origin = data.get("origin")
        if isinstance(origin, str) and origin.startswith(_PHRASE):
            yield _phrase(origin)
        for value in data.values():
            yield from _origins(value)
    elif isinstance(data, list):
        for value in data:
            yield from _origins(value)

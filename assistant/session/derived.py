"""What was worked out once and may be worked out again: a file of lines, added to at its end.

Each line is the checksum of its JSON, a blank, and the JSON: of the first line what the rest was
worked out from, of any other an object of keys and values. A line that is not whole is passed over.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from zlib import crc32

_LINE = 250
"""So many values a line: parsing one keeps other threads waiting for a millisecond."""


class Derived:
    """Values by key in a file that can be deleted at any time."""

    def __init__(self, file: Path, digest: str) -> None:
        """`digest` names all that values depend on besides their key."""
        self._file = file
        self._digest = digest

    def read(self) -> dict[str, object]:
        """Give all that is there; nothing when it was worked out from something else."""
        out: dict[str, object] = {}
        lines = self._lines()
        if next(lines, None) == self._digest:
            for found in lines:
                if isinstance(found, dict):
                    out.update(found)
        return out

    def add(self, values: Mapping[str, object], *, first: bool = False) -> None:
        """Keep values for the next time; with `first` nothing else stays. Never fails."""
        rows = iter(values.items())
        lines = [_line(row) for row in iter(lambda: dict(islice(rows, _LINE)), {})]
        with suppress(OSError):
            if first or next(self._lines(), None) != self._digest:
                self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                part = self._file.with_suffix(f".{os.urandom(4).hex()}.part")
                part.write_bytes(b"".join([_line(self._digest), *lines]))
                part.replace(self._file)
            else:
                with self._file.open("ab") as file:
                    file.write(b"".join(lines))

    def _lines(self) -> Iterator[object]:
        with suppress(OSError), self._file.open("rb") as file:
            for line in file:
                checksum, _, data = line.partition(b" ")
                if checksum == b"%08x" % crc32(data):
                    yield json.loads(data.decode("utf-8", "surrogatepass"))


def _line(found: object) -> bytes:
    data = json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
    return b"%08x %s" % (crc32(data), data)

"""The one cleaner every text passes on its way in."""

import re
import unicodedata

_CONTROL = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\u200b-\u200f\u202a-\u202e\u2060\ud800-\udfff]"
)
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_EDGE = " \t\u00a0\u3000"


def clean(text: str) -> str:
    """Return `text` as one printable line: NFC, no control characters, no edge spaces.

    Line breaks and tabs become single spaces; U+00A0 becomes a plain space.
    """
    return " ".join(part for part in (clean_line(p) for p in _lines(text)) if part)


def clean_block(text: str) -> str:
    """Return `text` with every line cleaned and line breaks kept."""
    return "\n".join(clean_line(part) for part in _lines(text)).strip("\n")


def clean_line(line: str) -> str:
    """Clean text that is already one line."""
    # What is printable throughout holds no control character, tab or U+00A0.
    if line.isprintable():
        return unicodedata.normalize("NFC", line).strip(_EDGE)
    line = unicodedata.normalize("NFC", _CONTROL.sub("", line))
    return line.replace("\u00a0", " ").replace("\t", " ").strip(_EDGE)


def _lines(text: str) -> list[str]:
    return _BREAK.sub("\n", text).split("\n")

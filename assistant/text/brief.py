"""Says a long statement in a few words, so that it can be named inside another sentence."""

from assistant.text.sentences import sentences

_MARKS = "，；：,;:"
_OPEN, _CLOSE = "《“「『（(〔‘", "》”」』）)〕’"
_LEAST = 5
"""A first clause of fewer characters (其中, 当前) says nothing by itself."""


def brief(text: str) -> str:
    """Give the first clause of a text that says something, without marks at its end.

    A mark inside quotes, book marks or brackets does not end a clause.
    """
    first = next(iter(sentences(text)), "")
    depth = 0
    for at, char in enumerate(first):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in _MARKS and not depth and at >= _LEAST:
            return first[:at]
    return first.rstrip("。！？!?…" + _MARKS)


def quoted(text: str) -> str:
    """Put a text into quotation marks; quotes inside become single ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"

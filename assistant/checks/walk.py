"""Finds where the characters of a sentence stand in the lines it was read from."""

_SKIPPED = frozenset(
    " \t\u00a0\u3000\u2002\u2003\u2009\u202f\u200b\u200c\u200d\u2060\ufeff\ufffc\xad"
)
_KEPT_FOR_SYNC = 6


class Walk:
    """Walks along a sentence and the lines it was read from, side by side."""

    def __init__(self, lines: tuple[str, ...], line: int, column: int, text: str) -> None:
        self._lines = lines
        self._line = line
        self._column = column
        self._text = text
        self._at = 0

    def to(self, target: int) -> tuple[int, int]:
        """Give line and column (from 0) of the character `target` of the text."""
        self._settle()
        while self._at < target:
            self._column += 1
            self._at += 1
            self._settle()
        return self._line, self._column

    def _settle(self) -> None:
        """Pass over what the reader left out, up to the next character of the text."""
        if self._at >= len(self._text):
            return
        wanted = self._text[self._at]
        line, column = self._line, self._column
        while line < len(self._lines):
            current = self._lines[line]
            while column < len(current) and current[column] != wanted:
                if current[column] not in _SKIPPED:
                    self._resync(current, line, column)
                    return
                column += 1
            if column < len(current):
                self._line, self._column = line, column
                return
            line, column = line + 1, 0
            if line - self._line > 2:
                return

    def _resync(self, current: str, line: int, column: int) -> None:
        ahead = self._text[self._at : self._at + _KEPT_FOR_SYNC]
        at = current.find(ahead, column)
        self._line, self._column = line, at if at >= 0 else column

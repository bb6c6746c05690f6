"""The one form in which sentences are compared."""

import re
import unicodedata

VERSION = 1
"""Raised whenever the same text would come out differently, so that stored indexes are rebuilt."""

_NUMBER = "[一二三四五六七八九十]{1,3}"
_MARKER = re.compile(
    rf"\s*(?:\d{{1,3}}(?:\.(?!\d)|、)|{_NUMBER}[、.]|{_NUMBER}是|第{_NUMBER}[、,]"
    rf"|\((?:\d{{1,3}}|{_NUMBER})\)[、.]?|[①-⑳⑴-⒇][、.．]?|[-•·●■◆]\s)\s*"
)
_LOOSE_SPACE = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_HAN_YEAR = re.compile("[一二][〇○零一二三四五六七八九]{3}(?=年)")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_ENDS = "。.;,!、 "
_CIRCLED = re.compile("[①-⑳⑴-⒇]")


def fold(text: str) -> str:
    """Make spelling alike and keep the figures.

    NFKC, no list marker at the start, no spaces but those between Latin words, no thousands
    separators, years in Han digits as Arabic ones, no stop at the end.
    """
    # NFKC would turn ① into a bare 1, which no longer looks like a marker.
    text = _without_markers(text) if _CIRCLED.match(text.lstrip()) else text
    text = _without_markers(unicodedata.normalize("NFKC", text))
    text = _SEPARATOR.sub("", _LOOSE_SPACE.sub("", text))
    text = _HAN_YEAR.sub(lambda year: year[0].translate(_HAN_DIGITS), text)
    return text.rstrip(_ENDS)


def mask(folded: str) -> str:
    """Replace every number of a folded text by `0`."""
    return _DIGITS.sub("0", folded)


def normalise(text: str) -> str:
    """Fold and mask: texts that are equal here say the same with other figures at most."""
    return mask(fold(text))


def _without_markers(text: str) -> str:
    # A heading may carry two, as in （一）1.
    for _ in range(2):
        marker = _MARKER.match(text)
        if marker is None or marker.end() == len(text):
            break
        text = text[marker.end() :]
    return text

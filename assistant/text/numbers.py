"""Reading and printing the numbers people write."""

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

_FULL = str.maketrans("０１２３４５６７８９．，－＋％", "0123456789.,-+%")
_FULL_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_JOINED = re.compile(r"(?<=\d)[．－](?=\d)|(?<=\d)％")
# More digits than any count or amount has would be rounded silently when added up.
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?")
_PRECISION = 100
_SPACES = re.compile("[ \t\u00a0\u3000\u2009\u202f]")
_YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
"""A number as it stands in a printed sentence."""


class Approximate(Decimal):
    """A count given as a round number and more, printed with 余 behind it (60余)."""


def fold_digits(text: str) -> str:
    """Turn full-width digits and number marks into half-width and drop every space."""
    return _SPACES.sub("", text.translate(_FULL))


def fold_written(text: str) -> str:
    """Turn full-width digits in wording into half-width, with the marks that join them."""
    folded = text.translate(_FULL_DIGITS)
    return _JOINED.sub(lambda found: found[0].translate(_FULL), folded)


@lru_cache(maxsize=4096)
def read_number(text: str) -> Decimal | None:
    """Read a number, or give None when `text` is not one.

    Accepts up to 15 digits, full-width ones too, thousands separators, stray spaces and a 万 or 亿
    behind the digits;
    `60余`, `60多` and `六十` style words are read by `read_approximate` and not here.
    """
    text = fold_digits(text)
    scale = _SCALES.get(text[-1:])
    if scale is not None:
        text = text[:-1]
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if not _PLAIN.fullmatch(text):
        return None
    number = Decimal(text)
    return number if scale is None else number * scale


def read_approximate(text: str) -> Decimal | None:
    """Read a count that may end in 余 or 多; such a count comes back as `Approximate`."""
    folded = fold_digits(text)
    if folded.endswith(("余", "多")):
        number = read_number(folded[:-1])
        return None if number is None else Approximate(number)
    return read_number(folded)


def read_amount(text: str, unit: str) -> Decimal | None:
    """Read an amount of money and give it in `unit` (元 or 万元).

    A number with no unit of its own is already in `unit`; `3500元` is converted.
    """
    folded = fold_digits(text)
    for name in ("亿元", "万元", "元"):
        if folded.endswith(name):
            number = read_number(folded[: -len(name)])
            return None if number is None else normal(number * _YUAN[name] / _YUAN[unit])
    return read_number(folded)


def normal(number: Decimal) -> Decimal:
    """Drop trailing zeros behind the point without ever using an exponent."""
    return Decimal(plain(Decimal(number)))


def plain(number: Decimal) -> str:
    """Print a number plainly: no exponent, no separators, no trailing zeros behind the point."""
    text = format(Decimal(number), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text in {"-0", ""} else text
    return f"{text}余" if isinstance(number, Approximate) else text


def rounded(number: Decimal, places: int) -> Decimal:
    """Round half up to `places` digits behind the point."""
    with localcontext(prec=_PRECISION):
        return Decimal(number).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)

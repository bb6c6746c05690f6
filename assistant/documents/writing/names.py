"""What templates can name: values behind words, with no methods to stumble over."""

import re
from collections.abc import Iterator

from assistant.text.clean import clean

_NOT_IN_XML = re.compile("[\ufffe\uffff]")


class Names:
    """Values by name, for templates: `甲.乙` finds the value named 乙 and nothing else."""

    __slots__ = ("_values",)

    def __init__(self, /, **values: object) -> None:
        self._values = values

    def __getitem__(self, name: str) -> object:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)


def printable(text: str) -> str:
    """Give text every format can hold: cleaned, with no character XML forbids."""
    return _NOT_IN_XML.sub("", clean(text))

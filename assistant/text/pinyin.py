"""How Chinese is read, by pypinyin: its dictionaries are loaded while other threads go on."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any

_PACKAGE = "pypinyin"
_DICTIONARIES: dict[str, Callable[[str], object]] = {"phrases_dict": str, "pinyin_dict": int}
"""Its modules that are one dictionary, with what their keys are."""

_BETWEEN = re.compile(r"[\s:,{]*")
_LOADING = Lock()


def syllables(text: str) -> list[str]:
    """Read a text without tones; what is no Chinese stays as it is."""
    read: list[str] = _loaded().lazy_pinyin(text)
    return read


def first_letters(text: str) -> str:
    """Give the first letter of every character's reading; other text as it is."""
    pinyin = _loaded()
    return "".join(pinyin.lazy_pinyin(text, style=pinyin.Style.FIRST_LETTER))


def _loaded() -> Any:  # noqa: ANN401 - the package has no types
    with _LOADING:
        found = sys.modules.get(_PACKAGE)
        if found is not None:
            return found
        _lay_out()
        return import_module(_PACKAGE)


def _lay_out() -> None:
    """Put the dictionaries where the package looks for them.

    It would parse each in one call, which keeps every thread waiting for a tenth of a second.
    """
    spec = find_spec(_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for name, key in _DICTIONARIES.items():
            file = Path(folder) / f"{name}.json"
            if file.is_file():
                module = ModuleType(f"{_PACKAGE}.{name}")
                items = _items(file.read_text(encoding="utf-8"))
                setattr(module, name, {key(word): read for word, read in items})
                sys.modules[module.__name__] = module


def _items(text: str) -> Iterator[tuple[str, Any]]:
    """Give the keys and values of a JSON object one after the other."""
    decoder = json.JSONDecoder()
    at = _after(text, 0)
    while text[at] != "}":
        key, at = decoder.raw_decode(text, at)
        value, at = decoder.raw_decode(text, _after(text, at))
        yield key, value
        at = _after(text, at)


def _after(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at

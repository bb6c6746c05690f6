"""Readings are pypinyin's own, however its dictionaries were loaded."""

import subprocess
import sys

WORDS = "政务公开的重点，银行行长在重庆长大；ABC 龘儿女"
_FRESH = f"""
import sys, threading
{{load}}
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
print(ascii(lazy_pinyin({WORDS!r})), len(PHRASES_DICT), len(PINYIN_DICT), PINYIN_DICT[0x9f98])
"""


def fresh(load: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _FRESH.format(load=load)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_readings_are_those_of_the_package() -> None:
    plain = fresh("import pypinyin")
    laid_out = fresh("from assistant.text.pinyin import syllables; syllables('是')")
    assert "'chong', 'qing'" in plain
    assert laid_out == plain


def test_dictionaries_are_not_parsed_in_one_call() -> None:
    load = (
        "import json; whole = json.loads\n"
        "def loads(text, *a, **k):\n"
        "    assert len(text) < 100_000, 'in one call'\n"
        "    return whole(text, *a, **k)\n"
        "json.loads = loads\n"
        "from assistant.text.pinyin import first_letters; assert first_letters('银行') == 'yh'"
    )
    assert fresh(load)

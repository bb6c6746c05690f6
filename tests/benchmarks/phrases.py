"""A file of many phrases the form ogi-2021 takes: made sentences on the conditions of shipped ones.

PYTHONPATH=.:tests python tests/benchmarks/phrases.py 100000 large.yaml
"""

import re
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from benchmarks.sentences import bank as sentences

from assistant.form.wording import Slot, lex
from assistant.phrases.bank import PhraseEntry
from assistant.phrases.loading import write_phrases
from assistant.session.library import Library

FORM = "ogi-2021"


def phrases(size: int) -> Iterator[PhraseEntry]:
    """Give approved phrases; every other one has a figure of its shipped model in it."""
    shipped = [p.entry for p in Library().bank(FORM).phrases]
    for number, (like, text) in enumerate(zip(cycle(shipped), sentences(size), strict=False)):
        slots = [part for part in lex(like.text) if isinstance(part, Slot)]
        if slots and number % 2:
            text = re.sub(r"[1-9]\d*", f"{{{{ {slots[0].expression} }}}}", text, count=1)
        made = {"id": f"made-{number:06}", "text": text, "status": "approved"}
        yield like.model_copy(update=made | {"by": "张三", "on": "2026-01-05", "rank": 0})


def main(size: str, file: str) -> None:
    """Write the file."""
    Path(file).write_text(write_phrases(phrases(int(size))), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Speed of reading and checking text reports, as a ratio to jieba cutting the same text once.

Run from the checkout: `PYTHONPATH=.:tests python tests/benchmarks/reading.py [reports]`.
Reports are generated, written as text, read back and checked with every check; jieba cuts each
right after, so that a drift of the machine's speed touches both.
"""

import random
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import jieba
from clean_reports import clean_report

from assistant.documents.reading import read_file
from assistant.documents.writing import render
from assistant.session import Library
from assistant.session.checking import check_files, findings_of, read_forms, subject_of

SIZES = ["zero", "one", "many", "mixed"]


def main(reports: int = 1000) -> None:
    """Print one table."""
    library = Library()
    loaded, bank = library.form("ogi-2021"), library.bank("ogi-2021")
    rng = random.Random(7)
    jieba.setLogLevel(60)
    jieba.initialize()
    with tempfile.TemporaryDirectory() as name:
        files = []
        for number in range(reports):
            made = clean_report(loaded, bank, rng, rng.choice(SIZES), best=True)
            file = Path(name) / f"{number}.txt"
            file.write_bytes(render(made.report, loaded, "txt"))
            files.append(file)
        forms = read_forms(library)
        [*check_files(library, files[:3], made_on())]
        reading = checking = cutting = whole = 0.0
        characters = 0
        for file in files:
            text = file.read_text(encoding="utf-8")
            characters += len(text)
            a = time.perf_counter()
            found = read_file(file, forms)
            b = time.perf_counter()
            for one in found:
                findings_of(subject_of(one.located, one.loaded, today=made_on()))
            c = time.perf_counter()
            jieba.lcut(text, HMM=False)
            d = time.perf_counter()
            reading, checking, cutting = reading + b - a, checking + c - b, cutting + d - c
            whole = max(whole, c - b)
    speed = characters / cutting
    print(f"{reports} 份，{characters} 字；jieba {speed:,.0f} 字/秒")
    print(f"{'':<12}{'字/秒':>12}{'与 jieba 之比':>14}{'每份':>10}")
    for label, took in (("读", reading), ("查", checking), ("读和查", reading + checking)):
        rate = characters / took
        print(f"{label:<12}{rate:>12,.0f}{rate / speed:>14.2f}{took / reports * 1000:>8.1f} ms")
    print(f"查得最慢的一份 {whole * 1000:.0f} ms")


def made_on() -> date:
    """The day the reports are checked on."""
    return date(2026, 1, 20)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

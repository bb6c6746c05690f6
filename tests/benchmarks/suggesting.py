"""How long the list of suggestions takes after each key, in a bank of many phrases.

Run from the checkout: `PYTHONPATH=.:tests python tests/benchmarks/suggesting.py [phrases]`. The limit
is one frame of the screen, 16 ms; beside it, what comparing the typed text with every phrase by
`rapidfuzz.fuzz.partial_ratio` takes in the same moment.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.sentences import bank as sentences
from desk import FIGURES
from rapidfuzz import fuzz, process

from assistant.phrases.bank import Bank
from assistant.session import Library, Session
from assistant.session.state import State
from assistant.workspace import Workspace

_LIMIT = 16.0
_TYPED = ("公开栏张贴办事", "gsl", "xxgk", "gongkailan", "通过网站发布政策文件解读", "zhengcejiedu")


def main(phrases: int = 10_000) -> None:
    """Print one table."""
    library = Library()
    shipped = library.bank("ogi-2021")
    bank = _grown(shipped, phrases)
    with tempfile.TemporaryDirectory() as name, Workspace(Path(name)) as workspace:
        session = Session.start(library, workspace, "ogi-2021", date(2026, 1, 12))
        for event in FIGURES:
            session.submit(event)
        session.bank = bank
        session._now = State(session.loaded, bank, session.draft)
        warm = _timed(session.warm_suggestions())
        first = _timed(lambda: session.suggestions())
        frames = list(bank.frames.values())
        print(f"{phrases} 句；准备 {warm:.0f} 毫秒（后台），第一次列出 {first:.1f} 毫秒")
        print(f"{'':<10}{'中位':>8}{'99 %':>8}{'最慢':>8}   毫秒；上限 {_LIMIT:.0f}")
        for label, scope in (("一个语步", "发布总量"), ("整个句库", "")):
            keys: list[tuple[float, str]] = []
            peers: list[float] = []
            for typed in _TYPED:
                for end in range(1, len(typed) + 1):
                    part = typed[:end]
                    session.suggestions(part, move=scope)
                    keys.append((_timed(lambda: session.suggestions(part, move=scope)), part))  # noqa: B023
                    peers.append(
                        _timed(
                            lambda: process.extract(
                                part,  # noqa: B023
                                frames,
                                scorer=fuzz.partial_ratio,
                                limit=50,
                            )
                        )
                    )
            keys.sort()
            late = keys[int(len(keys) * 0.99)][0]
            middle = median(took for took, _ in keys)
            print(f"{label:<10}{middle:>8.1f}{late:>8.1f}{keys[-1][0]:>8.1f}（“{keys[-1][1]}”）")
            print(
                f"{'':<10}partial_ratio 中位 {median(peers):.1f}，{median(peers) / middle:.1f} 倍"
            )


def _grown(shipped: Bank, phrases: int) -> Bank:
    out = list(shipped.phrases)
    for number, sentence in enumerate(sentences(max(phrases - len(out), 0))):
        like = shipped.phrases[number % len(shipped.phrases)]
        entry = like.entry.model_copy(update={"id": f"made-{number}", "text": sentence})
        out.append(replace(like, entry=entry, parts=(sentence,), frame=sentence))
    return Bank(tuple(out), shipped.pairs)


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

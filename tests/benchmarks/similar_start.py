"""How soon a fresh process cuts its first text, and how long others wait meanwhile."""

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import count, repeat
from pathlib import Path
from statistics import median

from benchmarks.fresh import environment

_CUT = """
import sys, pathlib
from assistant.text.segment import Segmenter
Segmenter(pathlib.Path(sys.argv[1])).tokens("全年收到政府信息公开申请八件，均按期答复")
"""
_TIMED = """
import subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True)
print(time.perf_counter() - start)
"""
_PAUSE = """
import asyncio, pathlib, sys, threading, time
from assistant.text.segment import Segmenter
async def longest(work):
    thread = threading.Thread(target=work)
    worst, last = 0.0, time.perf_counter()
    thread.start()
    while thread.is_alive():
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        worst, last = max(worst, now - last), now
    return worst
print(asyncio.run(longest(Segmenter(pathlib.Path(sys.argv[1])).warm)))
"""
_RUNS = 7


def started() -> str:
    """Time whole processes up to the first cut, without and with the cache, and the pauses."""
    with tempfile.TemporaryDirectory() as name:
        variables = environment(Path(name) / "compiled")
        empty = (Path(name) / str(number) for number in count())
        cut = (_TIMED, sys.executable, "-c", _CUT)
        first = _median(variables, cut, (next(empty) for _ in range(_RUNS + 1)))
        again = _median(variables, cut, repeat(next(empty), _RUNS + 1))
        pause = _median(variables, (_PAUSE,), (next(empty) for _ in range(_RUNS + 1)))
        later = _median(variables, (_PAUSE,), repeat(next(empty), _RUNS + 1))
    return (
        f"从进程启动到切出第一句：首次 {first:.0f} ms，以后 {again:.0f} ms；"
        f"后台载入时界面最长停顿 {pause:.0f} ms，以后 {later:.0f} ms（各取中位）"
    )


def _median(variables: Mapping[str, str], command: Sequence[str], folders: Iterable[Path]) -> float:
    """Run a script that prints seconds; give the median of all but the first in milliseconds."""
    _, *took = (
        float(
            subprocess.run(
                [sys.executable, "-c", *command, str(folder)],
                env=variables,
                capture_output=True,
                check=True,
                text=True,
                encoding="utf-8",
            ).stdout
        )
        for folder in folders
    )
    return median(took) * 1000

"""Recall by code on reports with one planted fault, and false alarms on reports without one.

Run from the checkout: `PYTHONPATH=.:tests python tests/benchmarks/checks.py [variants] [clean]`.
Modules named `planted_*.py` in `tests/` are loaded; each registers its planters.
"""

import importlib
import random
import sys
import time
from collections import Counter
from pathlib import Path

from clean_reports import Clean, clean_report, following_year, subject_of
from planted import REGISTRY, Case

from assistant.checks.codes import CODES
from assistant.checks.finding import Subject
from assistant.checks.run import check
from assistant.session import Library
from assistant.session.likeness import segmenter

_SEED = 20260120
_TRIES = 40


def main(variants: int = 40, clean: int = 100) -> None:
    """Print both tables."""
    for file in sorted(Path(__file__).parents[1].glob("planted_*.py")):
        importlib.import_module(file.stem)
    library = Library()
    loaded, bank = library.form("ogi-2021"), library.bank("ogi-2021")
    rng, words = random.Random(_SEED), segmenter()
    pool: list[tuple[Clean, Clean | None]] = []
    for number in range(max(clean // 2, 10)):
        first = clean_report(loaded, bank, rng, rng.choice(["zero", "one", "many", "mixed"]),
                             best=number % 3 == 0)  # fmt: skip
        pool.append((first, None))
        pool.append((following_year(loaded, bank, first, rng), first))
    print(f"{'代码':<6}{'名称':<16}{'植入':>6}{'找到':>6}{'召回':>8}")
    for code in sorted(REGISTRY.by_code):
        planted = found = 0
        missed: list[str] = []
        for planter in REGISTRY.by_code[code]:
            for _ in range(variants):
                for _ in range(_TRIES):
                    now, before = rng.choice(pool)
                    last = before.report if before else None
                    case = planter(Case(loaded, now.located, rng, last, words=words))
                    if case is not None:
                        break
                else:
                    continue
                planted += 1
                if any(f.code == code for f in check(case.subject())):
                    found += 1
                else:
                    missed.append(planter.__name__)
        rate = f"{found / planted:.1%}" if planted else "—"
        note = f"  未找到：{dict(Counter(missed))}" if missed else ""
        print(f"{code:<6}{CODES[code].name:<16}{planted:>6}{found:>6}{rate:>8}{note}")
    _false_alarms([subject_of(loaded, c, b.report if b else None, words) for c, b in pool])


def _false_alarms(pool: list[Subject]) -> None:
    counts: Counter[tuple[str, str, str]] = Counter()
    start, size = time.perf_counter(), 0
    for subject in pool:
        size += 1
        for finding in check(subject):
            counts[finding.severity, finding.code, finding.rule] += 1
    spent = (time.perf_counter() - start) / max(size, 1) * 1000
    print(f"\n没有植入缺陷的报告 {size} 份，平均 {spent:.1f} 毫秒一份：")
    for severity in ("error", "warning", "info"):
        mine = {k: n for k, n in counts.items() if k[0] == severity}
        print(f"  {severity:<8}{sum(mine.values())}")
        for (_, code, rule), number in sorted(mine.items()):
            print(f"    {code} {rule}: {number}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))

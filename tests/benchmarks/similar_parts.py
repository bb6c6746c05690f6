"""What the index does besides answering: keys, additions, reopening, all pairs, quality."""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from benchmarks import peers
from benchmarks.fresh import environment
from benchmarks.peers import Bank, Exact
from benchmarks.sentences import fresh

from assistant.text import stored
from assistant.text.index import CONTAINED, FEWEST_TYPED, ExactIndex
from assistant.text.join import row_pairs
from assistant.text.ranking import Hit
from assistant.text.segment import Segmenter
from assistant.text.similarity import HINT

_REOPEN = """
import sys, time
import numpy
start = time.perf_counter()
from fractions import Fraction
from pathlib import Path
from assistant.text import stored
class Words:
    def token_set(self, text):
        return frozenset(text.split())
index = stored.load(Words(), Path(sys.argv[1]), "bench")
index.nearest(sys.argv[2], 10, Fraction(3, 5))
print(time.perf_counter() - start)
"""


class Precut:
    """Words of texts cut beforehand, so that searching alone is timed; others are cut."""

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self.known: dict[str, tuple[str, ...] | frozenset[str]] = {}

    def token_set(self, text: str) -> frozenset[str]:
        """Give the different words of a text."""
        words = self.known.get(text)
        return self._segmenter.token_set(text) if words is None else frozenset(words)


def spread(times: Sequence[float]) -> tuple[float, float]:
    """Give the median and the 99th percentile in milliseconds."""
    return float(np.median(times)) * 1000, float(np.quantile(times, 0.99)) * 1000


def keys(
    index: ExactIndex, segmenter: Segmenter, exact: Exact, texts: list[str], ids: Sequence[str]
) -> tuple[float, float, int]:
    """Type texts character by character; give the two figures of `spread`, and wrong answers."""
    times: list[float] = []
    answers: list[tuple[str, list[Hit], list[Hit]]] = []
    for text in texts:
        for end in range(1, len(text) + 1):
            typed = text[:end]
            start = time.perf_counter()
            near = index.nearest(typed, 10, HINT)
            held = index.containing(typed, 10)
            times.append(time.perf_counter() - start)
            answers.append((typed, near, held))
    wrong = 0
    for typed, near, held in answers:
        words = segmenter.token_set(typed)
        wrong += [(hit.score, hit.id) for hit in near] != exact.best(typed, words, HINT, ids)
        right = exact.holding(typed, words, CONTAINED, ids) if len(words) >= FEWEST_TYPED else []
        wrong += [(hit.score, hit.id) for hit in held] != right
    return *spread(times), wrong


def appended(index: ExactIndex, precut: Precut, bank: Bank) -> str:
    """Compare an addition that is found at once with a commit of tantivy, both cut beforehand."""
    rng = random.Random(11)
    texts = {f"new{number}": fresh(rng) for number in range(60)}
    cutting, ours, theirs = [], [], []
    for text in texts.values():
        start = time.perf_counter()
        words = precut.token_set(text)
        cutting.append(time.perf_counter() - start)
        precut.known[text] = words
    for key, text in texts.items():
        start = time.perf_counter()
        index.add(key, text)
        ours.append(time.perf_counter() - start)
    if any(index.nearest(text, 1, HINT)[0].text != text for text in texts.values()):
        raise AssertionError("an added sentence is not found")
    with tempfile.TemporaryDirectory() as name, suppress(ImportError):
        commit = peers.tantivy_commit(bank, Path(name))
        for text in texts.values():
            words = precut.token_set(text)
            start = time.perf_counter()
            commit(words)
            theirs.append(time.perf_counter() - start)
    for key in texts:
        index.remove(key)
    precut.known.clear()
    mine = spread(ours)[0]
    told = f"添加一句 {mine:.3f} ms（另切分 {spread(cutting)[0]:.3f} ms），立即可查"
    if theirs:
        other = spread(theirs)[0]
        told += f"；tantivy 提交 {other:.1f} ms，{other / mine:,.0f} 倍"
    return told


def reopened(index: ExactIndex, words: Sequence[str], sentences: int) -> str:
    """Save, weigh on disk, and answer in a fresh process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "index"
        start = time.perf_counter()
        stored.save(index, folder, "bench")
        saving = time.perf_counter() - start
        sizes = {file.name: file.stat().st_size for file in folder.glob("g-*/*")}
        text = sizes["texts.bin"] + sizes["texts.npy"]
        whole = sum(sizes.values())
        order = [sys.executable, "-c", _REOPEN, str(folder), " ".join(words)]
        variables = environment(Path(name) / "compiled")
        _, *took = (
            float(
                subprocess.run(
                    order,
                    env=variables,
                    capture_output=True,
                    check=True,
                    text=True,
                    encoding="utf-8",
                ).stdout
            )
            for _ in range(6)
        )
    return (
        f"存盘 {saving:.2f} s，每句 {(whole - text) / sentences:.0f} 字节"
        f"（另有原文 {text / sentences:.0f} 字节）；"
        f"重开并答一句（import numpy 之后）中位 {np.median(took) * 1000:.0f} ms"
    )


def join(index: ExactIndex, bank: Bank) -> str:
    """Find all pairs of different word sets, by the index and by datasketch."""
    generation = index.state()[0]
    start = time.perf_counter()
    pairs = {
        (one, other)
        for _, found in row_pairs(generation, HINT)
        for one, other in zip(found.one.tolist(), found.other.tolist(), strict=True)
    }
    mine = time.perf_counter() - start
    numbers = {key: place for place, key in enumerate(bank.words)}
    rows = [numbers[tuple(sorted(generation.words(row)))] for row in range(len(generation.total))]
    ours = {tuple(sorted((rows[one], rows[other]))) for one, other in pairs}
    told = f"全部成对（J ≥ 0.6，{len(rows)} 个词集）{mine:.2f} s，{len(ours)} 对"
    sets = sorted(rows)
    distinct = bank._replace(words=[bank.words[place] for place in sets])
    wrong, checked = _checked(distinct, ours, sets)
    told += f"；抽 {checked} 句与穷举比对，不符 {wrong}"
    try:
        start = time.perf_counter()
        found = {
            tuple(sorted((sets[one], sets[other])))
            for one, other in peers.datasketch_pairs(distinct)
        }
        took = time.perf_counter() - start
    except ImportError:
        return told + "；datasketch 未安装"
    both = len(found & ours)
    return (
        told + f"；datasketch {took:.1f} s，{took / mine:.1f} 倍，召回 {both / len(ours):.3f}，"
        f"精确 {both / len(found):.3f}"
    )


def _checked(distinct: Bank, ours: set[tuple[int, ...]], sets: list[int]) -> tuple[int, int]:
    """Compare the pairs of some sets with those found without any filter."""
    exact = Exact(distinct._replace(texts=[distinct.texts[place] for place in sets]))
    mine: dict[int, set[int]] = {}
    for one, other in ours:
        mine.setdefault(one, set()).add(other)
        mine.setdefault(other, set()).add(one)
    chosen = range(len(sets)) if len(sets) <= 10_000 else range(0, len(sets), len(sets) // 500)
    wrong = 0
    for place in chosen:
        found = exact.at_least(frozenset(distinct.words[place]), HINT)
        alike = {sets[other] for other in found} - {sets[place]}
        wrong += alike != mine.get(sets[place], set())
    return wrong, len(chosen)

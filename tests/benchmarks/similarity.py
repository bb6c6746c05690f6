"""Speed and exactness of the index of similar sentences, beside other ways to find them.

Run from the checkout: `PYTHONPATH=.:tests python tests/benchmarks/similarity.py [sizes]`, such as
`10000 100000` (the default) or `1000000`; the last needs some 8 GB and a quarter of an hour. The
extra `peers` installs the others; what is missing is left out. All engines get the same
sentences, normalised and cut beforehand, and answer the same query one after the other.
"""

import gc
import random
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from benchmarks import similar_parts as parts
from benchmarks import similar_quality as quality
from benchmarks.peers import LIMIT, PEERS, Answer, Ask, Bank, Exact
from benchmarks.sentences import bank as sentences
from benchmarks.sentences import queries
from benchmarks.similar_start import started

from assistant.text.index import ExactIndex
from assistant.text.normalise import normalise
from assistant.text.segment import Segmenter
from assistant.text.similarity import HINT

QUERIES = 100
TYPED = 12
JOIN_MOST = 100_000


def main(sizes: list[int]) -> None:
    """Print one table for each size, then how well edits are told from other sentences."""
    with tempfile.TemporaryDirectory() as name:
        segmenter = Segmenter(Path(name))
        segmenter.warm()
        for size in sizes:
            run(size, segmenter)
        print("\n" + quality.edits(segmenter))
        print(quality.counterparts(segmenter))
        print(started())


def run(size: int, segmenter: Segmenter) -> None:
    """Print the table of one size."""
    texts = list(sentences(size))
    start = time.perf_counter()
    words = [tuple(sorted(segmenter.token_set(text))) for text in texts]
    cutting = time.perf_counter() - start
    precut = parts.Precut(segmenter)
    precut.known.update(zip(texts, words, strict=True))
    ids = [f"s{number:07}" for number in range(size)]
    start = time.perf_counter()
    index = ExactIndex(precut, zip(ids, texts, strict=True))
    building = time.perf_counter() - start
    precut.known.clear()
    generation = index.state()[0]
    print(
        f"\n{size} 句，平均 {sum(map(len, texts)) / size:.0f} 字，{len(generation.weights.terms)} 词，"
        f"{len(generation.total)} 个词集；切分 {cutting:.0f} s，建索引 {building:.1f} s"
    )
    bank = Bank(texts, list(map(normalise, texts)), words, generation.weights)
    exact = Exact(bank)
    asked = [text for text, _ in queries(texts, QUERIES)]
    precut.known.update((text, segmenter.token_set(text)) for text in asked)
    latencies(index, precut, exact, bank, asked, ids)
    precut.known.clear()
    rng = random.Random(31)
    p50, p99, wrong = parts.keys(index, segmenter, exact, rng.sample(asked, TYPED), ids)
    print(
        f"每键（规范化、切分、查相似、查包含）p50 {p50:.2f} ms，p99 {p99:.2f} ms；与穷举不符 {wrong}"
    )
    print(parts.appended(index, precut, bank))
    print(parts.reopened(index, words[size // 2], size))
    if size <= JOIN_MOST:
        print(parts.join(index, bank))


def latencies(
    index: ExactIndex,
    precut: parts.Precut,
    exact: Exact,
    bank: Bank,
    asked: list[str],
    ids: list[str],
) -> None:
    """Ask every engine every query, one after the other, and print how they compare."""
    engines: dict[str, Ask] = {}
    built: dict[str, float] = {}
    for name, make in PEERS.items():
        start = time.perf_counter()
        try:
            engines[name] = make(bank)
        except ImportError as error:
            print(f"未比 {name}：{error}")
        built[name] = time.perf_counter() - start
    answers = [exact.best(text, precut.token_set(text), HINT, ids) for text in asked]
    ours = [[(hit.score, hit.id) for hit in index.nearest(text, LIMIT, HINT)] for text in asked]
    wrong = sum(mine != right for mine, right in zip(ours, answers, strict=True))
    print(
        f"{len(asked)} 次查询，前十（J ≥ 0.6），与穷举不符 {wrong}；各行两者交替计时，倍数 = 对方 / 本索引"
    )
    print(
        f"{'':<14}{'建 s':>8}{'p50 ms':>10}{'p99 ms':>10}{'本 p50':>10}{'本 p99':>10}{'p50 倍':>9}{'p99 倍':>9}{'召回':>7}"
    )
    for name, ask in engines.items():
        mine, theirs, recall = [], [], []
        gc.collect()
        gc.disable()
        for text, right in zip(asked, answers, strict=True):
            words, normal = precut.token_set(text), normalise(text)
            start = time.perf_counter()
            index.nearest(text, LIMIT, HINT)
            middle = time.perf_counter()
            found = ask(normal, words)
            theirs.append(time.perf_counter() - middle)
            mine.append(middle - start)
            if right:
                recall.append((found, right, words))
        gc.enable()
        (my50, my99), (p50, p99) = parts.spread(mine), parts.spread(theirs)
        share = np.mean([shared_answers(exact, *one) for one in recall])
        print(
            f"{name:<15}{built[name]:>8.1f}{p50:>10.2f}{p99:>10.2f}{my50:>11.3f}{my99:>11.3f}"
            f"{p50 / my50:>10.1f}{p99 / my99:>10.1f}{share:>10.3f}"
        )


def shared_answers(exact: Exact, found: list[int], right: Answer, words: frozenset[str]) -> float:
    """Give the share of the right answers found; one as good as the last right one counts."""
    enough = exact.likeness(words)[found] >= float(right[-1][0]) - 1e-12
    return min(int(np.count_nonzero(enough)), len(right)) / len(right)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:] if size.isdigit()] or [10_000, 100_000])

"""How well likeness tells what an editor calls the same, on labelled sentences of our own."""

import random
from fractions import Fraction

import numpy as np
from benchmarks.sentences import edited, flipped, fresh
from benchmarks.years import years

from assistant.text.differences import Kind, differences
from assistant.text.index import ExactIndex
from assistant.text.segment import Segmenter
from assistant.text.similarity import LAST_YEAR
from assistant.text.weights import Weights, query


def edits(segmenter: Segmenter, size: int = 4000) -> str:
    """Tell same from different by the score, over labelled edits; count flips that are named."""
    rng = random.Random(21)
    bases = {f"s{number}": fresh(rng) for number in range(size)}
    index = ExactIndex(segmenter, bases)
    weights = index.state()[0].weights
    same: list[float] = []
    other: list[float] = []
    false = 0
    for key, text in bases.items():
        changed = edited(text, rng)
        same.append(
            _likeness(weights, segmenter.token_set(text), segmenter.token_set(changed.text))
        )
        false += any(d.kind is Kind.POLARITY for d in differences(text, changed.text))
        nearest = index.nearest(text, 1, Fraction(0), without={key})
        other += [float(hit.score) for hit in nearest]
    flips = [flipped(fresh(rng), rng) for _ in range(size)]
    named = sum(any(d.kind is Kind.POLARITY for d in differences(*pair)) for pair in flips)
    low, high = np.sort(other), np.array(same)
    ranks = (np.searchsorted(low, high) + np.searchsorted(low, high, side="right")) / 2
    return (
        f"改写 {size} 对，反例取最近的另一句：AUC {ranks.mean() / len(low):.4f}；"
        f"意思相反点明 {named / size:.1%}，误报 {false / size:.1%}"
    )


def _likeness(weights: Weights, one: frozenset[str], other: frozenset[str]) -> float:
    shared, whole = (query(weights, words).total for words in (one & other, one | other))
    return shared / whole


def f1(segmenter: Segmenter, reports: int = 60, seed: int = 5) -> tuple[float, float, float]:
    """Find each sentence's counterpart of the year before: precision, recall and F1."""
    rng = random.Random(seed)
    both = found = right = 0
    for _ in range(reports):
        made = years(rng)
        index = ExactIndex(segmenter, ((str(n), text) for n, text in enumerate(made.last)))
        pairs = {
            (place, int(hit.id))
            for place, text in enumerate(made.this)
            for hit in index.nearest(text, 1, LAST_YEAR)
        }
        both += len(pairs & made.pairs)
        found += len(pairs)
        right += len(made.pairs)
    return both / found, both / right, 2 * both / (found + right)


def counterparts(segmenter: Segmenter) -> str:
    """Tell how well the sentences of two years are paired."""
    precision, recall, score = f1(segmenter)
    return f"相邻两年对应句（T = 0.25）：精确 {precision:.3f}，召回 {recall:.3f}，F1 {score:.3f}"

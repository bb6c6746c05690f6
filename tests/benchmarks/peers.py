"""Other ways to find similar sentences, each behind the same call; what is missing is left out."""

import importlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from assistant.text.weights import Ints, Weights

Words = frozenset[str]
Answer = list[tuple[Any, str]]
Floats = NDArray[np.float64]
LIMIT = 10
_DATASKETCH_MOST = 20_000


class Bank(NamedTuple):
    """Sentences as every engine gets them: normalised, and cut beforehand."""

    texts: Sequence[str]
    normal: Sequence[str]
    words: Sequence[tuple[str, ...]]
    weights: Weights


Ask = Callable[[str, Words], list[int]]
"""Finds the best ten of a normalised text and its words; gives numbers of sentences."""


class Exact:
    """The definition over all sentences at once, without any filter: what answers must equal."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        weights = bank.weights
        flat = np.fromiter(
            (weights.numbers[word] for words in bank.words for word in words), np.int32
        )
        lengths = np.fromiter(map(len, bank.words), np.int64, len(bank.words))
        of = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        order = np.argsort(flat, kind="stable")
        self._where = of[order]
        self._start = np.searchsorted(flat[order], np.arange(len(weights.terms) + 1))
        self._total = np.bincount(of, weights=weights.each[flat], minlength=len(lengths))

    def shared(self, words: Words) -> tuple[Floats, int]:
        """Give the weight shared with every sentence, and the weight of `words`."""
        weights = self._bank.weights
        known = [n for word in words if (n := weights.numbers.get(word)) is not None]
        parts = [self._where[self._start[n] : self._start[n + 1]] for n in known]
        each = [np.full(len(part), weights.each[n]) for n, part in zip(known, parts, strict=True)]
        empty: Ints = np.zeros(0, np.int32)
        # Every part is whole numbers far below 2**53, so that sums of floats are exact.
        shared = np.bincount(
            np.concatenate([*parts, empty]),
            weights=np.concatenate([*each, empty]).astype(np.float64),
            minlength=len(self._bank.texts),
        ).astype(np.float64)
        total = int(weights.each[known].sum()) + weights.unseen * (len(words) - len(known))
        return shared, total

    def best(self, text: str, words: Words, least: Fraction, ids: Sequence[str]) -> Answer:
        """Give the best ten by likeness, LCS and id."""
        shared, total = self.shared(words)
        places = self.at_least(words, least)
        weights = self._weights(shared, places)
        found = [(Fraction(-weight, total + whole - weight),) for weight, whole in weights]
        return self._ordered(text, found, places, ids)

    def holding(self, text: str, words: Words, share: Fraction, ids: Sequence[str]) -> Answer:
        """Give the best ten by shared weight, likeness, LCS and id."""
        shared, total = self.shared(words)
        enough = shared * share.denominator >= share.numerator * total
        places: list[int] = np.flatnonzero(enough & (shared > 0)).tolist()
        weights = self._weights(shared, places)
        found = [
            (Fraction(-weight), Fraction(-weight, total + whole - weight))
            for weight, whole in weights
        ]
        return self._ordered(text, found, places, ids)

    def at_least(self, words: Words, least: Fraction) -> list[int]:
        """Give the numbers of the sentences with a likeness of `least` or more."""
        shared, total = self.shared(words)
        a, b = least.numerator, least.denominator
        enough = shared * (a + b) >= a * (total + self._total)
        places: list[int] = np.flatnonzero(enough & (shared > 0)).tolist()
        return places

    def likeness(self, words: Words) -> Floats:
        """Give the likeness of every sentence."""
        shared, total = self.shared(words)
        out: Floats = shared / (total + self._total - shared)
        return out

    def _weights(self, shared: Floats, places: list[int]) -> Iterator[tuple[int, int]]:
        whole = self._total[places].astype(np.int64)
        return zip(shared[places].astype(np.int64).tolist(), whole.tolist(), strict=True)

    def _ordered(
        self, text: str, keys: Sequence[tuple[Fraction, ...]], places: list[int], ids: Sequence[str]
    ) -> Answer:
        found = sorted(zip(keys, places, strict=True))
        last = found[:LIMIT][-1][0] if found else ()
        texts = self._bank.texts
        order = sorted(
            ((*key, -LCSseq.similarity(text, texts[place])), ids[place])
            for key, place in found
            if key <= last
        )
        return [(-key[-2], name) for key, name in order[:LIMIT]]


def rapidfuzz(bank: Bank) -> Ask:
    """Compare characters with every sentence."""
    return lambda text, _: [
        found[2]
        for found in process.extract(
            text, bank.normal, scorer=fuzz.ratio, limit=LIMIT, score_cutoff=60, processor=None
        )
    ]


def scipy(bank: Bank) -> Ask:
    """Multiply a sparse matrix of all distinct word sets with the query's weights."""
    sparse: Any = importlib.import_module("scipy.sparse")
    members: dict[tuple[str, ...], list[int]] = {}
    for place, words in enumerate(bank.words):
        members.setdefault(words, []).append(place)
    sets = list(members)
    numbers, each = bank.weights.numbers, bank.weights.each
    flat = np.fromiter((numbers[word] for words in sets for word in words), np.int32)
    ends = np.cumsum([0, *map(len, sets)])
    matrix = sparse.csr_matrix(
        (np.ones(len(flat), np.int32), flat, ends), shape=(len(sets), len(numbers))
    )
    total = matrix @ each.astype(np.int64)

    def ask(_: str, words: Words) -> list[int]:
        known = [n for word in words if (n := numbers.get(word)) is not None]
        weights = np.zeros(len(numbers), np.int32)
        weights[known] = each[known]
        whole = int(each[known].sum()) + bank.weights.unseen * (len(words) - len(known))
        shared = matrix @ weights
        found = np.flatnonzero(shared * np.int64(8) >= 3 * (whole + total))
        likeness = shared[found] / (whole + total[found] - shared[found])
        order = np.argsort(-likeness, kind="stable")[:LIMIT]
        return [place for row in found[order] for place in members[sets[row]]][:LIMIT]

    return ask


def fts5(bank: Bank) -> Ask:
    """Ask SQLite's full-text index for any of the words, best by bm25."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table bank using fts5(words, tokenize='unicode61')")
    rows = ((place, " ".join(words)) for place, words in enumerate(bank.words))
    base.executemany("insert into bank(rowid, words) values (?, ?)", rows)
    base.commit()

    def ask(_: str, words: Words) -> list[int]:
        wanted = " OR ".join(f'"{word}"' for word in words)
        question = "select rowid from bank where bank match ? order by rank limit ?"
        return [row for (row,) in base.execute(question, (wanted, LIMIT))]

    return ask


def tantivy(bank: Bank) -> Ask:
    """Ask tantivy for any of the words, best by BM25."""
    library, writer, index = _tantivy(None)
    for place, words in enumerate(bank.words):
        writer.add_document(library.Document(words=" ".join(words), place=place))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(_: str, words: Words) -> list[int]:
        terms = [
            (library.Occur.Should, library.Query.term_query(index.schema, "words", word))
            for word in words
        ]
        found = searcher.search(library.Query.boolean_query(terms), LIMIT).hits
        return [searcher.doc(address)["place"][0] for _, address in found]

    return ask


def tantivy_commit(bank: Bank, folder: Path) -> Callable[[Words], None]:
    """Give what adds a sentence to the whole bank in a tantivy index on disk, to be found."""
    library, writer, index = _tantivy(folder)
    for place, words in enumerate(bank.words):
        writer.add_document(library.Document(words=" ".join(words), place=place))
    writer.commit()
    writer.wait_merging_threads()
    writer = index.writer(200_000_000, 1)

    def add(words: Words) -> None:
        writer.add_document(library.Document(words=" ".join(words), place=len(bank.words)))
        writer.commit()
        index.reload()

    return add


def _tantivy(folder: Path | None) -> tuple[Any, Any, Any]:
    library: Any = importlib.import_module("tantivy")
    builder = library.SchemaBuilder()
    builder.add_text_field("words", stored=False, tokenizer_name="whitespace")
    builder.add_integer_field("place", stored=True)
    index = library.Index(builder.build(), path=None if folder is None else str(folder))
    return library, index.writer(200_000_000, 1), index


def datasketch(bank: Bank) -> Ask:
    """Look up MinHash signatures; the ten are the first that come, unverified."""
    if len(bank.texts) > _DATASKETCH_MOST:
        raise ImportError("datasketch takes minutes to build for so many")
    index, sketch = _lsh(bank)
    return lambda _, words: [int(key) for key in index.query(sketch(words))[:LIMIT]]


def datasketch_pairs(bank: Bank) -> Iterator[tuple[int, int]]:
    """Give the pairs of sentences with different words that datasketch takes for alike."""
    index, sketch = _lsh(bank)
    for place, words in enumerate(bank.words):
        for other in index.query(sketch(words)):
            if int(other) < place:
                yield int(other), place


def _lsh(bank: Bank) -> tuple[Any, Callable[[Iterable[str]], Any]]:
    library: Any = importlib.import_module("datasketch")

    def sketch(words: Iterable[str]) -> Any:
        made = library.MinHash(num_perm=128, seed=1)
        made.update_batch([word.encode() for word in words])
        return made

    index = library.MinHashLSH(threshold=0.6, num_perm=128)
    for place, words in enumerate(bank.words):
        index.insert(place, sketch(words))
    return index, sketch


PEERS: dict[str, Callable[[Bank], Ask]] = {
    "rapidfuzz": rapidfuzz,
    "scipy": scipy,
    "SQLite FTS5": fts5,
    "tantivy": tantivy,
    "datasketch": datasketch,
}

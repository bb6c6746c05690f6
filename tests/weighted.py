"""Likeness with weighted words as it is defined, to hold the index against."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from assistant.text.index import ExactIndex
from assistant.text.join import Pair
from assistant.text.normalise import normalise
from assistant.text.similarity import DUPLICATE, HINT, Words

Answer = list[tuple[Fraction, str]]


class Characters:
    """Every character is a word."""

    def token_set(self, text: str) -> frozenset[str]:
        return frozenset(filter(str.isalnum, normalise(text)))


class Pieces:
    """What stands between spaces is a word."""

    def token_set(self, text: str) -> frozenset[str]:
        return frozenset(text.split())


class Reference:
    """The definition, word by word and sentence by sentence, over weights taken at one moment."""

    def __init__(self, sentences: Mapping[str, str], words: Words | None = None) -> None:
        self.cut = (words or Characters()).token_set
        sets = [found for text in sentences.values() if (found := self.cut(text))]
        count = max(len(sets), 1)
        known = Counter(word for found in sets for word in found)
        self.each = {word: round(1000 * math.log(1 + count / n)) for word, n in known.items()}
        self.unseen = round(1000 * math.log(1 + count))
        self.now = dict(sentences)

    def weight(self, words: frozenset[str]) -> int:
        return sum(self.each.get(word, self.unseen) for word in words)

    def score(self, one: str, other: str) -> Fraction:
        ours, theirs = self.cut(one), self.cut(other)
        return Fraction(self.weight(ours & theirs), self.weight(ours | theirs) or 1)

    def nearest(self, text: str, limit: int, least: Fraction) -> Answer:
        found = [
            (-score, -LCSseq.similarity(text, other), key)
            for key, other in self.now.items()
            if (score := self.score(text, other)) >= least and score
        ]
        return [(-score, key) for score, _, key in sorted(found)[:limit]]

    def containing(self, text: str, limit: int, share: Fraction) -> Answer:
        ours = self.cut(text)
        found = []
        for key, other in self.now.items():
            shared = self.weight(ours & self.cut(other))
            if len(ours) >= 3 and shared and Fraction(shared, self.weight(ours)) >= share:
                order = (-shared, -self.score(text, other), -LCSseq.similarity(text, other), key)
                found.append(order)
        return [(-score, key) for _, score, _, key in sorted(found)[:limit]]

    def pairs(self, least: Fraction) -> set[Pair]:
        keys = sorted(self.now)
        return {
            Pair(one, other, score)
            for at, one in enumerate(keys)
            for other in keys[at + 1 :]
            if (score := self.score(self.now[one], self.now[other])) >= least and score
        }


LETTERS = st.text(st.sampled_from("甲乙丙丁戊己庚辛壬癸未没有12，。"), max_size=12)
ODD = st.one_of(
    LETTERS,
    st.text(max_size=20),
    st.text(st.sampled_from("政府訊息資訊公開条例ﾃｽﾄＡＢ１２😀🇨🇳👩‍💻\ud83d\n\t"), max_size=12),
)
BANKS = st.dictionaries(st.text("abc一二", max_size=3), ODD, max_size=14)
CLOSE = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=2),
    st.text("甲乙丙丁戊己庚", min_size=1, max_size=9),
    min_size=4,
    max_size=12,
)
"""Sentences of which most resemble most others."""
HAIR = Fraction(1, 10**15)
CHANGES = st.lists(st.tuples(st.text("abc一二", max_size=3), st.none() | ODD), max_size=8)
THRESHOLDS = st.one_of(
    st.sampled_from((Fraction(0), Fraction(1, 4), HINT, DUPLICATE, Fraction(1))), st.fractions(0, 1)
)


def hits(index: ExactIndex, text: str, limit: int, least: Fraction) -> Answer:
    return [(hit.score, hit.id) for hit in index.nearest(text, limit, least)]


def contained(index: ExactIndex, text: str, limit: int, share: Fraction) -> Answer:
    return [(hit.score, hit.id) for hit in index.containing(text, limit, share)]


def changed(
    index: ExactIndex, reference: Reference, changes: Sequence[tuple[str, str | None]]
) -> None:
    for key, text in changes:
        if text is None:
            index.remove(key)
            reference.now.pop(key, None)
        else:
            index.add(key, text)
            reference.now[key] = text


def same(index: ExactIndex, reference: Reference, text: str, limit: int, least: Fraction) -> None:
    assert len(index) == len(reference.now)
    assert hits(index, text, limit, least) == reference.nearest(text, limit, least)
    assert contained(index, text, limit, least) == reference.containing(text, limit, least)


WORDS = [f"{a}{b}" for a in "天地玄黄宇宙洪荒" for b in "日月盈昃辰宿列张"]
LONGER = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)

"""Which sentences of the draft, the bank and last year's report a sentence resembles."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assistant.draft.assemble import Assembler
from assistant.paths import cache_folder
from assistant.phrases.bank import Bank, Phrase
from assistant.text.segment import Segmenter, shared
from assistant.text.similarity import HINT, LAST_YEAR, BruteForce, Match

Place = Literal["draft", "last_year", "bank"]
_THRESHOLDS: Mapping[Place, Fraction] = {"draft": HINT, "last_year": LAST_YEAR, "bank": HINT}
_NAMES: Mapping[Place, str] = {"draft": "本稿", "last_year": "上年", "bank": "句库"}


@dataclass(frozen=True, slots=True)
class Resemblance:
    """One sentence somewhere that resembles the one asked about."""

    place: Place
    where: str
    match: Match

    @property
    def line(self) -> str:
        """One quiet line: where, how much, and what differs all the same."""
        kinds = dict.fromkeys(str(d.kind) for d in self.match.differences)
        note = "仅数字不同" if self.match.numbers_only else "、".join(kinds)
        note = f"（{note}）" if note else ""
        return f"与{_NAMES[self.place]}{self.where}相似 {self.match.percent} %{note}"


def segmenter() -> Segmenter:
    """Give the one segmenter of the process; its dictionary loads on first use."""
    return shared(cache_folder())


def resemblances(
    assembler: Assembler, bank: Bank, text: str, *, without: frozenset[int] = frozenset()
) -> list[Resemblance]:
    """Find what `text` resembles: this draft first, then last year's report, then the bank.

    `without` are ids of sentences of the draft that do not count (the one being edited).
    """
    groups: dict[Place, dict[str, tuple[str, str]]] = {
        "draft": _draft(assembler, without),
        "last_year": _last_year(assembler),
        "bank": {p.origin: ("", p.frame) for p in bank.phrases},
    }
    out: list[Resemblance] = []
    for place, entries in groups.items():
        index = BruteForce(segmenter())
        for key, (_, sentence) in entries.items():
            index.add(key, sentence)
        for match in index.search(text, 3, _THRESHOLDS[place]):
            out.append(Resemblance(place, entries[match.id][0], match))
    return out


def similar_phrases(
    bank: Bank, text: str, limit: int, threshold: Fraction
) -> list[tuple[Phrase, Match]]:
    """Find the phrases of the bank a sentence resembles, best first."""
    index = BruteForce(segmenter())
    by_id = {phrase.entry.id: phrase for phrase in bank.phrases}
    for key, phrase in by_id.items():
        index.add(key, phrase.frame)
    return [(by_id[m.id], m) for m in index.search(text, limit, threshold)]


def _draft(assembler: Assembler, without: frozenset[int]) -> dict[str, tuple[str, str]]:
    out: dict[str, tuple[str, str]] = {}
    for key, sentences in assembler.draft.narrative.items():
        name = assembler.figures.loaded.form.aspect[key].heading or key
        for number, sentence in enumerate(sentences, 1):
            if sentence.id not in without:
                text = assembler.render(sentence.text).text
                out[str(sentence.id)] = (f"“{name}”第 {number} 句", text)
    for pairs in assembler.draft.pairs.values():
        for number, pair in enumerate(pairs, 1):
            for side, group in (("问题", pair.problem), ("措施", pair.measure)):
                for sentence in group:
                    if sentence.id not in without:
                        text = assembler.render(sentence.text).text
                        out[str(sentence.id)] = (f"第 {number} 条{side}", text)
    return out


def _last_year(assembler: Assembler) -> dict[str, tuple[str, str]]:
    last = assembler.draft.last_year
    if last is None:
        return {}
    aspects = assembler.figures.loaded.form.aspect
    return {
        f"{key}/{number}": (
            f"“{(aspects[key].heading if key in aspects else key) or key}”第 {number} 句",
            text,
        )
        for key, sentences in last.passages.items()
        for number, text in enumerate(sentences, 1)
    } | {f"问题/{i}": (f"第 {i} 条问题", text) for i, text in enumerate(last.problems, 1)}

"""P02 and P03: sentences that repeat last year's report, or another of the same report."""

import re
from collections.abc import Hashable, Iterator, Set
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import cast

from assistant.checks.finding import Check, Finding, Sentence, Subject
from assistant.checks.lists import words as words_of
from assistant.checks.rules import rule_set_of
from assistant.checks.settings import rules_of
from assistant.checks.spans import found, sentences_of
from assistant.report.standing import Standing, section_names, standing
from assistant.text.index import ExactIndex
from assistant.text.runs import Pair, sharing
from assistant.text.similarity import FEWEST_TOKENS, Match, Words, compare
from assistant.text.varying import Varying

_DIGITS = re.compile(r"[0-9]+")
_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Repeat:
    """A sentence, and the one of last year's report that it repeats (`where`: 第一节第 3 句)."""

    sentence: Sentence
    where: str
    match: Match


@dataclass(frozen=True, slots=True)
class SectionRepeats:
    """How much of a section's wording repeats last year's report.

    Attributes:
        sentences: how many were compared; shorter ones and fixed wording are not.
        characters: of these sentences.
        repeats: those that are in last year's report too, in order.
    """

    section: str
    sentences: int
    characters: int
    repeats: tuple[Repeat, ...]

    @property
    def rate(self) -> Fraction:
        """The share of the compared characters that stand in repeated sentences."""
        return Fraction(sum(len(one.sentence.text) for one in self.repeats), self.characters)


def varying_of(subject: Subject) -> Varying | None:
    """Give the words that count when sentences are compared; None when nothing cuts them."""
    if subject.words is None:
        return None
    fixed = words_of(rule_set_of(subject).settings, "fixed_wording")
    return varying(subject.words, fixed, subject.report.self_name)


def varying(words: Words, fixed: tuple[str, ...], self_name: str) -> Varying:
    """Give the words without fixed wording, and without what opens a paragraph: 2025年，我局."""
    openings = (f"2025年，{self_name}", f"2025年{self_name}") if self_name else ()
    return _varying(cast(Hashable, words), (*fixed, *openings))


@lru_cache(maxsize=64)
def _varying(words: Hashable, fixed: tuple[str, ...]) -> Varying:
    return Varying(cast(Words, words), fixed)


def repetition(subject: Subject) -> tuple[SectionRepeats, ...]:
    """Compare every section with last year's report; sections with nothing to compare are left out."""
    words = varying_of(subject)
    if words is None or subject.last_year is None:
        return ()
    before = _Before(subject, words)
    sections: dict[str, list[Sentence]] = {}
    for sentence in sentences_of(subject):
        if len(words.token_set(sentence.text)) >= FEWEST_TOKENS:
            sections.setdefault(sentence.section, []).append(sentence)
    return tuple(
        SectionRepeats(
            key,
            len(sentences),
            sum(len(sentence.text) for sentence in sentences),
            tuple(one for one in map(before.repeated, sentences) if one is not None),
        )
        for key, sentences in sections.items()
    )


class _Before:
    """Last year's report, ready to be compared with."""

    def __init__(self, subject: Subject, words: Varying) -> None:
        last = subject.last_year
        stands = standing(last, subject.loaded.form) if last is not None else []
        self._stands: dict[str, Standing] = {one.address: one for one in stands}
        self._index = ExactIndex(words, {one.address: one.text for one in stands})
        self._least = Fraction(rules_of(subject).repeats.last_year, 100)

    def repeated(self, sentence: Sentence) -> Repeat | None:
        """Find what a sentence repeats, in the same section if it can be."""
        matches = self._index.search(sentence.text, _CANDIDATES, self._least)
        matches = [match for match in matches if match.repeats(self._least)]
        matches.sort(key=lambda match: self._stands[match.id].section != sentence.section)
        if not matches:
            return None
        return Repeat(sentence, self._stands[matches[0].id].where, matches[0])


def repeats_last_year(subject: Subject) -> Iterator[Finding]:
    """P02: a section that is mostly last year's, or a problem that was reported last year."""
    rules = rules_of(subject)
    basis, names = rules.basis.get("P02", ""), section_names(subject.loaded.form)
    for section in repetition(subject):
        least = Fraction(rules.repeats.rate, 100)
        if section.sentences >= rules.repeats.fewest and section.rate >= least:
            first = section.repeats[0].sentence
            numbers = sum(one.match.numbers_only for one in section.repeats)
            updated = f"，其中 {numbers} 句只换了年份和数字" if numbers else ""
            message = (
                f"{names.get(section.section, '这一节')}比了 {section.sentences} 句，"
                f"有 {len(section.repeats)} 句和上年的写法一样或差不多{updated}；"
                f"按字数占 {int(section.rate * 100)} %。"
            )
            span = (0, len(first.text))
            mend = "换成本年做的事、本年的说法；核对页列出了每一句"
            yield found(
                subject,
                first,
                span,
                "P02",
                "section-repeats",
                message,
                basis=basis,
                suggestion=mend,
            )
        if section.section in rules.repeats.strict:
            for one in section.repeats:
                yield found(
                    subject,
                    one.sentence,
                    (0, len(one.sentence.text)),
                    "P02",
                    "repeats-last-year",
                    f"与上年{one.where}{one.match.note}。",
                    basis=basis,
                    suggestion=f"写本年新的情况。上年写的是：{one.match.text}",
                )


def repeats_itself(subject: Subject) -> Iterator[Finding]:
    """P03: a sentence that stands in the report twice in nearly the same words.

    Two sentences are compared when they share a third of the shorter one's runs of four
    characters, figures left out, and two fifths of their words, each counted once; so a report
    without repetition is hardly cut at all.
    """
    words = varying_of(subject)
    if words is None:
        return
    sentences = sentences_of(subject)
    shared = _worth_it(words, sentences)
    if not shared:
        return
    rules = rules_of(subject)
    stands = standing(subject.report, subject.loaded.form)
    for later, match in sorted(_twice(words, sentences, shared, rules.repeats.hint).items()):
        sure = match.score >= Fraction(rules.repeats.twice, 100)
        where = stands[int(match.id)].where
        yield found(
            subject,
            sentences[later],
            (0, len(sentences[later].text)),
            "P03",
            "said-twice" if sure else "said-alike",
            f"与本稿{where}{match.note}{'，像是写了两遍' if sure else ''}。",
            severity="warning" if sure else "info",
            basis=rules.basis.get("P03", ""),
            suggestion=f"留一处。{where}写的是：{match.text}",
        )


def _twice(
    words: Varying, sentences: tuple[Sentence, ...], shared: Set[Pair], least: int
) -> dict[int, Match]:
    """Give for each sentence the earlier one it repeats most, known by its number.

    Other figures in the same words tell of another thing, not the same one twice.
    """
    index = ExactIndex(words, {str(n): one.text for n, one in enumerate(sentences)})
    best: dict[int, Match] = {}
    for pair in index.pairs(Fraction(least, 100)):
        earlier, later = sorted((int(pair.one), int(pair.other)))
        if (earlier, later) not in shared:
            continue
        text, other = sentences[later].text, sentences[earlier].text
        cut = words.token_set
        match = compare(str(earlier), text, cut(text), other, cut(other), pair.score)
        if match.numbers_only or not match.repeats(Fraction(least, 100)):
            continue
        if later not in best or (-match.score, earlier) < (-best[later].score, int(best[later].id)):
            best[later] = match
    return best


def _worth_it(words: Varying, sentences: tuple[Sentence, ...]) -> Set[Pair]:
    """Give the pairs that are to be weighed."""
    texts = [_DIGITS.sub("0", sentence.text) for sentence in sentences]
    cut = cache(lambda number: words.token_set(sentences[number].text))
    return {
        (one, other)
        for one, other in sharing(texts)
        if len(cut(one) & cut(other)) * 5 >= len(cut(one) | cut(other)) * 2
    }


CHECKS: tuple[Check, ...] = (repeats_last_year, repeats_itself)

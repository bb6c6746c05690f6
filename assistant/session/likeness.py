"""Which sentences a sentence resembles: of the draft, last year's report, others' and the bank."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from assistant.checks.lists import pairs, words
from assistant.checks.repeats import varying
from assistant.checks.rules import shipped_rules
from assistant.checks.self_name import naming
from assistant.draft.assemble import Assembler
from assistant.form.load import LoadedForm
from assistant.form.model import Severity
from assistant.form.values import show
from assistant.paths import cache_folder
from assistant.phrases.bank import Bank, Phrase
from assistant.report.model import Report
from assistant.report.standing import standing
from assistant.session.kept import Kept
from assistant.text.differences import Difference, Kind, Op, diff
from assistant.text.index import FEWEST_TYPED, ExactIndex
from assistant.text.names import places
from assistant.text.segment import Segmenter, shared
from assistant.text.similarity import DUPLICATE, HINT, LAST_YEAR, Match, compare
from assistant.text.varying import Varying
from assistant.workspace.shelf import OtherSentence

Place = Literal["draft", "last_year", "other", "bank"]
_THRESHOLDS: Mapping[Place, Fraction] = {
    "draft": HINT,
    "last_year": LAST_YEAR,
    "other": HINT,
    "bank": HINT,
}
_YEAR_FIRST = re.compile(r"^\s*20\d\d年度?[，,]?")
_FIGURES = (Kind.YEAR, Kind.NUMBER)
_EACH = 3
_CANDIDATES = 12


class Known(NamedTuple):
    """A sentence one may resemble: what it is called there, and its section where that is known."""

    where: str
    text: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """One sentence somewhere that resembles the one asked about.

    Attributes:
        where: its place in words: 与上年第一节第 3 句, 与青禾县水利局 2024 年报告第一节第 3 句.
        text: the sentence asked about.
        foreign: names of another unit or its place that are left in it.
    """

    place: Place
    where: str
    text: str
    match: Match
    foreign: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it matters: copying is punished, a counterpart of last year's is no news."""
        if self.foreign:
            return "error"
        if self.place == "bank" or self.match.score < HINT:
            return "info"
        if self.place == "other":
            return "warning"
        return "warning" if self.match.repeats(DUPLICATE) else "info"

    @property
    def line(self) -> str:
        """One quiet line: where, how much, and what differs all the same."""
        if self.place == "bank":
            # The figures of a phrase are those of the draft.
            return f"{self.where}里的一句{self.match.note_of(self.differences)}"
        left = f"，留着别处的名称：{'、'.join(self.foreign)}" if self.foreign else ""
        return f"{self.where}{self.match.note}{left}"

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What differs apart from wording; a phrase's own figures are those of the draft."""
        bank = self.place == "bank"
        return tuple(d for d in self.match.differences if not (bank and d.kind in _FIGURES))

    @property
    def details(self) -> list[str]:
        """What differs, kind by kind, then the words only one of them has."""
        return self.match.details_of(self.differences)

    @property
    def aligned(self) -> list[tuple[Op, str]]:
        """Both sentences side by side: what both have, what only this, what only that one has."""
        return diff(self.text, self.match.text)


def segmenter() -> Segmenter:
    """Give the one segmenter of the process; its dictionary loads on first use."""
    return shared(cache_folder())


def varying_words(loaded: LoadedForm, self_name: str = "") -> Varying:
    """Give the words of a form's reports without those that everybody has to use."""
    fixed = words(shipped_rules(loaded.folder).settings, "fixed_wording")
    return varying(segmenter(), fixed, self_name)


class Likeness:
    """What the sentences of one draft are compared with; safe to use from many threads."""

    def __init__(
        self,
        loaded: LoadedForm,
        bank: Bank,
        last_year: Report | None = None,
        others: Sequence[OtherSentence] = (),
        self_name: str = "",
    ) -> None:
        """`self_name`: how the unit calls itself in front of a paragraph."""
        self._loaded = loaded
        self._bank = bank
        self._words = varying_words(loaded, self_name)
        self._all_words = varying_words(loaded)
        self._draft = Kept(self._words)
        stands = standing(last_year, loaded.form) if last_year is not None else []
        self._last = {s.address: Known(f"与上年{s.where}", s.text, s.section) for s in stands}
        self._others = {f"{n:07}": other for n, other in enumerate(others)}

    @cached_property
    def _last_index(self) -> ExactIndex:
        return ExactIndex(self._words, {key: one.text for key, one in self._last.items()})

    @cached_property
    def _other_index(self) -> ExactIndex:
        words_ = self._all_words
        kept = Kept(words_, cache_folder() / "others", f"{segmenter().digest}{words_.digest}")
        return kept.follow({key: other.text for key, other in self._others.items()})

    def resemblances(
        self,
        assembler: Assembler,
        text: str,
        *,
        without: frozenset[int] = frozenset(),
        section: str = "",
    ) -> list[Resemblance]:
        """Find what `text` resembles: this draft first, last year's report, others, the bank.

        Args:
            assembler: prints the draft as it is now.
            text: a sentence as printed.
            without: ids of sentences of the draft that do not count (the one being edited).
            section: key of the section it is for; last year's sentences of it come first.
        """
        found = self._in_draft(assembler, text, without)
        found += self._in_last_year(text, section)
        found += self.in_others(text, show(assembler.figures(self._loaded.form.roles.unit)))
        return found + self.in_bank(text)

    def _in_draft(
        self, assembler: Assembler, text: str, without: frozenset[int]
    ) -> list[Resemblance]:
        located = assembler.run()
        known: dict[str, Known] = {}
        for one in standing(located.report, self._loaded.form):
            place = located.where.get(one.address)
            key = one.address if place is None else str(place.sentence)
            known[key] = Known(f"与本稿{one.where}", one.text)
        index = self._draft.follow({key: one.text for key, one in known.items()})
        return self._searched("draft", index, known, text, {str(key) for key in without})

    def _in_last_year(self, text: str, section: str) -> list[Resemblance]:
        if not self._last:
            return []
        found = self._searched("last_year", self._last_index, self._last, text, most=_CANDIDATES)

        def order(one: Resemblance) -> tuple[bool, bool, Fraction]:
            near = one.match.score >= HINT
            return not near, self._last[one.match.id].section != section, -one.match.score

        return sorted(found, key=order)[:1]

    def in_others(self, text: str, unit: str) -> list[Resemblance]:
        """Find the sentence of another unit's report that resembles one of this `unit`."""
        if not self._others:
            return []
        theirs = {
            key: Known(f"与{o.unit}{f' {o.year} 年' if o.year else ''}报告{o.where}", o.text)
            for key, o in self._others.items()
            if o.unit != unit
        }
        own = self._others.keys() - theirs.keys()
        found = self._searched("other", self._other_index, theirs, text, own, most=1)
        return [
            replace(one, foreign=foreign_names(self._others[one.match.id].unit, unit, text))
            for one in found
        ]

    @cached_property
    def phrases_before(self) -> Mapping[str, str]:
        """The phrases that last year's report has nearly word for word, by origin, and where."""
        index = bank_index(self._bank, self._loaded.form.form)
        out: dict[str, str] = {}
        for known in self._last.values():
            for hit in index.nearest(known.text, _EACH, HINT):
                where = known.where.removeprefix("与")
                out.setdefault(hit.id, f"像{where}（{int(hit.score * 100)} %）")
        return out

    def in_bank(self, text: str) -> list[Resemblance]:
        """Find phrases that resemble a sentence, or hold what has been typed of one so far."""
        index, cut = bank_index(self._bank, self._loaded.form.form), segmenter().token_set
        ours = cut(text)
        if not ours:
            return []
        found = {hit.id: hit for hit in index.nearest(text, _EACH, HINT)}
        found |= {hit.id: hit for hit in index.containing(text, _EACH) if hit.id not in found}
        ranked = sorted(found.values(), key=lambda hit: (-hit.score, hit.id))[:_EACH]
        return [
            _of_bank(text, compare(hit.id, text, ours, hit.text, cut(hit.text), hit.score))
            for hit in ranked
        ]

    def _searched(
        self,
        place: Place,
        index: ExactIndex,
        known: Mapping[str, Known],
        text: str,
        without: "set[str] | frozenset[str]" = frozenset(),
        most: int = _EACH,
    ) -> list[Resemblance]:
        if len(self._words.token_set(text)) < FEWEST_TYPED:
            return []
        return [
            Resemblance(place, known[match.id].where, text, match)
            for match in index.search(text, most, _THRESHOLDS[place], without)
            if match.id in known
        ]


@cache
def _bank_kept(cache_in: Path, form: str) -> Kept:
    # The name of a form of the user's own may be no good as a folder's.
    folder = cache_in / "banks" / form.encode().hex()
    return Kept(segmenter(), folder, segmenter().digest)


def bank_index(bank: Bank, form: str) -> ExactIndex:
    """Give the index of a bank's phrases by origin; built once, then only what changes is cut."""
    return _bank_kept(cache_folder(), form).follow(bank.frames)


def similar_phrases(
    loaded: LoadedForm, bank: Bank, text: str, limit: int, threshold: Fraction
) -> list[tuple[Phrase, Resemblance]]:
    """Find the phrases of the bank a sentence resembles, best first; they have no 2025年，我局."""
    by_origin = {phrase.origin: phrase for phrase in bank.phrases}
    said = _without_opening(loaded, text)
    found = bank_index(bank, loaded.form.form).search(said, limit, threshold)
    return [(by_origin[match.id], _of_bank(said, match)) for match in found]


def _without_opening(loaded: LoadedForm, text: str) -> str:
    text = _YEAR_FIRST.sub("", text)
    nouns = pairs(shipped_rules(loaded.folder).settings, "self_nouns")
    own = naming(nouns).match(text) if nouns else None
    return text[own.end() :].lstrip("，,") if own else text


def _of_bank(text: str, match: Match) -> Resemblance:
    return Resemblance("bank", "与句库", text, match)


def foreign_names(theirs: str, ours: str, text: str) -> tuple[str, ...]:
    """Find the names of another unit and its places that are left in a text."""
    names = [place.text for place in places(theirs) if len(place.text) > 2]
    return tuple(n for n in dict.fromkeys((*names, theirs)) if n in text and n not in ours)

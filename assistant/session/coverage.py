"""What of a report the bank could have said, and what it has no words for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from assistant.form.load import LoadedForm
from assistant.form.model import Move, Pairs
from assistant.form.values import Kind
from assistant.form.wording import Parts, Slot
from assistant.phrases.bank import Bank
from assistant.report.model import Report
from assistant.report.standing import standing
from assistant.session.guessing import Guesser
from assistant.session.likeness import segmenter
from assistant.text.index import FEWEST_TYPED, ExactIndex
from assistant.text.similarity import HINT


class Said(NamedTuple):
    """A sentence the bank has: of a phrase, or of either side of a problem and its measure.

    `listing` says that a slot of it prints words, which are then in the sentence besides.
    """

    id: str
    move: str
    frame: str
    listing: bool


@dataclass(frozen=True, slots=True)
class Covered:
    """A sentence of a report and what of the bank is most like it; None when nothing is.

    `move` is the move it seems to make, in whatever words; empty when it is like no phrase.
    """

    where: str
    text: str
    move: str
    best: Said | None
    score: Fraction

    @property
    def said(self) -> bool:
        """Whether it is near enough to have been used instead."""
        return self.score >= HINT


@dataclass(frozen=True)
class Coverage:
    """How far the bank reaches over one report.

    Attributes:
        missing: moves of the form that no sentence of the report seems to make.
        empty: moves the bank has no phrase for at all.
    """

    sentences: tuple[Covered, ...]
    missing: tuple[Move, ...]
    empty: tuple[Move, ...]

    @property
    def percent(self) -> int:
        """The share of sentences the bank has."""
        return sum(one.said for one in self.sentences) * 100 // max(len(self.sentences), 1)


def coverage(report: Report, loaded: LoadedForm, bank: Bank) -> Coverage:
    """Hold every sentence of a report against the bank."""
    known = {f"{number:07}": one for number, one in enumerate(_said(loaded, bank))}
    index = ExactIndex(segmenter(), {key: one.frame for key, one in known.items()})
    sides = {
        f"{one.key}.{n}": move for one in loaded.form.pairs.values() for n, move in _moves(one)
    }
    guesser = Guesser(loaded, bank)
    found: list[Covered] = []
    for one in standing(report, loaded.form):
        bare = _unopened(one.text, report)
        hit = next(iter(index.nearest(bare, 1, Fraction(0))), None)
        score = hit.score if hit else Fraction(0)
        if hit and known[hit.id].listing and len(segmenter().token_set(hit.text)) >= FEWEST_TYPED:
            score = max(score, Fraction(hit.shared, hit.right))
        section, passage, _ = map(int, one.address.split("/"))
        part = report.sections[section].passages[passage].key
        move = guesser.move(part, bare) if part in loaded.form.aspect else sides.get(part, "")
        found.append(Covered(one.where, one.text, move, known[hit.id] if hit else None, score))
    told = {one.move for one in found}
    moves = [move for aspect in loaded.form.aspect.values() for move in aspect.moves]
    has = {one.move for one in known.values()}
    return Coverage(
        tuple(found),
        tuple(move for move in moves if move.key not in told),
        tuple(move for move in moves if move.key not in has),
    )


def _moves(pairs: Pairs) -> tuple[tuple[str, str], ...]:
    return ("problem", pairs.problem), ("measure", pairs.measure)


def _said(loaded: LoadedForm, bank: Bank) -> Iterator[Said]:
    for phrases in bank.by_move.values():
        for phrase in phrases:
            listing = _lists(phrase.parts, loaded)
            yield Said(phrase.entry.id, phrase.entry.move, phrase.frame, listing)
    pairs = next(iter(loaded.form.pairs.values()), None)
    for one in bank.pairs if pairs is not None else ():
        if pairs is not None and one.entry.status != "retired":
            for (_, move), parts in zip(_moves(pairs), (one.problem, one.measure), strict=True):
                yield Said(one.entry.id, move, _frame(parts), _lists(parts, loaded))


def _lists(parts: Parts, loaded: LoadedForm) -> bool:
    slots = (part.expression for part in parts if isinstance(part, Slot))
    return any(loaded.wording.expression(slot).kind is not Kind.NUMBER for slot in slots)


def _frame(parts: Parts) -> str:
    return "".join(part if isinstance(part, str) else "0" for part in parts)


def _unopened(text: str, report: Report) -> str:
    """Take off what assembly puts in front of the first sentence of a paragraph."""
    return text.removeprefix(f"{report.year}年，").removeprefix(report.self_name)


def coverage_json(file: str, found: Coverage) -> dict[str, Any]:
    """Give a coverage as JSON."""
    return {
        "file": file,
        "percent": found.percent,
        "sentences": [
            {
                "place": one.where,
                "text": one.text,
                "phrase": one.best.id if one.best else None,
                "move": one.move or None,
                "percent": int(one.score * 100),
            }
            for one in found.sentences
        ],
        "moves_not_said": _keys(found.missing),
        "moves_without_phrase": _keys(found.empty),
    }


def _keys(moves: Sequence[Move]) -> list[dict[str, str]]:
    return [{"move": move.key, "level": move.level} for move in moves]

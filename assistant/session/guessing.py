"""What a sentence of a report may be as a phrase: what it does, what proves it, when it holds."""

import re
from collections.abc import Mapping
from fractions import Fraction

from assistant.form.load import LoadedForm
from assistant.phrases.bank import Bank, PairEntry, Phrase, PhraseEntry
from assistant.phrases.compiling import compiled, compiled_pair
from assistant.phrases.harvest import Template
from assistant.session.likeness import segmenter
from assistant.text.differences import Kind
from assistant.text.index import ExactIndex
from assistant.text.similarity import HINT
from assistant.text.varying import Varying

_NEIGHBOURS = 5
_FAINT = Fraction(1, 10)
_LABEL = 16
_CLAUSE = re.compile(r"[^\0]{4,}")


class Guesser:
    """Guesses what a sentence does and what proves it, by the phrase of its aspect most like it."""

    def __init__(self, loaded: LoadedForm, bank: Bank) -> None:
        self._loaded = loaded
        self._bank = bank
        self._indexes: dict[str, tuple[ExactIndex, Mapping[str, Phrase]]] = {}

    def entry(self, aspect: str, template: Template, frame: str, move: str = "") -> PhraseEntry:
        """Make the entry of a candidate; what cannot be guessed is left for the review."""
        zero = [f"{f.expression} == 0" for f in template.figures if f.printed == "0"]
        evidence = [f.expression for f in template.figures if f.printed != "0"]
        evidence = [name for name in evidence if name in self._loaded.schema]
        index, phrases = self._index(aspect)
        near = index.search(frame, _NEIGHBOURS, _FAINT)
        move = move or self.move(aspect, frame)
        when = " and ".join(zero)
        for best in near[:1]:
            like = phrases[best.id].entry
            flipped = any(one.kind is Kind.POLARITY for one in best.differences)
            if best.score >= HINT and move == like.move and not flipped:
                when = when or like.when
                evidence = list(dict.fromkeys((*evidence, *like.evidence)))
        entry = PhraseEntry(
            id="",
            move=move,
            text=template.text,
            when=when,
            evidence=tuple(evidence),
            opening=template.opening,
            status="candidate",
        )
        problems: list[str] = []
        compiled(self._loaded, entry, lambda _, message: problems.append(message))
        if problems:
            return entry.model_copy(update={"when": "", "evidence": ()})
        return entry

    def pair(self, problem: Template, measure: Template) -> PairEntry:
        """Make the entry of a pair; it holds where the figures in it are as much as they were."""
        figures = dict.fromkeys((*problem.figures, *measure.figures))
        signs = [f"{f.expression} {'== 0' if f.printed == '0' else '> 0'}" for f in figures]
        entry = PairEntry(
            id="",
            label=_label(problem),
            problem=problem.text,
            measure=measure.text,
            when=" and ".join(signs),
            status="candidate",
        )
        problems: list[str] = []
        compiled_pair(self._loaded, entry, lambda _, message: problems.append(message))
        return entry.model_copy(update={"when": ""}) if problems else entry

    def move(self, aspect: str, frame: str) -> str:
        """Let the nearest phrases vote on what a sentence does, each with its likeness.

        Empty when it is like none, and the aspect has more than one move.
        """
        index, phrases = self._index(aspect)
        votes: dict[str, Fraction] = {}
        for hit in index.nearest(frame, _NEIGHBOURS, _FAINT):
            move = phrases[hit.id].move
            votes[move] = votes.get(move, Fraction(0)) + hit.score
        moves = self._loaded.form.aspect[aspect].moves
        alone = moves[0].key if len(moves) == 1 else ""
        return max(votes, key=lambda move: votes[move], default=alone)

    def _index(self, aspect: str) -> tuple[ExactIndex, Mapping[str, Phrase]]:
        if aspect not in self._indexes:
            moves = {move.key for move in self._loaded.form.aspect[aspect].moves}
            phrases = {
                phrase.entry.id: phrase
                for move, group in self._bank.by_move.items()
                if move in moves
                for phrase in group
            }
            frames = {key: phrase.frame for key, phrase in phrases.items()}
            self._indexes[aspect] = ExactIndex(Varying(segmenter(), ()), frames), phrases
        return self._indexes[aspect]


def _label(problem: Template) -> str:
    """Name a problem by its first clause that nothing of one report stands in."""
    texts = [part if isinstance(part, str) else "\0" for part in problem.parts]
    clauses = re.split("[，；：。！？]", "".join(texts))
    bare = next((clause for clause in clauses if _CLAUSE.fullmatch(clause)), "")
    return (bare or "".join(texts).replace("\0", ""))[:_LABEL]

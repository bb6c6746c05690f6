"""A sentence of the clerk's own put forward for the bank."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.draft.model import Draft, Sentence
from assistant.errors import UserError
from assistant.form.load import LoadedForm
from assistant.form.values import show
from assistant.form.wording import undecided_in
from assistant.phrases.compiling import frame_of
from assistant.session.banking import Banking
from assistant.session.guessing import Guesser
from assistant.session.known import Said, evidence_of_draft
from assistant.session.library import Library
from assistant.session.making import Entry
from assistant.session.state import State
from assistant.workspace import Workspace

_Placed = tuple[str, Sentence]
"""A sentence, and the aspect or the side of a pair it stands in."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A sentence of the draft that now waits for approval, with its open points."""

    id: str
    open: tuple[str, ...]

    @property
    def line(self) -> str:
        """One quiet line that says so."""
        left = f"（还没定的：{'、'.join(self.open)}）" if self.open else ""
        return f"已提出，待批{left}"


def propose(library: Library, folder: Path, now: State, number: int) -> Proposed:
    """Put a sentence of a draft forward as a candidate in the workspace in `folder`.

    A problem brings its measure along, and the other way round.

    Raises:
        UserError: there is no such sentence, it is of the bank, or the bank has one like it.
    """
    found = next((one for one in _written(now.draft) if number in {s.id for _, s in one}), None)
    if found is None:
        raise UserError("这一句已经不在稿子里了")
    if all(s.origin.startswith("phrase:") and not s.edited for _, s in found):
        raise UserError(f"这就是句库里的 {found[0][1].origin.removeprefix('phrase:')}")
    if len(found) > 2:
        raise UserError("问题写成一句、措施写成一句，才能收进句库")
    with Workspace(folder) as workspace:
        banking = Banking(library, workspace, now.draft.form)
        return _put(banking, now, found)


def _put(banking: Banking, now: State, found: Sequence[_Placed]) -> Proposed:
    loaded = now.loaded
    said = [Said(part, now.assembler.render(sentence.text)) for part, sentence in found]
    made = evidence_of_draft(loaded, now.draft).templates(said)
    guesser = Guesser(loaded, banking.bank)
    entry: Entry
    if len(made) == 2:
        entry = guesser.pair(*made)
    else:
        (part, sentence), (one,) = found[0], made
        move = sentence.move if sentence.move in _moves(loaded, part) else ""
        entry = guesser.entry(part, one, frame_of(loaded, one.parts), move)
    roles = loaded.form.roles
    unit, year = show(now.figures(roles.unit)), show(now.figures(roles.year))
    where = " ".join(part for part in (unit, year and f"{year}年") if part)
    options = {wording: names for one in made for wording, names in one.options.items()}
    key = banking.add(entry, "propose", options=options, why=where)
    return Proposed(key, tuple(text for one in made for text in undecided_in(one.parts)))


def _written(draft: Draft) -> Iterator[tuple[_Placed, ...]]:
    """Give what stands for itself: each sentence of an aspect, each problem with its measure."""
    for aspect, sentences in draft.narrative.items():
        for sentence in sentences:
            yield ((aspect, sentence),)
    for key, pairs in draft.pairs.items():
        for pair in pairs:
            sides = ("problem", pair.problem), ("measure", pair.measure)
            yield tuple((f"{key}.{name}", one) for name, side in sides for one in side)


def _moves(loaded: LoadedForm, aspect: str) -> frozenset[str]:
    return frozenset(move.key for move in loaded.form.aspect[aspect].moves)

"""A sentence of the clerk's own put forward for the bank."""

from collections.abc import Iterator
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
from assistant.session.state import State
from assistant.workspace import Workspace


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

    Raises:
        UserError: there is no such sentence, it is of the bank, or the bank has one like it.
    """
    found = next(((a, s) for a, s in _sentences(now.draft) if s.id == number), None)
    if found is None:
        raise UserError("只有各方面里的句子能收进句库；问题与措施要成对，请写成文件再导入")
    aspect, sentence = found
    if sentence.origin.startswith("phrase:") and not sentence.edited:
        raise UserError(f"这一句就是句库里的 {sentence.origin.removeprefix('phrase:')}")
    with Workspace(folder) as workspace:
        banking = Banking(library, workspace, now.draft.form)
        return _put(banking, now, aspect, sentence)


def _put(banking: Banking, now: State, aspect: str, sentence: Sentence) -> Proposed:
    loaded = now.loaded
    said = Said(aspect, now.assembler.render(sentence.text))
    (made,) = evidence_of_draft(loaded, now.draft).templates([said])
    move = sentence.move if sentence.move in _moves(loaded, aspect) else ""
    guesser = Guesser(loaded, banking.bank)
    entry = guesser.entry(aspect, made, frame_of(loaded, made.parts), move)
    roles = loaded.form.roles
    unit, year = show(now.figures(roles.unit)), show(now.figures(roles.year))
    where = " ".join(part for part in (unit, year and f"{year}年") if part)
    key = banking.add(entry, "propose", options=made.options, why=where)
    return Proposed(key, undecided_in(made.parts))


def _sentences(draft: Draft) -> Iterator[tuple[str, Sentence]]:
    for aspect, sentences in draft.narrative.items():
        for sentence in sentences:
            yield aspect, sentence


def _moves(loaded: LoadedForm, aspect: str) -> frozenset[str]:
    return frozenset(move.key for move in loaded.form.aspect[aspect].moves)

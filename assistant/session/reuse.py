"""Sentences of the clerk's own put forward for the bank, and last year's made fit for this year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.draft.assemble import Assembler
from assistant.draft.events import NewSentence
from assistant.draft.model import Draft, LastYear, Sentence
from assistant.errors import UserError
from assistant.form.load import LoadedForm
from assistant.form.values import show
from assistant.form.wording import Rendered, undecided_in
from assistant.phrases.compiling import frame_of
from assistant.session.banking import Banking
from assistant.session.harvesting import Guesser
from assistant.session.known import Said, evidence_of_draft, evidence_of_report, printed
from assistant.session.likeness import segmenter
from assistant.text.similarity import Match, compare


@dataclass(frozen=True, slots=True)
class Proposed:
    """A sentence of the draft that now waits for approval, with its open points."""

    id: str
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reuse:
    """Last year's sentence as it can be said this year.

    Attributes:
        source: phrase source; year and figures are slots, other digits open points until touched.
        rendered: with this year's figures.
        open: wording of the open points; `options` are expressions that had such a value.
        repeats: how far it still says what last year's report said.
    """

    source: str
    rendered: Rendered
    open: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]]
    repeats: Match | None
    move: str

    @property
    def sentence(self) -> NewSentence:
        """The sentence to add to the draft."""
        return NewSentence(self.source, "last_year", self.move)

    @property
    def line(self) -> str:
        """One quiet line: how far it repeats last year's, and what must still be looked at."""
        parts = [f"与上年相似 {self.repeats.percent} %"] if self.repeats else []
        parts += [f"还没定的：{'、'.join(self.open)}"] if self.open else []
        return "；".join(parts)


def propose(
    banking: Banking, loaded: LoadedForm, draft: Draft, assembler: Assembler, number: int
) -> Proposed:
    """Put a sentence of the draft forward as a candidate.

    Raises:
        UserError: there is no such sentence, it is of the bank, or the bank has one like it.
    """
    found = next(((a, s) for a, s in _sentences(draft) if s.id == number), None)
    if found is None:
        raise UserError("只有各方面里的句子能收进句库；问题与措施要成对，请写成文件再导入")
    aspect, sentence = found
    if sentence.origin.startswith("phrase:") and not sentence.edited:
        raise UserError(f"这一句就是句库里的 {sentence.origin.removeprefix('phrase:')}")
    said = Said(aspect, assembler.render(sentence.text))
    (made,) = evidence_of_draft(loaded, draft).templates([said])
    move = sentence.move if sentence.move in _moves(loaded, aspect) else ""
    entry = Guesser(banking).entry(aspect, made, frame_of(loaded, made.parts), move)
    roles = loaded.form.roles
    unit, year = show(assembler.figures(roles.unit)), show(assembler.figures(roles.year))
    where = " ".join(part for part in (unit, year and f"{year}年") if part)
    key = banking.add(entry, "propose", options=made.options, why=where)
    return Proposed(key, undecided_in(made.parts))


def reuse(
    banking: Banking,
    loaded: LoadedForm,
    last: LastYear,
    assembler: Assembler,
    text: str,
    aspect: str,
) -> Reuse:
    """Make a sentence of last year's report fit for this year's, by what that report proves."""
    evidence = evidence_of_report(loaded, last, assembler.draft.today)
    (made,) = evidence.templates([printed(aspect, text)])
    rendered = loaded.wording.render(made.parts, assembler.figures)
    ours, theirs = (segmenter().token_set(one) for one in (rendered.text, text))
    repeats = compare("上年", rendered.text, ours, text, theirs) if ours and theirs else None
    entry = Guesser(banking).entry(aspect, made, frame_of(loaded, made.parts))
    return Reuse(made.text, rendered, undecided_in(made.parts), made.options, repeats, entry.move)


def _sentences(draft: Draft) -> Iterator[tuple[str, Sentence]]:
    for aspect, sentences in draft.narrative.items():
        for sentence in sentences:
            yield aspect, sentence


def _moves(loaded: LoadedForm, aspect: str) -> frozenset[str]:
    return frozenset(move.key for move in loaded.form.aspect[aspect].moves)

"""Last year's sentences made fit for this year's."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.draft.events import NewSentence
from assistant.draft.model import LastYear
from assistant.form.wording import Rendered, Slot, undecided_in
from assistant.phrases.compiling import frame_of
from assistant.phrases.harvest import Known, likely
from assistant.session.guessing import Guesser
from assistant.session.known import Evidence, evidence_of_report, known_of, printed
from assistant.session.likeness import segmenter
from assistant.session.state import State
from assistant.text.normalise import normalise
from assistant.text.similarity import DUPLICATE, Match, compare


@dataclass(frozen=True, slots=True)
class Reuse:
    """Last year's sentence as it can be said this year.

    Attributes:
        before: as last year's report printed it.
        source: phrase source; year and figures are slots, other digits open points until touched.
        rendered: with this year's figures.
        open: wording of the open points; `options`: expressions that had such a value, then
            figures of this year that the wording around it may speak of.
        repeats: how far it still says what last year's report said.
        stands: the aspect has a sentence that says this already.
    """

    before: str
    source: str
    rendered: Rendered
    open: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]]
    repeats: Match | None
    move: str
    stands: bool = False

    @property
    def text(self) -> str:
        """The sentence with this year's figures, an open point as 〔17？〕."""
        return "".join(
            f"〔{piece.part.undecided}？〕"
            if isinstance(piece.part, Slot) and piece.part.undecided
            else self.rendered.text[piece.start : piece.end]
            for piece in self.rendered.pieces
        )

    @property
    def sentence(self) -> NewSentence:
        """The sentence to add to the draft."""
        return NewSentence(self.source, "last_year", self.move)

    @property
    def line(self) -> str:
        """One quiet line: how far it repeats last year's, and what must still be looked at."""
        parts = ["本稿已有这一句"] if self.stands else []
        parts += [f"与上年相似 {self.repeats.percent} %"] if self.repeats else []
        parts += [f"还没定的：{'、'.join(self.open)}"] if self.open else []
        parts += [f"缺数：{'、'.join(self.rendered.blanks)}"] if self.rendered.blanks else []
        return "；".join(parts)


class Reusing:
    """Makes last year's sentences fit for one state of a draft; may work in any thread."""

    def __init__(self, now: State) -> None:
        self._now = now

    @cached_property
    def _last(self) -> LastYear:
        return self._now.draft.last_year or LastYear()

    @cached_property
    def _evidence(self) -> Evidence:
        return evidence_of_report(self._now.loaded, self._last, self._now.draft.today)

    @cached_property
    def _known(self) -> Known:
        return known_of(self._now.loaded, self._now.figures)

    @cached_property
    def _guesser(self) -> Guesser:
        return Guesser(self._now.loaded, self._now.bank)

    def aspect(self, aspect: str) -> list[Reuse]:
        """Give last year's sentences of an aspect, in their order; the first call is slow."""
        return [self.sentence(text, aspect) for text in self._last.passages.get(aspect, ())]

    def sentence(self, text: str, aspect: str) -> Reuse:
        """Make a sentence of last year's report fit, by what that report proves."""
        now, loaded = self._now, self._now.loaded
        said = self._evidence.unopened(printed(aspect, text))
        (made,) = self._evidence.templates([said])
        rendered = loaded.wording.render(made.parts, now.figures)
        entry = self._guesser.entry(aspect, made, frame_of(loaded, made.parts))
        left = undecided_in(made.parts)
        likely_ = likely(text, self._known)
        options = {
            wording: tuple(
                dict.fromkeys((*made.options.get(wording, ()), *likely_.get(wording, ())))
            )
            for wording in left
        }
        return Reuse(
            text,
            made.text,
            rendered,
            left,
            options,
            _match(rendered.text, said.text),
            entry.move,
            self._stands(rendered.text, aspect),
        )

    def _stands(self, text: str, aspect: str) -> bool:
        written = (
            now.render(one.text).text
            for now in (self._now.assembler,)
            for one in now.draft.narrative.get(aspect, ())
        )
        return any(_same(text, one) for one in written)


def _match(ours: str, theirs: str) -> Match | None:
    """Say how far this year's wording repeats last year's; None for text without words."""
    left, right = (segmenter().token_set(one) for one in (ours, theirs))
    return compare("上年", ours, left, theirs, right) if left and right else None


def _same(one: str, other: str) -> bool:
    match = _match(one, other)
    return normalise(one) == normalise(other) or (match is not None and match.repeats(DUPLICATE))

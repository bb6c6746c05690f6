"""One state of a draft with everything that follows from it."""

from functools import cached_property

from assistant.draft.assemble import Assembler
from assistant.draft.figures import Figures, figures_of
from assistant.draft.interview import current_step, shown_steps
from assistant.draft.model import Draft, Sentence
from assistant.form.load import LoadedForm
from assistant.form.model import Step
from assistant.form.values import show
from assistant.phrases.bank import Bank, PairPhrase
from assistant.phrases.suggest import Suggester, kind_of


class State:
    """Everything that follows from one state of the draft, computed once."""

    def __init__(self, loaded: LoadedForm, bank: Bank, draft: Draft) -> None:
        self.loaded = loaded
        self.bank = bank
        self.draft = draft

    @cached_property
    def figures(self) -> Figures:
        """The values behind the draft."""
        return figures_of(self.loaded, self.draft)

    @cached_property
    def assembler(self) -> Assembler:
        """Prints the draft."""
        return Assembler(self.figures, self.draft, self.bank.closed)

    @cached_property
    def kind(self) -> str:
        """The kind of the unit."""
        return kind_of(self.figures, self.loaded.form.roles.kind)

    @cached_property
    def suggester(self) -> Suggester:
        """What fits the draft from the bank."""
        unit = show(self.figures(self.loaded.form.roles.unit))
        return Suggester(self.bank, self.loaded.wording, self.figures, unit, self.kind)

    @cached_property
    def shown(self) -> list[Step]:
        """The steps that have something to ask, in asking order."""
        return shown_steps(self.figures)

    @cached_property
    def current(self) -> Step | None:
        """The step to ask now; None when everything has been asked."""
        return current_step(self.figures, self.draft)

    @cached_property
    def stale(self) -> frozenset[int]:
        """Ids of sentences whose phrase no longer holds."""
        return frozenset(s.id for s in self.draft.sentences().values() if self._fallen(s))

    def _fallen(self, sentence: Sentence) -> bool:
        phrase = self.bank.by_origin.get(sentence.origin)
        if phrase is None:
            return False
        if isinstance(phrase, PairPhrase):
            return phrase.when.holds(self.figures) is False
        return not phrase.holds(self.figures)

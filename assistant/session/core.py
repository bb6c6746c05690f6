"""`Session`: a draft being filled, saved after every accepted event."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from assistant.draft.assemble import Assembler
from assistant.draft.events import (
    NAVIGATION,
    ComposeSection,
    Event,
    FinishAspect,
    Refused,
)
from assistant.draft.figures import Figures
from assistant.draft.interview import begun, step
from assistant.draft.last_year import last_year_of
from assistant.draft.model import Draft, LastYear
from assistant.draft.points import OpenPoint
from assistant.form.model import Step
from assistant.form.values import BlankError, show
from assistant.form.wording import Wording
from assistant.phrases.suggest import Suggester
from assistant.report.model import Located
from assistant.session.compose import shown_moves
from assistant.session.library import Library
from assistant.session.local import local_phrases
from assistant.session.progress import progress, unsettled
from assistant.session.showing import StepView, step_view
from assistant.session.state import State
from assistant.session.views import Line, Progress
from assistant.session.writing import applied, followed, written
from assistant.workspace import Workspace

if TYPE_CHECKING:
    from assistant.checks.finding import Finding
    from assistant.phrases.bank import Bank
    from assistant.phrases.offers import Offer
    from assistant.session.banking import Banking
    from assistant.session.likeness import Likeness, Resemblance
    from assistant.session.proposing import Proposed
    from assistant.session.repeating import Repetition
    from assistant.session.reuse import Reusing
    from assistant.session.suggesting import Suggesting


class Session:
    """A running draft: the one place that changes it, saves it and joins the rooms.

    Every accepted event is durable before `submit` returns.
    """

    def __init__(self, library: Library, workspace: Workspace, draft_id: int) -> None:
        self.library = library
        self.workspace = workspace
        self.draft_id = draft_id
        draft = workspace.load(draft_id)
        self.loaded = library.form(draft.form)
        self._local = local_phrases(library, workspace, draft.form)
        self._comparing = Lock()
        self._likeness: tuple[LastYear | None, str, Bank, Likeness] | None = None
        self._set(draft)

    @classmethod
    def start(
        cls,
        library: Library,
        workspace: Workspace,
        form: str,
        today: date,
        last_year: LastYear | None = None,
    ) -> "Session":
        """Begin a new draft; figures that follow from last year's are filled in."""
        loaded = library.form(form)
        draft = begun(loaded, today, last_year)
        return cls(library, workspace, workspace.create(draft, title=loaded.form.name))

    @classmethod
    def next_year(
        cls, library: Library, workspace: Workspace, draft_id: int, today: date
    ) -> "Session":
        """Begin a new draft that takes another one as last year's report."""
        before = workspace.load(draft_id)
        loaded = library.form(before.form)
        bank = local_phrases(library, workspace, before.form).bank()
        last = last_year_of(loaded, before, bank.closed)
        return cls.start(library, workspace, before.form, today, last)

    def _set(self, draft: Draft) -> None:
        self.draft = draft
        self.bank = self._local.bank()
        self._now = State(self.loaded, self.bank, draft)

    def _renew(self) -> None:
        """Take in phrases that were approved or retired meanwhile, in whatever window."""
        if self._local.bank() is not self.bank:
            self._set(self.draft)

    @cached_property
    def banking(self) -> "Banking":
        """The bank this draft is written from, to grow and to review."""
        from assistant.session.banking import Banking

        return Banking(self.library, self.workspace, self.draft.form)

    @property
    def figures(self) -> Figures:
        """The values behind the draft."""
        return self._now.figures

    @property
    def wording(self) -> Wording:
        """The compiler of slots and conditions."""
        return self.loaded.wording

    @property
    def suggester(self) -> Suggester:
        """What fits this draft from the bank."""
        return self._now.suggester

    @property
    def assembler(self) -> Assembler:
        """Prints this draft."""
        return Assembler(self.figures, self.draft, self.bank.closed)

    @property
    def current(self) -> Step | None:
        """The step to ask now; None when everything has been asked."""
        return self._now.current

    @property
    def steps(self) -> list[Step]:
        """The steps that have something to ask, in asking order."""
        return self._now.shown

    def today(self, day: date) -> None:
        """Note the day the draft is worked on; it decides date defaults."""
        if day != self.draft.today:
            self._set(self.draft.model_copy(update={"today": day}))

    def submit(self, event: Event) -> Refused | None:
        """Apply an event and save; a refusal changes nothing.

        Sections to be composed without asking are composed as soon as their facts are there; what
        follows from an event by itself is saved with it, and taken back with it.
        """
        self._renew()
        result = step(self.loaded, self.draft, event)
        if isinstance(result, Refused):
            return result
        self._save(followed(State(self.loaded, self.bank, result)), event)
        return None

    def _save(self, now: State, event: Event) -> None:
        draft = now.draft
        roles = self.loaded.form.roles
        year = now.figures(roles.year)
        unit = show(now.figures(roles.unit))
        self.workspace.save(
            self.draft_id,
            draft,
            type(event).__name__,
            navigation=isinstance(event, NAVIGATION),
            title=now.assembler.render(self.loaded.form.title).text if unit else None,
            unit=unit,
            year=None if year is None else int(str(year)),
            done=now.current is None,
        )
        self.draft = draft
        self._now = now

    def compose(self, aspect: str) -> None:
        """Write what the bank has for the moves an aspect does not cover yet, and finish it."""
        self._save(written(self._now, aspect), FinishAspect(aspect))

    def compose_section(self, aspect: str) -> None:
        """一键成稿: compose this aspect now and the others of its section as they come up.

        It is one event in the history: undone at once.
        """
        event = ComposeSection(self.loaded.form.section_of[aspect].key)
        self._save(followed(written(applied(self._now, event), aspect)), event)

    def undo(self) -> bool:
        """Take back the last accepted event; False when there is none."""
        return self._moved(self.workspace.undo)

    def redo(self) -> bool:
        """Bring back what was undone; False when there is nothing."""
        return self._moved(self.workspace.redo)

    def _moved(self, move: Callable[[int], Draft | None]) -> bool:
        draft = move(self.draft_id)
        if draft is None:
            return False
        self._set(draft.model_copy(update={"today": self.draft.today}))
        return True

    def view(self, key: str | None = None) -> StepView | None:
        """Make the view of a step, the current one by default; None at the end."""
        self._renew()
        one = self.current
        if key is not None:
            one = next(step for step in self.loaded.form.steps if step.key == key)
        return None if one is None else step_view(self._now, one)

    def progress(self) -> Progress:
        """Say how far the interview is, stage by stage."""
        return progress(self._now)

    def open_points(self) -> list[OpenPoint]:
        """List what must be settled, in asking order: missing, waiting, stale, unbalanced."""
        return unsettled(self._now)

    def located(self) -> Located:
        """Assemble the report with where each part stands."""
        return self.assembler.run()

    def file_name(self) -> str:
        """The report's name as a file, without an ending."""
        text = self._now.assembler.render(self.loaded.form.file_name).text
        return "".join("_" if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in text).strip(". ")

    def deadline(self) -> date | None:
        """The day the report is due; None while the year is not known."""
        if not self.loaded.form.deadline:
            return None
        try:
            due = self.wording.expression(self.loaded.form.deadline).value(self.figures)
        except BlankError:
            return None
        return due if isinstance(due, date) else None

    def preview(self) -> list[Line]:
        """Give the whole report line by line, each leading to its question."""
        from assistant.session.pages import preview

        return preview(self)

    def review(self) -> list[Line]:
        """Give every answer in the report's order, each leading to its question."""
        from assistant.session.pages import review

        return review(self)

    def export(self, targets: Sequence[Path], *, unfinished: bool = False) -> list[Path]:
        """Write the report to files; raises `UserError` (`UnfinishedError` for open points)."""
        from assistant.session.export import export

        report = self.located().report
        points = self.open_points()
        return export(self.loaded, report, points, targets, unfinished=unfinished)

    def snapshot(self) -> State:
        """Give the draft as it stands now; it stays so while the session goes on.

        May be worked on in any thread.
        """
        return self._now

    def findings(self) -> "list[Finding]":
        """Check the report as it stands; findings the clerk accepted are left out."""
        from assistant.session.checking import findings_in

        return findings_in(self.snapshot())

    def likeness(self) -> "Likeness":
        """Give what sentences of this draft are compared with; may be called from any thread."""
        from assistant.session.before import report_of
        from assistant.session.likeness import Likeness
        from assistant.workspace.shelf import sentences_in

        draft = self.draft
        entry = draft.facts.get(self.loaded.form.roles.self_name)
        name = entry.answer if entry and isinstance(entry.answer, str) else ""
        last, bank = draft.last_year, self.bank
        with self._comparing:
            made = self._likeness
            if made is None or made[0] is not last or made[1] != name or made[2] is not bank:
                before = report_of(self.loaded, last) if last else None
                others = sentences_in(self.workspace.file)
                likeness = Likeness(self.loaded, bank, before, others, name)
                self._likeness = made = last, name, bank, likeness
            return made[3]

    def duplicates(self, text: str, *, exclude: int | None = None) -> "list[Resemblance]":
        """Find what a sentence resembles; the first call loads the dictionary (about 1 s)."""
        without = frozenset() if exclude is None else frozenset({exclude})
        return self.likeness().resemblances(self.assembler, text, without=without)

    def proposing(self, sentence: int) -> "Callable[[], Proposed]":
        """Give what puts a sentence of the draft forward for the bank, to be called in a thread.

        It raises `UserError` when the bank has it.
        """
        from assistant.session.proposing import propose

        library, folder, now = self.library, self.workspace.file.parent, self.snapshot()
        return lambda: propose(library, folder, now, sentence)

    def reusing(self) -> "Reusing":
        """Give what makes last year's sentences fit for this draft as it stands, in any thread."""
        from assistant.session.reuse import Reusing

        return Reusing(self.snapshot())

    @cached_property
    def _suggesting(self) -> "Suggesting":
        from assistant.session.suggesting import Suggesting

        return Suggesting(self.workspace.bank.use_counts(self.draft.form))

    def suggestions(
        self,
        typed: str = "",
        *,
        move: str = "",
        aspect: str = "",
        only: Collection[str] = (),
        limit: int = 50,
    ) -> "list[Offer]":
        """Give the phrases that hold, fit `move` or what has been typed, best first, with reasons.

        With something typed, phrases of the other moves of `aspect` follow; without `aspect`,
        those of any move. `only`: origins to choose from. May be called from any thread.
        """
        now = self._now
        moves: set[str] | None = {move} if move and not typed.strip() else None
        if aspect and moves is None:
            shown = shown_moves(now.figures, aspect, now.kind)
            moves = {one.key for one in shown} | {move}
        return self._suggesting.offer(now, typed, moves=moves, first=move, only=only, limit=limit)

    @property
    def suggestions_ready(self) -> bool:
        """Whether `suggestions` answers what is typed at once."""
        return self._suggesting.ready

    def warm_step(self) -> None:
        """Prepare what the present step offers; for a thread, before the step is shown."""
        now = self._now
        if now.current is not None and now.current.kind == "aspect":
            moves = [move.key for move in self.loaded.form.aspect[now.current.aspect].moves]
            now.suggester.orders.warm(now.suggester.unit, moves)

    def warm_suggestions(self) -> Callable[[], None]:
        """Give what prepares `suggestions` for the first key, to be called in a thread."""
        suggesting, bank, form = self._suggesting, self.bank, self.draft.form
        return lambda: suggesting.warm(bank, form, self.likeness())

    def repetitions(self, now: State | None = None) -> "list[Repetition]":
        """Say how much of each section is last year's; in a thread, `now` is a snapshot's."""
        from assistant.session.repeating import repetitions

        return repetitions(now or self._now, self.likeness())

    def answers(self) -> str:
        """Write the draft as an answers file."""
        from assistant.draft.answers_written import write_answers

        return write_answers(self.loaded, self.draft)

"""`Session`: a draft being filled, saved after every accepted event."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.draft.assemble import Assembler
from assistant.draft.events import (
    NAVIGATION,
    AddSentences,
    ComposeSection,
    Event,
    FinishAspect,
    Refused,
    SetCells,
)
from assistant.draft.figures import Figures, figures_of, typed_cells
from assistant.draft.interview import current_step, shown_steps, step, step_done
from assistant.draft.last_year import expected_figure, last_year_of
from assistant.draft.model import Draft, LastYear, Sentence
from assistant.draft.points import OpenPoint, open_points
from assistant.draft.suspicion import failing
from assistant.errors import UserError
from assistant.form.load import LoadedForm
from assistant.form.model import Step
from assistant.form.values import BlankError, show
from assistant.form.wording import Wording
from assistant.phrases.bank import Bank, PairPhrase
from assistant.phrases.suggest import Suggester, kind_of
from assistant.report.model import Located
from assistant.session.compose import composed, shown_moves
from assistant.session.library import Library
from assistant.session.views import (
    AspectView,
    CardView,
    ChosenPair,
    Line,
    MoveView,
    PairsView,
    Progress,
    StageState,
    StageView,
    TableView,
    card_view,
    sentence_view,
    sentence_views,
    table_view,
)
from assistant.workspace import Workspace

if TYPE_CHECKING:
    from assistant.session.likeness import Resemblance

StepView = CardView | tuple[TableView, ...] | AspectView | PairsView


class _Now:
    """Everything derived from one state of the draft, computed once."""

    def __init__(self, loaded: LoadedForm, bank: Bank, draft: Draft) -> None:
        self.loaded = loaded
        self.bank = bank
        self.draft = draft

    @cached_property
    def figures(self) -> Figures:
        return figures_of(self.loaded, self.draft)

    @cached_property
    def assembler(self) -> Assembler:
        return Assembler(self.figures, self.draft, self.bank.closed)

    @cached_property
    def kind(self) -> str:
        return kind_of(self.figures, self.loaded.form.roles.kind)

    @cached_property
    def suggester(self) -> Suggester:
        unit = show(self.figures(self.loaded.form.roles.unit))
        return Suggester(self.bank, self.loaded.wording, self.figures, unit, self.kind)

    @cached_property
    def shown(self) -> list[Step]:
        return shown_steps(self.figures)

    @cached_property
    def current(self) -> Step | None:
        return current_step(self.figures, self.draft)

    @cached_property
    def stale(self) -> frozenset[int]:
        return frozenset(s.id for s in self.draft.sentences().values() if self._fallen(s))

    def _fallen(self, sentence: Sentence) -> bool:
        phrase = self.bank.by_origin.get(sentence.origin)
        if phrase is None:
            return False
        if isinstance(phrase, PairPhrase):
            return phrase.when.holds(self.figures) is False
        return not phrase.holds(self.figures)


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
        self.bank = library.bank(draft.form)
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
        draft = Draft(form=form, today=today, last_year=last_year)
        if last_year is not None:
            draft = _carried(loaded, draft)
        title = loaded.form.name
        return cls(library, workspace, workspace.create(draft, title=title))

    @classmethod
    def next_year(
        cls, library: Library, workspace: Workspace, draft_id: int, today: date
    ) -> "Session":
        """Begin a new draft that takes another one as last year's report."""
        before = workspace.load(draft_id)
        loaded = library.form(before.form)
        last = last_year_of(loaded, before, library.bank(before.form).closed)
        return cls.start(library, workspace, before.form, today, last)

    def _set(self, draft: Draft) -> None:
        self.draft = draft
        self._now = _Now(self.loaded, self.bank, draft)

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

        Sections to be composed without asking are composed as soon as their facts are there.
        """
        result = step(self.loaded, self.draft, event)
        if isinstance(result, Refused):
            return result
        self._save(result, event)
        self._compose_waiting()
        return None

    def _save(self, draft: Draft, event: Event) -> None:
        now = _Now(self.loaded, self.bank, draft)
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

    def _compose_waiting(self) -> None:
        while (one := self.current) is not None and one.kind == "aspect":
            if self.loaded.form.section_of[one.aspect].key not in self.draft.auto:
                return
            if self.draft.at is not None:
                return
            self.compose(one.aspect)

    def compose(self, aspect: str) -> None:
        """Write what the bank has for the moves an aspect does not cover yet, and finish it."""
        sentences = composed(self.figures, self.draft, self.suggester, aspect)
        if sentences:
            self._apply(AddSentences(aspect, sentences))
        self._apply(FinishAspect(aspect))

    def compose_section(self, aspect: str) -> None:
        """一键成稿: compose this aspect now and the others of its section as they come up."""
        section = self.loaded.form.section_of[aspect].key
        self._apply(ComposeSection(section))
        self.compose(aspect)
        self._compose_waiting()

    def _apply(self, event: Event) -> None:
        result = step(self.loaded, self.draft, event)
        if isinstance(result, Refused):
            raise UserError(result.message)
        self._save(result, event)

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
        one = self.current if key is None else self._step(key)
        if one is None:
            return None
        match one.kind:
            case "card":
                return card_view(self.figures, self.draft, one)
            case "tables":
                return tuple(
                    table_view(self.figures, self.draft, self.loaded.form.table[t])
                    for t in one.tables
                    if typed_cells(self.figures, self.loaded.form.table[t])
                )
            case "aspect":
                return self._aspect_view(one)
            case _:
                return self._pairs_view(one)

    def _step(self, key: str) -> Step:
        return next(one for one in self.loaded.form.steps if one.key == key)

    def _aspect_view(self, one: Step) -> AspectView:
        aspect = self.loaded.form.aspect[one.aspect]
        sentences = sentence_views(self._now.assembler, one.aspect, self._now.stale)
        moves = tuple(
            MoveView(
                move.key,
                move.says,
                move.level,
                tuple(self.suggester.for_move(move.key)),
                tuple(s for s in sentences if s.move == move.key),
            )
            for move in shown_moves(self.figures, one.aspect, self._now.kind)
        )
        before = self.draft.last_year.passages.get(one.aspect, ()) if self.draft.last_year else ()
        name = aspect.heading or aspect.key
        return AspectView(one, name, aspect.why, aspect.limit, moves, sentences, before)

    def _pairs_view(self, one: Step) -> PairsView:
        pairs = self.loaded.form.pairs[one.pairs]
        assembler, stale = self._now.assembler, self._now.stale
        chosen = tuple(
            ChosenPair(
                pair.id,
                pair.origin,
                tuple(sentence_view(assembler, s, stale) for s in pair.problem),
                tuple(sentence_view(assembler, s, stale) for s in pair.measure),
            )
            for pair in self.draft.pairs.get(one.pairs, ())
        )
        last = self.draft.last_year.problems if self.draft.last_year else ()
        return PairsView(
            one, pairs.ask, pairs.why, pairs.least, pairs.most,
            tuple(self.suggester.pairs()), chosen, last,
        )  # fmt: skip

    def progress(self) -> Progress:
        """Say how far the interview is, stage by stage."""
        shown = self.steps
        now = self.current
        waiting = {
            point.step for point in self.open_points() if point.office or point.key.isdigit()
        }
        stages: list[StageView] = []
        for stage in self.loaded.form.stages:
            mine = [one for one in stage.steps if one in shown]
            if not mine:
                continue
            done = sum(step_done(self.figures, self.draft, one) for one in mine)
            state: StageState = "done" if done == len(mine) else "open"
            if any(one.key in waiting and self._touched(one) for one in mine):
                state = "check"
            if now in mine:
                state = "now"
            target = now if now in mine and now is not None else self._first_open(mine)
            stages.append(StageView(stage.key, target.key, state, done, len(mine)))
        number = len(shown) + 1 if now is None else shown.index(now) + 1
        return Progress(number, len(shown), tuple(stages))

    def _first_open(self, steps: list[Step]) -> Step:
        undone = [one for one in steps if not step_done(self.figures, self.draft, one)]
        return (undone or steps)[0]

    def _touched(self, one: Step) -> bool:
        return step_done(self.figures, self.draft, one)

    def open_points(self) -> list[OpenPoint]:
        """List what must be settled, in asking order: missing, waiting, stale, unbalanced."""
        points = open_points(self.figures, self.draft)
        for one in self.steps:
            if one.kind == "tables":
                points += [
                    OpenPoint(
                        one.key,
                        v.cells[0],
                        f"{self.loaded.form.table[t].title}勾稽不平：{v.identity.says}",
                    )
                    for t in one.tables
                    for v in failing(self.figures, self.loaded.form.table[t])
                    if v.identity.severity == "error"
                ]
            ids = self._ids(one)
            points += [
                OpenPoint(
                    one.key, str(number), f"依据变了，请改写或换一句：{self._printed(number)}"
                )
                for number in ids
                if number in self._now.stale
            ]
        order = {one.key: i for i, one in enumerate(self.steps)}
        return sorted(points, key=lambda p: order.get(p.step, len(order)))

    def _ids(self, one: Step) -> list[int]:
        if one.kind == "aspect":
            return [s.id for s in self.draft.narrative.get(one.aspect, ())]
        pairs = self.draft.pairs.get(one.pairs, ()) if one.kind == "pairs" else ()
        return [s.id for pair in pairs for s in (*pair.problem, *pair.measure)]

    def _printed(self, number: int) -> str:
        return self._now.assembler.render(self.draft.sentences()[number].text).text

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

    def duplicates(self, text: str, *, exclude: int | None = None) -> "list[Resemblance]":
        """Find what a sentence resembles; the first call loads the dictionary (about 1 s)."""
        from assistant.session.likeness import resemblances

        without = frozenset() if exclude is None else frozenset({exclude})
        return resemblances(self.assembler, self.bank, text, without=without)

    def answers(self) -> str:
        """Write the draft as an answers file."""
        from assistant.draft.answers import write_answers

        return write_answers(self.loaded, self.draft)


def _carried(loaded: LoadedForm, draft: Draft) -> Draft:
    """Fill in the figures that are last year's by definition and rest on nothing of this year."""
    figures = figures_of(loaded, draft)
    cells = {
        address: show(expected_figure(figures, address))
        for address, found in loaded.expected_cells.items()
        if all(name.startswith("上年.") for name in found.expression.names)
        and expected_figure(figures, address) is not None
    }
    result = step(loaded, draft, SetCells(cells))
    return draft if isinstance(result, Refused) else result

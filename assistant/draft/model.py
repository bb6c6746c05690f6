"""`Draft`: everything a clerk has said so far, as one immutable value."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.form.answer import Answer
from assistant.report.model import CellFigure

Source = Literal["typed", "default", "same"]


class Frozen(BaseModel):
    """An immutable value that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(Frozen):
    """One answer and where it came from: typed, an accepted default, or the same as last year."""

    answer: Answer
    source: Source = "typed"


class Sentence(Frozen):
    """A sentence of the draft.

    Attributes:
        id: unique in the draft and stable while it is edited.
        text: phrase source.
        origin: `phrase:ID`, `own`, `last_year`, or `read` when it came with a whole report.
    """

    id: int
    text: str
    origin: str = "own"
    edited: bool = False
    move: str = ""


class Pair(Frozen):
    """A problem and its measure, side by side."""

    id: int
    origin: str = "own"
    problem: tuple[Sentence, ...]
    measure: tuple[Sentence, ...]


class LastYear(Frozen):
    """What last year's report says, as far as this form can use it.

    Attributes:
        passages: sentences as printed, by aspect.
        problems: last year's problems as printed, one text each, without their numbers.
        measures: what was to be done about them, as printed.
    """

    year: int | None = None
    facts: Mapping[str, Answer] = Field(default_factory=dict)
    cells: Mapping[str, CellFigure] = Field(default_factory=dict)
    passages: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    problems: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


class Dismissal(Frozen):
    """A finding somebody has looked at and accepted, with the reason."""

    fingerprint: str
    reason: str
    code: str = ""
    excerpt: str = ""


class Draft(Frozen):
    """A draft of one report.

    Attributes:
        cells: figures typed into tables, by address; an absent cell is blank.
        same: addresses of cells taken over from last year on purpose.
        skipped: facts left blank on purpose.
        later: facts, cells, or steps of tables, answered 暂不确定, with the office to ask.
        done: aspects and pairs whose sentences the clerk has finished.
        auto: sections the clerk wants composed without being asked sentence by sentence.
        stood: doubts the clerk has been asked about and stands by; they are not raised again.
        at: the step jumped to; None is the next open one.
        today: the day the draft was last opened.
    """

    form: str
    today: date
    facts: Mapping[str, Entry] = Field(default_factory=dict)
    cells: Mapping[str, CellFigure] = Field(default_factory=dict)
    same: frozenset[str] = frozenset()
    narrative: Mapping[str, tuple[Sentence, ...]] = Field(default_factory=dict)
    pairs: Mapping[str, tuple[Pair, ...]] = Field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    later: Mapping[str, str] = Field(default_factory=dict)
    done: frozenset[str] = frozenset()
    auto: frozenset[str] = frozenset()
    stood: frozenset[str] = frozenset()
    at: str | None = None
    next_id: int = 1
    last_year: LastYear | None = None
    dismissals: tuple[Dismissal, ...] = ()

    def sentences(self) -> Mapping[int, Sentence]:
        """Every sentence by id, those of pairs included."""
        out = {s.id: s for aspect in self.narrative.values() for s in aspect}
        for pairs in self.pairs.values():
            for pair in pairs:
                out.update({s.id: s for s in (*pair.problem, *pair.measure)})
        return out


def without(mapping: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """Give a mapping with some keys left out."""
    gone = set(keys)
    return {key: value for key, value in mapping.items() if key not in gone}


def updated(draft: Draft, **changes: Any) -> Draft:  # noqa: ANN401 - fields of Draft
    """Give the draft with some fields changed."""
    return draft.model_copy(update=changes)

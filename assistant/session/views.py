"""What a front shows: plain data, made from a draft."""

from dataclasses import dataclass, field
from typing import Literal

from assistant.form.answer import Answer
from assistant.form.model import Fact, Step, Table
from assistant.phrases.suggest import PairSuggestion, Suggestion


@dataclass(frozen=True, slots=True)
class OptionView:
    """One choice, with a mark such as 上年写过."""

    key: str
    hint: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class FieldView:
    """One question of a card.

    Attributes:
        value: the answer so far, or None.
        default: what Enter takes when nothing is typed, or None.
        last_year: last year's value as printed; `last_answer` is what `=` takes.
        later: the office it waits for, or None when it does not wait.
        items: what a follow-up asks about, one by one.
    """

    fact: Fact
    options: tuple[OptionView, ...]
    value: Answer | None
    default: Answer | None
    last_year: str
    last_answer: Answer | None
    required: bool
    later: str | None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardView:
    """A card of questions."""

    step: Step
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: its text, whether it is typed, and what is known of it.

    `later` is the office it waits for, or None when it does not wait.
    """

    address: str
    text: str
    typed: bool
    failing: bool = False
    last_year: str = ""
    expected: str = ""
    later: str | None = None


@dataclass(frozen=True, slots=True)
class TableView:
    """One data table.

    Attributes:
        cells: by (row, column) key.
        messages: failing identities, each with the mend where one cell explains it.
        zero_rows: rows that are 0 by themselves, with the reason.
    """

    table: Table
    cells: dict[tuple[str, str], CellView]
    messages: tuple[str, ...]
    zero_rows: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence of the draft as printed.

    Attributes:
        opened: as printed with the aspect's opening in front of it.
        stale: the phrase it came from no longer holds.
    """

    id: int
    text: str
    opened: str
    source: str
    origin: str
    edited: bool
    move: str
    blanks: tuple[str, ...]
    stale: bool


@dataclass(frozen=True, slots=True)
class MoveView:
    """One move of an aspect with the phrases that fit it now, best first.

    Attributes:
        untold: of the phrases, those about a ticked deed that no sentence speaks of yet.
    """

    key: str
    says: str
    level: str
    suggestions: tuple[Suggestion, ...]
    sentences: tuple[SentenceView, ...]
    untold: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class AspectView:
    """An aspect being written.

    Attributes:
        following: other aspects of the section that are not finished; 一键成稿 writes them too.
    """

    step: Step
    name: str
    why: str
    limit: int | None
    moves: tuple[MoveView, ...]
    sentences: tuple[SentenceView, ...]
    last_year: tuple[str, ...]
    following: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The paragraph so far."""
        return "".join(s.opened for s in self.sentences)


@dataclass(frozen=True, slots=True)
class ChosenPair:
    """A problem and its measure in the draft."""

    id: int
    origin: str
    problem: tuple[SentenceView, ...]
    measure: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class PairsView:
    """Problems and measures: what may be chosen and what is chosen."""

    step: Step
    ask: str
    why: str
    least: int
    most: int
    suggestions: tuple[PairSuggestion, ...]
    chosen: tuple[ChosenPair, ...]
    last_year: tuple[str, ...]


StageState = Literal["done", "now", "open", "check"]


@dataclass(frozen=True, slots=True)
class StageView:
    """One line of the rail: ✔ done, ● now, ○ open, ! something to check."""

    key: str
    step: str
    state: StageState
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the interview stands: question `number` of `total` (number is total + 1 at the end)."""

    number: int
    total: int
    stages: tuple[StageView, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the preview or review; Enter on it goes to `step`.

    Attributes:
        key: the fact, cell, table or sentence it is about.
        label: what stands before the answer, or before the figures of a table's row.
        cells: the figures of a table's row, or the heads of its columns.
    """

    kind: Literal["title", "heading", "subheading", "body", "table", "answer", "point", "sign"]
    text: str
    step: str = ""
    key: str = ""
    label: str = ""
    cells: tuple[str, ...] = ()

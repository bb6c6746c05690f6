"""What a front shows: plain data, made from a draft."""

from dataclasses import dataclass, field
from typing import Literal

from assistant.draft.assemble import Assembler
from assistant.draft.figures import Figures, default_answer, typed_cells
from assistant.draft.last_year import expected_figure
from assistant.draft.model import Draft, Sentence
from assistant.draft.suspicion import failing, verdict_text
from assistant.form.answer import Answer, show_answer
from assistant.form.identity import culprit
from assistant.form.model import Fact, Step, Table
from assistant.form.values import show
from assistant.phrases.suggest import PairSuggestion, Suggestion
from assistant.report.model import show_figure


@dataclass(frozen=True, slots=True)
class OptionView:
    """One choice, with a mark such as 去年写过."""

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
    """

    fact: Fact
    options: tuple[OptionView, ...]
    value: Answer | None
    default: Answer | None
    last_year: str
    last_answer: Answer | None
    required: bool
    later: str | None


@dataclass(frozen=True, slots=True)
class CardView:
    """A card of questions."""

    step: Step
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: its text, whether it is typed, and what is known of it."""

    address: str
    text: str
    typed: bool
    failing: bool = False
    last_year: str = ""
    expected: str = ""


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
    """One move of an aspect with the phrases that fit it now, best first."""

    key: str
    says: str
    level: str
    suggestions: tuple[Suggestion, ...]
    sentences: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class AspectView:
    """An aspect being written."""

    step: Step
    name: str
    why: str
    limit: int | None
    moves: tuple[MoveView, ...]
    sentences: tuple[SentenceView, ...]
    last_year: tuple[str, ...]

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
    """One line of the preview or review; Enter on it goes to `step`."""

    kind: Literal["title", "heading", "subheading", "body", "table", "answer", "point", "sign"]
    text: str
    step: str = ""
    key: str = ""
    label: str = ""


def card_view(figures: Figures, draft: Draft, step: Step) -> CardView:
    """Make the view of a card from its shown facts."""
    shown = [key for key in step.facts if figures.shown(key)]
    return CardView(step, tuple(_field(figures, draft, key) for key in shown))


def _field(figures: Figures, draft: Draft, key: str) -> FieldView:
    fact = figures.loaded.form.fact[key]
    last = draft.last_year.facts.get(key) if draft.last_year else None
    written: tuple[object, ...] = last if isinstance(last, tuple) else ()
    entry = draft.facts.get(key)
    return FieldView(
        fact=fact,
        options=tuple(
            OptionView(o.key, o.hint, "去年写过" if o.key in written else "")
            for o in fact.options
            if not o.when or figures.holds(o.when) is True
        ),
        value=entry.answer if entry else None,
        default=None if key in draft.skipped else default_answer(figures, key),
        last_year="" if last is None else show_answer(fact, last),
        last_answer=last,
        required=figures.required(key),
        later=draft.later.get(key),
    )


def table_view(figures: Figures, draft: Draft, table: Table) -> TableView:
    """Make the view of a table with its totals, failing identities and last year's figures."""
    verdicts = failing(figures, table)
    bad = {cell for verdict in verdicts for cell in verdict.cells}
    typed = set(typed_cells(figures, table))
    before = draft.last_year.cells if draft.last_year else {}
    cells = {}
    for row in table.rows:
        for column in table.columns:
            address = f"{table.key}.{row.key}.{column.key}"
            expected = expected_figure(figures, address) if address in typed else None
            cells[row.key, column.key] = CellView(
                address,
                show_figure(figures.figure(address)),
                address in typed,
                address in bad,
                show_figure(before.get(address)),
                show(expected),
            )
    balance = culprit(verdicts)
    messages = [verdict_text(figures, v) for v in verdicts]
    if balance:
        _, row_key, column_key = balance.cell.split(".")
        place = f"“{table.row[row_key].label}”“{table.column[column_key].label}”"
        messages.insert(0, f"{place}这一格改成 {show_figure(balance.value)} 就都平了")
    elif len(verdicts) == 1 and verdicts[0].balances:
        mends = [
            f"{table.row[b.cell.split('.')[1]].label}改成 {show_figure(b.value)}"
            for b in verdicts[0].balances
            if b.cell in typed
        ][:3]
        if mends:
            messages.append(f"改一格就平：{'，或'.join(mends)}")
    zero = {
        row.key: reason
        for row in table.rows
        if (reason := figures.zeroed(table, row.key)) is not None
    }
    return TableView(table, cells, tuple(messages), zero)


def sentence_views(
    assembler: Assembler, aspect_key: str, stale: frozenset[int]
) -> tuple[SentenceView, ...]:
    """Make the views of an aspect's sentences."""
    aspect = assembler.figures.loaded.form.aspect[aspect_key]
    sentences = assembler.draft.narrative.get(aspect_key, ())
    opened = assembler.passage_text(aspect)
    return tuple(
        sentence_view(assembler, sentence, stale, text)
        for sentence, text in zip(sentences, opened, strict=True)
    )


def sentence_view(
    assembler: Assembler, sentence: Sentence, stale: frozenset[int], opened: str = ""
) -> SentenceView:
    """Make the view of one sentence; `opened` is how it prints in its paragraph."""
    rendered = assembler.render(sentence.text)
    return SentenceView(
        id=sentence.id,
        text=rendered.text,
        opened=opened or rendered.text,
        source=sentence.text,
        origin=sentence.origin,
        edited=sentence.edited,
        move=sentence.move,
        blanks=rendered.blanks,
        stale=sentence.id in stale,
    )

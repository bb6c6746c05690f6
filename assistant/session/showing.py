"""Makes the view of a step from one state of the draft."""

from assistant.draft.assemble import Assembler
from assistant.draft.figures import Figures, default_answer, typed_cells
from assistant.draft.last_year import expected_figure
from assistant.draft.model import Draft, Sentence
from assistant.draft.suspicion import failing, verdict_text
from assistant.form.answer import show_answer
from assistant.form.identity import culprit, said_once
from assistant.form.model import Aspect, Move, Step, Table
from assistant.form.values import show
from assistant.report.model import show_figure
from assistant.session.compose import shown_moves, untold
from assistant.session.state import State
from assistant.session.views import (
    AspectView,
    CardView,
    CellView,
    ChosenPair,
    FieldView,
    MoveView,
    OptionView,
    PairsView,
    SentenceView,
    TableView,
)

StepView = CardView | tuple[TableView, ...] | AspectView | PairsView


def step_view(now: State, one: Step) -> StepView:
    """Make the view of a step, whatever its kind."""
    match one.kind:
        case "card":
            return card_view(now.figures, now.draft, one)
        case "tables":
            tables = [now.loaded.form.table[key] for key in one.tables]
            return tuple(
                _table_view(now.figures, now.draft, table)
                for table in tables
                if typed_cells(now.figures, table)
            )
        case "aspect":
            return _aspect_view(now, one)
        case _:
            return _pairs_view(now, one)


def _aspect_view(now: State, one: Step) -> AspectView:
    aspect = now.loaded.form.aspect[one.aspect]
    sentences = _sentence_views(now.assembler, one.aspect, now.stale)
    moves = tuple(
        _move_view(now, move, tuple(s for s in sentences if s.move == move.key))
        for move in shown_moves(now.figures, one.aspect, now.kind)
    )
    before = now.draft.last_year.passages.get(one.aspect, ()) if now.draft.last_year else ()
    section = now.loaded.form.section_of[one.aspect]
    waiting = {s.aspect for s in now.shown if s != one} - now.draft.done
    following = tuple(_name(a) for a in section.aspects if a.key in waiting)
    return AspectView(
        one, _name(aspect), aspect.why, aspect.limit, moves, sentences, before, following
    )


def _move_view(now: State, move: Move, written: tuple[SentenceView, ...]) -> MoveView:
    found = tuple(now.suggester.for_move(move.key))
    left = untold(found, [s.origin for s in written], now.bank) if written else ()
    return MoveView(move.key, move.says, move.level, found, written, left)


def _name(aspect: Aspect) -> str:
    return aspect.heading or aspect.key


def _pairs_view(now: State, one: Step) -> PairsView:
    pairs = now.loaded.form.pairs[one.pairs]
    chosen = tuple(
        ChosenPair(
            pair.id,
            pair.origin,
            tuple(_sentence_view(now.assembler, s, now.stale) for s in pair.problem),
            tuple(_sentence_view(now.assembler, s, now.stale) for s in pair.measure),
        )
        for pair in now.draft.pairs.get(one.pairs, ())
    )
    return PairsView(
        step=one,
        ask=pairs.ask,
        why=pairs.why,
        least=pairs.least,
        most=pairs.most,
        suggestions=tuple(now.suggester.pairs()),
        chosen=chosen,
        last_year=now.draft.last_year.problems if now.draft.last_year else (),
    )


def card_view(figures: Figures, draft: Draft, step: Step) -> CardView:
    """Make the view of a card from its shown facts."""
    shown = [key for key in step.facts if figures.shown(key)]
    return CardView(step, tuple(_field(figures, draft, key) for key in shown))


def _field(figures: Figures, draft: Draft, key: str) -> FieldView:
    fact = figures.loaded.form.fact[key]
    last = draft.last_year.facts.get(key) if draft.last_year and not fact.items else None
    written: tuple[object, ...] = last if isinstance(last, tuple) else ()
    entry = draft.facts.get(key)
    return FieldView(
        fact=fact,
        options=tuple(
            OptionView(o.key, o.hint, "上年写过" if o.key in written else "")
            for o in fact.options
            if not o.when or figures.holds(o.when) is True
        ),
        value=entry.answer if entry else None,
        default=None if key in draft.skipped else default_answer(figures, key),
        last_year="" if last is None else show_answer(fact, last),
        last_answer=last,
        required=figures.required(key),
        later=draft.later.get(key),
        items=figures.items(key),
    )


def _table_view(figures: Figures, draft: Draft, table: Table) -> TableView:
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
                draft.later.get(address),
            )
    balance = culprit(verdicts)
    said = said_once(table, verdicts)
    messages = [verdict_text(figures, v) for v in said]
    if balance:
        _, row_key, column_key = balance.cell.split(".")
        place = f"“{table.row[row_key].label}”“{table.column[column_key].label}”"
        messages.insert(0, f"{place}这一格改成 {show_figure(balance.value)} 就都平了")
    elif len(said) == 1 and said[0].balances:
        balances = [b for b in said[0].balances if b.cell in typed][:3]
        one_row = len({b.cell.split(".")[1] for b in balances}) == 1
        mends = [
            f"{_cell_name(table, b.cell, by_column=one_row)}改成 {show_figure(b.value)}"
            for b in balances
        ]
        if mends:
            messages.append(f"改一格就平：{'，或'.join(mends)}")
    zero = {
        row.key: reason
        for row in table.rows
        if (reason := figures.zeroed(table, row.key)) is not None
    }
    return TableView(table, cells, tuple(messages), zero)


def _cell_name(table: Table, address: str, *, by_column: bool) -> str:
    """Name a cell by what tells it apart: its column within a row, else its row."""
    _, row, column = address.split(".")
    return table.column[column].label if by_column else table.row[row].label


def _sentence_views(
    assembler: Assembler, aspect_key: str, stale: frozenset[int]
) -> tuple[SentenceView, ...]:
    """Make the views of an aspect's sentences."""
    aspect = assembler.figures.loaded.form.aspect[aspect_key]
    sentences = assembler.draft.narrative.get(aspect_key, ())
    opened = assembler.passage_text(aspect)
    return tuple(
        _sentence_view(assembler, sentence, stale, text)
        for sentence, text in zip(sentences, opened, strict=True)
    )


def _sentence_view(
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

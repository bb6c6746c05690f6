"""Doubts that belong to one question and are raised there, before the answer is taken."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.draft.figures import Figures
from assistant.draft.last_year import expected_figure
from assistant.draft.model import Draft
from assistant.form.identity import Verdict
from assistant.form.model import Check, Severity, Step, Table
from assistant.form.values import show
from assistant.form.wording import lex
from assistant.report.model import show_figure


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A doubt about the answer to `key` (a fact, or a cell address)."""

    key: str
    message: str
    severity: Severity


def doubts(draft: Draft, suspicions: Iterable[Suspicion]) -> list[Suspicion]:
    """Leave out what the clerk has been asked about before, figure for figure."""
    return [s for s in suspicions if s.message not in draft.stood]


def standing(draft: Draft, suspicions: Iterable[Suspicion]) -> frozenset[str]:
    """Give the doubts a draft stands by once the clerk has confirmed these."""
    return draft.stood | {s.message for s in suspicions}


def card_suspicions(figures: Figures, step: Step) -> list[Suspicion]:
    """Try the checks of every shown fact of a card."""
    fact = figures.loaded.form.fact
    return [
        s
        for key in step.facts
        if figures.shown(key)
        for s in _tried(figures, key, fact[key].checks)
    ]


def table_suspicions(figures: Figures, table: Table) -> list[Suspicion]:
    """Try the identities and checks of one table."""
    out = [
        Suspicion(v.cells[0], verdict_text(figures, v), v.identity.severity)
        for v in failing(figures, table)
    ]
    return [*out, *_unexpected(figures, table), *_tried(figures, table.key, table.checks)]


def _unexpected(figures: Figures, table: Table) -> Iterator[Suspicion]:
    """Give the typed figures that differ from what last year's imply, row by row, both told."""
    for row in table.rows:
        told: dict[str, list[str]] = {}
        first = ""
        for column in table.columns:
            address = f"{table.key}.{row.key}.{column.key}"
            figure, expected = figures.figure(address), expected_figure(figures, address)
            if address in figures.loaded.computed_cells or figures.zeroed(table, row.key):
                continue
            if expected is None or figure is None or figure == expected:
                continue
            first = first or address
            says = figures.loaded.expected_cells[address].expected.says
            told.setdefault(says, []).append(
                f"“{column.label}”填的是 {show_figure(figure)}，按上年推算是 {show(expected)}"
            )
        for says, each in told.items():
            message = f"“{row.label}”{'；'.join(each)}（{says}）"
            yield Suspicion(first, message, "warning")


def failing(figures: Figures, table: Table) -> list[Verdict]:
    """Give the identities of a table that do not hold."""
    return [
        verdict
        for compiled in figures.loaded.identities
        if compiled.table.key == table.key
        for verdict in compiled.verdicts(figures)
        if verdict.holds is False
    ]


def verdict_text(figures: Figures, verdict: Verdict) -> str:
    """Say which identity fails where, both sides, and the difference."""
    table = figures.loaded.form.table[verdict.table]
    place = ""
    if verdict.identity.over == "columns":
        place = f"“{table.column[verdict.place].label}”列"
    elif verdict.identity.over == "rows":
        place = f"“{table.row[verdict.place].label}”行"
    difference = verdict.difference
    gap = "" if difference is None else f"，相差 {show_figure(abs(difference))}"
    return (
        f"{place}勾稽不平：{verdict.identity.says}"
        f"（左边 {show_figure(verdict.left)}，右边 {show_figure(verdict.right)}{gap}）"
    )


def _tried(figures: Figures, key: str, checks: Iterable[Check]) -> Iterator[Suspicion]:
    for check in checks:
        if figures.holds(check.holds) is False:
            message = figures.loaded.wording.render(lex(check.message), figures).text
            yield Suspicion(key, message, check.severity)

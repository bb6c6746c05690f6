"""Makes last year's answers and figures available to this year's draft."""

from collections.abc import Collection
from decimal import Decimal

from assistant.draft.assemble import Assembler
from assistant.draft.figures import Figures, figures_of
from assistant.draft.model import Draft, LastYear
from assistant.form.expression import LAST_YEAR
from assistant.form.load import LoadedForm
from assistant.form.values import BlankError, NotApplicable, Value


def last_year_of(
    loaded: LoadedForm, draft: Draft, closed: frozenset[str] = frozenset()
) -> LastYear:
    """Take a finished draft as last year's report; `closed` are origins without opening."""
    figures = figures_of(loaded, draft)
    assembler = Assembler(figures, draft, closed)
    year = figures(loaded.form.roles.year)
    passages = {a.key: assembler.passage_text(a) for a in loaded.form.aspect.values()}
    return LastYear(
        year=None if year is None else int(str(year)),
        facts={key: entry.answer for key, entry in draft.facts.items() if figures.shown(key)},
        cells={a: f for a in loaded.form.cells if (f := figures.figure(a)) is not None},
        passages={key: texts for key, texts in passages.items() if texts},
        problems=tuple(
            dict.fromkeys(
                text
                for pairs in draft.pairs.values()
                for pair in pairs
                if (text := "".join(assembler.render(s.text).text for s in pair.problem))
            )
        ),
        measures=tuple(
            assembler.render(sentence.text).text
            for pairs in draft.pairs.values()
            for pair in pairs
            for sentence in pair.measure
        ),
    )


def following(
    loaded: LoadedForm, before: Draft, after: Draft, typed: Collection[str]
) -> dict[str, Decimal]:
    """Give the cells that follow from last year's figures and those of this year just typed.

    A cell follows while it is blank, or holds what was implied until now; a typed one is left.
    """
    if after.last_year is None:
        return {}
    old, new = figures_of(loaded, before), figures_of(loaded, after)
    out: dict[str, Decimal] = {}
    for address, found in loaded.expected_cells.items():
        table, row, _ = address.split(".")
        rests = any(not name.startswith(LAST_YEAR) for name in found.expression.names)
        if not rests or address in typed or address in after.later:
            continue
        if new.zeroed(loaded.form.table[table], row) is not None:
            continue
        wanted, figure = expected_figure(new, address), after.cells.get(address)
        follows = figure is None or figure == expected_figure(old, address)
        if follows and isinstance(wanted, Decimal) and wanted >= 0:
            out[address] = wanted
    return out


def expected_figure(figures: Figures, address: str) -> Value:
    """Give what last year's figures imply for a cell; None when they imply nothing."""
    found = figures.loaded.expected_cells.get(address)
    if found is None:
        return None

    def lookup(name: str) -> Value:
        full = found.address(name)
        if full.startswith("上年."):
            return figures(full)
        value = figures.figure(full)
        return None if isinstance(value, NotApplicable) else value

    try:
        return found.expression.value(lookup)
    except BlankError:
        return None

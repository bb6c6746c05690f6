"""The values behind a draft: facts, cells, totals, derived facts, and last year's."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from assistant.draft.model import Draft, LastYear
from assistant.form.answer import Answer, value_of
from assistant.form.expression import LAST_YEAR
from assistant.form.followup import followed, item_value
from assistant.form.load import LoadedForm
from assistant.form.model import Step, Table
from assistant.form.values import (
    BlankError,
    Figure,
    Followed,
    NotApplicable,
    Value,
    show,
)
from assistant.text.numbers import plain


class Figures:
    """Gives the value behind every name of a form, computing what is computed.

    A fact hidden by its `when` is blank; a cell whose table or row does not apply is 0. Several
    threads may ask at once: only finished values are kept, and the form proves when it is loaded
    that no value rests on itself.
    """

    def __init__(
        self,
        loaded: LoadedForm,
        facts: Mapping[str, Answer],
        cells: Mapping[str, Figure],
        today: date,
        last_year: LastYear | None = None,
    ) -> None:
        self.loaded = loaded
        self._facts = facts
        self._cells = cells
        self._today = today
        self._last_year = last_year
        self._cache: dict[str, Value] = {}
        self._derived = {d.key: d.value for d in loaded.form.derived}
        self._before: Figures | None = None
        if last_year is not None:
            self._before = Figures(loaded, last_year.facts, last_year.cells, today)

    def __call__(self, name: str) -> Value:
        """Give the value of `name`, or None when it is blank."""
        try:
            return self._cache[name]
        except KeyError:
            value = self._cache[name] = self._value(name)
            return value

    def holds(self, condition: str) -> bool | None:
        """Try a condition; None when a blank leaves it undecided."""
        return self.loaded.condition(condition).holds(self)

    def shown(self, key: str) -> bool:
        """Say whether a fact is asked, given the answers before it."""
        when = self.loaded.form.fact[key].when
        return not when or self.holds(when) is True

    def items(self, key: str) -> tuple[str, ...]:
        """Give what a follow-up asks about, one by one; nothing for any other fact."""
        items = self.loaded.form.fact[key].items
        if not items:
            return ()
        try:
            value = self.loaded.wording.expression(items).value(self)
        except BlankError:
            return ()
        return tuple(str(item) for item in value) if isinstance(value, tuple) else ()

    def required(self, key: str) -> bool:
        """Say whether a fact must be answered."""
        required = self.loaded.form.fact[key].required
        return required == "是" or (required != "否" and self.holds(required) is True)

    def zeroed(self, table: Table, row: str = "") -> str | None:
        """Give the reason why a table (or row) is all 0 by itself; None when it is typed."""
        if table.zero_when and self.holds(table.zero_when):
            return table.zero_reason or "按前面的回答全部为 0"
        line = table.row.get(row)
        if line and line.zero_when and self.holds(line.zero_when):
            return line.zero_reason or "按前面的回答为 0"
        return None

    def figure(self, address: str) -> Figure:
        """Give a cell as printed, 不适用 kept apart from blank."""
        table, row, _ = address.split(".")
        found = self.loaded.form.table[table]
        if self.zeroed(found, row) is not None:
            return Decimal(0)
        if address in self.loaded.computed_cells:
            identity, place = self.loaded.computed_cells[address]
            try:
                return identity.side(identity.right, place, self)
            except BlankError:
                return None
        return self._cells.get(address)

    def with_cells(self, cells: Mapping[str, Figure]) -> "Figures":
        """Give the same values with some cells typed differently."""
        return Figures(
            self.loaded, self._facts, {**self._cells, **cells}, self._today, self._last_year
        )

    def before(self, name: str) -> Value:
        """Give last year's value of `name`."""
        return None if self._before is None else self._before(name)

    def _value(self, name: str) -> Value:
        if name.startswith(LAST_YEAR):
            return self.before(name.removeprefix(LAST_YEAR))
        match name:
            case "今天":
                return self._today
            case "今年":
                return Decimal(self._today.year)
            case "今月":
                return Decimal(self._today.month)
            case "有上年":
                return self._last_year is not None
            case "上年所列问题":
                if self._last_year is None:
                    return None
                return self._last_year.problems
        if name in self._derived:
            try:
                return self.loaded.wording.expression(self._derived[name]).value(self)
            except BlankError:
                return None
        if name in self.loaded.form.fact:
            return self._fact(name)
        fact, _, part = name.partition(".")
        if fact in self.loaded.form.fact:
            return item_value(followed(self._fact(fact)), part)
        figure = self.figure(name)
        return None if isinstance(figure, NotApplicable) else figure

    def _fact(self, name: str) -> Value:
        if name not in self._facts or not self.shown(name):
            return None
        return value_of(self.loaded.form.fact[name], self._facts[name])


def figures_of(loaded: LoadedForm, draft: Draft) -> Figures:
    """Give the values behind a draft."""
    facts = {key: entry.answer for key, entry in draft.facts.items()}
    return Figures(loaded, facts, draft.cells, draft.today, draft.last_year)


def step_named(loaded: LoadedForm, key: str) -> Step | None:
    """Give the step with this key, if the form has it."""
    return next((one for one in loaded.form.steps if one.key == key), None)


def step_shown(figures: Figures, step: Step) -> bool:
    """Say whether a step has anything to ask."""
    form = figures.loaded.form
    match step.kind:
        case "card":
            return any(figures.shown(key) for key in step.facts)
        case "tables":
            return any(typed_cells(figures, form.table[key]) for key in step.tables)
        case "aspect":
            when = form.aspect[step.aspect].when
            return not when or figures.holds(when) is True
        case _:
            return True


def typed_cells(figures: Figures, table: Table) -> list[str]:
    """Give the addresses of the cells the clerk types in a table."""
    if figures.zeroed(table) is not None:
        return []
    return [
        f"{table.key}.{row.key}.{column.key}"
        for row in table.rows
        if figures.zeroed(table, row.key) is None
        for column in table.columns
        if table.typed(row, column)
    ]


def default_answer(figures: Figures, key: str) -> Answer | None:
    """Give what Enter would take for a fact: computed, guessed, or last year's name or category."""
    fact = figures.loaded.form.fact[key]
    if fact.last_year == "default":
        before = figures.before(key)
        if before is not None:
            return canonical(before)
    if fact.guess_from:
        text = figures(fact.guess_from)
        for guess in fact.guess:
            if isinstance(text, str) and guess_matches(guess.match, text):
                return guess.value
    if fact.default:
        try:
            return canonical(figures.loaded.wording.expression(fact.default).value(figures))
        except BlankError:
            return None
    return None


def guess_matches(pattern: str, text: str) -> bool:
    """Say whether a guess applies to an answer already given."""
    return re.search(pattern, text) is not None


def canonical(value: Value) -> Answer:
    """Write a typed value as a canonical answer."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return tuple(i if isinstance(i, str | Followed) else (i[0], plain(i[1])) for i in value)  # type: ignore[return-value]  # all of one kind
    return show(value)

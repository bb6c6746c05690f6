"""The values behind the names of a form, as a report gives them."""

import re
from decimal import Decimal

from assistant.checks.finding import Subject
from assistant.form.expression import LAST_YEAR
from assistant.form.load import LoadedForm
from assistant.form.values import BlankError, Lookup, NotApplicable, Value
from assistant.report.model import Report


class Values:
    """Gives what a report says for a name: its cells, what its roles say, and what follows.

    A fact no report states is what the draft behind it says; without one it is guessed from the
    unit's name where the form says how, else blank.

    Attributes:
        figures: what the cells say, 不适用 kept apart from blank.
    """

    def __init__(
        self,
        loaded: LoadedForm,
        report: Report,
        last_year: Report | None = None,
        facts: Lookup | None = None,
    ) -> None:
        self._loaded = loaded
        self._facts = facts
        self.figures = report.figures()
        self._before = None if last_year is None else Values(loaded, last_year)
        self._derived = {d.key: d.value for d in loaded.form.derived}
        roles = loaded.form.roles
        known: dict[str, Value] = {
            roles.unit: report.unit or None,
            roles.year: None if report.year is None else Decimal(report.year),
        }
        for key, value in (
            (roles.self_name, report.self_name),
            (roles.wording, report.wording),
            (roles.date, report.date),
        ):
            if key:
                known[key] = value or None
        self._cache: dict[str, Value] = {
            address: None if isinstance(figure, NotApplicable) else figure
            for address, figure in self.figures.items()
        }
        self._cache |= {key: value for key, value in known.items() if value is not None}

    def __call__(self, name: str) -> Value:
        """Give the value of `name`, or None when the report does not say."""
        try:
            return self._cache[name]
        except KeyError:
            self._cache[name] = None
            self._cache[name] = value = self._value(name)
            return value

    def number(self, expression: str) -> Decimal | None:
        """Work an expression out; None when a blank leaves it unknown."""
        try:
            value = self._loaded.wording.expression(expression).value(self)
        except BlankError:
            return None
        return value if isinstance(value, Decimal) else None

    def holds(self, condition: str) -> bool | None:
        """Try a condition; None when a blank leaves it undecided."""
        return self._loaded.condition(condition).holds(self)

    def _value(self, name: str) -> Value:
        if name == "有上年":
            return self._before is not None
        if name.startswith(LAST_YEAR):
            return None if self._before is None else self._before(name.removeprefix(LAST_YEAR))
        if name in self._derived:
            try:
                return self._loaded.wording.expression(self._derived[name]).value(self)
            except BlankError:
                return None
        if name.partition(".")[0] not in self._loaded.form.fact:
            return None
        return self._guessed(name) if self._facts is None else self._facts(name)

    def _guessed(self, name: str) -> Value:
        fact = self._loaded.form.fact[name]
        text = self(fact.guess_from) if fact.guess_from else None
        if isinstance(text, str):
            for guess in fact.guess:
                if re.search(guess.match, text):
                    return guess.value
        return None


def values_of(subject: Subject) -> Values:
    """Give the subject's values; they are made once and live as long as the subject."""
    known = vars(subject).get("_values")
    if not isinstance(known, Values):
        known = Values(subject.loaded, subject.report, subject.last_year, subject.facts)
        vars(subject)["_values"] = known
    return known

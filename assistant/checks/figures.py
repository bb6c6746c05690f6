"""Figure rules: an expression over the form's names that right figures fulfil."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from assistant.checks.codes import CODES
from assistant.checks.finding import Check, Finding, FindingPlace, Subject
from assistant.checks.rules import FigureRule, load_rules, rule_set_of
from assistant.checks.spans import cell_place
from assistant.checks.values import values_of
from assistant.errors import Problem, ProblemsError
from assistant.form.answer import AnswerError, read_answer, value_of
from assistant.form.expression import Expression, ExpressionError
from assistant.form.load import LoadedForm
from assistant.form.values import BlankError, Lookup, Value, show
from assistant.report.model import show_figure
from assistant.text.numbers import read_number

_SLOT = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[\w.]+")


@dataclass(frozen=True)
class _Example:
    """Figures of an example: cells it does not name are 0, facts it does not name are blank."""

    loaded: LoadedForm
    said: Mapping[str, str]

    def __call__(self, name: str) -> Value:
        if name in self.said:
            fact = self.loaded.form.fact.get(name)
            if fact is None:
                return read_number(self.said[name])
            return value_of(fact, read_answer(fact, self.said[name]))
        derived = {d.key: d.value for d in self.loaded.form.derived}
        if name in derived:
            try:
                return self.loaded.wording.expression(derived[name]).value(self)
            except BlankError:
                return None
        return Decimal(0) if name in self.loaded.form.cells else None


def figure_rules(subject: Subject) -> Iterator[Finding]:
    """Find figures that a rule's expression does not hold for; what is blank decides nothing."""
    loaded, year = subject.loaded, subject.report.year
    for rule in rule_set_of(subject).figures:
        entry = rule.entry
        if year is not None and not (entry.since or year) <= year <= (entry.until or year):
            continue
        try:
            expression = loaded.wording.expression(entry.holds)
        except ExpressionError:
            # A rule of another form, with names this one does not have.
            continue
        values = values_of(subject)
        if expression.holds(values) is not False:
            continue
        cell = "" if entry.fact else _cell(rule, loaded)
        yield Finding(
            entry.code,
            entry.id,
            entry.severity or CODES[entry.code].severity,
            cell_place(subject, cell) if cell else FindingPlace(fact=entry.fact),
            show_figure(subject.report.figure(cell)) if cell else show(values(entry.fact)),
            _filled(entry.message, loaded, values),
            entry.basis,
            _filled(entry.suggestion, loaded, values),
        )


def prove_rules(folder: Path, loaded: LoadedForm) -> None:
    """Load the rules of a form folder, and try those over figures on its form.

    Raises:
        ProblemsError: with everything wrong, each with file, line and id.
    """
    own = (rule for rule in load_rules(folder).figures if not rule.below)
    if problems := list(figure_problems(own, loaded)):
        raise ProblemsError(problems)


def figure_problems(rules: Iterable[FigureRule], loaded: LoadedForm) -> Iterator[Problem]:
    """Try rules on a form: their names, their messages and their examples."""
    for rule in rules:
        field, message = _wrong(rule, loaded)
        if message:
            yield rule.problem(field, message)


def _wrong(rule: FigureRule, loaded: LoadedForm) -> tuple[str, str]:
    entry = rule.entry
    for field in ("holds", "message", "suggestion"):
        text = getattr(entry, field)
        for source in [text] if field == "holds" else _SLOT.findall(text):
            try:
                expression = loaded.wording.expression(source)
            except ExpressionError as error:
                return field, str(error)
            if field == "holds":
                holds = expression
    if entry.fact and entry.fact not in loaded.form.fact:
        return "fact", f"没有名为 {entry.fact} 的事实"
    if not entry.fact and not _cell(rule, loaded):
        return "cell", "要写明是哪一格，如 决定.许可.件数"
    return _disproved(rule, loaded, holds)


def _disproved(rule: FigureRule, loaded: LoadedForm, holds: Expression) -> tuple[str, str]:
    for field, wanted in (("good", True), ("bad", False)):
        for example in getattr(rule.entry, field):
            unknown = next((name for name in example if name not in loaded.schema), None)
            if unknown is not None:
                return field, f"没有名为 {unknown} 的数"
            try:
                found = holds.holds(_Example(loaded, example))
            except AnswerError as error:
                return field, str(error)
            if found is not wanted:
                shown = "，".join(f"{name} {value}" for name, value in example.items())
                said = "缺数，判断不了" if found is None else "报成了错" if wanted else "没有报出来"
                return field, f"{'正例' if wanted else '反例'}“{shown}”{said}"
    return "", ""


def _cell(rule: FigureRule, loaded: LoadedForm) -> str:
    named = [rule.entry.cell, *_NAME.findall(rule.entry.holds)]
    return next((name for name in named if name in loaded.form.cells), "")


def _filled(template: str, loaded: LoadedForm, values: Lookup) -> str:
    def fill(slot: re.Match[str]) -> str:
        try:
            return show(loaded.wording.expression(slot[1]).value(values))
        except BlankError:
            return "（空白）"

    return _SLOT.sub(fill, template)


CHECKS: tuple[Check, ...] = (figure_rules,)

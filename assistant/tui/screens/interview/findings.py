"""What the checks find in a draft being written: when it shows, where it leads, how it is mended."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.draft.events import EditSentence, SetCells
from assistant.draft.interview import step_done
from assistant.form.model import Section, Step
from assistant.form.wording import BLANK_MARK, Edit, source, splice
from assistant.report.model import show_figure
from assistant.session import Session
from assistant.session.state import State

if TYPE_CHECKING:
    from assistant.checks.finding import Finding

ABSENT = frozenset({"F01", "F04", "F06", "F07", "N07"})
"""Codes that object to what is not there; while a report is being written that is no news."""

SIGNS: Mapping[str, tuple[str, str]] = {
    "error": ("✗ 错误", "$text-error"),
    "warning": ("! 警告", "$text-warning"),
    "info": ("· 提示", "$text-muted"),
}
"""By severity, the sign before a finding and its colour."""


def look_over(now: State) -> "list[Finding]":
    """Check a draft as far as it is written; may run in a thread."""
    from assistant.session.checking import findings_in

    left = findings_in(now)
    return left if now.current is None else [one for one in left if _written(now, one)]


def _written(now: State, finding: "Finding") -> bool:
    """Say whether a finding is about something the clerk has finished."""
    place = finding.place
    if finding.code in ABSENT or BLANK_MARK in finding.excerpt:
        return False
    if place.sentence is not None:
        return True
    form = now.loaded.form
    if place.fact:
        return place.fact in now.draft.facts
    if place.table:
        steps = [one for one in form.steps if place.table in one.tables]
    else:
        steps = _steps_of(form.steps, form.section.get(place.section))
    shown = [one for one in steps if one in now.shown]
    return bool(steps) and all(step_done(now.figures, now.draft, one) for one in shown)


def _steps_of(steps: tuple[Step, ...], section: Section | None) -> list[Step]:
    if section is None:
        return []
    aspects = {aspect.key for aspect in section.aspects}
    pairs = section.pairs.key if section.pairs else None
    return [one for one in steps if one.aspect in aspects or (pairs and one.pairs == pairs)]


def spot(session: Session, finding: "Finding") -> tuple[str, str]:
    """Give the step a finding leads to and what to stand on there; "" where there is none."""
    place, form = finding.place, session.loaded.form
    lines = {line.key: line.step for line in session.preview() if line.key}
    if place.sentence is not None:
        return lines.get(str(place.sentence), ""), str(place.sentence)
    if place.fact:
        return next((one.key for one in session.steps if place.fact in one.facts), ""), place.fact
    if place.table:
        at = ".".join(filter(None, [place.table, place.row, place.col]))
        return _step_before(session, place.table), at
    for one in _steps_of(form.steps, form.section.get(place.section)):
        if one in session.steps:
            return one.key, ""
    fact = form.roles.date if finding.code == "F06" else form.roles.unit
    return next((one.key for one in session.steps if fact in one.facts), ""), fact


def _step_before(session: Session, table: str) -> str:
    """Give the step that fills a table, or the one before it that made it 0 by itself."""
    steps = list(session.loaded.form.steps)
    last = next((i for i, one in enumerate(steps) if table in one.tables), -1)
    return next((one.key for one in reversed(steps[: last + 1]) if one in session.steps), "")


def mended(session: Session, finding: "Finding") -> EditSentence | SetCells | None:
    """Make the certain mend of a sentence or cell; figures elsewhere in a sentence stay bound.

    None where there is no certain mend, or what is to be mended is no longer as it was found.
    """
    mend, place = finding.mend, finding.place
    if mend is not None and place.col:
        address = f"{place.table}.{place.row}.{place.col}"
        figure = session.draft.cells.get(address)
        stands = figure is not None and show_figure(figure) == mend.old
        return SetCells({address: mend.new}) if stands else None
    number = place.sentence
    sentence = session.draft.sentences().get(number) if number is not None else None
    if mend is None or sentence is None or not mend.old:
        return None
    rendered = session.assembler.render(sentence.text)
    printed = _printed(session, sentence.id) or rendered.text
    # Columns count in the sentence as printed, with what opens its paragraph in front of it.
    at = (finding.place.column or 1) - 1 - (len(printed) - len(rendered.text))
    if at < 0 or not rendered.text.startswith(mend.old, at):
        if rendered.text.count(mend.old) != 1:
            return None
        at = rendered.text.index(mend.old)
    parts = splice(rendered, Edit(at, at + len(mend.old), mend.new))
    return EditSentence(sentence.id, source(parts))


def _printed(session: Session, number: int) -> str:
    located = session.located()
    for address, place in located.where.items():
        if place.sentence == number and address.count("/") == 2:
            section, passage, index = map(int, address.split("/"))
            return located.report.sections[section].passages[passage].sentences[index]
    return ""

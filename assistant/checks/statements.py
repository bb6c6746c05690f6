"""Figures sentences state: against the tables (N02), each other (N03), last year (N05), and T06."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.checks.finding import Check, Finding, Sentence, Subject
from assistant.checks.identities import cell_name
from assistant.checks.settings import rules_of
from assistant.checks.settings_model import Statement, Total, compiled
from assistant.checks.spans import cell_place, found, sentences_of, sentences_with
from assistant.checks.values import values_of
from assistant.report.model import show_figure
from assistant.text.numbers import plain
from assistant.text.quantities import Quantity, quantities

_REACH = 48
_MASKED = re.compile(r"[0-9０-９][0-9０-９,.]*")
_LEAST_MASKED, _LEAST_OF_A_YEAR = 10, 8
_OF_A_YEAR = re.compile("全年|年内|本年度|(?:20)?0年")
_TWO_OF_A_KIND = re.compile(
    "上年|去年|上半年|下半年|季度|月份|其中|分别|较|比|网站|平台|公众号|微信|微博|栏目|次会议|期培训|第"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of the report as a sentence states it.

    Attributes:
        known: what the report's tables say, one value per reading.
    """

    statement: Statement
    sentence: Sentence
    quantity: Quantity
    value: Decimal
    known: tuple[Decimal, ...]

    @property
    def agrees(self) -> bool:
        """Say whether one reading is what is stated, or nothing is known."""
        return not self.known or any(_same(self, known) for known in self.known)


def in_front(text: str, quantity: Quantity, before: Quantity | None) -> str:
    """Give the wording in front of a number, back to the number before it."""
    start = 0 if before is None else before.end
    return text[max(start, quantity.start - _REACH) : quantity.start].rstrip()


def stated(subject: Subject) -> tuple[Stated, ...]:
    """Give every figure of the report that sentences state; worked out once."""
    known = vars(subject).get("_stated")
    if known is None:
        known = vars(subject)["_stated"] = tuple(_stated(subject))
    return tuple(known)


def _stated(subject: Subject) -> Iterator[Stated]:
    rules, values = rules_of(subject), values_of(subject)
    for sentence in sentences_of(subject):
        found_ = quantities(sentence.text)
        for n, quantity in enumerate(found_):
            if quantity.approximate:
                continue
            front = in_front(sentence.text, quantity, found_[n - 1] if n else None)
            for statement in rules.spoken(front, quantity.unit):
                if statement.known_by and values(statement.known_by) is not None:
                    continue
                if not _speaks(statement, sentence, quantity):
                    continue
                known = [values.number(value) for value in statement.value]
                yield Stated(
                    statement,
                    sentence,
                    quantity,
                    quantity.value / statement.scale,
                    tuple(dict.fromkeys(k for k in known if k is not None)),
                )
                break


def _speaks(statement: Statement, sentence: Sentence, quantity: Quantity) -> bool:
    if statement.aspects and sentence.passage and sentence.passage not in statement.aspects:
        return False
    text = sentence.text
    return (
        (not statement.after or bool(compiled(statement.after).match(text, quantity.end)))
        and (not statement.sentence or bool(compiled(statement.sentence).search(text)))
        and not (statement.sentence_unless and compiled(statement.sentence_unless).search(text))
    )


def _same(one: Stated, known: Decimal) -> bool:
    if one.statement.at_most and one.value <= known:
        return True
    if one.statement.scale == 1:
        return one.value == known
    # A sum told in larger units may have been rounded.
    return abs(one.quantity.value - known * one.statement.scale) * 2 <= max(
        one.quantity.step, Decimal(1)
    )


def against_tables(subject: Subject) -> Iterator[Finding]:
    """N02: numbers in sentences that are not those of the tables (Y1 to Y4)."""
    rules = rules_of(subject)
    for one in stated(subject):
        if one.agrees:
            continue
        statement, quantity = one.statement, one.quantity
        readings = " 或 ".join(show_figure(k) for k in one.known)
        soft = statement.soft and compiled(statement.soft).search(one.sentence.text)
        message = f"正文说{statement.says} {plain(one.value)}，表里是 {readings}，两处要一致。"
        if soft:
            message += "若正文用的是另一种口径，请写明。"
        yield found(
            subject,
            one.sentence,
            (quantity.start, quantity.end),
            "N02",
            statement.id,
            message,
            severity="info" if soft else statement.severity,
            basis=rules.basis.get("N02", ""),
            suggestion="先核对台账，再改错的一处。",
        )


def claims(subject: Subject) -> Iterator[Finding]:
    """N02: deeds the text claims or denies while the tables say otherwise, each said once."""
    rules, values = rules_of(subject), values_of(subject)
    for claim in rules.claims:
        told = claim.known_by and values(claim.known_by) is not None
        if told or values.holds(claim.when) is not True:
            continue
        for sentence, m in sentences_with(subject, compiled(claim.pattern)):
            if not (claim.unless and compiled(claim.unless).search(sentence.text)):
                basis = rules.basis.get("N02", "")
                known = values.number(claim.value) if claim.value else None
                shown = "" if known is None else f"表里是 {show_figure(known)}。"
                yield found(
                    subject,
                    sentence,
                    m.span(),
                    "N02",
                    claim.id,
                    claim.message + shown,
                    severity=claim.severity,
                    basis=basis,
                )
                break


def among_sentences(subject: Subject) -> Iterator[Finding]:
    """N03: the same thing with two numbers in two places of the text."""
    basis = rules_of(subject).basis.get("N03", "")
    seen: dict[str, tuple[Sentence, Quantity]] = {}
    for key, says, sentence, quantity in _comparable(subject):
        first = seen.setdefault(key, (sentence, quantity))
        if first[1].value == quantity.value or first[0].index == sentence.index:
            continue
        message = (
            f"{says}前后不一致：前面是 {plain(first[1].value)}{first[1].unit}，"
            f"这里是 {plain(quantity.value)}{quantity.unit}。"
        )
        span = (quantity.start, quantity.end)
        yield found(subject, sentence, span, "N03", "told-twice", message, basis=basis)


def _comparable(subject: Subject) -> Iterator[tuple[str, str, Sentence, Quantity]]:
    for one in stated(subject):
        if not one.known:
            yield one.statement.id, f"“{one.statement.says}”", one.sentence, one.quantity
    taken = {(one.sentence.index, one.quantity.start) for one in stated(subject)}
    for total, sentence, quantity in totals(subject):
        if total.compared:
            yield total.id, f"“{total.says}”", sentence, quantity
    for sentence in sentences_of(subject):
        if _TWO_OF_A_KIND.search(sentence.text):
            continue
        for quantity in quantities(sentence.text):
            masked = _MASKED.sub("0", quantity.before)
            least = _LEAST_OF_A_YEAR if _OF_A_YEAR.match(masked) else _LEAST_MASKED
            if len(masked) >= least and (sentence.index, quantity.start) not in taken:
                key = f"{masked}{quantity.unit}"
                yield key, f"“{quantity.before}”", sentence, quantity


def totals(subject: Subject) -> tuple[tuple[Total, Sentence, Quantity], ...]:
    """Give the numbers of the text that its rules call totals; worked out once."""
    known = vars(subject).get("_totals")
    if known is None:
        known = vars(subject)["_totals"] = tuple(_totals(subject))
    return tuple(known)


def _totals(subject: Subject) -> Iterator[tuple[Total, Sentence, Quantity]]:
    rules = rules_of(subject)
    for sentence in sentences_of(subject):
        found_ = quantities(sentence.text)
        for n, quantity in enumerate(found_):
            for total in rules.totals:
                if quantity.unit not in total.units or quantity.approximate:
                    continue
                front = in_front(sentence.text, quantity, found_[n - 1] if n else None)
                if compiled(total.pattern).search(front) and not (
                    total.unless and compiled(total.unless).search(front)
                ):
                    yield total, sentence, quantity


def published_as_decisions(subject: Subject) -> Iterator[Finding]:
    """T06: a count of decisions that is the count of what was published."""
    rules = rules_of(subject)
    published = [
        (sentence, quantity)
        for total, sentence, quantity in totals(subject)
        if total.published and quantity.value >= rules.published.least
    ]
    for address in rules.published.cells:
        figure = subject.report.figure(address)
        match = next((p for p in published if p[1].value == figure), None)
        if match is None:
            continue
        sentence, quantity = match
        shown = plain(quantity.value)
        said = sentence.text[quantity.start : quantity.end]
        message = (
            f"“{cell_name(subject, address)}”填的是 {shown}，正好等于正文里发布信息的条数（{said}）。"
            "这一格填作出的处理决定件数，不是网上发布的条数。"
        )
        place = cell_place(subject, address)
        suggestion = "向业务股室核实今年作出的决定有几件。"
        basis = rules.basis.get("T06", "")
        yield Finding("T06", "published", "error", place, shown, message, basis, suggestion)


CHECKS: tuple[Check, ...] = (against_tables, claims, among_sentences, published_as_decisions)

"""Runs the pattern rules over a report."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from assistant.checks.finding import Finding, Subject
from assistant.checks.paragraphs import Unit, paragraphs_of, report, texts_of
from assistant.checks.patterns import Hit, Rule, Where
from assistant.checks.rules import rule_set_of
from assistant.checks.spans import headings_of, lines_of, sentences_of

_MOST = 20_000


def pattern_rules(subject: Subject) -> Iterator[Finding]:
    """Find what the pattern rules object to; of two alike in one place, the first rule speaks."""
    texts = _Texts(subject)
    taken: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for rule in rule_set_of(subject).rules:
        if not rule.for_year(subject.report.year) or not texts.may_hit(rule):
            continue
        hits: list[tuple[Unit, Hit]] = []
        everywhere = texts.hits(rule)
        if texts.spared_by(rule):
            continue
        for unit, found in everywhere:
            if rule.entry.sections and unit.section not in rule.entry.sections:
                continue
            for hit in found:
                spans = taken.setdefault((id(unit), rule.entry.code), [])
                if any(start < hit.end and hit.start < end for start, end in spans):
                    continue
                spans.append((hit.start, hit.end))
                hits.append((unit, hit))
        if len(hits) >= rule.entry.least:
            chosen = hits[:1] if rule.entry.once else hits
            for unit, hit in chosen:
                yield _finding(subject, rule, unit, hit, len(hits))
    texts.remember()


def _finding(subject: Subject, rule: Rule, unit: Unit, hit: Hit, count: int) -> Finding:
    entry = rule.entry
    # One mend cannot mend many places.
    certain = not entry.once or count == 1
    return report(
        subject,
        unit,
        (hit.start, hit.end),
        entry.code,
        entry.id,
        rule.says(entry.message, hit, count),
        severity=entry.severity,
        basis=entry.basis,
        suggestion=rule.says(entry.suggestion, hit, count),
        mend=hit.mend if certain else None,
    )


class _Texts:
    """The texts of a report by what a rule looks at, and all of them in one for a first look.

    A text in which no rule found anything is not looked at again: not in the next report, and not
    when another sentence of the report has changed.
    """

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._clean = rule_set_of(subject).clean
        self._fresh: dict[Where, tuple[Sequence[Unit], str]] = {}
        self._hit: set[tuple[Where, str]] = set()

    def units(self, where: Where) -> Sequence[Unit]:
        """Give the texts a rule looks at."""
        match where:
            case "sentence":
                return self._sentences
            case "heading":
                return self._headings
            case "paragraph":
                return paragraphs_of(self._subject)
            case "text":
                return self._text
            case "line":
                return self._lines

    def may_hit(self, rule: Rule) -> bool:
        """Say whether a rule can find anything: what is nowhere in the whole is in no part."""
        units, joined = self._new(rule.entry.where)
        return bool(units) and rule.may_hit(joined)

    def hits(self, rule: Rule) -> list[tuple[Unit, tuple[Hit, ...]]]:
        """Give the texts in which a rule finds something, and what it finds."""
        where = rule.entry.where
        found = [(unit, tuple(rule.hits(unit.text))) for unit in self._new(where)[0]]
        found = [(unit, hits) for unit, hits in found if hits]
        self._hit.update((where, unit.text) for unit, _ in found)
        return found

    def spared_by(self, rule: Rule) -> bool:
        """Say whether a rule leaves the whole report alone."""
        return rule.spares(_joined(self.units(rule.entry.where)))

    def remember(self) -> None:
        """Note the texts in which every rule has looked and none found anything."""
        if len(self._clean) > _MOST:
            self._clean.clear()
        for where, (units, _) in self._fresh.items():
            keys = {self._key(where, unit) for unit in units if (where, unit.text) not in self._hit}
            self._clean.update(keys)

    def _new(self, where: Where) -> tuple[Sequence[Unit], str]:
        known = self._fresh.get(where)
        if known is None:
            units = [u for u in self.units(where) if self._key(where, u) not in self._clean]
            known = self._fresh[where] = units, _joined(units)
        return known

    def _key(self, where: Where, unit: Unit) -> tuple[Where, int | None, str]:
        # Which rules look at it hangs on the year.
        return where, self._subject.report.year, unit.text

    @cached_property
    def _sentences(self) -> Sequence[Unit]:
        return sentences_of(self._subject)

    @cached_property
    def _headings(self) -> Sequence[Unit]:
        # A lead is run into its paragraph, where it ends as any sentence does.
        return [heading for heading in headings_of(self._subject) if heading.kind != "lead"]

    @cached_property
    def _text(self) -> Sequence[Unit]:
        return texts_of(self._subject)

    @cached_property
    def _lines(self) -> Sequence[Unit]:
        # A draft's sentences know their place better than its printed paragraphs do.
        return lines_of(self._subject) if self._subject.located.lines else self._text


def _joined(units: Sequence[Unit]) -> str:
    # Each text stands on a line of its own, the first and the last as those between them.
    return "\n".join(("", *(unit.text for unit in units), ""))

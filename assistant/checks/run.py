"""Runs every check over a report and puts the findings in report order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.checks.finding import Check, Finding, Subject
from assistant.form.load import LoadedForm
from assistant.report.model import Located, Report

_FEW_SECTIONS = 3
_AT_THE_END = frozenset(
    ("F06", rule) for rule in ("signature", "no-signature", "no-date", "early", "last-day", "late")
)


class Dismissal(Protocol):
    """What a dismissal must carry; the draft's own value has it."""

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the accepted finding."""

    @property
    def reason(self) -> str:
        """Why it was accepted."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding somebody has looked at and accepted."""

    finding: Finding
    reason: str


def registered() -> tuple[Check, ...]:
    """Give every check there is."""
    from assistant.checks.registry import CHECKS

    return CHECKS


def check(subject: Subject, checks: Sequence[Check] | None = None) -> list[Finding]:
    """Run the checks and give their findings in report order, equal ones numbered.

    Args:
        subject: the report and what it is checked against.
        checks: instead of every registered check.
    """
    chosen = registered() if checks is None else checks
    found = [finding for one in chosen for finding in one(subject)]
    order = _Order(subject.located, subject.loaded)
    return numbered(sorted(found, key=order.key))


def numbered(findings: Iterable[Finding]) -> list[Finding]:
    """Set the ordinals that tell findings with equal fingerprints apart, in the given order."""
    seen: dict[str, int] = {}
    out: list[Finding] = []
    for finding in findings:
        bare = replace(finding, ordinal=0)
        count = seen.get(bare.fingerprint, 0)
        seen[bare.fingerprint] = count + 1
        out.append(replace(finding, ordinal=count))
    return out


def accepted(
    findings: Iterable[Finding], dismissals: Iterable[Dismissal]
) -> tuple[list[Finding], list[Accepted]]:
    """Part findings into open ones and those accepted with a reason."""
    reasons = {d.fingerprint: d.reason for d in dismissals}
    open_: list[Finding] = []
    closed: list[Accepted] = []
    for finding in findings:
        reason = reasons.get(finding.fingerprint)
        if reason is None:
            open_.append(finding)
        else:
            closed.append(Accepted(finding, reason))
    return open_, closed


def merged(base: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Lay settings over settings: mappings are merged key by key, anything else is replaced."""
    out = dict(base)
    for key, value in over.items():
        below = out.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            value = merged(below, value)
        out[key] = value
    return out


def is_excerpt(report: Report, loaded: LoadedForm) -> bool:
    """Say whether a document is only a part of a report: few sections, no end, or no frame."""
    if not (report.title or report.signature or report.date):
        return True
    titled = {s.key for s in report.sections if s.title}
    numbered_ = [s.key for s in loaded.form.sections if s.titles]
    if len(titled) < min(_FEW_SECTIONS, len(numbered_)):
        return True
    last = numbered_[-1]
    return last not in titled and not report.signature and report.date is None


class _Order:
    """Where a finding stands in the report, as a sorting key."""

    def __init__(self, located: Located, loaded: LoadedForm) -> None:
        self._sentences = _ranks(located)
        self._sections = {s.key: n for n, s in enumerate(loaded.form.sections)}
        self._cells = {address: n for n, address in enumerate(loaded.form.cells)}
        # A document may have its sections in an order of its own.
        titled = [s.key for s in located.report.sections if s.key in self._sections]
        self._sections.update({key: n for n, key in enumerate(titled)})

    def key(self, finding: Finding) -> tuple[int, int, int, int, int, str, str]:
        """Give the sorting key: title first, then section by section, the signature last."""
        place = finding.place
        tail = len(self._sections) if (finding.code, finding.rule) in _AT_THE_END else -1
        section = self._sections.get(place.section, tail)
        cell = self._cells.get(f"{place.table}.{place.row}.{place.col}", -1)
        return (
            section,
            -1 if place.line is None else place.line,
            place.paragraph or 0,
            self._sentences.get(place.sentence or 0, -1),
            place.column or (cell if cell >= 0 else 0),
            finding.code,
            finding.rule,
        )


def _ranks(located: Located) -> dict[int, int]:
    ranked = sorted(
        ([int(part) for part in address.split("/")], place.sentence)
        for address, place in located.where.items()
        if place.sentence is not None and address.count("/") == 2
    )
    return {sentence: n for n, (_, sentence) in enumerate(ranked)}

"""Checks report files and drafts, and says what was found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.checks.finding import Finding, Subject
from assistant.checks.local import local_rules
from assistant.checks.rules import RuleSet, rule_set_of
from assistant.checks.run import Accepted, Dismissal, accepted, check, is_excerpt
from assistant.documents.reading import Reading, read_file
from assistant.errors import UserError
from assistant.form.load import LoadedForm
from assistant.form.values import Lookup
from assistant.paths import cache_folder
from assistant.report.model import Located, Report
from assistant.session.before import report_of
from assistant.session.library import Library
from assistant.session.state import State
from assistant.text.segment import shared

SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}


@dataclass(frozen=True, slots=True)
class Checked:
    """One report that was checked.

    Attributes:
        form: the edition it was read as; None when it could not be read.
        error: why it could not be read.
    """

    file: str
    form: LoadedForm | None = None
    open: tuple[Finding, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    error: str = ""

    @property
    def fails(self) -> bool:
        """Say whether an error or warning is left that nobody accepted."""
        return any(finding.severity != "info" for finding in self.open)


def read_forms(library: Library) -> list[LoadedForm]:
    """Give every form a file may be read as."""
    return [library.form(key) for key in library.entries]


def findings_of(subject: Subject) -> list[Finding]:
    """Check what `subject_of` made of a report."""
    graded = map(rule_set_of(subject).graded, check(subject))
    return [finding for finding in graded if finding is not None]


def subject_of(
    located: Located,
    loaded: LoadedForm,
    *,
    last_year: Report | None = None,
    rules: RuleSet | None = None,
    today: date | None = None,
    own: bool = False,
    facts: Lookup | None = None,
) -> Subject:
    """Make what the checks take of a report.

    `own` says it is assembled from a draft of this program; `facts` are the answers behind it.
    """
    return Subject(
        located,
        loaded,
        last_year=last_year,
        excerpt=not own and is_excerpt(located.report, loaded),
        today=today,
        settings=rules.for_subject if rules else {},
        own=own,
        facts=facts,
        words=shared(cache_folder()),
    )


def findings_in(now: State) -> list[Finding]:
    """Check one state of a draft; findings the clerk accepted are left out."""
    last = now.draft.last_year
    found = findings_of(
        subject_of(
            now.assembler.run(),
            now.loaded,
            last_year=report_of(now.loaded, last) if last else None,
            today=now.draft.today,
            own=True,
            facts=now.figures,
        )
    )
    return accepted(found, now.draft.dismissals)[0]


def check_files(
    library: Library,
    files: Sequence[Path],
    today: date,
    *,
    last_year: Path | None = None,
    dismissals: Sequence[Dismissal] = (),
    local: Path | None = None,
) -> Iterator[Checked]:
    """Check report files one after another; a file that cannot be read is one result too.

    Raises:
        UserError: last year's file or the local rules cannot be used.
    """
    forms = read_forms(library)
    before = read_file(last_year, forms)[0].located.report if last_year else None
    rules = local_rules(forms, local) if local else {}
    for file in files:
        try:
            readings = read_file(file, forms)
        except UserError as error:
            yield Checked(str(file), error=str(error))
            continue
        for reading in readings:
            found = findings_of(
                subject_of(
                    reading.located,
                    reading.loaded,
                    last_year=before,
                    rules=rules.get(reading.loaded.form.form),
                    today=today,
                )
            )
            left, closed = accepted(found, dismissals)
            yield Checked(
                _named(file, reading, readings), reading.loaded, tuple(left), tuple(closed)
            )


def _named(file: Path, reading: Reading, readings: Sequence[Reading]) -> str:
    return str(file) if len(readings) == 1 else f"{file}（{reading.located.report.title}）"


def finding_json(finding: Finding) -> dict[str, Any]:
    """Give a finding as JSON; keys that do not apply are null."""
    place = finding.place
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity,
        "place": {
            "section": place.section or None,
            "paragraph": place.paragraph,
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
            "table": place.table or None,
            "row": place.row or None,
            "col": place.col or None,
        },
        "excerpt": finding.excerpt,
        "message": finding.message,
        "basis": finding.basis,
        "suggestion": finding.suggestion,
        "fingerprint": finding.fingerprint,
    }


def finding_lines(loaded: LoadedForm, finding: Finding) -> list[str]:
    """Print a finding for people: where and what, the excerpt, the mend, the basis."""
    name = SEVERITIES[finding.severity]
    out = [f"{name} {finding.code}　{place_text(loaded, finding)}　{finding.message}"]
    out += [f"　　原文：{finding.excerpt}"] if finding.excerpt else []
    out += [f"　　建议：{finding.suggestion}"] if finding.suggestion else []
    out += [f"　　依据：{finding.basis}"] if finding.basis else []
    return [*out, f"　　编号：{finding.fingerprint}"]


def place_text(loaded: LoadedForm, finding: Finding) -> str:
    """Say where a finding stands, in the form's own words."""
    place = finding.place
    table = loaded.form.table.get(place.table)
    if table is not None:
        row = table.row[place.row].label if place.row in table.row else ""
        column = table.column[place.col].label if place.col in table.column else ""
        cell = "／".join(part for part in (row, column) if part)
        return f"{table.title}{f'“{cell}”' if cell else ''}"
    section = loaded.form.section.get(place.section)
    title = next(iter(section.titles.values()), "") if section else ""
    line = f"第 {place.line} 行第 {place.column or 1} 字" if place.line else ""
    return "　".join(part for part in (title, line) if part) or "全文"

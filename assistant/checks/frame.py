"""Findings about what stands once in a report: its title, its signature and its date."""

from assistant.checks.finding import Finding, FindingPlace, Subject
from assistant.checks.settings import rules_of
from assistant.checks.spans import verbatim
from assistant.form.model import Severity
from assistant.report.model import Place


def at_address(
    subject: Subject,
    address: str,
    code: str,
    rule: str,
    message: str,
    excerpt: str = "",
    wanted: str = "",
    *,
    severity: Severity = "warning",
    suggestion: str = "",
) -> Finding:
    """Make a finding about `title`, `signature` or `date`.

    Args:
        subject: what is checked.
        address: key of `Located.where`.
        code: one of the codes of findings.
        rule: id of the rule.
        message: what is wrong, in Chinese.
        excerpt: as the report has it; the document's own text is used where its lines are known.
        wanted: what it should read.
        severity: how severe it is.
        suggestion: what to do; by default to write what is wanted.
    """
    place = subject.located.where.get(address, Place())
    at = FindingPlace(line=place.line, column=place.column)
    said = excerpt
    if excerpt and place.line is not None and place.column is not None:
        whole = verbatim(subject, at, excerpt)
        said = whole.strip() or excerpt
        end = place.column + len(whole.rstrip())
        at = FindingPlace(line=place.line, column=place.column, end_line=place.line, end_column=end)
    hint = suggestion or (f"写成“{wanted}”。" if wanted else "")
    basis = rules_of(subject).basis.get(code, "")
    return Finding(code, rule, severity, at, said, message, basis, hint)

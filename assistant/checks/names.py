"""The names of the rules, by which a local file switches one off or sets how severe it is."""

from collections.abc import Iterator, Mapping

from assistant.checks.finding import Subject
from assistant.checks.rules import shipped_rules
from assistant.checks.settings import rules_of
from assistant.form.load import LoadedForm
from assistant.report.model import Located, Report

IN_CODE: Mapping[str, tuple[str, ...]] = {
    "F01": ("no-title", "no-year", "year-sign", "other-year", "no-unit", "order", "name"),
    "F02": (
        "unknown",
        "order",
        "missing",
        "title",
        "local-title",
        "no-ordinal",
        "ordinal",
        "named-sections",
    ),
    "F03": ("edition", "headers"),
    "F04": ("required-aspects",),
    "F05": ("placeholder",),
    "F06": (
        "no-signature",
        "no-date",
        "signature",
        "early",
        "last-day",
        "late",
        "number",
        "addressee",
        "period",
    ),
    "F07": ("untold", "unpaid", "step", "one-zero"),
    "T03": ("number", "blank"),
    "T05": ("measure-word",),
    "T06": ("published",),
    "N01": ("Z1", "Z1-list", "Z1-behind", "Z2"),
    "N03": ("told-twice", "Z4", "balance"),
    "N04": ("Z3", "X3", "difference", "shares"),
    "N05": ("X4", "last-year"),
    "N06": ("exact-more", "stacked"),
    "N07": ("no-number", "round-only"),
    "D01": ("stale-year", "planned-year"),
    "D02": ("year-sign", "run-together"),
    "D03": ("relative-time",),
    "D04": ("document-year",),
    "W01": ("doubled", "homophone"),
    "W02": (
        "unpaired",
        "half-width",
        "half-width-all",
        "half-parentheses",
        "no-end",
        "mixed-stops",
        "stop-in-item",
        "separators",
    ),
    "W03": ("running", "headed", "two-sides", "unlike-titles"),
    "W04": ("self-name", "self-name-changes", "region", "other-unit"),
    "W05": ("undefined-title",),
    "W08": ("repeated-item",),
    "P01": ("no-measures", "counts", "order"),
    "P02": ("repeats-last-year", "section-repeats"),
    "P03": ("hollow", "said-twice", "said-alike"),
    "S01": ("identity", "mobile", "account", "secrecy", "name"),
}
"""What the rules that are functions call themselves, by the code of their findings."""


def rule_names(loaded: LoadedForm) -> frozenset[str]:
    """Give every name a finding about a report on this form can have as its rule."""
    in_code = {name for names in IN_CODE.values() for name in names}
    return frozenset({*in_code, *shipped_rules(loaded.folder).ids, *_of_form(loaded)})


def _of_form(loaded: LoadedForm) -> Iterator[str]:
    yield from (compiled.identity.id for compiled in loaded.identities)
    yield from (cell.expected.id for cell in loaded.expected_cells.values())
    for table in loaded.form.tables:
        if table.cell_rule:
            yield table.cell_rule
        yield from (f"{row.key}-zero" for row in table.rows if row.zero_when)
    nothing = Located(Report(form=loaded.form.form, title="", unit=""))
    rules = rules_of(Subject(nothing, loaded))
    yield from (one.id for one in rules.statements)
    yield from (one.id for one in rules.claims)
    yield from (one.id for one in rules.limits)

"""The list of every check."""

from assistant.checks import (
    breakdown,
    comparison,
    identities,
    measures,
    numbering,
    numbers,
    parts,
    statements,
    structure,
    years,
)
from assistant.checks.finding import Check

CHECKS: tuple[Check, ...] = (
    *structure.CHECKS,
    *parts.CHECKS,
    *identities.CHECKS,
    *statements.CHECKS,
    *breakdown.CHECKS,
    *comparison.CHECKS,
    *numbers.CHECKS,
    *years.CHECKS,
    *numbering.CHECKS,
    *measures.CHECKS,
)

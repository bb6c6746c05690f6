"""The list of every check."""

from assistant.checks import (
    balance,
    breakdown,
    comparison,
    consistency,
    ending,
    figures,
    identities,
    measures,
    numbering,
    numbers,
    parts,
    repeats,
    shares,
    statements,
    structure,
    summed,
    years,
)
from assistant.checks.finding import Check
from assistant.checks.wording import WORDING_CHECKS

CHECKS: tuple[Check, ...] = (
    *structure.CHECKS,
    *ending.CHECKS,
    *parts.CHECKS,
    *identities.CHECKS,
    *figures.CHECKS,
    *statements.CHECKS,
    *breakdown.CHECKS,
    *summed.CHECKS,
    *comparison.CHECKS,
    *shares.CHECKS,
    *balance.CHECKS,
    *numbers.CHECKS,
    *years.CHECKS,
    *numbering.CHECKS,
    *consistency.CHECKS,
    *measures.CHECKS,
    *repeats.CHECKS,
    *WORDING_CHECKS,
)

"""The list of every check."""

from assistant.checks.finding import Check

CHECKS: tuple[Check, ...] = ()

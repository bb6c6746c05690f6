"""Checks a report, and last year's if there is one, and gives findings."""

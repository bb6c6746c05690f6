"""Recognises which form, and which edition of it, a file is on."""

from collections.abc import Iterable, Sequence

from assistant.documents.reading.facts import accepts_year, year_of
from assistant.documents.reading.labels import Labels, fold, labels_of
from assistant.form.load import LoadedForm


def recognise(forms: Sequence[LoadedForm], words: str, year: int | None = None) -> LoadedForm:
    """Give the form whose column names the words hold; year, rows and titles settle a tie."""
    if len(forms) == 1:
        return forms[0]
    folded = fold(words)
    year = year_of(year, [words])
    return max(forms, key=lambda form: _score(labels_of(form), folded, year))


def _score(labels: Labels, folded: str, year: int | None) -> tuple[float, ...]:
    fits = year is not None and accepts_year(labels.loaded, year)
    return (
        _held(labels.columns, folded),
        # Prose names rows too, so the year outweighs them.
        float(fits),
        _held(labels.rows, folded),
        _held(labels.titles, folded),
    )


def _held(words: Iterable[str], folded: str) -> int:
    """Count the characters of the words that are there: long words are better evidence."""
    return sum(len(word) for word in words if word in folded)

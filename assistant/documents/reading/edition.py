"""Recognises which form, and which edition of it, a file is on."""

from collections.abc import Sequence

from assistant.documents.reading.facts import accepts_year, year_of
from assistant.documents.reading.labels import Labels, fold, labels_of
from assistant.form.load import LoadedForm


def recognise(forms: Sequence[LoadedForm], words: str, year: int | None = None) -> LoadedForm:
    """Give the form whose column names the words hold; rows, titles and year settle a tie."""
    if len(forms) == 1:
        return forms[0]
    folded = fold(words)
    year = year_of(year, [words])
    return max(forms, key=lambda form: _score(labels_of(form), folded, year))


def _score(labels: Labels, folded: str, year: int | None) -> tuple[float, ...]:
    columns = _share(labels.columns, folded)
    rows = _share(labels.rows, folded)
    titles = _share(labels.titles, folded)
    fits = year is not None and accepts_year(labels.loaded, year)
    return round(columns, 3), round(rows, 3), float(fits), titles


def _share(words: object, folded: str) -> float:
    listed = list(words)  # type: ignore[call-overload]
    return sum(word in folded for word in listed) / max(1, len(listed))

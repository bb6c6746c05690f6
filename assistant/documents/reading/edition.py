"""Recognises which form, and which edition of it, a file is on."""

from collections.abc import Callable, Iterable, Sequence

from assistant.documents.reading.facts import accepts_year, year_of
from assistant.documents.reading.labels import Labels, fold_whole, labels_of
from assistant.form.load import LoadedForm


def recognise(forms: Sequence[LoadedForm], words: str, year: int | None = None) -> LoadedForm:
    """Give the form whose column names the words hold; year, rows and titles settle a tie."""
    if len(forms) == 1:
        return forms[0]
    folded = fold_whole(words)

    def fits(labels: Labels) -> int:
        told = year_of(year, [words])
        return int(told is not None and accepts_year(labels.loaded, told))

    left = [labels_of(form) for form in forms]
    evidence: tuple[Callable[[Labels], int], ...] = (
        lambda labels: _held(labels.columns, folded),
        # Prose names rows too, so the year outweighs them.
        fits,
        lambda labels: _held(labels.rows, folded),
        lambda labels: _held(labels.titles, folded),
    )
    for score in evidence:
        if len(left) == 1:
            break
        scores = [score(labels) for labels in left]
        left = [one for one, reached in zip(left, scores, strict=True) if reached == max(scores)]
    return left[0].loaded


def _held(words: Iterable[str], folded: str) -> int:
    """Count the characters of the words that are there: long words are better evidence."""
    return sum(len(word) for word in words if word in folded)

"""What the figures of a form are called, so that a sentence can be seen to speak of one."""

from collections.abc import Iterator

from assistant.form.load import LoadedForm
from assistant.phrases.harvest import Figure, Known


def called(loaded: LoadedForm) -> Iterator[Figure]:
    """Give every figure that has a unit, without its value; cells by their row and column."""
    form = loaded.form
    bare = {one.key: one.value.strip() for one in form.derived}
    told = {one.key: (one.unit, one.key) for one in form.derived}
    told |= {
        fact.key: (fact.unit, f"{fact.key} {fact.ask}")
        for fact in form.facts
        if fact.key != form.roles.year
    }
    for table in form.tables:
        for row in table.rows:
            for column in table.columns:
                words = " ".join((row.key, *row.path, column.key, *column.path))
                told[f"{table.key}.{row.key}.{column.key}"] = row.unit or table.unit, words
    for name, (unit, words) in told.items():
        root = name
        while root in bare and bare[root] in told:
            root = bare[root]
            words = f"{words} {told[root][1]}"
        if unit:
            yield Figure(name, "", unit, root, words)


def nameable(loaded: LoadedForm) -> Known:
    """Give what a number of a sentence may be, whatever its value."""
    return Known(tuple(called(loaded)))

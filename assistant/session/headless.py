"""Reports made from an answers file with no screen at all."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.draft.answers import form_named, read_answers
from assistant.draft.assemble import Assembler
from assistant.draft.figures import figures_of
from assistant.draft.points import open_points
from assistant.session.export import export
from assistant.session.library import Library


def build(
    library: Library,
    answers: Path,
    targets: Sequence[Path],
    today: date,
    *,
    unfinished: bool = False,
    templates: Path | None = None,
) -> list[Path]:
    """Build the report of an answers file; the same answers give the same bytes.

    Raises:
        ProblemsError: the answers file cannot be used; every problem has its line.
        UnfinishedError: required answers are missing and `unfinished` was not asked for.
        UserError: a target cannot be written.
    """
    key = form_named(answers)
    loaded, bank = library.form(key), library.bank(key)
    draft = read_answers(loaded, answers, today)
    figures = figures_of(loaded, draft)
    report = Assembler(figures, draft, bank.closed).run().report
    points = open_points(figures, draft)
    return export(loaded, report, points, targets, unfinished=unfinished, templates=templates)

"""Reports made from an answers file with no screen at all."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.draft.answers import form_named, read_answers
from assistant.draft.assemble import Assembler
from assistant.draft.events import AddSentences
from assistant.draft.figures import figures_of
from assistant.draft.interview import shown_steps, step
from assistant.draft.model import Draft
from assistant.draft.points import open_points
from assistant.form.load import LoadedForm
from assistant.form.values import show
from assistant.phrases.bank import Bank
from assistant.phrases.suggest import Suggester, kind_of
from assistant.session.compose import composed
from assistant.session.export import export
from assistant.session.library import Library
from assistant.session.local import LocalPhrases
from assistant.workspace import Workspace, workspace_in


def build(
    library: Library,
    answers: Path,
    targets: Sequence[Path],
    today: date,
    *,
    unfinished: bool = False,
    compose: bool = False,
    templates: Path | None = None,
    home: Path | None = None,
) -> list[Path]:
    """Build the report of an answers file; the same answers and bank give the same bytes.

    With `compose`, aspects without a sentence get those the bank has for these answers. With
    `home`, the bank has the phrases of the workspace there too, where there is one.

    Raises:
        ProblemsError: the answers file cannot be used; every problem has its line.
        UnfinishedError: required answers are missing and `unfinished` was not asked for.
        UserError: a target cannot be written.
    """
    key = form_named(answers)
    loaded, bank = library.form(key), _bank(library, key, home)
    draft = read_answers(loaded, answers, today)
    if compose:
        draft = _composed(loaded, bank, draft)
    figures = figures_of(loaded, draft)
    report = Assembler(figures, draft, bank.closed).run().report
    points = open_points(figures, draft)
    return export(loaded, report, points, targets, unfinished=unfinished, templates=templates)


def _bank(library: Library, form: str, home: Path | None) -> Bank:
    if home is None or not workspace_in(home):
        return library.bank(form)
    with Workspace(home) as workspace:
        return LocalPhrases(library, workspace, form).bank()


def _composed(loaded: LoadedForm, bank: Bank, draft: Draft) -> Draft:
    figures = figures_of(loaded, draft)
    roles = loaded.form.roles
    suggester = Suggester(
        bank, loaded.wording, figures, show(figures(roles.unit)), kind_of(figures, roles.kind)
    )
    for one in shown_steps(figures):
        if one.kind != "aspect" or draft.narrative.get(one.aspect):
            continue
        sentences = composed(figures, draft, suggester, one.aspect)
        result = step(loaded, draft, AddSentences(one.aspect, sentences))
        if isinstance(result, Draft):
            draft = result
    return draft

"""Findings accepted with a reason, as a side file keeps them for reports that have no draft."""

from pathlib import Path

from pydantic import ValidationError

from assistant.errors import ProblemsError
from assistant.form.load import model_problems
from assistant.form.model import Model
from assistant.form.yaml import read_yaml


class AcceptedNote(Model):
    """One accepted finding; `code` and `excerpt` only help people to find it again."""

    fingerprint: str
    reason: str
    code: str = ""
    excerpt: str = ""


class _Notes(Model):
    accepted: tuple[AcceptedNote, ...] = ()


def load_accepted(file: Path) -> tuple[AcceptedNote, ...]:
    """Read a side file: a list of fingerprint and reason, bare or behind `accepted:`.

    Raises:
        ProblemsError: it cannot be read, or an entry lacks its fingerprint or its reason.
    """
    composed = read_yaml(file)
    if composed.problems:
        raise ProblemsError(composed.problems)
    try:
        listed = isinstance(composed.data, list)
        data = {"accepted": composed.data} if listed else composed.data or {}
        notes = _Notes.model_validate(data)
    except ValidationError as error:
        raise ProblemsError([*model_problems(composed, error)]) from None
    problems = [
        composed.problem(("accepted", i), "要写明理由（reason）")
        for i, note in enumerate(notes.accepted)
        if not note.reason.strip()
    ]
    if problems:
        raise ProblemsError(problems)
    return notes.accepted

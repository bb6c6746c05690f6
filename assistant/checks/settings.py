"""Loads what the checks know about one form, from `checks.yaml` in its folder.

Local settings laid over it come as `settings["checks"]` of a subject, with the same keys.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pydantic import ValidationError

from assistant.checks.finding import Subject
from assistant.checks.run import merged
from assistant.checks.settings_model import CheckRules
from assistant.errors import Problem, ProblemsError
from assistant.form.expression import ExpressionError
from assistant.form.load import LoadedForm, model_problems
from assistant.form.yaml import Composed, Path_, read_yaml

FILE = "checks.yaml"
_NAME = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff0-9.]*")


def rules_of(subject: Subject) -> CheckRules:
    """Give the rules of the subject's form with its local settings laid over them.

    Raises:
        ProblemsError: the file or the local settings cannot be used.
    """
    local = subject.settings.get("checks")
    over = json.dumps(local, ensure_ascii=False, sort_keys=True) if local else ""
    known: tuple[str, CheckRules] | None = vars(subject).get("_rules")
    if known is None or known[0] != over:
        known = over, _rules(_Form(subject.loaded), over)
        vars(subject)["_rules"] = known
    return known[1]


class _Form:
    """A loaded form as a key of a cache."""

    def __init__(self, loaded: LoadedForm) -> None:
        self.loaded = loaded

    def __hash__(self) -> int:
        return id(self.loaded)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Form) and other.loaded is self.loaded


@lru_cache(maxsize=32)
def _rules(form: _Form, over: str) -> CheckRules:
    composed, data = _read(form.loaded)
    like = str(data.get("like") or "")
    if like:
        below = _read(form.loaded, like)[1]
        data = merged(below, data)
    try:
        rules = CheckRules.model_validate(merged(data, json.loads(over)) if over else data)
    except ValidationError as error:
        raise ProblemsError([*model_problems(composed, error)]) from None
    if like:
        rules = _fitted(rules, form.loaded)
    problems = list(_unknown(composed, rules, form.loaded))
    if problems:
        raise ProblemsError(problems)
    return rules


def _read(loaded: LoadedForm, sibling: str = "") -> tuple[Composed, dict[str, object]]:
    folder = loaded.folder.parent / sibling if sibling else loaded.folder
    file = folder / FILE
    composed = read_yaml(file) if sibling or file.is_file() else Composed(file)
    if composed.problems:
        raise ProblemsError(composed.problems)
    return composed, composed.data if isinstance(composed.data, dict) else {}


def _fitted(rules: CheckRules, loaded: LoadedForm) -> CheckRules:
    """Write another form's names in this form's, and leave out what it has no figures for."""

    def renamed(text: str) -> str:
        return _NAME.sub(lambda m: f"({rules.names[m[0]]})" if m[0] in rules.names else m[0], text)

    def fits(text: str) -> bool:
        try:
            loaded.wording.expression(text)
        except ExpressionError:
            return False
        return True

    statements = []
    for statement in rules.statements:
        value = tuple(v for v in map(renamed, statement.value) if fits(v))
        if value:
            statements.append(statement.model_copy(update={"value": value}))
    claims = tuple(
        claim.model_copy(update={"when": renamed(claim.when), "value": renamed(claim.value)})
        for claim in rules.claims
        if fits(renamed(claim.when))
    )
    update: dict[str, object] = {"statements": tuple(statements), "claims": claims}
    cells = tuple(c for c in rules.published.cells if fits(c))
    update["published"] = rules.published.model_copy(update={"cells": cells})
    if rules.left_over:
        value_ = renamed(rules.left_over.value)
        left = rules.left_over.model_copy(update={"value": value_})
        update["left_over"] = left if fits(value_) else None
    if rules.fee and not fits(renamed(rules.fee.unpaid)):
        update["fee"] = rules.fee.model_copy(update={"unpaid": ""})
    return rules.model_copy(update=update)


def _unknown(composed: Composed, rules: CheckRules, loaded: LoadedForm) -> Iterator[Problem]:
    """Find expressions that do not fit the form, and keys of it that do not exist."""
    form = loaded.form
    expressions: list[tuple[Path_, str]] = [
        (("statements", i, "value"), value)
        for i, statement in enumerate(rules.statements)
        for value in statement.value
    ]
    if rules.fee and rules.fee.unpaid:
        expressions.append((("fee", "unpaid"), rules.fee.unpaid))
    expressions += [(("published", "cells"), cell) for cell in rules.published.cells]
    for i, one in enumerate(rules.claims):
        expressions.append((("claims", i, "when"), one.when))
        if one.value:
            expressions.append((("claims", i, "value"), one.value))
    if rules.left_over:
        expressions.append((("left_over", "value"), rules.left_over.value))
    for path, text in expressions:
        try:
            loaded.wording.expression(text)
        except ExpressionError as error:
            yield composed.problem(path, str(error))
    keys: list[tuple[Path_, str, Mapping[str, object]]] = [
        (("required", i, "aspect"), one.aspect, form.aspect) for i, one in enumerate(rules.required)
    ]
    keys += [
        ((name,), getattr(rules, name), form.section) for name in ("required_in", "problems_in")
    ]
    keys.append((("disclosure",), rules.disclosure, form.aspect))
    keys.append((("statutory",), rules.statutory, form.wordings))
    if rules.fee:
        keys.append((("fee", "section"), rules.fee.section, form.section))
    for path, key, known in keys:
        if key and key not in known:
            yield composed.problem(path, f"表单里没有“{key}”")

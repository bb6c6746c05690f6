"""Loads what the checks know about one form, from `checks.yaml` in its folder.

Local settings laid over it come as `settings["checks"]` of a subject, with the same keys.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class _Layer:
    """Settings and the file they stand in; `prefix` is where in it."""

    composed: Composed
    data: Mapping[str, object]
    prefix: Path_ = ()


class _Layers:
    """Settings laid over one another, those on top last; says in which a problem stands."""

    def __init__(self, layers: Sequence[_Layer]) -> None:
        self._layers = layers

    @property
    def data(self) -> dict[str, object]:
        """All of them in one."""
        out: dict[str, object] = {}
        for layer in self._layers:
            out = merged(out, layer.data)
        return out

    def problem(self, path: Path_, message: str) -> Problem:
        """Make a problem in the file that has most of `path`, of two alike the upper one."""
        layer = max(reversed(self._layers), key=lambda one: _depth(one.data, path))
        return layer.composed.problem((*layer.prefix, *path), message)


def _depth(data: object, path: Path_) -> int:
    for depth, key in enumerate(path):
        known = dict(enumerate(data)) if isinstance(data, list) else data
        if not isinstance(known, Mapping) or key not in known:
            return depth
        data = known[key]
    return len(path)


@lru_cache(maxsize=32)
def _rules(form: _Form, over: str) -> CheckRules:
    layers = _layers(form.loaded)
    if over:
        layers.append(_Layer(Composed(Path()), json.loads(over)))
    return _made(form.loaded, layers)


def local_problems(loaded: LoadedForm, composed: Composed, section: str) -> list[Problem]:
    """Try the part of a local file that is laid over a form's `checks.yaml`."""
    data = composed.data.get(section) if isinstance(composed.data, dict) else None
    if not isinstance(data, dict):
        return []
    try:
        _made(loaded, [*_layers(loaded), _Layer(composed, data, (section,))])
    except ProblemsError as error:
        return error.problems
    return []


def rules_like(loaded: LoadedForm) -> str:
    """Name the form whose `checks.yaml` this form's is laid over; empty when it stands alone."""
    return str(_read(loaded).data.get("like") or "")


def _made(loaded: LoadedForm, layers: Sequence[_Layer]) -> CheckRules:
    every = _Layers(layers)
    try:
        rules = CheckRules.model_validate(every.data)
    except ValidationError as error:
        raise ProblemsError([*model_problems(every, error)]) from None
    if rules.like:
        rules = _fitted(rules, loaded)
    problems = list(_unknown(every, rules, loaded))
    if problems:
        raise ProblemsError(problems)
    return rules


def _layers(loaded: LoadedForm) -> list[_Layer]:
    own, like = _read(loaded), rules_like(loaded)
    return [_read(loaded, like), own] if like else [own]


def _read(loaded: LoadedForm, sibling: str = "") -> _Layer:
    folder = loaded.folder.parent / sibling if sibling else loaded.folder
    file = folder / FILE
    composed = read_yaml(file) if sibling or file.is_file() else Composed(file)
    if composed.problems:
        raise ProblemsError(composed.problems)
    return _Layer(composed, composed.data if isinstance(composed.data, dict) else {})


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


def _unknown(layers: _Layers, rules: CheckRules, loaded: LoadedForm) -> Iterator[Problem]:
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
            yield layers.problem(path, str(error))
    keys: list[tuple[Path_, str, Mapping[str, object]]] = [
        (("required", i, "aspect"), one.aspect, form.aspect) for i, one in enumerate(rules.required)
    ]
    keys += [
        ((name,), getattr(rules, name), form.section) for name in ("required_in", "problems_in")
    ]
    keys += [(("repeats", "strict"), one, form.section) for one in rules.repeats.strict]
    keys.append((("disclosure",), rules.disclosure, form.aspect))
    keys.append((("statutory",), rules.statutory, form.wordings))
    if rules.fee:
        keys.append((("fee", "section"), rules.fee.section, form.section))
    for path, key, known in keys:
        if key and key not in known:
            yield layers.problem(path, f"表单里没有“{key}”")

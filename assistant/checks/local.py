"""A rule file of the office's own, tried on every form a report may be on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.checks.figures import figure_problems
from assistant.checks.names import rule_names
from assistant.checks.rules import RuleSet, load_rules
from assistant.checks.settings import local_problems, rules_like
from assistant.errors import Problem, ProblemsError
from assistant.form.load import LoadedForm
from assistant.form.yaml import read_yaml


def local_rules(forms: Sequence[LoadedForm], file: Path) -> Mapping[str, RuleSet]:
    """Load a local rule file over the rules of every form, by the form's key.

    What it names must be known to one of the forms at least.

    Raises:
        ProblemsError: with everything wrong in it, each with file and line.
    """
    names = {name for loaded in forms for name in rule_names(loaded)}
    problems: dict[Problem, None] = {}
    found: dict[str, RuleSet] = {}
    for loaded in forms:
        try:
            found[loaded.form.form] = load_rules(loaded.folder, file, names)
        except ProblemsError as error:
            problems |= dict.fromkeys(error.problems)
    composed = read_yaml(file)
    tried = {f.form.form: local_problems(f, composed, "checks") for f in forms}
    # A form that builds on another leaves out what it has no names for.
    own = [tried[f.form.form] for f in forms if not rules_like(f)]
    problems |= _in_every(own or list(tried.values()))
    problems |= _in_every([_figures(f, found[f.form.form]) for f in forms if f.form.form in found])
    if problems:
        raise ProblemsError(list(problems))
    return {k: replace(rules, checks={}) if tried[k] else rules for k, rules in found.items()}


def _figures(loaded: LoadedForm, rules: RuleSet) -> list[Problem]:
    return list(figure_problems((rule for rule in rules.figures if rule.local), loaded))


def _in_every(tried: Sequence[Sequence[Problem]]) -> dict[Problem, None]:
    """Give the problems of the first form in places where no form is without one."""
    places = [{(p.file, p.line, p.name) for p in problems} for problems in tried]
    common = set.intersection(*places) if places else set()
    return {
        p: None for problems in tried[:1] for p in problems if (p.file, p.line, p.name) in common
    }

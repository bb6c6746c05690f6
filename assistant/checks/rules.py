"""Loads the rules that hold for a form: shipped files, the form's own, and a local one on top."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path

from pydantic import ValidationError

from assistant.checks.codes import CODES
from assistant.checks.finding import Finding, Subject
from assistant.checks.lists import KINDS, Setting, ShapeError, typed
from assistant.checks.patterns import FigureEntry, Rule, RuleEntry, RuleError, compiled
from assistant.errors import Problem, ProblemsError
from assistant.form.load import model_problems
from assistant.form.model import Severity
from assistant.form.yaml import Composed, Path_, Tree, read_yaml
from assistant.paths import shipped_templates

_SEVERITIES: Mapping[str, Severity] = {
    "error": "error",
    "warning": "warning",
    "info": "info",
    "错误": "error",
    "警告": "warning",
    "提示": "info",
}


@dataclass(frozen=True)
class FigureRule:
    """A rule over figures and where it was read; `below` is a form this one builds on."""

    entry: FigureEntry
    composed: Composed = field(repr=False)
    index: int
    local: bool
    below: bool

    def problem(self, field_: str, message: str) -> Problem:
        """Make a problem that names the rule, its file and line."""
        found = self.composed.problem(("rules", self.index, field_), message)
        return replace(found, name=f"{self.entry.id}.{field_}")


@dataclass(frozen=True)
class RuleSet:
    """Every rule and setting for one form, local changes applied.

    Attributes:
        rules: pattern rules; `figures` are expressions over the form's names.
        off: rules (`rule` of a finding) or codes that a local file switched off.
        regraded: severities a local file set, by rule or code.
        checks: what a local file lays over the form's `checks.yaml`.
    """

    rules: tuple[Rule, ...]
    settings: Mapping[str, object]
    off: frozenset[str] = frozenset()
    regraded: Mapping[str, Severity] = field(default_factory=dict)
    checks: Mapping[str, object] = field(default_factory=dict)
    figures: tuple[FigureRule, ...] = ()

    @property
    def for_subject(self) -> Mapping[str, object]:
        """What a `Subject` needs as its settings to be checked with these rules."""
        return {"rules": self, "checks": self.checks} if self.checks else {"rules": self}

    def graded(self, finding: Finding) -> Finding | None:
        """Apply the local file to a finding: None when it is switched off.

        What is said of the rule outweighs what is said of its code.
        """
        severity = self.regraded.get(finding.rule) or self.regraded.get(finding.code)
        if finding.rule in self.off or (finding.code in self.off and severity is None):
            return None
        return finding if severity is None else replace(finding, severity=severity)

    @cached_property
    def clean(self) -> set[tuple[str, int | None, str]]:
        """Texts in which the pattern rules found nothing, by where they stand and the year."""
        return set()

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the rules that are data."""
        rules: tuple[Rule | FigureRule, ...] = (*self.rules, *self.figures)
        return frozenset(rule.entry.id for rule in rules)


def load_rules(form: Path, local: Path | None = None, names: Iterable[str] = ()) -> RuleSet:
    """Load the shared rules, those in the form's folder, and a local file over both.

    A form's `rules.yaml` may say `like: FORM`: it then adds to the rules of that form beside it.

    Args:
        form: the form's folder.
        local: a rule file of the office's own.
        names: rules that are no data, which the local file may switch off or grade.

    Raises:
        ProblemsError: with everything wrong, each with file, line and id.
    """
    loader = _Loader(names)
    for file in sorted((shipped_templates() / "rules").glob("*.yaml")):
        loader.read(file, local=False)
    loader.read_form(form)
    if local is not None:
        loader.read(local, local=True)
    return loader.result()


@cache
def shipped_rules(form: Path) -> RuleSet:
    """Give the rules shipped for a form folder; loaded once."""
    return load_rules(form)


def rule_set_of(subject: Subject) -> RuleSet:
    """Give the rules a report is checked with: those in its settings, else the shipped ones."""
    own = subject.settings.get("rules")
    return own if isinstance(own, RuleSet) else shipped_rules(subject.loaded.folder)


@dataclass(frozen=True, slots=True)
class _Read:
    composed: Composed
    index: int
    entry: RuleEntry
    local: bool


class _Loader:
    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.figures: list[FigureRule] = []
        self.below = False
        self.problems: list[Problem] = []
        self.settings: dict[str, Setting] = {}
        self.found: list[_Read] = []
        self.seen: dict[str, str] = {}
        self.off: list[tuple[Composed, Path_, str]] = []
        self.regraded: list[tuple[Composed, Path_, str, Severity]] = []
        self.checks: dict[str, object] = {}
        self.local = self.changed = False

    def read_form(self, folder: Path) -> None:
        """Read a form's own rules, those it builds on first."""
        file = folder / "rules.yaml"
        if not file.is_file():
            return
        composed = read_yaml(file)
        if isinstance(composed.data, dict) and "like" in composed.data:
            other = str(composed.data.pop("like"))
            below = folder.parent / other
            if other == folder.name or not (below / "rules.yaml").is_file():
                message = f"旁边没有带 rules.yaml 的文件夹 {other}"
                self.problems.append(composed.problem(("like",), message))
            else:
                self.below = True
                self.read(below / "rules.yaml", local=False)
                self.below = False
        self._take(composed, local=False)

    def read(self, file: Path, *, local: bool) -> None:
        self._take(read_yaml(file), local=local)

    def _take(self, composed: Composed, *, local: bool) -> None:
        self.local = local
        self.problems += composed.problems
        if composed.problems or composed.data is None:
            return
        if not isinstance(composed.data, dict):
            self.problems.append(composed.problem((), "要写成 settings: 和 rules: 两部分"))
            return
        parts = {"settings": self._settings, "rules": self._rules}
        if local:
            parts |= {"off": self._off, "severity": self._severity, "checks": self._checks}
        for key, data in composed.data.items():
            if key not in parts:
                names = "、".join(parts)
                self.problems.append(composed.problem((key,), f"没有这一部分，可写 {names}"))
            elif data is not None:
                parts[key](composed, data)

    def result(self) -> RuleSet:
        """Compile everything; only now are all word lists known."""
        rules = [rule for one in self.found if (rule := self._compiled(one)) is not None]
        ids = {*self.seen, *self.names}
        for composed, path, name in self.off:
            self._known(composed, path, name, ids)
        for composed, path, name, _ in self.regraded:
            self._known(composed, path, name, ids)
        if self.problems:
            raise ProblemsError(self.problems)
        return RuleSet(
            tuple(rules),
            self.settings,
            frozenset(name for _, _, name in self.off),
            {name: severity for _, _, name, severity in self.regraded},
            self.checks,
            tuple(self.figures),
        )

    def _settings(self, composed: Composed, data: Tree) -> None:
        if not isinstance(data, dict):
            self.problems.append(composed.problem(("settings",), "要写成“名字: 内容”"))
            return
        for key, value in data.items():
            path = ("settings", key)
            kind = KINDS.get(key)
            if kind is None:
                message = f"没有名为 {key} 的设置{_near(key, KINDS)}"
                self.problems.append(composed.problem(path, message))
                continue
            self.changed = self.changed or self.local
            try:
                self.settings[key] = typed(kind, value, self.settings.get(key))
            except ShapeError as error:
                self.problems.append(composed.problem(path, str(error)))

    def _rules(self, composed: Composed, data: Tree) -> None:
        if not isinstance(data, list):
            self.problems.append(composed.problem(("rules",), "要写成列表，每条以“- id:”开头"))
            return
        for index, item in enumerate(data):
            figure = isinstance(item, dict) and "holds" in item
            try:
                entry = (FigureEntry if figure else RuleEntry).model_validate(item)
            except ValidationError as error:
                name = str(item.get("id", "")) if isinstance(item, dict) else ""
                self.problems += [
                    Problem(p.message, p.file, p.line, f"{name}.{p.name.rpartition('.')[2]}")
                    for p in model_problems(composed, error, ("rules", index))
                ]
                continue
            one: _Read | FigureRule
            if isinstance(entry, FigureEntry):
                one = FigureRule(entry, composed, index, self.local, self.below)
                self.figures.append(one)
            else:
                one = _Read(composed, index, entry, self.local)
                self.found.append(one)
            self._new(one)
            if entry.code not in CODES:
                self._say(one, "code", f"没有代码 {entry.code}{_near(entry.code, CODES)}")

    def _new(self, one: _Read | FigureRule) -> None:
        here = f"{one.composed.file.name}:{one.composed.line(('rules', one.index))}"
        if one.entry.id in CODES:
            self._say(one, "id", "编号不能和代码同名")
        elif one.entry.id in self.seen:
            self._say(one, "id", f"编号和 {self.seen[one.entry.id]} 重复")
        self.seen.setdefault(one.entry.id, here)

    def _compiled(self, one: _Read) -> Rule | None:
        try:
            rule = compiled(one.entry, self.settings)
        except RuleError as error:
            self._say(one, error.field, str(error))
            return None
        # Examples of shipped rules rest on the shipped lists.
        if (one.local or not self.changed) and rule.failing:
            self._say(one, "pattern" if one.entry.pattern else "words", rule.failing)
        return rule

    def _off(self, composed: Composed, data: Tree) -> None:
        names = data if isinstance(data, list) else [data]
        for index, name in enumerate(names):
            if isinstance(name, str):
                self.off.append((composed, ("off", index), name))
            else:
                self.problems.append(composed.problem(("off", index), "要写规则编号或代码"))

    def _severity(self, composed: Composed, data: Tree) -> None:
        if not isinstance(data, dict):
            self.problems.append(composed.problem(("severity",), "要写成“规则编号或代码: 级别”"))
            return
        for name, value in data.items():
            severity = _SEVERITIES.get(value) if isinstance(value, str) else None
            if severity is None:
                self.problems.append(
                    composed.problem(("severity", name), "级别只能是 error、warning、info")
                )
            else:
                self.regraded.append((composed, ("severity", name), name, severity))

    def _checks(self, composed: Composed, data: Tree) -> None:
        if isinstance(data, dict):
            self.checks = data
        else:
            self.problems.append(composed.problem(("checks",), "要写成“名字: 内容”"))

    def _known(self, composed: Composed, path: Path_, name: str, ids: Iterable[str]) -> None:
        known = {*ids, *CODES}
        if name not in known:
            message = f"没有名为 {name} 的规则或代码{_near(name, known)}"
            self.problems.append(composed.problem(path, message))

    def _say(self, one: _Read | FigureRule, field_: str, message: str) -> None:
        problem = one.composed.problem(("rules", one.index, field_), message)
        self.problems.append(
            Problem(message, problem.file, problem.line, f"{one.entry.id}.{field_}")
        )


def _near(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), 1, 0.6)
    return f"，是不是 {close[0]}？" if close else ""

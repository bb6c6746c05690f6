"""The bank of approved phrases, loaded strictly from a folder of YAML files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from assistant.errors import Problem, ProblemsError
from assistant.form.expression import Expression, ExpressionError
from assistant.form.load import LoadedForm, model_problems
from assistant.form.model import Flag, Model, Names
from assistant.form.values import Kind, Lookup, Value
from assistant.form.wording import Parts, Slot, WordingError, cut_source, lex
from assistant.form.yaml import Composed, Path_, read_yaml

M = TypeVar("M", bound=Model)
Status = Literal["shipped", "candidate", "approved", "retired"]


class PhraseEntry(Model):
    """A phrase as its file has it: one sentence of phrase source, and when it may be said."""

    id: str
    move: str
    text: str
    when: str = ""
    evidence: Names = ()
    units: Names = ()
    opening: Flag = True
    rank: int = 0
    status: Status = "shipped"
    by: str = ""
    on: str = ""


class PairEntry(Model):
    """A problem and its measure as their file has them; `sign` is the evidence in a draft."""

    id: str
    label: str
    problem: str
    measure: str
    sign: str = ""
    when: str = ""
    units: Names = ()
    status: Status = "shipped"
    by: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact, or one option of a fact, that proves a deed was done."""

    fact: str
    option: str = ""

    def proved(self, lookup: Lookup) -> bool:
        """Say whether the draft's answers bear the deed out."""
        value = lookup(self.fact)
        if self.option:
            if isinstance(value, tuple):
                return self.option in value
            return value == self.option
        return _something(value)


def _something(value: Value) -> bool:
    if isinstance(value, Decimal):
        return value > 0
    return bool(value)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase ready to be offered.

    Attributes:
        frame: the sentence with no figures at hand, to be compared with others: a slot that
            prints a number is a 0, any other slot is nothing.
    """

    entry: PhraseEntry
    parts: Parts
    when: Expression
    evidence: tuple[Evidence, ...]
    frame: str

    @property
    def origin(self) -> str:
        """How a sentence made from this phrase names it."""
        return f"phrase:{self.entry.id}"

    def holds(self, lookup: Lookup) -> bool:
        """Say whether the phrase may be said of this draft; undecided counts as no."""
        return self.when.holds(lookup) is True and all(e.proved(lookup) for e in self.evidence)


@dataclass(frozen=True, slots=True)
class PairPhrase:
    """A problem and its measure ready to be offered."""

    entry: PairEntry
    problem: Parts
    measure: Parts
    sign: Expression | None
    when: Expression

    @property
    def origin(self) -> str:
        """How a pair made from this one names it."""
        return f"phrase:{self.entry.id}"


@dataclass(frozen=True)
class Bank:
    """Every phrase of one form, in file order."""

    phrases: tuple[Phrase, ...]
    pairs: tuple[PairPhrase, ...]

    @cached_property
    def by_move(self) -> Mapping[str, tuple[Phrase, ...]]:
        """Phrases that are not retired, by move."""
        out: dict[str, list[Phrase]] = {}
        for phrase in self.phrases:
            if phrase.entry.status in {"shipped", "approved"}:
                out.setdefault(phrase.entry.move, []).append(phrase)
        return {move: tuple(found) for move, found in out.items()}

    @cached_property
    def by_origin(self) -> Mapping[str, Phrase | PairPhrase]:
        """Phrases and pairs by `phrase:ID`."""
        out: dict[str, Phrase | PairPhrase] = {p.origin: p for p in self.phrases}
        out.update({p.origin: p for p in self.pairs})
        return out

    @cached_property
    def closed(self) -> frozenset[str]:
        """Origins whose phrases take no opening in front of them."""
        return frozenset(p.origin for p in self.phrases if not p.entry.opening)


def load_bank(folder: Path, loaded: LoadedForm) -> Bank:
    """Load every `*.yaml` below `folder` against a form.

    A file named `pairs*.yaml` holds pairs, every other one phrases.

    Raises:
        ProblemsError: with everything wrong, each with file, line and id.
    """
    loader = _Loader(loaded)
    for file in sorted(folder.rglob("*.yaml")):
        loader.read(file)
    if loader.problems:
        raise ProblemsError(loader.problems)
    return Bank(tuple(loader.phrases), tuple(loader.pairs))


class _Loader:
    def __init__(self, loaded: LoadedForm) -> None:
        self.loaded = loaded
        self.problems: list[Problem] = []
        self.phrases: list[Phrase] = []
        self.pairs: list[PairPhrase] = []
        self.ids: dict[str, str] = {}

    def read(self, file: Path) -> None:
        composed = read_yaml(file)
        self.problems += composed.problems
        if composed.problems or composed.data is None:
            return
        if not isinstance(composed.data, list):
            self.problems.append(composed.problem((), "要写成列表，每条以“- id:”开头"))
            return
        for i, item in enumerate(composed.data):
            at = _At(self, composed, i, item)
            if file.stem.startswith("pairs"):
                at.pair()
            else:
                at.phrase()


@dataclass(slots=True)
class _At:
    """One item of a bank file, with what is needed to complain about it."""

    loader: _Loader
    composed: Composed
    index: int
    item: Any

    def phrase(self) -> None:
        entry = self._model(PhraseEntry)
        if entry is None or not self._new(entry.id):
            return
        form = self.loader.loaded.form
        move = form.move.get(entry.move)
        if move is None:
            self._say("move", f"没有名为 {entry.move} 的语步")
        parts = self._sentence("text", entry.text)
        when = self._condition("when", entry.when)
        evidence = tuple(e for e in map(self._evidence, entry.evidence) if e)
        self._units(entry.units)
        deedless = (move is not None and move.deedless) or _zero_case(when)
        if not entry.evidence and not deedless:
            self._say(
                "text",
                "说做过事的句子要写 evidence（依据哪个选项或事实）；零值句要写 when: 数 == 0",
            )
        if parts is not None and when is not None:
            self.loader.phrases.append(Phrase(entry, parts, when, evidence, self._frame(parts)))

    def pair(self) -> None:
        entry = self._model(PairEntry)
        if entry is None or not self._new(entry.id):
            return
        problem = self._sentence("problem", entry.problem)
        measure = self._sentence("measure", entry.measure)
        sign = self._condition("sign", entry.sign) if entry.sign else None
        when = self._condition("when", entry.when)
        self._units(entry.units)
        if problem is not None and measure is not None and when is not None:
            self.loader.pairs.append(PairPhrase(entry, problem, measure, sign, when))

    def _model(self, model: type[M]) -> M | None:
        try:
            return model.model_validate(self.item)
        except ValidationError as error:
            self.loader.problems += model_problems(self.composed, error, (self.index,))
            return None

    def _say(self, field: str, message: str) -> None:
        path: Path_ = (self.index, field)
        problem = self.composed.problem(path, message)
        name = self.item.get("id", "") if isinstance(self.item, dict) else ""
        self.loader.problems.append(Problem(message, problem.file, problem.line, str(name)))

    def _new(self, key: str) -> bool:
        here = f"{self.composed.file.name}:{self.composed.line((self.index,))}"
        if key in self.loader.ids:
            self._say("id", f"编号和 {self.loader.ids[key]} 重复")
            return False
        self.loader.ids[key] = here
        return True

    def _units(self, units: tuple[str, ...]) -> None:
        for unit in units:
            if unit not in self.loader.loaded.form.kinds:
                kinds = "、".join(self.loader.loaded.form.kinds)
                self._say("units", f"没有“{unit}”这类单位，可写 {kinds}")

    def _sentence(self, field: str, text: str) -> Parts | None:
        try:
            parts = lex(text)
            for part in parts:
                if isinstance(part, Slot):
                    self.loader.loaded.wording.expression(part.expression)
        except (WordingError, ExpressionError) as error:
            self._say(field, str(error))
            return None
        if len(cut_source(text)) != 1:
            self._say(field, "一条只能是一句话")
            return None
        return parts

    def _frame(self, parts: Parts) -> str:
        wording = self.loader.loaded.wording
        return "".join(
            part
            if isinstance(part, str)
            else "0" * (wording.expression(part.expression).kind is Kind.NUMBER)
            for part in parts
        )

    def _condition(self, field: str, text: str) -> Expression | None:
        try:
            expression = self.loader.loaded.condition(text)
        except ExpressionError as error:
            self._say(field, str(error))
            return None
        if expression.kind is not Kind.BOOL:
            self._say(field, "要写成条件，如 收办数 == 0")
            return None
        return expression

    def _evidence(self, text: str) -> Evidence | None:
        schema = self.loader.loaded.schema
        if text in schema:
            return Evidence(text)
        fact, _, option = text.rpartition(".")
        if fact in schema and option in self._options(fact):
            return Evidence(fact, option)
        self._say("evidence", f"没有“{text}”这个事实或选项")
        return None

    def _options(self, fact: str) -> Iterator[str]:
        found = self.loader.loaded.form.fact.get(fact)
        return iter(found.option_keys if found else ())


def _zero_case(when: Expression | None) -> bool:
    """Say whether a condition pins at least one figure to 0."""
    return when is not None and any(
        part.strip().removesuffix(")").endswith(("== 0", "==0"))
        for part in when.source.replace(" or ", " and ").split(" and ")
    )

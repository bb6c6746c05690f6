"""Reads phrases from YAML files, strictly, and writes them back the same way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from assistant.errors import Problem, ProblemsError
from assistant.form.load import LoadedForm, model_problems
from assistant.form.model import Model
from assistant.form.yaml import Composed, Path_, read_yaml
from assistant.phrases.bank import Bank, PairEntry, PairPhrase, Phrase, PhraseEntry
from assistant.phrases.compiling import compiled, compiled_pair

M = TypeVar("M", bound=Model)

PAIR_KEYS = frozenset({"label", "problem", "measure", "sign"})
"""An item that has one of these is a pair, any other is a phrase."""


def load_bank(folder: Path, loaded: LoadedForm) -> Bank:
    """Load every `*.yaml` below `folder` against a form.

    Raises:
        ProblemsError: with everything wrong, each with file, line and id.
    """
    return _loaded(sorted(folder.rglob("*.yaml")), loaded)


def load_phrases(file: Path, loaded: LoadedForm) -> Bank:
    """Load the phrases and pairs of one file; raises as `load_bank`."""
    return _loaded([file], loaded)


def _loaded(files: Iterable[Path], loaded: LoadedForm) -> Bank:
    loader = _Loader(loaded)
    for file in files:
        loader.read(file)
    if loader.problems:
        raise ProblemsError(loader.problems)
    return Bank(tuple(loader.phrases), tuple(loader.pairs))


def write_phrases(entries: Iterable[PhraseEntry | PairEntry]) -> str:
    """Write phrases and pairs so that `load_phrases` reads the same ones back."""
    rows = [as_item(entry) for entry in entries]
    if not rows:
        return ""
    text: str = yaml.dump(
        rows, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000, indent=2
    )
    return text


def as_item(entry: PhraseEntry | PairEntry) -> dict[str, Any]:
    """Give an entry as an item of a file: what is as by default is left out."""
    out: dict[str, Any] = {}
    for key, value in entry.model_dump(exclude_defaults=True).items():
        if isinstance(value, tuple):
            out[key] = list(value)
        elif isinstance(value, bool):
            out[key] = "是" if value else "否"
        else:
            out[key] = str(value)
    return out


class _Dumper(yaml.SafeDumper):
    """Writes lists in one line, as the files people write have them."""


_Dumper.add_representer(
    list,
    lambda dumper, value: dumper.represent_sequence(
        "tag:yaml.org,2002:seq", value, flow_style=all(isinstance(v, str) for v in value)
    ),
)


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
            _At(self, composed, i, item).read()


@dataclass(slots=True)
class _At:
    """One item of a bank file, with what is needed to complain about it."""

    loader: _Loader
    composed: Composed
    index: int
    item: Any

    def read(self) -> None:
        loaded = self.loader.loaded
        if isinstance(self.item, Mapping) and PAIR_KEYS & set(self.item):
            pair = self._model(PairEntry)
            if pair is not None and self._new(pair.id):
                made = compiled_pair(loaded, pair, self._say)
                self.loader.pairs += [made] if made else []
            return
        entry = self._model(PhraseEntry)
        if entry is not None and self._new(entry.id):
            phrase = compiled(loaded, entry, self._say)
            self.loader.phrases += [phrase] if phrase else []

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

"""The forms and phrase banks at hand."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.errors import Problem, ProblemsError, UserError
from assistant.form.load import LoadedForm, load_form
from assistant.form.yaml import read_yaml
from assistant.paths import data_folder, shipped_phrasebank, shipped_templates
from assistant.phrases.bank import Bank
from assistant.phrases.loading import load_bank
from assistant.report.model import Located, Report


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A form that was found but not loaded yet.

    Attributes:
        drafted: reports are drafted on it; an older edition is only read.
    """

    key: str
    name: str
    folder: Path
    phrasebank: Path
    drafted: bool


class Library:
    """Finds forms by key and loads each once.

    Shipped forms come first, then the user's own, whose phrases lie in their `phrasebank` folder.

    Attributes:
        templates: folder with one folder per shipped form.
        phrasebank: folder with one folder of phrases per shipped form.
        own: folder with one folder per form of the user's.
    """

    def __init__(self, own: Path | None = None) -> None:
        self.templates = shipped_templates()
        self.phrasebank = shipped_phrasebank()
        self.own = own or data_folder() / "forms"
        self._form = lru_cache(maxsize=None)(lambda key: load_form(self._entry(key).folder))
        self._bank = lru_cache(maxsize=None)(self._load_bank)

    @cached_property
    def entries(self) -> dict[str, FormEntry]:
        """Every form by key; a later folder does not replace an earlier form."""
        out: dict[str, FormEntry] = {}
        for folder in sorted(f.parent for f in self.templates.glob("*/form.yaml")):
            entry = _entry(folder, self.phrasebank / folder.name)
            out.setdefault(entry.key, entry)
        for folder in sorted(f.parent for f in self.own.glob("*/form.yaml")):
            entry = _entry(folder, folder / "phrasebank")
            out.setdefault(entry.key, entry)
        return out

    def forms(self) -> dict[str, str]:
        """Give the names of the forms reports are drafted on, by key, without loading them."""
        return {entry.key: entry.name for entry in self.entries.values() if entry.drafted}

    def form(self, key: str) -> LoadedForm:
        """Load a form; raises `UserError` when there is none or it has errors."""
        return self._form(key)

    def bank(self, key: str) -> Bank:
        """Load the phrases of a form; a form without any has an empty bank."""
        return self._bank(key)

    def add(self, folder: Path) -> FormEntry:
        """Check a form folder and its phrases and copy it to the user's forms.

        Raises:
            ProblemsError: the form or its phrases have errors.
            UserError: a shipped form has this key, or the copy cannot be made.
        """
        loaded = load_folder(folder)
        key = loaded.form.form
        shipped = self.entries.get(key)
        if shipped is not None and shipped.folder.parent == self.templates:
            raise UserError(f"“{key}”是自带的表单，请在 {folder / 'form.yaml'} 里另取一个 form 名")
        if Path(key).name != key:
            raise UserError(
                f"“{key}”不能作文件夹名，请在 {folder / 'form.yaml'} 里另取一个 form 名"
            )
        target = self.own / key
        try:
            shutil.copytree(folder, target, dirs_exist_ok=True)
        except OSError as error:
            raise UserError(f"不能写到 {target}：{error.strerror}") from None
        return _entry(target, target / "phrasebank")

    def _entry(self, key: str) -> FormEntry:
        entry = self.entries.get(key)
        if entry is None:
            raise UserError(f"没有名为“{key}”的表单，现有：{'、'.join(self.entries)}")
        return entry

    def _load_bank(self, key: str) -> Bank:
        return load_bank(self._entry(key).phrasebank, self.form(key))


def load_folder(folder: Path) -> LoadedForm:
    """Load a form folder and check everything in it: the form, its phrases and its rules.

    Raises:
        ProblemsError: with every problem of every file; those of phrases and rules only when the
            form itself can be used.
    """
    from assistant.checks.figures import prove_rules
    from assistant.checks.finding import Subject
    from assistant.checks.settings import rules_of

    loaded = load_form(folder)
    nothing = Located(Report(form=loaded.form.form, title="", unit=""))
    problems: list[Problem] = []
    parts: list[Callable[[], object]] = [
        lambda: load_bank(folder / "phrasebank", loaded),
        lambda: prove_rules(folder, loaded),
        lambda: rules_of(Subject(nothing, loaded)),
    ]
    for part in parts:
        try:
            part()
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise ProblemsError(problems)
    return loaded


def _entry(folder: Path, phrasebank: Path) -> FormEntry:
    data = read_yaml(folder / "form.yaml").data
    said = data if isinstance(data, dict) else {}
    key = str(said.get("form") or folder.name)
    drafted = str(said.get("drafted") or "是") not in {"否", "false"}
    return FormEntry(key, str(said.get("name") or key), folder, phrasebank, drafted)

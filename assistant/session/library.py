"""The forms and phrase banks at hand."""

from functools import lru_cache
from pathlib import Path

from assistant.errors import UserError
from assistant.form.load import LoadedForm, load_form
from assistant.form.yaml import read_yaml
from assistant.paths import shipped_phrasebank, shipped_templates
from assistant.phrases.bank import Bank, load_bank


class Library:
    """Finds forms by key and loads each once.

    Attributes:
        templates: folder with one folder per form.
        phrasebank: folder with one folder of phrases per form.
    """

    def __init__(self, templates: Path | None = None, phrasebank: Path | None = None) -> None:
        self.templates = templates or shipped_templates()
        self.phrasebank = phrasebank or shipped_phrasebank()
        self._form = lru_cache(maxsize=None)(self._load_form)
        self._bank = lru_cache(maxsize=None)(self._load_bank)

    def forms(self) -> dict[str, str]:
        """Give the name of every form by key, without loading them."""
        out: dict[str, str] = {}
        for file in sorted(self.templates.glob("*/form.yaml")):
            data = read_yaml(file).data
            name = data.get("name") if isinstance(data, dict) else None
            out[file.parent.name] = str(name or file.parent.name)
        return out

    def form(self, key: str) -> LoadedForm:
        """Load a form; raises `UserError` when there is none or it has errors."""
        return self._form(key)

    def bank(self, key: str) -> Bank:
        """Load the phrases of a form; a form without any has an empty bank."""
        return self._bank(key)

    def _load_form(self, key: str) -> LoadedForm:
        folder = self.templates / key
        if Path(key).name != key or not (folder / "form.yaml").is_file():
            known = "、".join(self.forms())
            raise UserError(f"没有名为“{key}”的表单，现有：{known}")
        return load_form(folder)

    def _load_bank(self, key: str) -> Bank:
        return load_bank(self.phrasebank / key, self.form(key))

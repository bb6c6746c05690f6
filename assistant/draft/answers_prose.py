"""Reads the sentences, problems and measures of an answers file."""

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.draft.model import Draft, Pair, Sentence
from assistant.errors import Problem
from assistant.form.expression import ExpressionError
from assistant.form.load import LoadedForm
from assistant.form.wording import Slot, WordingError, cut_source, lex
from assistant.form.yaml import Composed, Path_


class ProseReader:
    """Fills a draft with what a file says, and notes what is wrong with where it stands.

    Attributes:
        draft: what has been read so far.
        problems: everything wrong so far.
    """

    def __init__(self, loaded: LoadedForm, composed: Composed, draft: Draft) -> None:
        self.loaded = loaded
        self.composed = composed
        self.draft = draft
        self.problems: list[Problem] = []

    def say(self, path: Path_, message: str) -> None:
        """Note what is wrong at a place of the file."""
        self.problems.append(self.composed.problem(path, message))

    def mapping(self, data: Any, path: Path_) -> Mapping[str, Any]:  # noqa: ANN401 - YAML
        """Give a part that must be keys and values; an empty one where it is not."""
        if data is None:
            return {}
        if not isinstance(data, dict):
            self.say(path, "这里要写成“键: 值”，冒号用半角、后面空一格")
            return {}
        return data

    def update(self, **changes: Any) -> None:  # noqa: ANN401 - fields of Draft
        """Change fields of the draft."""
        self.draft = self.draft.model_copy(update=changes)

    def _sentences(self, data: Any, path: Path_, move: str = "") -> Iterator[Sentence]:  # noqa: ANN401 - YAML
        if not isinstance(data, list):
            self.say(path, "这里要写成列表，每句一行，行首是“- ”")
            return
        for i, one in enumerate(data):
            yield from self._one(one, (*path, i), move)

    def _one(self, data: Any, path: Path_, move: str) -> Iterator[Sentence]:  # noqa: ANN401 - YAML
        item = {"text": data} if isinstance(data, str) else self.mapping(data, path)
        unknown = set(item) - {"text", "origin", "edited", "move"}
        if unknown:
            self.say(path, f"没有这一项：{'、'.join(sorted(unknown))}")
        texts = cut_source(str(item.get("text") or ""))
        if not texts:
            self.say(path, "句子是空的；要写成 text: 句子")
        for text in texts:
            self._slots(text, path)
            number = self.draft.next_id
            self.update(next_id=number + 1)
            yield Sentence(
                id=number,
                text=text,
                origin=str(item.get("origin") or "own"),
                edited=str(item.get("edited") or "").lower() in {"true", "是"},
                move=str(item.get("move") or move),
            )

    def _slots(self, text: str, path: Path_) -> None:
        try:
            for part in lex(text):
                if isinstance(part, Slot):
                    self.loaded.wording.expression(part.expression)
        except (WordingError, ExpressionError) as error:
            self.say(path, f'{error}。花括号要照原样印出来的，写成 {{{{ "{{" }}}}')

    def narrative(self, data: Mapping[str, Any]) -> None:
        """Read the sentences of every aspect."""
        narrative: dict[str, tuple[Sentence, ...]] = {}
        for key, listed in data.items():
            path: Path_ = ("narrative", key)
            if key not in self.loaded.form.aspect:
                self.say(path, f"没有名为 {key} 的方面")
                continue
            narrative[key] = tuple(self._sentences(listed, path))
        self.update(narrative=narrative, done=self.draft.done | set(narrative))

    def pairs(self, data: Any) -> None:  # noqa: ANN401 - YAML
        """Read the problems with their measures."""
        if data is None:
            return
        keys = list(self.loaded.form.pairs)
        groups = data if isinstance(data, dict) else {keys[0]: data} if keys else {}
        pairs: dict[str, tuple[Pair, ...]] = {}
        for key, listed in groups.items():
            base: Path_ = ("pairs", key) if isinstance(data, dict) else ("pairs",)
            if key not in self.loaded.form.pairs:
                self.say(base, f"没有名为 {key} 的问题与措施")
                continue
            if not isinstance(listed, list):
                self.say(base, "这里要写成列表，每条是 problem 和 measure")
                continue
            pairs[key] = tuple(self._pair(key, one, (*base, i)) for i, one in enumerate(listed))
        self.update(pairs=pairs, done=self.draft.done | set(pairs))

    def _pair(self, key: str, data: Any, path: Path_) -> Pair:  # noqa: ANN401 - YAML
        item = self.mapping(data, path)
        number = self.draft.next_id
        self.update(next_id=number + 1)
        model = self.loaded.form.pairs[key]
        problem = tuple(self._sentences(item.get("problem"), (*path, "problem"), model.problem))
        measure = tuple(self._sentences(item.get("measure"), (*path, "measure"), model.measure))
        origin = str(item.get("origin") or "own")
        return Pair(id=number, origin=origin, problem=problem, measure=measure)

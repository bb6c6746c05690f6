"""Reads the answers file: a draft as YAML that people write, read and keep."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from assistant.draft.events import FinishTables, SetCells
from assistant.draft.figures import Figures, figures_of
from assistant.draft.interview import step
from assistant.draft.model import Dismissal, Draft, Entry, LastYear, Pair, Sentence
from assistant.errors import Problem, ProblemsError
from assistant.form.answer import Answer, AnswerError, Typed, read_answer
from assistant.form.expression import ExpressionError
from assistant.form.load import LoadedForm
from assistant.form.model import Fact, FactType
from assistant.form.values import NOT_APPLICABLE
from assistant.form.wording import Slot, WordingError, cut_source, lex
from assistant.form.yaml import Composed, Path_, compose, read_yaml
from assistant.report.model import CellFigure, show_figure
from assistant.text.clean import clean
from assistant.text.numbers import fold_digits, read_number

LAST_YEAR = "last_year"
"""The part that keeps what last year's report says; figures that rest on it need it."""
FOLLOWED = ("题", "状态", "做法")
"""How the parts of one item of a follow-up are called."""
_TOP = {"form", "facts", "tables", "narrative", "pairs", "later", "dismissals", LAST_YEAR}


def form_named(file: Path) -> str:
    """Give the form an answers file is for; raises `ProblemsError` when it cannot be read."""
    return _FormName(read_yaml(file)).name()


class _FormName:
    def __init__(self, composed: Composed) -> None:
        self.composed = composed

    def name(self) -> str:
        if self.composed.problems:
            raise ProblemsError(self.composed.problems)
        data = self.composed.data
        if not isinstance(data, dict) or not isinstance(data.get("form"), str):
            raise ProblemsError(
                [
                    self.composed.problem(
                        (), "不是答案文件：开头要写 form: 表单名，如 form: ogi-2021"
                    )
                ]
            )
        return str(data["form"])


def read_answers(loaded: LoadedForm, file: Path, today: date) -> Draft:
    """Read an answers file into a draft.

    Raises:
        ProblemsError: with everything wrong in it, each with file, line and name.
    """
    return _draft(loaded, read_yaml(file), today)


def answers_from_text(loaded: LoadedForm, text: str, file: Path, today: date) -> Draft:
    """Read the text of an answers file; problems name `file`. Raises as `read_answers`."""
    return _draft(loaded, compose(text, file), today)


def _draft(loaded: LoadedForm, composed: Composed, today: date) -> Draft:
    if composed.problems:
        raise ProblemsError(composed.problems)
    reader = _Reader(loaded, composed, Draft(form=loaded.form.form, today=today))
    draft = reader.run()
    if reader.problems:
        raise ProblemsError(reader.problems)
    return draft


class _Reader:
    def __init__(self, loaded: LoadedForm, composed: Composed, draft: Draft) -> None:
        self.loaded = loaded
        self.composed = composed
        self.draft = draft
        self.problems: list[Problem] = []

    def run(self) -> Draft:
        data = self._mapping(self.composed.data, ())
        for key in data:
            if key not in _TOP:
                self._say((key,), f"没有这一项；可写 {'、'.join(sorted(_TOP))}")
        self._last_year(self._mapping(data.get(LAST_YEAR), (LAST_YEAR,)))
        self._facts(self._mapping(data.get("facts"), ("facts",)))
        self._tables(self._mapping(data.get("tables"), ("tables",)))
        self._narrative(self._mapping(data.get("narrative"), ("narrative",)))
        self._pairs(data.get("pairs"))
        self._later(self._mapping(data.get("later"), ("later",)))
        self._dismissals(data.get("dismissals"))
        self._finish_tables()
        return self.draft

    def _finish_tables(self) -> None:
        """Take tables without a blank as finished, so that the interview does not ask again."""
        for one in self.loaded.form.steps:
            if one.kind == "tables":
                result = step(self.loaded, self.draft, FinishTables(one.key, confirmed=True))
                if isinstance(result, Draft):
                    self.draft = result

    def _say(self, path: Path_, message: str) -> None:
        self.problems.append(self.composed.problem(path, message))

    def _mapping(self, data: Any, path: Path_) -> Mapping[str, Any]:  # noqa: ANN401 - YAML
        if data is None:
            return {}
        if not isinstance(data, dict):
            self._say(path, "这里要写成“键: 值”，冒号用半角、后面空一格")
            return {}
        return data

    def _update(self, **changes: Any) -> None:  # noqa: ANN401 - fields of Draft
        self.draft = self.draft.model_copy(update=changes)

    def _facts(self, data: Mapping[str, Any]) -> None:
        skipped = frozenset(key for key, typed in data.items() if typed is None)
        answers = self._answers(data, ("facts",))
        facts = {key: Entry(answer=answer) for key, answer in answers.items()}
        self._update(facts=facts, skipped=skipped & self.loaded.form.fact.keys())

    def _answers(self, data: Mapping[str, Any], path: Path_) -> dict[str, Answer]:
        """Read the answers to facts; a fact left blank has none."""
        out: dict[str, Answer] = {}
        for key, typed in data.items():
            fact = self.loaded.form.fact.get(key)
            if fact is None:
                self._say((*path, key), f"没有名为 {key} 的事实")
                continue
            if typed is None:
                continue
            try:
                out[key] = read_answer(fact, _typed(fact, typed))
            except AnswerError as error:
                self._say((*path, key), f"{error}（{fact.ask}）")
        return out

    def _last_year(self, data: Mapping[str, Any]) -> None:
        if not data:
            return
        unknown = set(data) - {"year", "facts", "tables", "narrative", "problems"}
        if unknown:
            self._say((LAST_YEAR,), f"没有这一项：{'、'.join(sorted(unknown))}")
        year = read_number(str(data.get("year") or ""))
        path: Path_ = (LAST_YEAR, "narrative")
        passages = {
            key: self._texts(texts, (*path, key))
            for key, texts in self._mapping(data.get("narrative"), path).items()
        }
        last = LastYear(
            year=None if year is None else int(year),
            facts=self._answers(
                self._mapping(data.get("facts"), (LAST_YEAR, "facts")), (LAST_YEAR, "facts")
            ),
            cells=self._last_cells(self._mapping(data.get("tables"), (LAST_YEAR, "tables"))),
            passages=passages,
            problems=self._texts(data.get("problems") or [], (LAST_YEAR, "problems")),
        )
        self._update(last_year=last)

    def _last_cells(self, tables: Mapping[str, Any]) -> dict[str, CellFigure]:
        out: dict[str, CellFigure] = {}
        for table, rows in tables.items():
            path: Path_ = (LAST_YEAR, "tables", table)
            for row, columns in self._mapping(rows, path).items():
                for column, text in self._mapping(columns, (*path, row)).items():
                    address = f"{table}.{row}.{column}"
                    number = read_number(str(text or ""))
                    if address not in self.loaded.form.cells:
                        self._say((*path, row, column), f"没有名为 {address} 的格")
                    elif text == NOT_APPLICABLE.value:
                        out[address] = NOT_APPLICABLE
                    elif number is not None:
                        out[address] = number
                    elif text:
                        self._say((*path, row, column), f"“{text}”不是数")
        return out

    def _texts(self, data: Any, path: Path_) -> tuple[str, ...]:  # noqa: ANN401 - YAML
        if not isinstance(data, list) or not all(isinstance(text, str) for text in data):
            self._say(path, "这里要写成列表，每句一行，行首是“- ”")
            return ()
        return tuple(map(clean, data))

    def _tables(self, data: Mapping[str, Any]) -> None:
        totals: list[tuple[Path_, str, str]] = []
        cells: dict[str, str] = {}
        for table, rows in data.items():
            found = self.loaded.form.table.get(table)
            if found is None:
                self._say(("tables", table), f"没有名为 {table} 的表")
                continue
            for row, columns in self._mapping(rows, ("tables", table)).items():
                path: Path_ = ("tables", table, row)
                if row not in found.row:
                    self._say(path, f"“{table}”没有名为 {row} 的行")
                    continue
                for column, text in self._mapping(columns, path).items():
                    here = (*path, column)
                    if column not in found.column:
                        self._say(here, f"“{table}”没有名为 {column} 的列")
                    elif f"{table}.{row}.{column}" in self.loaded.computed_cells:
                        totals.append((here, f"{table}.{row}.{column}", str(text or "")))
                    else:
                        cells[f"{table}.{row}.{column}"] = str(text or "")
        self._cells(cells)
        figures = figures_of(self.loaded, self.draft)
        for path, address, text in totals:
            self._total(figures, path, address, text)

    def _cells(self, cells: Mapping[str, str]) -> None:
        for address, text in cells.items():
            blank = fold_digits(text) in {"", "/", "-", "无"}
            result = step(self.loaded, self.draft, SetCells({address: "" if blank else text}))
            if isinstance(result, Draft):
                self.draft = result
            else:
                self._say(("tables", *address.split(".")), result.message)

    def _total(self, figures: Figures, path: Path_, address: str, text: str) -> None:
        computed = figures.figure(address)
        if not text or computed is None:
            return
        if text != NOT_APPLICABLE.value and read_number(text) is None:
            self._say(path, f"“{text}”不是数")
        elif show_figure(computed) != text and read_number(text) != computed:
            self._say(path, f"T01：总计写的是 {text}，各格相加是 {show_figure(computed)}")

    def _sentences(self, data: Any, path: Path_, move: str = "") -> Iterator[Sentence]:  # noqa: ANN401
        if not isinstance(data, list):
            self._say(path, "这里要写成列表，每句一行，行首是“- ”")
            return
        for i, one in enumerate(data):
            yield from self._one(one, (*path, i), move)

    def _one(self, data: Any, path: Path_, move: str) -> Iterator[Sentence]:  # noqa: ANN401 - YAML
        item = {"text": data} if isinstance(data, str) else self._mapping(data, path)
        unknown = set(item) - {"text", "origin", "edited", "move"}
        if unknown:
            self._say(path, f"没有这一项：{'、'.join(sorted(unknown))}")
        texts = cut_source(str(item.get("text") or ""))
        if not texts:
            self._say(path, "句子是空的；要写成 text: 句子")
        for text in texts:
            self._slots(text, path)
            number = self.draft.next_id
            self._update(next_id=number + 1)
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
            self._say(path, f'{error}。花括号要照原样印出来的，写成 {{{{ "{{" }}}}')

    def _narrative(self, data: Mapping[str, Any]) -> None:
        narrative: dict[str, tuple[Sentence, ...]] = {}
        for key, listed in data.items():
            path: Path_ = ("narrative", key)
            if key not in self.loaded.form.aspect:
                self._say(path, f"没有名为 {key} 的方面")
                continue
            narrative[key] = tuple(self._sentences(listed, path))
        self._update(narrative=narrative, done=self.draft.done | set(narrative))

    def _pairs(self, data: Any) -> None:  # noqa: ANN401 - YAML
        if data is None:
            return
        keys = list(self.loaded.form.pairs)
        groups = data if isinstance(data, dict) else {keys[0]: data} if keys else {}
        pairs: dict[str, tuple[Pair, ...]] = {}
        for key, listed in groups.items():
            base: Path_ = ("pairs", key) if isinstance(data, dict) else ("pairs",)
            if key not in self.loaded.form.pairs:
                self._say(base, f"没有名为 {key} 的问题与措施")
                continue
            if not isinstance(listed, list):
                self._say(base, "这里要写成列表，每条是 problem 和 measure")
                continue
            pairs[key] = tuple(self._pair(key, one, (*base, i)) for i, one in enumerate(listed))
        self._update(pairs=pairs, done=self.draft.done | set(pairs))

    def _pair(self, key: str, data: Any, path: Path_) -> Pair:  # noqa: ANN401 - YAML
        item = self._mapping(data, path)
        number = self.draft.next_id
        self._update(next_id=number + 1)
        model = self.loaded.form.pairs[key]
        problem = tuple(self._sentences(item.get("problem"), (*path, "problem"), model.problem))
        measure = tuple(self._sentences(item.get("measure"), (*path, "measure"), model.measure))
        origin = str(item.get("origin") or "own")
        return Pair(id=number, origin=origin, problem=problem, measure=measure)

    def _later(self, data: Mapping[str, Any]) -> None:
        steps = {s.key for s in self.loaded.form.steps if s.kind == "tables"}
        later: dict[str, str] = {}
        for key, office in data.items():
            if key in self.loaded.form.fact or key in steps or key in self.loaded.form.cells:
                later[key] = clean(str(office or ""))
            elif key in self.loaded.form.table:
                step_key = next(s.key for s in self.loaded.form.steps if key in s.tables)
                later[step_key] = clean(str(office or ""))
            else:
                self._say(("later", key), f"没有名为 {key} 的事实、表或格")
        self._update(later=later)

    def _dismissals(self, data: Any) -> None:  # noqa: ANN401 - YAML
        if data is None:
            return
        if not isinstance(data, list):
            self._say(("dismissals",), "这里要写成列表")
            return
        kept: list[Dismissal] = []
        for i, one in enumerate(data):
            item = self._mapping(one, ("dismissals", i))
            fingerprint, reason = item.get("fingerprint"), item.get("reason")
            if not fingerprint or not reason:
                self._say(("dismissals", i), "要写 fingerprint 和 reason")
                continue
            kept.append(
                Dismissal(
                    fingerprint=fingerprint,
                    reason=reason,
                    code=item.get("code") or "",
                    excerpt=item.get("excerpt") or "",
                )
            )
        self._update(dismissals=tuple(kept))


def _typed(fact: Fact, data: Any) -> Typed:  # noqa: ANN401 - YAML
    """Give what a file says of a fact as it would be typed; raises `AnswerError`."""
    if isinstance(data, dict):
        return [(name, number or "") for name, number in data.items()]
    if isinstance(data, list) and any(one is None for one in data):
        raise AnswerError("列表里有空的一项")
    if fact.type is FactType.FOLLOWUP and isinstance(data, list):
        wrong = [one for one in data if not isinstance(one, dict) or set(one) - set(FOLLOWED)]
        if wrong:
            raise AnswerError(f"每一条写成 {{{'、'.join(f'{name}: …' for name in FOLLOWED)}}}")
        return [[str(one.get(name) or "") for name in FOLLOWED] for one in data]
    typed: Typed = data
    return typed

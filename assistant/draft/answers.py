"""Reads the answers file: a draft as YAML that people write, read and keep."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from assistant.draft.answers_prose import ProseReader
from assistant.draft.events import FinishTables, SetCells
from assistant.draft.figures import Figures, figures_of
from assistant.draft.interview import step
from assistant.draft.model import Dismissal, Draft, Entry, LastYear
from assistant.errors import ProblemsError
from assistant.form.answer import Answer, AnswerError, Typed, read_answer
from assistant.form.load import LoadedForm
from assistant.form.model import Fact, FactType
from assistant.form.values import NOT_APPLICABLE
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


class _Reader(ProseReader):
    def run(self) -> Draft:
        data = self.mapping(self.composed.data, ())
        for key in data:
            if key not in _TOP:
                self.say((key,), f"没有这一项；可写 {'、'.join(sorted(_TOP))}")
        self._facts(self.mapping(data.get("facts"), ("facts",)))
        self._tables(self.mapping(data.get("tables"), ("tables",)))
        self.narrative(self.mapping(data.get("narrative"), ("narrative",)))
        self.pairs(data.get("pairs"))
        self._later(self.mapping(data.get("later"), ("later",)))
        self._dismissals(data.get("dismissals"))
        # Figures that follow from last year's are already as the file has them.
        self._last_year(self.mapping(data.get(LAST_YEAR), (LAST_YEAR,)))
        self._finish_tables()
        return self.draft

    def _finish_tables(self) -> None:
        """Take tables without a blank as finished, so that the interview does not ask again."""
        for one in self.loaded.form.steps:
            if one.kind == "tables":
                result = step(self.loaded, self.draft, FinishTables(one.key, confirmed=True))
                if isinstance(result, Draft):
                    self.draft = result

    def _facts(self, data: Mapping[str, Any]) -> None:
        skipped = frozenset(key for key, typed in data.items() if typed is None)
        answers = self._answers(data, ("facts",))
        facts = {key: Entry(answer=answer) for key, answer in answers.items()}
        self.update(facts=facts, skipped=skipped & self.loaded.form.fact.keys())

    def _answers(self, data: Mapping[str, Any], path: Path_) -> dict[str, Answer]:
        """Read the answers to facts; a fact left blank has none."""
        out: dict[str, Answer] = {}
        for key, typed in data.items():
            fact = self.loaded.form.fact.get(key)
            if fact is None:
                self.say((*path, key), f"没有名为 {key} 的事实")
                continue
            if typed is None:
                continue
            try:
                out[key] = read_answer(fact, _typed(fact, typed))
            except AnswerError as error:
                self.say((*path, key), f"{error}（{fact.ask}）")
        return out

    def _last_year(self, data: Mapping[str, Any]) -> None:
        if not data:
            return
        unknown = set(data) - {"year", "facts", "tables", "narrative", "problems", "measures"}
        if unknown:
            self.say((LAST_YEAR,), f"没有这一项：{'、'.join(sorted(unknown))}")
        year = read_number(str(data.get("year") or ""))
        path: Path_ = (LAST_YEAR, "narrative")
        passages = {
            key: self._texts(texts, (*path, key))
            for key, texts in self.mapping(data.get("narrative"), path).items()
        }
        last = LastYear(
            year=None if year is None else int(year),
            facts=self._answers(
                self.mapping(data.get("facts"), (LAST_YEAR, "facts")), (LAST_YEAR, "facts")
            ),
            cells=self._last_cells(self.mapping(data.get("tables"), (LAST_YEAR, "tables"))),
            passages=passages,
            problems=self._texts(data.get("problems") or [], (LAST_YEAR, "problems")),
            measures=self._texts(data.get("measures") or [], (LAST_YEAR, "measures")),
        )
        self.update(last_year=last)

    def _last_cells(self, tables: Mapping[str, Any]) -> dict[str, CellFigure]:
        out: dict[str, CellFigure] = {}
        for table, rows in tables.items():
            path: Path_ = (LAST_YEAR, "tables", table)
            for row, columns in self.mapping(rows, path).items():
                for column, text in self.mapping(columns, (*path, row)).items():
                    address = f"{table}.{row}.{column}"
                    number = read_number(str(text or ""))
                    if address not in self.loaded.form.cells:
                        self.say((*path, row, column), f"没有名为 {address} 的格")
                    elif text == NOT_APPLICABLE.value:
                        out[address] = NOT_APPLICABLE
                    elif number is not None:
                        out[address] = number
                    elif text:
                        self.say((*path, row, column), f"“{text}”不是数")
        return out

    def _texts(self, data: Any, path: Path_) -> tuple[str, ...]:  # noqa: ANN401 - YAML
        if not isinstance(data, list) or not all(isinstance(text, str) for text in data):
            self.say(path, "这里要写成列表，每句一行，行首是“- ”")
            return ()
        return tuple(map(clean, data))

    def _tables(self, data: Mapping[str, Any]) -> None:
        totals: list[tuple[Path_, str, str]] = []
        cells: dict[str, str] = {}
        for table, rows in data.items():
            found = self.loaded.form.table.get(table)
            if found is None:
                self.say(("tables", table), f"没有名为 {table} 的表")
                continue
            for row, columns in self.mapping(rows, ("tables", table)).items():
                path: Path_ = ("tables", table, row)
                if row not in found.row:
                    self.say(path, f"“{table}”没有名为 {row} 的行")
                    continue
                for column, text in self.mapping(columns, path).items():
                    here = (*path, column)
                    if column not in found.column:
                        self.say(here, f"“{table}”没有名为 {column} 的列")
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
                self.say(("tables", *address.split(".")), result.message)

    def _total(self, figures: Figures, path: Path_, address: str, text: str) -> None:
        computed = figures.figure(address)
        if not text or computed is None:
            return
        if text != NOT_APPLICABLE.value and read_number(text) is None:
            self.say(path, f"“{text}”不是数")
        elif show_figure(computed) != text and read_number(text) != computed:
            self.say(path, f"T01：总计写的是 {text}，各格相加是 {show_figure(computed)}")

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
                self.say(("later", key), f"没有名为 {key} 的事实、表或格")
        self.update(later=later)

    def _dismissals(self, data: Any) -> None:  # noqa: ANN401 - YAML
        if data is None:
            return
        if not isinstance(data, list):
            self.say(("dismissals",), "这里要写成列表")
            return
        kept: list[Dismissal] = []
        for i, one in enumerate(data):
            item = self.mapping(one, ("dismissals", i))
            fingerprint, reason = item.get("fingerprint"), item.get("reason")
            if not fingerprint or not reason:
                self.say(("dismissals", i), "要写 fingerprint 和 reason")
                continue
            kept.append(
                Dismissal(
                    fingerprint=fingerprint,
                    reason=reason,
                    code=item.get("code") or "",
                    excerpt=item.get("excerpt") or "",
                )
            )
        self.update(dismissals=tuple(kept))


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

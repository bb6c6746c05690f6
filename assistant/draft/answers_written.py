"""Writes a draft as an answers file, in the shape `assistant.draft.answers` reads."""

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from assistant.draft.answers import FOLLOWED, LAST_YEAR
from assistant.draft.figures import figures_of
from assistant.draft.model import Draft, LastYear, Sentence
from assistant.form.answer import Answer
from assistant.form.load import LoadedForm
from assistant.form.model import Fact, FactType
from assistant.report.model import CellFigure, show_figure


class _Dumper(yaml.SafeDumper):
    """Writes a blank as nothing, the way it is read, and texts of several lines as blocks.

    Quoted over several lines, a space between two Chinese characters would be lost when read.
    """


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "")
)


def _plain(fact: Fact, answer: Answer) -> Any:  # noqa: ANN401 - YAML
    if isinstance(answer, str):
        return answer
    match fact.type:
        case FactType.SPLIT:
            return {i[0]: i[1] for i in answer}
        case FactType.FOLLOWUP:
            return [
                {name: part for name, part in zip(FOLLOWED, one, strict=True) if part}
                for one in answer
            ]
        case _:
            return list(answer)


def _tables(cells: Iterable[tuple[str, CellFigure]]) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for address, figure in cells:
        if figure is not None:
            table, row, column = address.split(".")
            tables.setdefault(table, {}).setdefault(row, {})[column] = show_figure(figure)
    return tables


def _facts(loaded: LoadedForm, answers: Mapping[str, Answer]) -> dict[str, Any]:
    return {
        key: _plain(fact, answers[key]) for key, fact in loaded.form.fact.items() if key in answers
    }


def _last_year(loaded: LoadedForm, last: LastYear) -> dict[str, Any]:
    data = {
        "year": None if last.year is None else str(last.year),
        "facts": _facts(loaded, last.facts),
        "tables": _tables((a, last.cells.get(a)) for a in loaded.form.cells),
        "narrative": {key: list(texts) for key, texts in last.passages.items()},
        "problems": list(last.problems),
        "measures": list(last.measures),
    }
    return {key: value for key, value in data.items() if value}


def _said(sentence: Sentence) -> dict[str, Any]:
    out: dict[str, Any] = {"text": sentence.text, "origin": sentence.origin}
    if sentence.edited:
        out["edited"] = True
    if sentence.move:
        out["move"] = sentence.move
    return out


def write_answers(loaded: LoadedForm, draft: Draft) -> str:
    """Write a draft as an answers file that `read_answers` reads back to the same report."""
    figures = figures_of(loaded, draft)
    facts = _facts(loaded, {key: entry.answer for key, entry in draft.facts.items()})
    facts |= {key: None for key in loaded.form.fact if key in draft.skipped and key not in facts}
    data: dict[str, Any] = {
        "form": loaded.form.form,
        "facts": facts,
        "tables": _tables((a, figures.figure(a)) for a in loaded.form.cells),
        "narrative": {k: [_said(s) for s in group] for k, group in draft.narrative.items()},
        "pairs": {
            key: [
                {
                    "origin": p.origin,
                    "problem": [_said(s) for s in p.problem],
                    "measure": [_said(s) for s in p.measure],
                }
                for p in group
            ]
            for key, group in draft.pairs.items()
        },
        "later": dict(draft.later),
        "dismissals": [d.model_dump() for d in draft.dismissals],
        LAST_YEAR: _last_year(loaded, draft.last_year) if draft.last_year else {},
    }
    return yaml.dump(
        {key: value for key, value in data.items() if value},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )

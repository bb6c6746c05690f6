"""Gives a reading as JSON for other programs, or as an answers file to go on from.

The JSON has these keys, all always present:

- `file`, `form`, `wording`, `unit`, `self_name`; `year` (number or null), `date` (ISO or null);
- `tables`: `{table: {row: {column: number, null or "不适用"}}}`, every cell of the form;
- `sections`: `[{"key", "title", "line", "aspects": [{"key", "line", "sentences": [{"line",
  "column", "text"}]}]}]` in the order of the file; keys are the form's, or empty; `line` of an
  aspect is its heading's, else its first sentence's; runs of problems and measures are aspects
  `KEY.problem` and `KEY.measure`;
- `places`: `{"table.row.column": {"line"}}` in text, `{"table", "row", "column"}` elsewhere;
- `not_understood`: `[{"line", "text"}]`.

Lines, columns, tables and rows count from 1; a line of a Word file or web page is a paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Any

import yaml

from assistant.documents.reading.labels import fold
from assistant.documents.reading.marks import read_mark
from assistant.documents.reading.reader import Reading
from assistant.form.load import LoadedForm
from assistant.form.model import Fact, FactType, Section
from assistant.form.values import BlankError, Figure, NotApplicable, Value
from assistant.form.wording import source
from assistant.report.model import Passage, Place, Report, ReportSection, show_figure
from assistant.text.sentences import sentences

ORIGIN = "read"
"""Where sentences of a read report come from: they stand as printed and take no opening."""


def to_json(reading: Reading, file: str) -> dict[str, Any]:
    """Give a reading as the module describes; `file` is what the file is called."""
    report, where = reading.located.report, reading.located.where
    return {
        "file": file,
        "form": report.form,
        "wording": report.wording,
        "unit": report.unit,
        "self_name": report.self_name,
        "year": report.year,
        "date": None if report.date is None else report.date.isoformat(),
        "tables": {
            table: {row: {c: _number(f) for c, f in cells.items()} for row, cells in rows.items()}
            for table, rows in report.tables.items()
        },
        "sections": [
            _section_json(reading, number, section)
            for number, section in enumerate(report.sections)
        ],
        "places": {
            address: _place(where[address])
            for address in reading.loaded.form.cells
            if address in where
        },
        "not_understood": [{"line": line, "text": text} for line, text in reading.not_understood],
    }


def _number(figure: Figure) -> int | float | str | None:
    if isinstance(figure, Decimal):
        return int(figure) if figure == figure.to_integral_value() else float(figure)
    return figure.value if isinstance(figure, NotApplicable) else None


def _place(place: Place) -> dict[str, int | None]:
    if place.table is None:
        return {"line": place.line}
    return {"table": place.table, "row": place.row, "column": place.cell}


def _section_json(reading: Reading, number: int, section: ReportSection) -> dict[str, Any]:
    aspects = [
        _aspect_json(reading, f"{number}/{at}", passage)
        for at, passage in enumerate(section.passages)
    ]
    title = reading.located.where.get(f"{number}")
    line = title.line if title else next((a["line"] for a in aspects), None)
    return {"key": section.key, "title": section.title, "line": line, "aspects": aspects}


def _aspect_json(reading: Reading, address: str, passage: Passage) -> dict[str, Any]:
    where = reading.located.where
    said: list[dict[str, Any]] = []
    for number, text in enumerate(passage.sentences):
        place = where[f"{address}/{number}"]
        said.append({"line": place.line, "column": place.column, "text": text})
    at = where.get(address)
    if passage.lead and at:
        whole = not said or len(sentences(passage.lead + said[0]["text"])) > 1
        first = {"line": at.line, "column": at.column, "text": passage.lead}
        if whole:
            said.insert(0, first)
        else:
            said[0] = {**first, "text": passage.lead + said[0]["text"]}
    line = at.line if at else next((one["line"] for one in said), None)
    return {"key": passage.key, "line": line, "sentences": said}


def to_answers(reading: Reading) -> str:
    """Write a reading as an answers file; what has no place in one is listed in comments on top.

    Sentences are the unit's own; numbering and leads that the form adds by itself are left out.
    """
    report, loaded = reading.located.report, reading.loaded
    left: list[str] = []
    narrative, pairs = _prose(report, loaded, left)
    data = {
        "form": report.form,
        "facts": _facts(report, loaded, left),
        "tables": _tables(report, loaded, left),
        "narrative": narrative,
        "pairs": pairs,
    }
    left += [f"第 {line} 行：{text}" for line, text in reading.not_understood]
    head = "".join(f"# {' '.join(text.split())}\n" for text in ["没有写进来的：", *left] if left)
    body: str = yaml.dump(
        {key: value for key, value in data.items() if value},
        Dumper=yaml.SafeDumper,
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )
    return head + body


def _facts(report: Report, loaded: LoadedForm, left: list[str]) -> dict[str, str]:
    roles = loaded.form.roles
    numbering = next((n.key for n in loaded.form.numberings if n.style == _style(report)), "")
    given = {
        roles.unit: report.unit,
        roles.self_name: report.self_name,
        roles.year: "" if report.year is None else str(report.year),
        roles.wording: report.wording,
        roles.numbering: numbering,
        roles.date: "" if report.date is None else report.date.isoformat(),
    }
    out: dict[str, str] = {}
    for key, value in given.items():
        fact = loaded.form.fact.get(key)
        if fact is None or not value:
            continue
        if _fits(fact, value):
            out[key] = value
        else:
            left.append(f"{fact.ask}“{value}”不合这一项的写法")
    return out


def _style(report: Report) -> str:
    return "inline" if any(section.joined for section in report.sections) else "heading"


def _fits(fact: Fact, value: str) -> bool:
    if fact.type is FactType.CHOICE:
        return fact.other or value in fact.option_keys
    return not fact.pattern or re.search(fact.pattern, value) is not None


def _tables(
    report: Report, loaded: LoadedForm, left: list[str]
) -> dict[str, dict[str, dict[str, str]]]:
    def lookup(name: str) -> Value:
        figure = report.figure(name)
        return None if isinstance(figure, NotApplicable) else figure

    out: dict[str, dict[str, dict[str, str]]] = {}
    for address in loaded.form.cells:
        table, row, column = address.split(".")
        figure = report.figure(address)
        line = loaded.form.table[table].row[row]
        if figure is None:
            continue
        if isinstance(figure, Decimal) and (
            figure < 0 or (line.type == "integer" and figure != figure.to_integral_value())
        ):
            left.append(f"{address} 写的是 {show_figure(figure)}，要填不小于 0 的整数")
            continue
        if address in loaded.computed_cells:
            identity, place = loaded.computed_cells[address]
            try:
                computed = identity.side(identity.right, place, lookup)
            except BlankError:
                left.append(f"{address} 写的是 {show_figure(figure)}，各格没有填全，算不出来")
                continue
            if computed != figure:
                left.append(f"{address} 写的是 {show_figure(figure)}，各格相加是 {computed}")
                continue
        out.setdefault(table, {}).setdefault(row, {})[column] = show_figure(figure)
    return out


def _prose(
    report: Report, loaded: LoadedForm, left: list[str]
) -> tuple[dict[str, list[dict[str, str]]], dict[str, list[dict[str, list[dict[str, str]]]]]]:
    narrative: dict[str, list[dict[str, str]]] = {}
    runs: dict[str, list[str]] = {}
    for section in report.sections:
        form_section = loaded.form.section.get(section.key)
        for passage in section.passages:
            if passage.key in loaded.form.aspect:
                listed = narrative.setdefault(passage.key, [])
                listed += [_said(text) for text in _own(passage, form_section)]
            elif passage.key.rpartition(".")[0] in loaded.form.pairs:
                runs.setdefault(passage.key, []).extend(passage.sentences)
            else:
                left += [t for t in (passage.heading, passage.lead, *passage.sentences) if t]
    pairs: dict[str, list[dict[str, list[dict[str, str]]]]] = {}
    for key in loaded.form.pairs:
        problems, measures = (
            list(_groups(runs.get(f"{key}.{side}", []), left)) for side in ("problem", "measure")
        )
        none: list[str] = []
        made = [
            {"problem": list(map(_said, problem)), "measure": list(map(_said, measure))}
            for problem, measure in zip_longest(problems, measures, fillvalue=none)
        ]
        if made:
            pairs[key] = made
    return {key: said for key, said in narrative.items() if said}, pairs


def _own(passage: Passage, section: Section | None) -> Iterator[str]:
    """Give the sentences of a passage; a lead that is more than the aspect's name stays."""
    yield from passage.sentences
    if not passage.sentences and passage.lead and section:
        yield passage.lead


def _groups(texts: Sequence[str], left: list[str]) -> Iterator[list[str]]:
    """Cut a run at 一是, 二是 …; a lone 一是 stays, as assembly numbers from two on."""
    groups: list[list[str]] = [[]]
    bare: list[tuple[int, str]] = []
    wanted = 1
    for text in texts:
        mark = read_mark(text)
        if mark and mark.number == wanted and mark.style in {"is", "paren_han", "dot", "first"}:
            wanted += 1
            groups.append([])
            bare.append((mark.end, text))
        groups[-1].append(text)
    if len(groups) <= 2:
        if texts:
            yield list(texts)
        return
    left += groups[0]
    for (end, text), group in zip(bare, groups[1:], strict=True):
        yield [text[end:] if fold(text[end:]) else text, *group[1:]]


def _said(text: str) -> dict[str, str]:
    return {"text": source((text,)), "origin": ORIGIN}

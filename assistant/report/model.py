"""`Report`, and `Located`: a report with where each part stands."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from assistant.form.values import NOT_APPLICABLE, Figure, NotApplicable
from assistant.text.numbers import plain, read_number

# A union would be made anew for each of a report's 200 cells.
_FIGURES = (Decimal, NotApplicable)


def _figure(value: object) -> Figure:
    if value is None or isinstance(value, _FIGURES):
        return value
    text = str(value)
    return NOT_APPLICABLE if text == NOT_APPLICABLE.value else read_number(text)


def show_figure(figure: Figure) -> str:
    """Print a cell: a blank as nothing, 0 as 0, 不适用 as 不适用."""
    if figure is None:
        return ""
    return figure.value if isinstance(figure, NotApplicable) else plain(figure)


CellFigure = Annotated[
    Figure,
    BeforeValidator(_figure),
    PlainSerializer(lambda f: None if f is None else show_figure(f), return_type=str | None),
]


class Frozen(BaseModel):
    """An immutable value."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Passage(Frozen):
    """An aspect as printed: its own heading line, if any, and its sentences.

    Attributes:
        key: the aspect's key in the form; empty when it matches none.
        lead: printed in front of the first sentence in the same paragraph (`一是主动公开情况。`).
    """

    key: str
    heading: str = ""
    lead: str = ""
    sentences: tuple[str, ...]


class ReportSection(Frozen):
    """A section as printed; `title` carries its ordinal (`一、总体工作情况`).

    Attributes:
        joined: the passages form one paragraph.
    """

    key: str
    title: str = ""
    joined: bool = False
    passages: tuple[Passage, ...] = ()

    def paragraphs(self) -> tuple[tuple[str, str], ...]:
        """The section's text as (`heading` or `body`, text) paragraphs."""
        out: list[tuple[str, str]] = []
        for passage in self.passages:
            if passage.heading:
                out.append(("heading", passage.heading))
            body = passage.lead + "".join(passage.sentences)
            if body and self.joined and out and not passage.heading:
                out[-1] = ("body", out[-1][1] + body)
            elif body:
                out.append(("body", body))
        return tuple(out)


class Report(Frozen):
    """What a report says, as printed.

    Attributes:
        tables: figures by table, row and column key; None is blank.
        wording: which wording of the section titles it uses; empty when neither fits.
    """

    form: str
    title: str
    unit: str
    self_name: str = ""
    year: int | None = None
    wording: str = ""
    tables: Mapping[str, Mapping[str, Mapping[str, CellFigure]]] = Field(default_factory=dict)
    sections: tuple[ReportSection, ...] = ()
    signature: str = ""
    date: datetime.date | None = None

    def figure(self, address: str) -> Figure:
        """Give the figure of one cell; a cell that is not there is blank."""
        table, row, column = parts_of(address)
        return self.tables.get(table, {}).get(row, {}).get(column)

    def figures(self) -> dict[str, Figure]:
        """Give the figures of all cells by address."""
        return {
            f"{table}.{row}.{column}": figure
            for table, rows in self.tables.items()
            for row, columns in rows.items()
            for column, figure in columns.items()
        }


@lru_cache(maxsize=4096)
def parts_of(address: str) -> tuple[str, str, str]:
    """Give table, row and column of a cell's address."""
    table, row, column = address.split(".")
    return table, row, column


class Place(NamedTuple):
    """Where something stands; what its maker does not know is None. All counts are 1-based.

    Attributes:
        line: line of a text, or paragraph of a Word file or web page counted over its body.
        column: code point in that line.
        table: number of the table in the file; `row` and `cell` count inside it.
        sentence: id of a sentence of a draft.
    """

    line: int | None = None
    column: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    sentence: int | None = None


@dataclass(frozen=True)
class Located:
    """A report and where each part stands.

    Attributes:
        where: places by address: `table.row.column`, `section/passage/sentence` (0-based
            indexes), `section` (0-based index, its title), `section/passage` (its heading),
            `title`, `signature`, `date`.
        lines: the text of the document line by line as its maker has it, figures of tables left
            out; `Place.line` counts in it.
        raw: text of cells that is more than the figure, by address: read as blank but not empty
            (`/`, `-`, `无`), or with separators (`1,234`).
    """

    report: Report
    where: Mapping[str, Place] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    raw: Mapping[str, str] = field(default_factory=dict)

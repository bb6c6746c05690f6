"""Sections of a report: aspects written in sentences, problems with measures, tables in place."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from assistant.form.base import Flag, Model, Names
from assistant.form.tables import Block


class Move(Model):
    """A rhetorical move: one thing an aspect says."""

    key: str
    says: str
    zero: Literal["写", "略", "无"] = "无"
    level: Literal["必", "常", "选"] = "常"
    kinds: Names = ()
    when: str = ""
    deedless: Flag = False


class Aspect(Model):
    """A part of a section that is written in sentences; `also` are other names it goes by."""

    key: str
    heading: str = ""
    inline: str = ""
    also: Names = ()
    opening: str = ""
    why: str = ""
    limit: int | None = None
    moves: tuple[Move, ...] = ()
    when: str = ""


class Pairs(Model):
    """Problem → measure pairs of a section, printed as two numbered runs.

    Attributes:
        problem_also: words that announce the problems in reports others wrote; `measure_also`
            the measures.
    """

    key: str
    ask: str
    why: str = ""
    problem: str
    measure: str
    problem_lead: str
    measure_lead: str
    problem_also: Names = ()
    measure_also: Names = ()
    least: int = 1
    most: int = 9


class Section(Model):
    """A numbered section of the report; without titles it is unnumbered (a preface).

    Attributes:
        also: other titles it is met under in reports others wrote.
    """

    key: str
    titles: Mapping[str, str] = Field(default_factory=dict)
    also: Names = ()
    limit: int | None = None
    numbered: Flag = True
    aspects: tuple[Aspect, ...] = ()
    blocks: tuple[Block, ...] = ()
    pairs: Pairs | None = None

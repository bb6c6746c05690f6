"""The shape of `checks.yaml`: what the checks of structure and figures know about one form."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field

from assistant.checks.codes import CODES
from assistant.form.model import Model, Names, Severity

DEADLINE = re.compile("([0-9]{1,2})[-月]([0-9]{1,2})日?")


def _deadline(text: str) -> str:
    found = DEADLINE.fullmatch(text)
    try:
        # A year without a 29 February: the day must be there every year.
        fits = found is not None and date(2027, int(found[1]), int(found[2]))
    except ValueError:
        fits = False
    if text and not fits:
        raise ValueError(f"没有“{text}”这一天，写法如 1-20")
    return text


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"正则表达式写法不对：{error}") from None
    return text


def _code(text: str) -> str:
    if text not in CODES:
        raise ValueError(f"没有代码 {text}")
    return text


@lru_cache(maxsize=512)
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of the rules once."""
    return re.compile(pattern, re.MULTILINE)


Pattern = Annotated[str, AfterValidator(_pattern)]
CodeName = Annotated[str, AfterValidator(_code)]


class Statement(Model):
    """A way sentences state a figure of the report.

    Attributes:
        says: what the figure is called in messages.
        pattern: must match the wording in front of the number, back to the number before it.
        after: must match the wording right behind the number.
        sentence: must be found in the sentence; `unless` must not be found in the wording in
            front, `sentence_unless` nowhere in the sentence.
        aspects: only in these passages; any when empty.
        value: expressions over the form's names; the stated number is right when it equals one.
        soft: found in the wording in front, it makes the finding a hint.
        scale: what one unit of the figure is in units of the text (10000 for 万元 and 元).
        at_most: the stated number is part of the figure, and right when it is not more.
        known_by: a fact that says the same; where it is known, rules over figures look at it.
    """

    id: str
    says: str
    pattern: Pattern
    after: Pattern = ""
    sentence: Pattern = ""
    unless: Pattern = ""
    sentence_unless: Pattern = ""
    aspects: Names = ()
    units: Names = ("件",)
    value: Names
    severity: Severity = "error"
    soft: Pattern = ""
    scale: int = 1
    at_most: bool = False
    known_by: str = ""


class Total(Model):
    """A number only the text gives; stated twice it must be the same.

    Attributes:
        published: it counts what was published, which no count of decisions equals (T06).
        compared: two of them that differ contradict each other (N03).
    """

    id: str
    says: str
    pattern: Pattern
    unless: Pattern = ""
    units: Names = ("条", "件")
    published: bool = False
    compared: bool = True


class Published(Model):
    """T06: cells that must not equal a total of published items of at least `least`."""

    cells: Names = ()
    least: int = 50


class Claim(Model):
    """N02: wording that does not go with what the tables say.

    Attributes:
        when: condition over the form's names under which the wording is doubtful.
        value: expression over the form's names; what the tables say instead.
        known_by: a fact that says the same; where it is known, rules over figures look at it.
    """

    id: str
    pattern: Pattern
    unless: Pattern = ""
    when: str
    value: str = ""
    known_by: str = ""
    message: str
    severity: Severity = "warning"


class LeftOver(Model):
    """Z4: what is carried over, and which sentences claim that all was answered.

    Attributes:
        value: expression over the form's names.
        sentence: found in a sentence, it is about this; all of `aspect` is.
    """

    value: str
    sentence: Pattern
    aspect: str = ""


class Years(Model):
    """Report years a form is for."""

    first: int | None = None
    last: int | None = None


class Stale(Model):
    """D01: where other years than the report's may stand.

    Attributes:
        plans: sections that speak of the year to come.
        planned: follows a year in such a section, it announces what will be done in that year.
        exempt: found in the clause around a year, it explains the year.
        future: found in the clause around a later year, it explains the year.
    """

    plans: Names = ()
    planned: Pattern = ""
    exempt: Pattern = ""
    future: Pattern = ""


class OldForm(Model):
    """How tables of an older edition give themselves away."""

    headers: Names = ()
    least: int = 2
    first_year: int = 0
    says: str = ""


class Fee(Model):
    """F07: what a section must say about fees.

    Attributes:
        words: any of them is the fee being spoken of.
        section: key of the section that must speak of it.
        step: amounts are multiples of this, in 元.
        unpaid: expression; above 0, a statement that no notice was sent is doubtful.
    """

    section: str
    words: Names
    first_year: int = 0
    step: int = 10
    unpaid: str = ""
    none: Pattern = ""
    notice: Pattern = ""
    paid: Pattern = ""
    says: str = ""


class Required(Model):
    """F04: an aspect a section must treat, and the words that show it is treated."""

    aspect: str
    words: Names


class Measure(Model):
    """T05: what is counted with one measure word only."""

    noun: Pattern
    unit: str
    wrong: Names
    unless: Pattern = ""
    says: str


class Document(Model):
    """D04: a document, its number, and the report years it is the basis for."""

    name: str
    number: Pattern
    first: int | None = None
    last: int | None = None
    instead: str = ""


class Limit(Model):
    """D04: a wording that is wrong for reports of some years."""

    id: str
    pattern: Pattern
    unless: Pattern = ""
    kinds: Names = ()
    first: int | None = None
    last: int | None = None
    message: str
    suggestion: str = ""
    severity: Severity = "warning"


class Repeats(Model):
    """P02, P03: from how much likeness on, in hundredths, a sentence repeats another.

    Attributes:
        last_year: a sentence of last year's report.
        strict: sections in which every such sentence is a finding.
        rate: share of a section's wording that repeats last year's, at which the section is one.
        fewest: sections with fewer sentences to compare have no rate.
        twice: a sentence of the same report; from `hint` on it is a hint.
    """

    last_year: Annotated[int, Field(ge=1, le=100)] = 75
    strict: Names = ()
    rate: Annotated[int, Field(ge=1, le=100)] = 80
    fewest: int = 4
    twice: Annotated[int, Field(ge=1, le=100)] = 75
    hint: Annotated[int, Field(ge=1, le=100)] = 60


class CheckRules(Model):
    """Everything in `checks.yaml`; a form without the file gets the empty defaults.

    Attributes:
        like: name of the sibling form whose file this one is laid over.
        names: what the other form's names are called in this one, as expressions.
        codes: code of each identity; one not named is T01 when it computes a cell, else T02.
        basis: what findings rest on, by code or identity.
        statutory: the wording of section titles that the form itself prescribes.
        period: found in the text, it states the period the figures are for.
        placeholders: what a template says and a finished report must not.
        problems_in: section in which problems and measures stand (P01).
        disclosure: aspect that must give numbers (N07).
        deadline: month and day of the next year (`1-20`) instead of the form's own deadline.
    """

    like: str = ""
    names: Mapping[str, str] = Field(default_factory=dict)
    codes: Mapping[str, CodeName] = Field(default_factory=dict)
    basis: Mapping[str, str] = Field(default_factory=dict)
    years: Years = Years()
    old_form: OldForm = OldForm()
    statutory: str = ""
    title_kinds: Names = ()
    period: Pattern = ""
    required_in: str = ""
    required: tuple[Required, ...] = ()
    placeholders: tuple[Pattern, ...] = ()
    problems_in: str = ""
    disclosure: str = ""
    deadline: Annotated[str, AfterValidator(_deadline)] = ""
    fee: Fee | None = None
    measures: tuple[Measure, ...] = ()
    documents: tuple[Document, ...] = ()
    limits: tuple[Limit, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    totals: tuple[Total, ...] = ()
    published: Published = Published()
    left_over: LeftOver | None = None
    stale: Stale = Stale()
    repeats: Repeats = Repeats()

    def spoken(self, front: str, unit: str) -> tuple[Statement, ...]:
        """Give the statements made by the wording in front of a number and the unit behind it."""
        return self._spoken(front, unit)

    @cached_property
    def _spoken(self) -> Callable[[str, str], tuple[Statement, ...]]:
        # The same wording comes again: in the next report, and after the next key.
        return lru_cache(maxsize=8192)(self._find_spoken)

    def _find_spoken(self, front: str, unit: str) -> tuple[Statement, ...]:
        return tuple(
            one
            for one in self.statements
            if unit in one.units
            and compiled(one.pattern).search(front)
            and not (one.unless and compiled(one.unless).search(front))
        )

"""What a check finds, and what it may look at."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from assistant.form.load import LoadedForm
from assistant.form.model import Severity
from assistant.form.values import Lookup
from assistant.report.model import Located, Report
from assistant.text.similarity import Words

_DIGITS = re.compile(r"[0-9０-９]+")


class FindingPlace(NamedTuple):
    """Where a finding stands; lines and columns are 1-based code points.

    Attributes:
        section: key of the section; `paragraph` counts the passages of it (1-based).
        table, row, col: form keys of a cell.
        sentence: id of the sentence in a draft.
        fact: key of an answer in a draft.
    """

    section: str = ""
    paragraph: int | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    table: str = ""
    row: str = ""
    col: str = ""
    sentence: int | None = None
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Mend:
    """A certain mend: replace `old` by `new` at the place of the finding."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a reviewer would point at.

    Attributes:
        code: the family (`T02`, `N01`, …); `rule` is the identity or rule that found it.
        excerpt: verbatim from the document.
        message: what is wrong, with both values.
        basis: paragraph of the regulation, form or standard.
        ordinal: counts equal findings of one report, so that each has a fingerprint of its own.
    """

    code: str
    rule: str
    severity: Severity
    place: FindingPlace
    excerpt: str
    message: str
    basis: str = ""
    suggestion: str = ""
    mend: Mend | None = None
    ordinal: int = 0

    @property
    def fingerprint(self) -> str:
        """Stable over edits elsewhere: code, rule, form keys, excerpt without digits, ordinal."""
        keys = (self.code, self.rule, self.place.section, self.place.table, self.place.row)
        text = _DIGITS.sub("0", self.excerpt)
        joined = "\0".join((*keys, self.place.col, text, str(self.ordinal)))
        return hashlib.blake2b(joined.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One printed sentence with its address parts and place.

    Attributes:
        text: as checks read it: half-width marks beside Chinese are full width.
        printed: as it stands in the document; of the same length.
    """

    section: str
    passage: str
    index: tuple[int, int, int]
    text: str
    place: FindingPlace
    printed: str


@dataclass(frozen=True)
class Subject:
    """What is being checked.

    Attributes:
        excerpt: the document is only part of a report; what is missing is said once.
        settings: thresholds, dates and word lists of the rules, local overrides applied.
        own: the report is assembled from a draft of this program (its wording choice is known).
        facts: the answers behind a draft, by name; None where there is only the report.
        words: cuts sentences into words; without it nothing is compared for likeness.
    """

    located: Located
    loaded: LoadedForm
    last_year: Report | None = None
    excerpt: bool = False
    today: date | None = None
    settings: Mapping[str, object] = field(default_factory=dict)
    own: bool = False
    facts: Lookup | None = None
    words: Words | None = None

    @property
    def report(self) -> Report:
        """The report itself."""
        return self.located.report


Check = Callable[[Subject], Iterator[Finding]]

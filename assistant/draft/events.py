"""What can happen to a draft."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.form.answer import Typed


@dataclass(frozen=True, slots=True)
class FillCard:
    """Answers to the facts of a card the clerk has seen; an empty text skips an optional one.

    A fact not named stays as it is; one that these answers bring up keeps the card open.

    Attributes:
        same: facts taken over from last year on purpose.
        confirmed: suspicions have been shown and the clerk stands by the answers.
    """

    step: str
    values: Mapping[str, Typed]
    same: frozenset[str] = frozenset()
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SetCells:
    """Figures typed into cells, by address; an empty text makes a cell blank.

    Attributes:
        same: cells taken over from last year on purpose.
    """

    cells: Mapping[str, str]
    same: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ZeroTables:
    """Every blank cell of a step's tables becomes 0, or what last year's figures imply."""

    step: str


@dataclass(frozen=True, slots=True)
class PasteTable:
    """A table pasted from a spreadsheet, tab separated."""

    table: str
    text: str


@dataclass(frozen=True, slots=True)
class FinishTables:
    """The tables of a step are done."""

    step: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class AskLater:
    """暂不确定: a fact, a cell, or all that is blank in the tables of a step, waits for an office."""

    key: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class NewSentence:
    """A sentence to add: phrase source and where it comes from."""

    text: str
    origin: str = "own"
    move: str = ""
    edited: bool = False


@dataclass(frozen=True, slots=True)
class AddSentences:
    """Put sentences into an aspect, in the order of its moves; own ones go last."""

    aspect: str
    sentences: tuple[NewSentence, ...]


@dataclass(frozen=True, slots=True)
class EditSentence:
    """Replace a sentence's phrase source; empty removes it."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class MoveSentence:
    """Move a sentence up (-1) or down (1) in its aspect."""

    id: int
    by: int


@dataclass(frozen=True, slots=True)
class FinishAspect:
    """The sentences of an aspect are as the clerk wants them."""

    aspect: str


@dataclass(frozen=True, slots=True)
class ComposeSection:
    """一键成稿: compose the aspects of a section from now on without asking."""

    section: str


@dataclass(frozen=True, slots=True)
class NewPair:
    """A problem and its measure to put into the draft."""

    problem: tuple[NewSentence, ...]
    measure: tuple[NewSentence, ...]
    origin: str = "own"


@dataclass(frozen=True, slots=True)
class SetPairs:
    """The problems and measures chosen, in order."""

    key: str
    pairs: tuple[NewPair, ...]


@dataclass(frozen=True, slots=True)
class FinishPairs:
    """The problems and measures are as the clerk wants them."""

    key: str


@dataclass(frozen=True, slots=True)
class Goto:
    """Jump to a step."""

    step: str


@dataclass(frozen=True, slots=True)
class Back:
    """Go to the shown step before this one."""


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Accept a finding, with the reason."""

    fingerprint: str
    reason: str
    code: str = ""
    excerpt: str = ""


Event = (
    FillCard
    | SetCells
    | ZeroTables
    | PasteTable
    | FinishTables
    | AskLater
    | AddSentences
    | EditSentence
    | MoveSentence
    | FinishAspect
    | ComposeSection
    | SetPairs
    | FinishPairs
    | Goto
    | Back
    | Dismiss
)
NAVIGATION = (Goto, Back)


@dataclass(frozen=True, slots=True)
class Refused:
    """An event that was not accepted; the draft stays as it was.

    Attributes:
        fields: what is wrong, by fact key or cell address.
        confirm: the same event with `confirmed` would be accepted.
    """

    message: str
    fields: Mapping[str, str] = field(default_factory=dict)
    confirm: bool = False

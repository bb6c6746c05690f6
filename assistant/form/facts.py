"""Facts: the questions about one value each, and what is computed from their answers."""

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator

from assistant.form.base import Check, Flag, Model
from assistant.form.values import Kind


class FactType(StrEnum):
    """How a fact is typed in, checked and shown."""

    TEXT = "text"
    INTEGER = "integer"
    APPROXIMATE = "approximate"
    AMOUNT = "amount"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    NAMES = "names"
    SPLIT = "split"
    FOLLOWUP = "followup"

    @property
    def kind(self) -> Kind:
        """What an expression sees behind the fact's name."""
        return _KINDS[self]


_KINDS = {
    FactType.TEXT: Kind.TEXT,
    FactType.INTEGER: Kind.NUMBER,
    FactType.APPROXIMATE: Kind.NUMBER,
    FactType.AMOUNT: Kind.NUMBER,
    FactType.DATE: Kind.DATE,
    FactType.CHOICE: Kind.TEXT,
    FactType.CHOICES: Kind.LIST,
    FactType.NAMES: Kind.LIST,
    FactType.SPLIT: Kind.SPLIT,
    FactType.FOLLOWUP: Kind.FOLLOWUP,
}


class Option(Model):
    """One choice; `when` hides it, `hint` explains it.

    In a follow-up, `note` asks for a few words on an item given this option.
    """

    key: str
    hint: str = ""
    when: str = ""
    note: str = ""


class Guess(Model):
    """Guess an answer from another answer by its ending or shape (a regular expression)."""

    match: str
    value: str


class Fact(Model):
    """A question about one value.

    Attributes:
        ask: the question as put to the clerk.
        why: what counts and why it is asked, in plain words.
        default: expression offered as the answer (computed values, names and categories only).
        guess: patterns over the text of the fact named by `guess_from`.
        last_year: `show` shows last year's value, `default` also offers it on Enter.
        required: `是`, `否`, or an expression.
        none: label of the exclusive choice 都没有 (choices only); empty forbids it.
        items: expression naming what is asked about one by one (follow-ups only); each item gets
            one of the options.
    """

    key: str
    type: FactType
    ask: str
    why: str = ""
    example: str = ""
    unit: str = ""
    office: str = ""
    required: str = "否"
    when: str = ""
    default: str = ""
    guess_from: str = ""
    guess: tuple[Guess, ...] = ()
    last_year: Literal["show", "default"] = "show"
    options: Annotated[
        tuple[Option, ...],
        BeforeValidator(
            lambda v: (
                [{"key": o} if isinstance(o, str) else o for o in v] if isinstance(v, list) else v
            )
        ),
    ] = ()
    other: Flag = False
    none: str = ""
    items: str = ""
    pattern: str = ""
    message: str = ""
    least: int | None = None
    most: int | None = None
    checks: tuple[Check, ...] = ()

    @cached_property
    def option_keys(self) -> tuple[str, ...]:
        """The keys of the options, in order."""
        return tuple(option.key for option in self.options)

    def note(self, key: str) -> str:
        """Give what is asked about an item with the option `key`; empty when nothing is."""
        return next((option.note for option in self.options if option.key == key), "")


class Derived(Model):
    """A fact that is computed from others."""

    key: str
    value: str
    unit: str = ""

"""What a review of candidates shows and offers: the queue, and names to settle things by."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.form.load import LoadedForm
from assistant.form.wording import Parts, Slot, WordingError, lex, undecided_in
from assistant.phrases.bank import PairEntry, PhraseEntry
from assistant.session.banking import Banking
from assistant.session.making import Local


@dataclass(frozen=True, slots=True)
class Waiting:
    """A candidate in the queue.

    Attributes:
        text: as people read it, see `legible`; a pair has its measure behind it.
        seen: to be given back with a decision, see `Candidate`.
        open: wording of the open points.
        problems: what else stands against approval.
    """

    id: str
    entry: PhraseEntry | PairEntry
    text: str
    seen: int
    open: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing stands against approval that can be told without comparing."""
        return not self.problems

    @property
    def move(self) -> str:
        """What its sentence does; empty while nobody said."""
        return self.entry.move if isinstance(self.entry, PhraseEntry) else "问题与措施"


@dataclass(frozen=True, slots=True)
class Named:
    """An expression on offer, and what it is in words."""

    expression: str
    words: str


def waiting(banking: Banking) -> list[Waiting]:
    """List the candidates, pairs too, in the order they came in."""
    banking.local.renew()
    return [
        _waiting(banking, one)
        for one in banking.local.own.values()
        if one.change.status == "candidate"
    ]


def _waiting(banking: Banking, one: Local) -> Waiting:
    entry = one.entry
    parts = [_parts(source) for source in entry.sources]
    return Waiting(
        one.change.phrase,
        entry,
        "　→　".join(map(legible, parts)),
        one.change.seq,
        tuple(text for each in parts for text in undecided_in(each)),
        tuple(banking.problems(entry.model_copy(update={"status": "approved"}))),
    )


def _parts(source: str) -> Parts:
    try:
        return lex(source)
    except WordingError:
        return (source,)


def legible(parts: Parts) -> str:
    """Write a phrase for people: 【发布总数】 follows this year's answers, 〔17？〕 is open."""
    return "".join(part if isinstance(part, str) else _marked(part) for part in parts)


def _marked(slot: Slot) -> str:
    left = slot.undecided
    return f"【{slot.expression.partition('|')[0].strip()}】" if left is None else f"〔{left}？〕"


def names_of_figures(loaded: LoadedForm) -> Iterator[Named]:
    """Give everything a slot may name: facts, what follows from them, cells."""
    form = loaded.form
    for fact in form.facts:
        yield Named(fact.key, fact.ask)
    for derived in form.derived:
        yield Named(derived.key, "由别的数算出")
    for table in form.tables:
        for row in table.rows:
            for column in table.columns:
                address = f"{table.key}.{row.key}.{column.key}"
                if address in loaded.schema:
                    yield Named(address, f"{row.label}　{column.label}")


def names_of_evidence(loaded: LoadedForm) -> Iterator[Named]:
    """Give everything that can prove a deed: facts, and options of facts."""
    for fact in loaded.form.facts:
        yield Named(fact.key, fact.ask)
        for option in fact.option_keys:
            yield Named(f"{fact.key}.{option}", f"勾了“{option}”")

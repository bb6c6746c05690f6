"""Makes phrases ready to be offered, and says what stands against it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.form.expression import Expression, ExpressionError, renamed
from assistant.form.followup import MOST, item_names, of_item
from assistant.form.load import LoadedForm
from assistant.form.values import Kind
from assistant.form.wording import Parts, Slot, WordingError, cut_source, lex, undecided_in
from assistant.phrases.bank import (
    ITEM,
    Evidence,
    Grounds,
    PairEntry,
    PairPhrase,
    Phrase,
    PhraseEntry,
)
from assistant.text.normalise import normalise

_HOLE = "\ue000"
_WORDS = "[^。！？]{0,80}?"
_TELLING = 6
"""So much wording a phrase needs for a sentence to be known by it."""

Say = Callable[[str, str], None]
"""Is told the field that is wrong and why, in Chinese."""


def compiled(loaded: LoadedForm, entry: PhraseEntry, say: Say) -> Phrase | None:
    """Make a phrase of its entry; None when its text or its condition cannot be used.

    A candidate is spared the questions that approval will ask: move, evidence, open points.
    """
    maker = _Maker(loaded, say)
    move = loaded.form.move.get(entry.move)
    waiting = entry.status == "candidate"
    if move is None and (entry.move or not waiting):
        say("move", f"没有名为 {entry.move} 的语步" if entry.move else "还没有选语步")
    parts = maker.sentence("text", entry.text)
    when = maker.condition("when", entry.when)
    evidence = tuple(e for e in map(maker.evidence, entry.evidence) if e)
    maker.units(entry.units)
    deedless = (move is not None and move.deedless) or _zero_case(when)
    if not waiting and not entry.evidence and not deedless:
        say("text", "说做过事的句子要写 evidence（依据哪个选项或事实）；零值句要写 when: 数 == 0")
    if not waiting:
        maker.settled("text", parts)
    if parts is None or when is None:
        return None
    grounds = Grounds(when, evidence, entry.units)
    return Phrase(entry, parts, grounds, frame_of(loaded, parts))


def compiled_pair(loaded: LoadedForm, entry: PairEntry, say: Say) -> PairPhrase | None:
    """Make a pair of its entry; None when a text or its condition cannot be used."""
    fact = loaded.form.fact.get(entry.each)
    if not entry.each:
        return _pair(loaded, entry, say)
    if fact is None or not fact.items:
        say("each", f"“{entry.each}”不是逐条问的题（followup）")
        return None
    items: list[PairPhrase] = []
    for number in range(1, MOST + 1):
        try:
            one = _pair(loaded, _bound(entry, number), say)
        except WordingError as error:
            say("problem", str(error))
            return None
        if one is None:
            # The others are wrong in the same way.
            return None
        items.append(one)
    return replace(items[0], entry=entry, items=tuple(items))


def _bound(entry: PairEntry, number: int) -> PairEntry:
    """Say a pair of one item of its follow-up; raises `WordingError`."""
    names = item_names(entry.each, number)
    return entry.model_copy(
        update={
            "id": f"{entry.id}{ITEM}{number}",
            "problem": of_item(entry.problem, entry.each, number),
            "measure": of_item(entry.measure, entry.each, number),
            "sign": renamed(entry.sign, names),
            "when": renamed(entry.when, names),
        }
    )


def _pair(loaded: LoadedForm, entry: PairEntry, say: Say) -> PairPhrase | None:
    maker = _Maker(loaded, say)
    problem = maker.sentence("problem", entry.problem)
    measure = maker.sentence("measure", entry.measure)
    sign = maker.condition("sign", entry.sign) if entry.sign else None
    when = maker.condition("when", entry.when)
    maker.units(entry.units)
    if entry.status != "candidate":
        maker.settled("problem", problem)
        maker.settled("measure", measure)
    if problem is None or measure is None or when is None:
        return None
    return PairPhrase(entry, problem, measure, sign, when)


def frame_of(loaded: LoadedForm, parts: Parts) -> str:
    """Give a sentence with no figures at hand, as `Phrase.frame` describes."""
    return _framed(loaded, parts, "")


def is_instance(loaded: LoadedForm, parts: Parts, frame: str) -> bool:
    """Say whether a phrase gives this frame once words stand in its slots; one without is no such.

    通过〔发布渠道〕发布信息0条 gives 通过网站和公示栏发布信息0条.
    """
    shape = normalise(_framed(loaded, parts, _HOLE))
    said = shape.replace(_HOLE, "")
    if said == shape or len(said) < _TELLING:
        return False
    wanted = re.escape(shape).replace("0", "0[余多]?").replace(_HOLE, _WORDS)
    return re.fullmatch(wanted, normalise(frame)) is not None


def _framed(loaded: LoadedForm, parts: Parts, hole: str) -> str:
    return "".join(
        part if isinstance(part, str) else _frame(loaded, part) or hole for part in parts
    )


def _frame(loaded: LoadedForm, slot: Slot) -> str:
    left = slot.undecided
    if left is not None:
        # An open name is a hole like any name; an open number is a number.
        return left if any(c.isnumeric() or c == "两" for c in left) else ""
    return "0" if loaded.wording.expression(slot.expression).kind is Kind.NUMBER else ""


class _Maker:
    def __init__(self, loaded: LoadedForm, say: Say) -> None:
        self._loaded = loaded
        self._say = say

    def sentence(self, field: str, text: str) -> Parts | None:
        try:
            parts = lex(text)
            for part in parts:
                if isinstance(part, Slot):
                    self._loaded.wording.expression(part.expression)
        except (WordingError, ExpressionError) as error:
            self._say(field, str(error))
            return None
        if len(cut_source(text)) != 1:
            self._say(field, "一条只能是一句话")
            return None
        return parts

    def settled(self, field: str, parts: Parts | None) -> None:
        left = undecided_in(parts or ())
        if left:
            told = "、".join(f"“{text}”" for text in left)
            self._say(field, f"还有没定的：{told}，换成今年的数，或改成照写的文字")

    def condition(self, field: str, text: str) -> Expression | None:
        try:
            expression = self._loaded.condition(text)
        except ExpressionError as error:
            self._say(field, str(error))
            return None
        if expression.kind is not Kind.BOOL:
            self._say(field, "要写成条件，如 收办数 == 0")
            return None
        return expression

    def units(self, units: tuple[str, ...]) -> None:
        for unit in units:
            if unit not in self._loaded.form.kinds:
                kinds = "、".join(self._loaded.form.kinds)
                self._say("units", f"没有“{unit}”这类单位，可写 {kinds}")

    def evidence(self, text: str) -> Evidence | None:
        schema = self._loaded.schema
        if text in schema:
            return Evidence(text)
        fact, _, option = text.rpartition(".")
        if fact in schema and option in self._options(fact):
            return Evidence(fact, option)
        self._say("evidence", f"没有“{text}”这个事实或选项")
        return None

    def _options(self, fact: str) -> Iterator[str]:
        found = self._loaded.form.fact.get(fact)
        return iter(found.option_keys if found else ())


def _zero_case(when: Expression | None) -> bool:
    """Say whether a condition pins at least one figure to 0."""
    return when is not None and any(
        part.strip().removesuffix(")").endswith(("== 0", "==0"))
        for part in when.source.replace(" or ", " and ").split(" and ")
    )

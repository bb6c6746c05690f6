"""一键成稿: which sentences an aspect gets when nobody picks them one by one."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.draft.events import NewPair, NewSentence
from assistant.draft.figures import Figures
from assistant.draft.model import Draft
from assistant.form.model import Move
from assistant.form.order import base_names
from assistant.form.wording import Slot, source
from assistant.phrases.bank import Bank, Evidence, Phrase
from assistant.phrases.suggest import PairSuggestion, Suggester, Suggestion


def shown_moves(figures: Figures, aspect: str, kind: str) -> list[Move]:
    """Give the moves of an aspect that apply to this kind of unit now."""
    return [
        move
        for move in figures.loaded.form.aspect[aspect].moves
        if (not move.kinds or kind in move.kinds)
        and (not move.when or figures.holds(move.when) is True)
    ]


def composed(
    figures: Figures, draft: Draft, suggester: Suggester, aspect: str
) -> tuple[NewSentence, ...]:
    """Choose sentences for the moves of an aspect that the draft does not cover yet.

    A move gets its best phrase, and one more for each further ticked deed a phrase speaks of.
    A move of the clerk's own choice is written only when an optional answer speaks for it.
    """
    covered = {s.move for s in draft.narrative.get(aspect, ())}
    out: list[NewSentence] = []
    for move in shown_moves(figures, aspect, suggester.kind):
        if move.key in covered:
            continue
        found = suggester.for_move(move.key)
        if move.level == "选":
            found = [s for s in found if _asked_for(figures, draft, s)]
        out += [new_sentence(s) for s in _enough(found)]
    return tuple(out)


def new_sentence(suggestion: Suggestion) -> NewSentence:
    """Make the sentence a suggestion stands for."""
    phrase = suggestion.phrase
    return NewSentence(suggestion.source, phrase.origin, phrase.entry.move)


def new_pair(suggestion: PairSuggestion, problem: str, measure: str) -> NewPair:
    """Make the pair a suggestion stands for; `problem` and `measure` name the moves."""
    phrase = suggestion.phrase
    return NewPair(
        (NewSentence(source(phrase.problem), phrase.origin, problem),),
        (NewSentence(source(phrase.measure), phrase.origin, measure),),
        phrase.origin,
    )


def untold(
    found: Sequence[Suggestion], origins: Iterable[str], bank: Bank
) -> tuple[Suggestion, ...]:
    """Give the suggestions that speak of a ticked deed the sentences from `origins` leave out.

    A sentence of one's own may speak of anything: beside one there are none.
    """
    phrases = [bank.by_origin.get(origin) for origin in origins]
    if not all(isinstance(phrase, Phrase) for phrase in phrases):
        return ()
    told = {e for phrase in phrases if isinstance(phrase, Phrase) for e in _deeds(phrase)}
    return tuple(s for s in found if (deeds := _deeds(s.phrase)) and not deeds & told)


def _deeds(phrase: Phrase) -> set[Evidence]:
    return {evidence for evidence in phrase.evidence if evidence.option}


def _enough(found: Iterable[Suggestion]) -> Iterator[Suggestion]:
    told: set[Evidence] = set()
    for number, suggestion in enumerate(found):
        deeds = _deeds(suggestion.phrase)
        if number == 0 or (deeds and not deeds & told):
            told |= deeds
            yield suggestion


def _asked_for(figures: Figures, draft: Draft, suggestion: Suggestion) -> bool:
    loaded = figures.loaded
    texts = [suggestion.phrase.when.source]
    texts += [p.expression for p in suggestion.phrase.parts if isinstance(p, Slot)]
    names = {e.fact for e in suggestion.phrase.evidence}
    for text in texts:
        names |= base_names(loaded.form, loaded.wording, text)
    return any(name in draft.facts and not figures.required(name) for name in names)

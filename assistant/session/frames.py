"""Which phrases of the bank, waiting and retired ones too, a sentence resembles."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from fractions import Fraction

from assistant.phrases.bank import PairPhrase, Phrase
from assistant.phrases.compiling import frame_of, is_instance
from assistant.session.kept import Kept
from assistant.session.likeness import bank_index, segmenter
from assistant.session.local import LocalPhrases
from assistant.text.normalise import normalise
from assistant.text.similarity import HINT, Match, compare

_ENOUGH = 5
_NEAR = 20
_FAINT = Fraction(1, 10)
_PHRASE = "phrase:"


class Frames:
    """Searches the frames of a bank; what has changed since the last search is taken in first.

    What drafts are written from is searched where drafts search it; all else has an index here.
    """

    def __init__(self, local: LocalPhrases) -> None:
        self._local = local
        self._seen = -1
        self._others: dict[str, str] = {}
        self._index = Kept(segmenter())
        self._pairs: dict[str, str] = {}
        self._pair_index = Kept(segmenter())

    def alike(self, frame: str, limit: int, without: Collection[str] = ()) -> list[Match]:
        """Find phrases a sentence without figures resembles, best first."""
        offered = bank_index(self._local.bank(), self._local.form)
        found = offered.search(frame, limit, HINT, [f"{_PHRASE}{key}" for key in without])
        found = [replace(match, id=match.id.removeprefix(_PHRASE)) for match in found]
        found += self._index.follow(self._rest()).search(frame, limit, HINT, without)
        return sorted(found, key=lambda match: -match.score)[:limit]

    def alike_pairs(self, frame: str, limit: int, without: Collection[str] = ()) -> list[Match]:
        """Find pairs that a problem with its measure behind it resembles, best first."""
        self._look()
        return self._pair_index.follow(self._pairs).search(frame, limit, HINT, without)

    def same(self, frame: str, without: Collection[str] = ()) -> Match | None:
        """Give the phrase that says the same as a sentence without figures, if there is one."""
        return _same(frame, self.alike(frame, _ENOUGH, without))

    def said(self, frame: str) -> Match | None:
        """Give the phrase that says a sentence of a report already, whatever its slots print."""
        found = self.same(frame)
        if found is not None:
            return found
        bank, cut = self._local.bank(), segmenter().token_set
        for hit in bank_index(bank, self._local.form).nearest(frame, _NEAR, _FAINT):
            phrase = bank.by_origin[hit.id]
            if isinstance(phrase, Phrase) and is_instance(self._local.loaded, phrase.parts, frame):
                return compare(phrase.id, frame, cut(frame), hit.text, cut(hit.text), hit.score)
        return None

    def same_pair(self, frame: str, without: Collection[str] = ()) -> Match | None:
        """Give the pair that says the same as a problem with its measure behind it."""
        return _same(frame, self.alike_pairs(frame, _ENOUGH, without))

    def _rest(self) -> dict[str, str]:
        self._look()
        return self._others

    def _look(self) -> None:
        if self._seen == self._local.seen:
            return
        self._seen = self._local.seen
        local = self._local
        every = {one.entry.id: one for one in local.shipped.every}
        every |= {key: one.ready for key, one in local.own.items() if one.ready is not None}
        offered = local.bank().frames
        self._others = {
            key: one.frame
            for key, one in every.items()
            if isinstance(one, Phrase) and f"{_PHRASE}{key}" not in offered
        }
        self._pairs = {
            key: frame_of(local.loaded, (*one.problem, *one.measure))
            for key, one in every.items()
            if isinstance(one, PairPhrase)
        }


def _same(frame: str, found: Iterable[Match]) -> Match | None:
    text = normalise(frame)
    return next((m for m in found if m.duplicate or normalise(m.text) == text), None)

"""Which phrases of the bank, waiting and retired ones too, a sentence resembles."""

from collections.abc import Collection
from dataclasses import replace

from assistant.phrases.bank import Phrase
from assistant.session.kept import Kept
from assistant.session.likeness import bank_index, segmenter
from assistant.session.local import LocalPhrases
from assistant.text.normalise import normalise
from assistant.text.similarity import HINT, Match

_ENOUGH = 5
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

    def alike(self, frame: str, limit: int, without: Collection[str] = ()) -> list[Match]:
        """Find phrases a sentence without figures resembles, best first."""
        offered = bank_index(self._local.bank(), self._local.form)
        found = offered.search(frame, limit, HINT, [f"{_PHRASE}{key}" for key in without])
        found = [replace(match, id=match.id.removeprefix(_PHRASE)) for match in found]
        found += self._index.follow(self._rest()).search(frame, limit, HINT, without)
        return sorted(found, key=lambda match: -match.score)[:limit]

    def same(self, frame: str, without: Collection[str] = ()) -> Match | None:
        """Give the phrase that says the same as a sentence without figures, if there is one."""
        text = normalise(frame)
        found = self.alike(frame, _ENOUGH, without)
        return next((m for m in found if m.duplicate or normalise(m.text) == text), None)

    def _rest(self) -> dict[str, str]:
        if self._seen != self._local.seen:
            self._seen = self._local.seen
            own = {key: one.ready for key, one in self._local.own.items()}
            shipped = {one.id: one for one in self._local.shipped.phrases}
            offered = self._local.bank().frames
            self._others = {
                key: one.frame
                for key, one in (shipped | own).items()
                if isinstance(one, Phrase) and f"{_PHRASE}{key}" not in offered
            }
        return self._others

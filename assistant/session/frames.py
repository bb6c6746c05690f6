"""Which phrases of the bank, waiting and retired ones too, a sentence resembles."""

from collections.abc import Collection

from assistant.phrases.bank import Phrase
from assistant.session.likeness import segmenter
from assistant.session.local import LocalPhrases
from assistant.text.index import ExactIndex
from assistant.text.normalise import normalise
from assistant.text.similarity import HINT, Match

_ENOUGH = 5


class Frames:
    """Searches the frames of a bank; what has changed since the last search is taken in first."""

    def __init__(self, local: LocalPhrases) -> None:
        self._local = local
        self._texts: dict[str, str] = {}
        self._index: ExactIndex | None = None

    def alike(self, frame: str, limit: int, without: Collection[str] = ()) -> list[Match]:
        """Find phrases a sentence without figures resembles, best first."""
        return self._renewed().search(frame, limit, HINT, without)

    def same(self, frame: str, without: Collection[str] = ()) -> Match | None:
        """Give the phrase that says the same as a sentence without figures, if there is one."""
        text = normalise(frame)
        found = self.alike(frame, _ENOUGH, without)
        return next((m for m in found if m.duplicate or normalise(m.text) == text), None)

    def _renewed(self) -> ExactIndex:
        self._local.renew()
        texts = {
            key: one.ready.frame
            for key, one in self._local.own.items()
            if isinstance(one.ready, Phrase)
        }
        if self._index is None:
            texts |= {phrase.entry.id: phrase.frame for phrase in self._local.shipped.phrases}
            self._index = ExactIndex(segmenter(), texts)
            self._texts = texts
        for key, text in texts.items():
            if self._texts.get(key) != text:
                self._index.add(key, text)
                self._texts[key] = text
        if self._index.ripe:
            self._index.fold()
        return self._index

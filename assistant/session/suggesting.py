"""What the bank offers a draft while it is being written, ready within one key."""

from collections.abc import Collection, Mapping
from threading import Lock

from assistant.phrases.bank import Bank
from assistant.phrases.offers import Offer, Offers
from assistant.phrases.standing import Circumstances
from assistant.phrases.typed import Typed
from assistant.session.likeness import Likeness, bank_index, segmenter
from assistant.session.spelling import spelled
from assistant.session.state import State


class Suggesting:
    """Offers phrases for a draft; what follows from bank or draft is worked out once."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """`counts`: in how many drafts each phrase was used, by id."""
        self._counts = counts
        self._lock = Lock()
        self._typed: tuple[Bank, Typed] | None = None
        self._offers: tuple[State, Mapping[str, str], Offers] | None = None
        self._before: Mapping[str, str] = {}
        self.ready = False
        """Whether `warm` has been through once."""

    def warm(self, bank: Bank, form: str, likeness: Likeness) -> None:
        """Prepare for the first key, in a thread of its own: pinyin, words, last year's report."""
        self._lookup(bank).warm()
        bank_index(bank, form)
        self._before = likeness.phrases_before
        self.ready = True

    def offer(
        self,
        now: State,
        typed: str,
        *,
        moves: Collection[str] | None = None,
        first: str = "",
        only: Collection[str] = (),
        limit: int = 50,
    ) -> list[Offer]:
        """Give the phrases that hold and fit what has been typed; see `Offers.offer`."""
        made = self._offers
        if made is None or made[0] is not now or made[1] is not self._before:
            made = self._offers = now, self._before, self._made(now)
        return made[2].offer(typed, moves=moves, first=first, only=only, limit=limit)

    def _made(self, now: State) -> Offers:
        used = frozenset(sentence.origin for sentence in now.draft.sentences().values())
        # This draft's own use is said in other words.
        counts = {
            key: number
            for key, count in self._counts.items()
            if (number := count - (f"phrase:{key}" in used)) > 0
        }
        return Offers(
            now.suggester,
            lambda: self._lookup(now.bank),
            lambda: bank_index(now.bank, now.loaded.form.form),
            segmenter(),
            Circumstances(used, self._before, counts),
        )

    def _lookup(self, bank: Bank) -> Typed:
        with self._lock:
            if self._typed is None or self._typed[0] is not bank:
                self._typed = bank, Typed(bank.frames, lambda: spelled(bank.frames))
            return self._typed[1]

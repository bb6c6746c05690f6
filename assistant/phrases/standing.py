"""Where phrases stand for one draft: those it has come last, those much used before their like."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from assistant.phrases.bank import Phrase
from assistant.phrases.order import Places


@dataclass(frozen=True)
class Circumstances:
    """What of a draft's surroundings decides which phrase comes first.

    Attributes:
        used: origins of the phrases the draft has already.
        before: origins of phrases like a sentence of last year's report, with that in words.
        counts: by id, in how many other drafts a phrase was used.
    """

    used: frozenset[str] = frozenset()
    before: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


class Standing:
    """The places of phrases with what is known of the draft; only the few it concerns move.

    Attributes:
        width: a power of two above every place.
    """

    def __init__(self, places: Places, now: Circumstances) -> None:
        self.phrases: Mapping[str, Phrase] = places.phrases
        count = len(places.order)
        # Places stay exact as floating point numbers: all that is added is a power of two.
        size = 1 << (count + 1).bit_length()
        self.width = 4 * size
        self._places = places
        known: Collection[str] = {
            *now.used,
            *now.before,
            *(f"phrase:{key}" for key in now.counts),
        }
        moved = sorted(
            (
                (origin in now.used, origin in now.before),
                places.like(origin),
                -now.counts.get(self.phrases[origin].id, 0),
                places.usual[origin],
                origin,
            )
            for origin in known
            if origin in self.phrases
        )
        steps = 1 << (len(moved) + 1).bit_length()
        self._moved: dict[str, float] = {}
        for number, ((used, before), like, _, _, origin) in enumerate(moved, 1):
            self._moved[origin] = (2 * used + before) * size + like + number / steps
        self._at = {place: origin for origin, place in self._moved.items()}

    def place(self, origin: str) -> float:
        """Give the place of a phrase, from 0 up; less is better."""
        moved = self._moved.get(origin)
        return self._places.usual[origin] + 1 if moved is None else moved

    def origin(self, place: float) -> str:
        """Give the phrase at a place."""
        moved = self._at.get(place)
        return self._places.order[int(place) - 1] if moved is None else moved

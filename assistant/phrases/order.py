"""The order phrases stand in as long as nothing is known of the draft but its unit."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

import numpy as np

from assistant.phrases.bank import Bank, Grounds, Phrase

Turn = tuple[int, int]
"""Where a phrase stands in its move: less is better."""

_STATUS = {"approved": 0, "shipped": 1}
_STATUSES = 4
# A form has fewer moves; a unit that has just got its name makes them twice as many.
_MOVES = 256


def turn(unit: str, key: str) -> int:
    """Order ties by a hash of the unit and the phrase: stable, and different per unit."""
    digest = hashlib.blake2b(f"{unit}\0{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest)


class Places:
    """Where phrases stand: by rank, made for a kind of unit, approved here, in the unit's turn.

    Attributes:
        phrases: by origin.
        order: their origins, best first.
        usual: by origin, the number in `order`.
    """

    def __init__(self, phrases: Sequence[Phrase], unit: str) -> None:
        self.phrases: Mapping[str, Phrase] = {phrase.origin: phrase for phrase in phrases}
        listed = list(self.phrases.values())
        groups = np.array([_group(phrase) for phrase in listed], np.int64)
        turns = np.array([turn(unit, phrase.id) for phrase in listed], np.uint64)
        numbers = np.lexsort((turns, groups))
        origins = list(self.phrases)
        self.order = [origins[number] for number in numbers.tolist()]
        self.usual = {origin: number for number, origin in enumerate(self.order)}
        self._groups = groups[numbers]

    def like(self, origin: str) -> int:
        """Give the first number of those that differ from a phrase in nothing but their turn."""
        return int(np.searchsorted(self._groups, _group(self.phrases[origin])))


def _group(phrase: Phrase) -> int:
    status = _STATUS.get(phrase.status, len(_STATUS))
    return -phrase.rank * 2 * _STATUSES + (not phrase.grounds.units) * _STATUSES + status


class Orders:
    """The orders of one bank for the unit last asked for, each worked out when it is wanted."""

    def __init__(self, by_move: Mapping[str, Sequence[Phrase]]) -> None:
        self._by_move = by_move
        self._turns = lru_cache(maxsize=_MOVES)(self._by_turn)
        self._places = lru_cache(maxsize=_MOVES)(self._placed)

    def of_move(self, move: str, unit: str) -> Mapping[Grounds, Sequence[tuple[Turn, Phrase]]]:
        """Give the phrases of a move by their grounds, each by rank, then in the unit's turn."""
        return self._turns(move, unit)

    def warm(self, unit: str, moves: Collection[str] | None = None) -> None:
        """Work out what a unit's draft asks for, which takes a moment in a large bank.

        `moves`: for these only.
        """
        for move in self._by_move if moves is None else moves:
            self._turns(move, unit)
            self._places(frozenset({move}), unit)

    def places(self, moves: frozenset[str] | None, unit: str) -> Places:
        """Give where the phrases of some moves stand; None for all of them."""
        return self._places(moves, unit)

    def _by_turn(self, move: str, unit: str) -> Mapping[Grounds, Sequence[tuple[Turn, Phrase]]]:
        out: dict[Grounds, list[tuple[Turn, Phrase]]] = {}
        for phrase in self._by_move.get(move, ()):
            place = (-phrase.rank, turn(unit, phrase.id))
            out.setdefault(phrase.grounds, []).append((place, phrase))
        for found in out.values():
            found.sort(key=itemgetter(0))
        return out

    def _placed(self, moves: frozenset[str] | None, unit: str) -> Places:
        wanted = self._by_move if moves is None else [m for m in self._by_move if m in moves]
        return Places([phrase for move in wanted for phrase in self._by_move[move]], unit)


@lru_cache(maxsize=2)
def orders(bank: Bank) -> Orders:
    """Give the orders of a bank; the same object for the same bank."""
    return Orders(bank.by_move)

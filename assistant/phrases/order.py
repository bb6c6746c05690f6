"""The order phrases stand in as long as nothing is known of the draft but its unit."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from assistant.phrases.bank import Bank, Phrase

_STATUS = {"approved": 0, "shipped": 1}
_STATUSES = 4
# A draft has fewer moves, and one aspect is written at a time.
_MOVES = 256
_SCOPES = 16


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
        self._places = lru_cache(maxsize=_SCOPES)(self._placed)

    def of_move(self, move: str, unit: str) -> Sequence[Phrase]:
        """Give the phrases of a move by rank, then in the turn of the unit."""
        return self._turns(move, unit)

    def places(self, moves: frozenset[str] | None, unit: str) -> Places:
        """Give where the phrases of some moves stand; None for all of them."""
        return self._places(moves, unit)

    def _by_turn(self, move: str, unit: str) -> Sequence[Phrase]:
        found = self._by_move.get(move, ())
        return sorted(found, key=lambda phrase: (-phrase.rank, turn(unit, phrase.id)))

    def _placed(self, moves: frozenset[str] | None, unit: str) -> Places:
        wanted = self._by_move if moves is None else [m for m in self._by_move if m in moves]
        return Places([phrase for move in wanted for phrase in self._by_move[move]], unit)


@lru_cache(maxsize=2)
def orders(bank: Bank) -> Orders:
    """Give the orders of a bank; the same object for the same bank."""
    return Orders(bank.by_move)

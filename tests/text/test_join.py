from fractions import Fraction

import pytest
from hypothesis import given, settings
from weighted import BANKS, CHANGES, CLOSE, HAIR, THRESHOLDS, Characters, Reference, changed

from assistant.text.index import ExactIndex
from assistant.text.join import Cancelled
from assistant.text.similarity import HINT

pytestmark = pytest.mark.slow


@settings(deadline=None)
@given(BANKS, CHANGES, THRESHOLDS.filter(lambda least: least >= Fraction(1, 1000)))
def test_all_pairs_are_those_of_brute_force(
    bank: dict[str, str], changes: list[tuple[str, str | None]], least: Fraction
) -> None:
    index, reference = ExactIndex(Characters(), bank), Reference(bank)
    changed(index, reference, changes)
    pairs = list(index.pairs(least))
    assert set(pairs) == reference.pairs(least)
    assert len(pairs) == len(set(pairs))


@settings(max_examples=40, deadline=None)
@given(CLOSE)
def test_a_threshold_is_met_exactly(bank: dict[str, str]) -> None:
    index, reference = ExactIndex(Characters(), bank), Reference(bank)
    for least in {pair.score for pair in reference.pairs(Fraction(0))}:
        for close in (least, least - HAIR, least + HAIR):
            assert set(index.pairs(close)) == reference.pairs(close)


@pytest.mark.parametrize("least", [Fraction(0), Fraction(1, 2000), Fraction(-1)])
def test_pairs_need_a_threshold(least: Fraction) -> None:
    with pytest.raises(ValueError, match="threshold"):
        ExactIndex(Characters()).pairs(least)


def test_pairs_tell_how_far_they_are_and_can_be_called_off() -> None:
    bank = {f"s{number}": f"组织{chr(0x4E00 + number)}培训" for number in range(60)}
    index = ExactIndex(Characters(), bank)
    index.add("late", "组织培训")
    told: list[tuple[int, int]] = []
    list(index.pairs(HINT, lambda done, whole: told.append((done, whole))))
    assert told == sorted(told)
    assert (told[0], told[-1]) == ((0, 61), (61, 61))
    with pytest.raises(Cancelled):
        list(index.pairs(HINT, cancelled=lambda: True))

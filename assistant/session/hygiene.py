"""Near-duplicates within the bank."""

from assistant.phrases.bank import Bank, Phrase
from assistant.session.likeness import segmenter
from assistant.text.similarity import DUPLICATE, compare


def near_duplicates(bank: Bank) -> list[tuple[Phrase, Phrase, int]]:
    """Find pairs of phrases that say the same in nearly the same words, with the percentage.

    A slot counts as a number, so the same frame around other figures is one phrase too many.
    """
    cut = segmenter()
    items = [(phrase, phrase.frame) for phrase in bank.phrases]
    sets = [cut.token_set(text) for _, text in items]
    out: list[tuple[Phrase, Phrase, int]] = []
    for i, (left, left_text) in enumerate(items):
        for j in range(i + 1, len(items)):
            if not sets[i] or not sets[j] or len(sets[i] & sets[j]) * 2 < len(sets[i]):
                continue
            match = compare(items[j][0].entry.id, left_text, sets[i], items[j][1], sets[j])
            if match.score >= DUPLICATE and match.duplicate:
                out.append((left, items[j][0], match.percent))
    return out

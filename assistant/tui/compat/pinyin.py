"""Find Chinese words by their first letters, as people search on a phone."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """Give the first letter of every character's reading, lower case; other text as it is.

    导出 Word gives `dc word`.
    """
    from assistant.text.pinyin import first_letters

    return first_letters(text).lower()


def rank(query: str, text: str) -> int | None:
    """Say how well `query` finds `text`: 0 is best, None is not at all.

    Tried in turn: the start of the text, any part of it, the start of its initials, any part of
    them, its characters in order with gaps.
    """
    query = query.strip().lower()
    folded = text.lower()
    if folded.startswith(query):
        return 0
    if query in folded:
        return 1
    if query.isascii():
        letters = initials(text)
        if letters.startswith(query):
            return 2
        if query in letters:
            return 3
        return 4 if _in_order(query, letters) else None
    return 4 if _in_order(query, folded) else None


def _in_order(query: str, text: str) -> bool:
    rest = iter(text)
    return all(character in rest for character in query)

"""Half-width marks among Chinese, read as the full-width marks they stand for."""

import re

_HAN = "\u4e00-\u9fff"
_BESIDE = rf"{_HAN}“”‘’《》〈〉（）〔〕，。；：！？、％%"
_ANY = re.compile("[,;:?!()]")
_PAIR = re.compile(rf"\(([^()\n]*[{_HAN}][^()\n]*)\)|(?<=[{_HAN}])\(([^()\n]*)\)")
_LONE = re.compile(
    rf"(?<=[{_BESIDE}])[,;:?!()]|[()](?=[{_HAN}“《])|(?<=[0-9）])[,;?!](?=\s?[{_HAN}“《（])"
    rf"|(?<=[a-zA-Z])[,?!](?=\s?[{_HAN}“《（])"
)
_FULL = str.maketrans(",;:?!()", "，；：？！（）")


def full_marks(text: str) -> str:
    """Give a text of the same length in which half-width marks beside Chinese are full width.

    Marks inside numbers, times, web addresses and foreign words stay as they are.
    """
    if not _ANY.search(text):
        return text
    before = ""
    # Brackets stand in brackets, and a mark may stand behind one that was half width itself.
    while before != text:
        before = text
        text = _PAIR.sub(lambda pair: f"（{pair[0][1:-1]}）", text)
        text = _LONE.sub(lambda mark: mark[0].translate(_FULL), text)
    return text

"""W08: an item that stands twice in one list, as replacing a word throughout leaves it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.checks.finding import Finding, Subject
from assistant.checks.lists import words
from assistant.checks.paragraphs import report, texts_of
from assistant.checks.rules import rule_set_of

# A list stands inside one clause; its items are parted by 、 and the last by 和 or the like.
_RUN = re.compile(r"[^，。；：！？\n（）()]+")
_PART = re.compile("、")
_LAST = re.compile("以及|及其|和|及|与|或")
_FIRST = re.compile(
    ".*(?:按照|根据|落实|贯彻|执行|包括|涉及|通过|利用|依托|围绕|涵盖|以及|分别|主要|[对在由为是到于从向把将有])"
)
_LONG = 14
_SHORT = 8
_PLAIN = re.compile(r"[^的和或及应由对将而在与为、]{1,10}")
_COUNTED = re.compile(r"[0-9０-９一二三四五六七八九十]+[条件篇次项个份%％]|\d")


def repeated_items(subject: Subject) -> Iterator[Finding]:
    """Find lists in which the same item stands twice."""
    tails = words(rule_set_of(subject).settings, "list_tails")
    for where in texts_of(subject):
        if "、" not in where.text:
            continue
        for run in _RUN.finditer(where.text):
            twice = repeated(run[0], tails) if "、" in run[0] else None
            if twice is None:
                continue
            item, start, end = twice
            yield report(
                subject,
                where,
                (run.start() + start, run.start() + end),
                "W08",
                "repeated-item",
                f"并列的几项里“{item}”出现了两次，可能是批量替换或复制留下的",
                basis="并列各项不应重复",
                suggestion=f"去掉一个“{item}”，或改成原来要写的词",
            )


@lru_cache(maxsize=4096)
def repeated(run: str, tails: tuple[str, ...]) -> tuple[str, int, int] | None:
    """Give the item that stands twice in a list, and the span from its first to its second place.

    Args:
        run: a clause with 、 in it.
        tails: what may follow the last item without being part of it.
    """
    seen: dict[str, int] = {}
    items = list(_items(run, tails))
    for number, (item, start) in enumerate(items):
        # Counts and short answers repeat honestly: 0件、0件 is another rule's business.
        if not item or len(item) > _LONG or _COUNTED.search(item):
            seen.clear()
            continue
        # A clause may hold two lists; what stands between them is no plain item.
        if 0 < number < len(items) - 1 and not _PLAIN.fullmatch(item):
            seen.clear()
        if any(item != one and item.endswith(one) for one in seen):
            seen.clear()
        if item in seen and (len(item) > 1 or number - 1 == seen[item]):
            return item, items[seen[item]][1], start + len(item)
        seen[item] = number
    return None


def _items(run: str, tails: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Cut a list into items and where each starts, without what leads in and what follows."""
    starts = [0, *(found.end() for found in _PART.finditer(run))]
    ends = [*(found.start() for found in _PART.finditer(run)), len(run)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        text = run[start:end]
        if number == 0:
            lead = _FIRST.match(text)
            cut = lead.end() if lead else 0
            yield text[cut:], start + cut
        elif number == len(starts) - 1:
            joined = _LAST.search(text)
            rest = _without(text[joined.end() :], tails) if joined and joined.start() else ""
            if joined and rest and len(rest) <= _SHORT and "的" not in text:
                yield text[: joined.start()], start
                yield rest, start + joined.end()
            else:
                yield _without(text, tails), start
        else:
            yield text, start


def _without(text: str, tails: tuple[str, ...]) -> str:
    """Cut off what follows the last item of a list."""
    spots = [at for tail in tails if (at := text.find(tail)) > 0]
    return text[: min(spots)] if spots else text

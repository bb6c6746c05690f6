"""What must be done one way throughout: separators in numbers, and titles of one level."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from assistant.checks.finding import Check, Finding, Subject
from assistant.checks.identities import cell_name
from assistant.checks.spans import Heading, cell_place, found, headings_of, sentences_of, view
from assistant.report.model import show_figure
from assistant.text.quantities import quantities

_GROUPS_FROM = 1000
_NUMBERS = "《出版物上数字用法》（GB/T 15835-2011）：四位以上的数分节不分节，全文一致"
_TITLES = "《标点符号用法》（GB/T 15834-2011）和公文层次标题的规定：同级标题写法一致"
_GROUPED = re.compile("[0-9０-９][,，][0-9０-９]{3}")
_FIRST_LEVEL = re.compile(r"^\s*[（(][一二三四五六七八九十]{1,3}[）)]")
_NUMBER = re.compile(r"^\s*[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）).．、]+")
_ENDING = re.compile("(情况|方面)[。：:]?$")
_FEWEST = 3


def separators(subject: Subject) -> Iterator[Finding]:
    """W02: 1,234 here and 1234 there, in sentences and tables; said once, of what is rarer."""
    # Without one grouped number there is nothing to differ from.
    written = (view(subject).prose, *subject.located.raw.values())
    if not any(map(_GROUPED.search, written)):
        return
    in_text = [
        (sentence, q, _GROUPED.search(sentence.text[q.start : q.end]) is not None)
        for sentence in sentences_of(subject)
        for q in quantities(sentence.text)
        if q.unit and not q.spoken and _long(q.value, sentence.text[q.start : q.end])
    ]
    in_cells = [
        (address, figure, _GROUPED.search(subject.located.raw.get(address, "")) is not None)
        for address in subject.loaded.form.cells
        if isinstance(figure := subject.report.figure(address), Decimal)
        and abs(figure) >= _GROUPS_FROM
    ]
    count = Counter(grouped for *_, grouped in (*in_text, *in_cells))
    if len(count) < len((True, False)):
        return
    rarer = count[True] <= count[False]
    message = f"全文有 {count[True]} 个数带千分位的逗号，{count[False]} 个数不带，要统一。"
    suggestion = "都不带逗号，或者都带。"
    for sentence, q, grouped in in_text:
        if grouped is rarer:
            yield found(
                subject,
                sentence,
                (q.start, q.end),
                "W02",
                "separators",
                message,
                severity="info",
                basis=_NUMBERS,
                suggestion=suggestion,
            )
            return
    address, figure, _ = next(one for one in in_cells if one[2] is rarer)
    shown = subject.located.raw.get(address) or show_figure(figure)
    message = f"“{cell_name(subject, address)}”填的是 {shown}：{message}"
    place = cell_place(subject, address)
    yield Finding("W02", "separators", "info", place, shown, message, _NUMBERS, suggestion)


def _long(value: Decimal, written: str) -> bool:
    # 1.2万 has nothing to group, 12000万 has.
    digits = re.match("[0-9０-９,，]+", written)
    return value >= _GROUPS_FROM and digits is not None and len(digits[0]) > len("999")


def subheadings(subject: Subject) -> Iterator[Finding]:
    """W03: titles of one level that end or are numbered unlike each other; said once a section."""
    for key in dict.fromkeys(h.section for h in headings_of(subject)):
        mine = [h for h in headings_of(subject) if h.section == key and h.kind != "title"]
        level = [h for h in mine if _FIRST_LEVEL.match(h.text)]
        titles = level or [h for h in mine if _NUMBER.match(h.text)]
        if len(titles) < _FEWEST:
            continue
        for trait, says in _TRAITS:
            odd = _odd(titles, trait)
            if odd is not None:
                heading, usual = odd
                message = f"同级的小标题{says}：这里是“{heading.text}”，别处是“{usual.text}”。"
                yield found(
                    subject,
                    heading,
                    (0, len(heading.text)),
                    "W03",
                    "unlike-titles",
                    message,
                    severity="info",
                    basis=_TITLES,
                    suggestion="同一级的小标题用一种写法。",
                )
                break


def _odd(
    titles: Sequence[Heading], trait: Callable[[Heading], str]
) -> tuple[Heading, Heading] | None:
    """Give a title that differs from most of its level, and one of those."""
    ways = Counter(map(trait, titles))
    if len(ways) < len((True, False)):
        return None
    usual = ways.most_common(1)[0][0]
    return (
        next(t for t in titles if trait(t) != usual),
        next(t for t in titles if trait(t) == usual),
    )


def _numbered(heading: Heading) -> str:
    m = _NUMBER.match(heading.text)
    marks = "" if m is None else re.sub("[一二三四五六七八九十0-9]+", "甲", m[0].strip())
    return marks.replace("(", "（").replace(")", "）")


def _ends(heading: Heading) -> str:
    m = _ENDING.search(heading.text)
    return m[1] if m else ""


def _placed(heading: Heading) -> str:
    return f"{heading.kind}{heading.text.rstrip()[-1:] in '。：:' and heading.kind == 'heading'}"


_TRAITS: tuple[tuple[Callable[[Heading], str], str], ...] = (
    (_numbered, "序号写法不一"),
    (_ends, "有的带“情况”“方面”，有的不带"),
    (_placed, "有的独立成段，有的接着正文，或者有的带句号"),
)

CHECKS: tuple[Check, ...] = (separators, subheadings)

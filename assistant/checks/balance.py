"""N03: requests come in, done and carried over that do not balance in the text itself."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.checks.finding import Check, Finding, Sentence, Subject
from assistant.checks.settings import rules_of
from assistant.checks.spans import found, sentences_of
from assistant.checks.statements import in_front
from assistant.text.numbers import plain
from assistant.text.quantities import Quantity, quantities

_BEFORE = re.compile("(?:上年度?|上一年度?|去年|20[0-9]{2}年度?)[^，。；]{0,6}结转[^，。；]{0,14}$")
_OUT = re.compile("结转(?:至|到|入)?(?:下|次|明)[^，。；]{0,14}$")
_IN = re.compile("(?:新收|收到|受理|接收|接到)(?![^，。；]*(?:结转|补正))[^，。；]{0,24}$")
_DONE = re.compile("(?:办结|办理完毕|办理完成)(?![^，。；]*结转)[^，。；]{0,8}$")
_OTHER = re.compile("建议|提案|复议|诉讼|留言|信访|工单|热线|其中|网上|网络|信函|当面|现场|信箱")
_KINDS = (("carried", _BEFORE), ("left", _OUT), ("done", _DONE), ("received", _IN))


def balance(subject: Subject) -> Iterator[Finding]:
    """N03: received, done and carried over, each told once, that do not balance."""
    left = rules_of(subject).left_over
    if left is None:
        return
    told: dict[str, list[tuple[Sentence, Quantity]]] = {}
    for sentence in sentences_of(subject):
        if sentence.passage == left.aspect:
            for kind, quantity in _told(sentence):
                told.setdefault(kind, []).append((sentence, quantity))
    once = {kind: rows[0] for kind, rows in told.items() if len(rows) == 1}
    if not {"received", "done", "left"} <= set(once) or len(told.get("carried", [])) > 1:
        return
    value = {kind: quantity.value for kind, (_, quantity) in once.items()}
    came = value["received"] + value.get("carried", Decimal(0))
    went = value["done"] + value["left"]
    # 受理 may count what was carried over already.
    if went in {came, value["received"]}:
        return
    sentence, quantity = once["done"]
    message = (
        f"正文里的数对不上：收到 {plain(value['received'])}"
        + (f"、上年结转 {plain(value['carried'])}" if "carried" in value else "")
        + f"，办结 {plain(value['done'])}、结转下年 {plain(value['left'])}，"
        f"两边相差 {plain(abs(came - went))}。"
    )
    yield found(
        subject,
        sentence,
        (quantity.start, quantity.end),
        "N03",
        "balance",
        message,
        basis=rules_of(subject).basis.get("N03", ""),
        suggestion="核对台账。",
    )


def _told(sentence: Sentence) -> Iterator[tuple[str, Quantity]]:
    all_ = quantities(sentence.text)
    for n, quantity in enumerate(all_):
        front = in_front(sentence.text, quantity, all_[n - 1] if n else None)
        if quantity.unit not in {"件", "宗", "份", "项", "条"} or _OTHER.search(front):
            continue
        kind = next((kind for kind, pattern in _KINDS if pattern.search(front)), "")
        if kind:
            # What is not exact makes the whole account none.
            yield kind, quantity
            if quantity.approximate:
                yield kind, quantity


CHECKS: tuple[Check, ...] = (balance,)

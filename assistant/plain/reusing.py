"""Last year's sentences line by line: which to take, and what their open points are this year."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.draft.events import NewSentence
from assistant.phrases.harvest import fill, settle
from assistant.session.reuse import Reuse

Ask = Callable[[str], str]
Say = Callable[[str], None]


def reused(reuses: Sequence[Reuse], ask: Ask, say: Say) -> Iterator[NewSentence]:
    """Offer last year's sentences with this year's figures, and give those that are taken."""
    say("上年的句子，换上了今年的年份和数；〔〕里的还没有定：")
    for number, one in enumerate(reuses, 1):
        say(f"　{number} {one.text}")
        say(f"　　{one.line}")
    answer = ask("用哪几句？例如 1、3；不用直接回车：")
    for number in numbers_in(answer):
        if 1 <= number <= len(reuses):
            yield _settled(reuses[number - 1], ask, say)


def _settled(one: Reuse, ask: Ask, say: Say) -> NewSentence:
    """Ask for each open point; one that is left stays open."""
    new = one.sentence
    for wording in one.open:
        # Letters, as a number may be what is to be written.
        options = dict(zip("abcdefgh", one.options.get(wording, ()), strict=False))
        for letter, name in options.items():
            say(f"　{letter} 用“{name}”的数")
        which = "输入字母，或者" if options else ""
        written = ask(f"“{wording}”今年写什么？{which}写出来；先留着直接回车：")
        if written.lower() in options:
            new = replace(new, text=settle(new.text, wording, options[written.lower()]))
        elif written:
            new = replace(new, text=fill(new.text, wording, written))
    return new


def numbers_in(answer: str) -> list[int]:
    """Read numbers from a line such as 1、3."""
    for mark in "、，,":
        answer = answer.replace(mark, " ")
    return [int(item) for item in answer.split() if item.isdecimal()]

"""W04: what the report calls its own unit, against the unit in its title."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from assistant.checks.finding import Finding, Sentence, Subject
from assistant.checks.lists import Pairs, pairs, words
from assistant.checks.paragraphs import report
from assistant.checks.rules import rule_set_of
from assistant.checks.spans import sentences_of

_PARENTHESES = re.compile(r"[（(]([^（）()]*)[）)]")
_BASIS = "自称应当与标题和落款的机关一致"
_PRONOUNS = "我本"


def self_names(subject: Subject) -> Iterator[Finding]:
    """Find self-names that belong to another kind of unit, as copying leaves them behind."""
    settings = rule_set_of(subject).settings
    nouns, endings = pairs(settings, "self_nouns"), pairs(settings, "self_names")
    if not nouns:
        return
    unit = subject.report.unit or subject.report.signature
    allowed = allowed_nouns(unit, endings, nouns)
    if allowed and subject.own:
        allowed |= {subject.report.self_name[1:]}
    pattern = naming(nouns)
    used = [
        (sentence, match)
        for sentence in sentences_of(subject)
        for match in pattern.finditer(sentence.text)
    ]
    if allowed:
        yield from _foreign(subject, unit, allowed, used)
    else:
        yield from _changing(subject, used)
    yield from _regions(subject, unit, words(settings, "regions"))


def allowed_nouns(unit: str, endings: Pairs, nouns: Mapping[str, object]) -> set[str]:
    """Give what a unit may call itself behind 我 or 本; empty when its name tells nothing."""
    names = [_PARENTHESES.sub("", unit), *_PARENTHESES.findall(unit)]
    longest = sorted(endings, key=len, reverse=True)
    out: set[str] = set()
    for name in names:
        ending = next((e for e in longest if name.endswith(e)), None)
        if ending is not None:
            out |= set(endings[ending])
    if not out:
        return out
    # An office of a town may speak of its town: the name holds the word.
    return out | {noun for noun in nouns if len(noun) > 1 and noun in unit} | _inside(unit, nouns)


def _inside(unit: str, nouns: Mapping[str, object]) -> set[str]:
    return {noun for noun in nouns if noun in "镇乡" and noun in unit}


def naming(nouns: Pairs) -> re.Pattern[str]:
    """Find what units call themselves; the noun behind 我 or 本 is the second group."""
    return _pattern(tuple(nouns.items()))


@cache
def _pattern(nouns: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    longest = sorted(nouns, key=lambda one: len(one[0]), reverse=True)
    parts = [f"{noun}(?!{'|'.join(after)})" if any(after) else noun for noun, after in longest]
    return re.compile(f"(?<![自忘根基资样版原成日书脚文])([{_PRONOUNS}])({'|'.join(parts)})")


def _noun(match: re.Match[str]) -> str:
    return match[2]


Used = list[tuple[Sentence, re.Match[str]]]


def _foreign(subject: Subject, unit: str, allowed: set[str], used: Used) -> Iterator[Finding]:
    right = next((f"我{noun}" for noun in sorted(allowed, key=len) if unit.endswith(noun)), "")
    right = right or (subject.report.self_name if subject.report.self_name[1:] in allowed else "")
    for sentence, match in used:
        if _noun(match) in allowed:
            continue
        advice = f"，应为“{right}”" if right else ""
        yield report(
            subject,
            sentence,
            match.span(),
            "W04",
            "self-name",
            f"“{match[0]}”不是“{unit}”的自称{advice}，可能抄自别的单位",
            basis=_BASIS,
            suggestion="核对这一句是不是本单位的情况" + (f"，改为“{right}”" if right else ""),
        )


def _changing(subject: Subject, used: Used) -> Iterator[Finding]:
    """Without a unit to go by, a second noun contradicts the first."""
    if not used:
        return
    first = used[0][1]
    for sentence, match in used:
        if _noun(match) != _noun(first):
            yield report(
                subject,
                sentence,
                match.span(),
                "W04",
                "self-name-changes",
                f"前面自称“{first[0]}”，这里自称“{match[0]}”，前后不一",
                severity="warning",
                basis=_BASIS,
                suggestion="全文用同一个自称",
            )


def _regions(subject: Subject, unit: str, regions: tuple[str, ...]) -> Iterator[Finding]:
    """Find 我县 in the report of a unit whose name has no 县 but another level of its own."""
    own = [region for region in regions if region in unit]
    if not own:
        return
    named = re.compile(f"我({'|'.join(r for r in regions if r in '县旗')})(?!城)")
    for sentence in sentences_of(subject):
        for match in named.finditer(sentence.text):
            if match[1] in own:
                continue
            yield report(
                subject,
                sentence,
                match.span(),
                "W04",
                "region",
                f"“{match[0]}”与“{unit}”对不上，本单位名称里是“{own[-1]}”",
                severity="warning",
                basis=_BASIS,
                suggestion="核对这一句是不是抄自别处",
            )

"""P03: empty phrases, said once for a section; W05: a short title nobody defined."""

import re
from collections.abc import Iterator

from assistant.checks.finding import Finding, Subject
from assistant.checks.lists import number, words
from assistant.checks.paragraphs import report
from assistant.checks.rules import rule_set_of
from assistant.checks.spans import sentences_of

_SHOWN = 4


def hollow_phrases(subject: Subject) -> Iterator[Finding]:
    """Say of a section that it leans on empty phrases, and name the first of them."""
    settings = rule_set_of(subject).settings
    listed = words(settings, "hollow")
    if not listed:
        return
    least = number(settings, "hollow_least", 4)
    pattern = re.compile("|".join(map(re.escape, sorted(listed, key=len, reverse=True))))
    for section in dict.fromkeys(s.section for s in sentences_of(subject)):
        hits = [
            (sentence, match)
            for sentence in sentences_of(subject)
            if sentence.section == section
            for match in pattern.finditer(sentence.text)
        ]
        if len(hits) < least:
            continue
        sentence, match = hits[0]
        names = list(dict.fromkeys(m[0] for _, m in hits))
        more = "等" if len(names) > _SHOWN else ""
        yield report(
            subject,
            sentence,
            match.span(),
            "P03",
            "hollow",
            f"本节空话较多，共{len(hits)}处：{'、'.join(names[:_SHOWN])}{more}",
            basis="总体情况应当聚焦重点、简明客观",
            suggestion="换成做了什么、多少件、谁来做、何时做成",
        )


def undefined_titles(subject: Subject) -> Iterator[Finding]:
    """Find short titles in book marks that are used before the full title gives them."""
    for title in words(rule_set_of(subject).settings, "short_titles"):
        used = f"《{title}》"
        text = "".join(sentence.text for sentence in sentences_of(subject))
        if used not in text or _defined(text, title):
            continue
        for sentence in sentences_of(subject):
            at = sentence.text.find(used)
            if at >= 0:
                yield report(
                    subject,
                    sentence,
                    (at, at + len(used)),
                    "W05",
                    "undefined-title",
                    f"简称“{used}”前面没有交代全称",
                    severity="info",
                    basis="简称第一次出现时应当先写全称",
                    suggestion=f"第一次用全称，后面加（以下简称{used}）",
                )
                break


def _defined(text: str, title: str) -> bool:
    return (
        re.search(rf"(?:以下|下文|下称|简)(?:简称|统称|称)?(?:为)?[：:]?[《“\"'‘]*{title}", text)
        is not None
    )

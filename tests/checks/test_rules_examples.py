"""Every pattern rule is silent about its good examples and finds something in its bad ones."""

from functools import cache

import pytest

from assistant.checks.codes import CODES
from assistant.checks.lists import KINDS, Kind, pairs
from assistant.checks.patterns import Rule
from assistant.checks.rules import RuleSet, load_rules
from assistant.form.load import LoadedForm
from assistant.paths import shipped_templates


@cache
def shipped() -> RuleSet:
    return load_rules(shipped_templates() / "ogi-2021")


def ids(rule: Rule) -> str:
    return rule.entry.id


@pytest.mark.parametrize("rule", shipped().rules, ids=ids)
def test_a_rule_proves_itself_by_its_examples(rule: Rule) -> None:
    for text in rule.entry.good:
        assert [hit.match[0] for hit in rule.hits(text)][rule.entry.least - 1 :] == []
    for text in rule.entry.bad:
        assert rule.may_hit(text), text
        assert len(list(rule.hits(text))) >= rule.entry.least, text


@pytest.mark.parametrize("rule", shipped().rules, ids=ids)
def test_a_mend_leaves_nothing_to_find(rule: Rule) -> None:
    for text in rule.entry.bad:
        hit = next(iter(rule.hits(text)))
        if hit.mend is None:
            continue
        mended = text[: hit.start] + hit.mend + text[hit.end :]

        assert mended != text
        assert len(list(rule.hits(mended))) < len(list(rule.hits(text)))


@pytest.mark.parametrize("rule", shipped().rules, ids=ids)
def test_a_message_is_filled_and_ends_without_a_slot(rule: Rule) -> None:
    for text in rule.entry.bad:
        hit = next(iter(rule.hits(text)))
        said = rule.says(rule.entry.message, hit) + rule.says(rule.entry.suggestion, hit)

        assert "{" not in said
        assert rule.entry.code in CODES


@pytest.mark.parametrize("name", [n for n, kind in KINDS.items() if kind is Kind.PAIRS])
def test_no_wrong_word_is_its_own_mend_or_inside_it(name: str) -> None:
    listed = pairs(shipped().settings, name)
    if name in {"self_names", "self_nouns"}:
        return
    for wrong, right in listed.items():
        assert wrong not in right[0], wrong


def test_words_of_a_list_are_all_found(ogi: LoadedForm) -> None:
    for rule in shipped().rules:
        if rule.entry.words:
            for wrong, right in pairs(shipped().settings, rule.entry.words).items():
                hits = list(rule.hits(f"，{wrong}。"))
                assert [hit.mend for hit in hits][:1] == [right[0]], wrong

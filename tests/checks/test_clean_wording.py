"""Correct text stays without an error or a warning of wording."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from assistant.checks.finding import Subject
from assistant.checks.wording import WORDING_CHECKS
from assistant.form.load import LoadedForm
from assistant.form.values import Followed, Kind, Value
from assistant.form.wording import Parts
from assistant.phrases.bank import Bank
from assistant.session import Library
from assistant.text.sentences import sentences

MakeSubject = Callable[..., Subject]


@cache
def clean_sentences() -> tuple[str, ...]:
    lines = Path(__file__).with_name("clean_sentences.txt").read_text(encoding="utf-8").split("\n")
    return tuple(line for line in lines if line and not line.startswith("#"))


def loud(subject: Subject) -> list[tuple[str, str, str]]:
    found = [finding for check in WORDING_CHECKS for finding in check(subject)]
    return [(f.code, f.rule, f.excerpt) for f in found if f.severity != "info"]


def test_there_are_enough_clean_sentences() -> None:
    assert len(clean_sentences()) >= 60


@pytest.mark.parametrize("text", clean_sentences())
def test_a_correct_sentence_is_left_alone(make_subject: MakeSubject, text: str) -> None:
    subject = make_subject(prose={"监督保障": tuple(sentences(text))}, year=2021)

    assert loud(subject) == []


def test_all_of_them_in_one_report_are_left_alone(make_subject: MakeSubject) -> None:
    subject = make_subject(prose={"监督保障": clean_sentences()}, year=2021)

    assert loud(subject) == []


def _value(loaded: LoadedForm, name: str) -> Value:
    bare = name.removeprefix("上年.")
    kind = loaded.schema[bare].kind
    fact = loaded.form.fact.get(bare)
    options = fact.option_keys[:2] if fact and fact.option_keys else ("政策文件", "通知公告")
    match kind:
        case Kind.NUMBER:
            return Decimal(12)
        case Kind.TEXT:
            return (fact and (fact.option_keys[:1] or (fact.example,))[0]) or "办公室"
        case Kind.LIST:
            return tuple(options)
        case Kind.SPLIT:
            return tuple((option, Decimal(6)) for option in options)
        case Kind.FOLLOWUP:
            states = fact.option_keys if fact else ()
            return tuple(Followed("栏目更新不及时", state, "定专人更新") for state in states)
        case Kind.DATE:
            return date(2026, 6, 30)
        case _:
            return True


def _sources(bank: Bank) -> list[Parts]:
    pairs = [side for pair in bank.pairs for side in (pair.problem, pair.measure)]
    return [*(phrase.parts for phrase in bank.phrases), *pairs]


def test_the_whole_phrase_bank_is_left_alone(
    library: Library, ogi: LoadedForm, make_subject: MakeSubject
) -> None:
    def lookup(name: str) -> Value:
        return _value(ogi, name)

    texts = [ogi.wording.render(p, lookup).text for p in _sources(library.bank("ogi-2021"))]
    subject = make_subject(prose={"监督保障": tuple(texts)}, unit="青河县水利局")

    assert len(texts) > 100
    assert loud(subject) == []

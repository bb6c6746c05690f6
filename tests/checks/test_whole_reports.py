"""Whole reports: clean ones draw no error and no warning, planted faults and the seed's are found."""

import random
from datetime import date

import planted_figures  # noqa: F401
import planted_repeats  # noqa: F401
import planted_structure  # noqa: F401
import pytest
from clean_reports import Clean, clean_report, following_year, subject_of
from planted import REGISTRY, Case

from assistant.checks import (
    breakdown,
    comparison,
    ending,
    identities,
    measures,
    numbering,
    numbers,
    parts,
    repeats,
    statements,
    structure,
    years,
)
from assistant.checks.finding import Check, Finding, Subject
from assistant.checks.run import check
from assistant.draft.answers import read_answers
from assistant.draft.assemble import Assembler
from assistant.draft.figures import figures_of
from assistant.form.load import LoadedForm
from assistant.session import Library
from assistant.session.likeness import segmenter

pytestmark = pytest.mark.slow

FIGURES_AND_FRAME: tuple[Check, ...] = tuple(
    one
    for module in (
        structure, ending, parts, identities, statements, breakdown, comparison, numbers, years,
        numbering, measures, repeats,
    )
    for one in module.CHECKS
)  # fmt: skip


def loud(found: list[Finding]) -> list[str]:
    return [f"{f.code} {f.rule}: {f.message}" for f in found if f.severity != "info"]


@pytest.fixture(scope="module")
def pool(library: Library, ogi: LoadedForm) -> list[tuple[Clean, Clean | None]]:
    rng, bank = random.Random(20260120), library.bank("ogi-2021")
    out: list[tuple[Clean, Clean | None]] = []
    for number, size in enumerate(("zero", "one", "many", "mixed") * 3):
        first = clean_report(ogi, bank, rng, size, best=number % 3 == 0)
        out += [(first, None), (following_year(ogi, bank, first, rng), first)]
    return out


def test_clean_reports_are_left_alone(
    ogi: LoadedForm, pool: list[tuple[Clean, Clean | None]]
) -> None:
    for now, before in pool:
        subject = subject_of(ogi, now, before.report if before else None, segmenter())
        assert loud(check(subject, FIGURES_AND_FRAME)) == []


def test_the_demo_report_is_left_alone(library: Library, ogi: LoadedForm) -> None:
    draft = read_answers(ogi, library.templates / "ogi-2021" / "demo.yaml", date(2026, 1, 20))
    located = Assembler(figures_of(ogi, draft), draft, library.bank("ogi-2021").closed).run()
    assert loud(check(Subject(located, ogi, own=True, words=segmenter()), FIGURES_AND_FRAME)) == []


@pytest.mark.parametrize("code", sorted(REGISTRY.by_code))
def test_planted_faults_are_found(
    ogi: LoadedForm, pool: list[tuple[Clean, Clean | None]], code: str
) -> None:
    rng = random.Random(code)
    for planter in REGISTRY.by_code[code]:
        cases: list[Case] = []
        for _ in range(60):
            now, before = rng.choice(pool)
            last = before.report if before else None
            case = planter(Case(ogi, now.located, rng, last, words=segmenter()))
            cases += [case] if case is not None else []
        assert len(cases) > 8, planter.__name__
        for case in cases[:15]:
            codes = {f.code for f in check(case.subject(), FIGURES_AND_FRAME)}
            assert code in codes, (planter.__name__, [*case.sentences()])

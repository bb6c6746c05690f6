"""How much of a draft repeats last year's report or another unit's, sentence by sentence."""

from dataclasses import dataclass

from assistant.checks.repeats import repetition
from assistant.form.values import show
from assistant.report.standing import section_names, standing
from assistant.session.before import report_of
from assistant.session.checking import subject_of
from assistant.session.likeness import Likeness
from assistant.session.state import State


@dataclass(frozen=True, slots=True)
class Repeated:
    """A sentence of the draft and what it repeats: 与上年第一节第 3 句相似 82 %（仅数字不同）."""

    sentence: int | None
    text: str
    line: str


@dataclass(frozen=True, slots=True)
class Repetition:
    """The repeated sentences of one section.

    Attributes:
        name: the section, such as 第一节; for another unit's report, that report.
        line: how much of it is repeated.
        percent: by characters; None where only sentences are counted.
    """

    name: str
    line: str
    percent: int | None
    sentences: tuple[Repeated, ...]


def repetitions(now: State, likeness: Likeness) -> list[Repetition]:
    """Say of every section how much is last year's, then what is close to other units' reports."""
    loaded, draft = now.loaded, now.draft
    located = now.assembler.run()
    last = report_of(loaded, draft.last_year) if draft.last_year else None
    names = section_names(loaded.form)
    out: list[Repetition] = []
    for one in repetition(subject_of(located, loaded, last_year=last, own=True)):
        percent = int(one.rate * 100)
        count = len(one.repeats)
        name = names.get(one.section, "文中")
        out.append(
            Repetition(
                name,
                f"{name}与上年重复 {percent} %（比了 {one.sentences} 句，{count} 句相近）",
                percent,
                tuple(
                    Repeated(
                        r.sentence.place.sentence, r.sentence.text, f"与上年{r.where}{r.match.note}"
                    )
                    for r in one.repeats
                ),
            )
        )
    unit = show(now.figures(loaded.form.roles.unit))
    copied: list[Repeated] = []
    for stands in standing(located.report, loaded.form):
        for found in likeness.in_others(stands.text, unit):
            place = located.where.get(stands.address)
            copied.append(Repeated(place.sentence if place else None, stands.text, found.line))
    if copied:
        line = f"和别的单位的报告相近 {len(copied)} 句，换成本单位的情况"
        out.append(Repetition("别的单位", line, None, tuple(copied)))
    return out

"""What a draft still lacks: open points, each with the step that settles it."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.draft.assemble import Assembler
from assistant.draft.figures import Figures, typed_cells
from assistant.draft.interview import shown_steps
from assistant.draft.model import Draft, Sentence
from assistant.draft.tables import cell_label
from assistant.form.model import Step
from assistant.form.wording import undecided_in


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that must be settled before the report is complete.

    Attributes:
        step: the step to jump to.
        key: the fact, cell or sentence id concerned.
        office: whom to ask, when it waits for an office.
    """

    step: str
    key: str
    message: str
    office: str = ""


def open_points(figures: Figures, draft: Draft) -> list[OpenPoint]:
    """List required answers that are missing, answers that wait, and sentences with blanks."""
    out: list[OpenPoint] = []
    for step in shown_steps(figures):
        match step.kind:
            case "card":
                out += _facts(figures, draft, step)
            case "tables":
                out += _cells(figures, draft, step)
            case "aspect":
                out += _aspect(figures, draft, step)
            case _:
                out += _pairs(figures, draft, step)
    return out


def _facts(figures: Figures, draft: Draft, step: Step) -> Iterator[OpenPoint]:
    for key in step.facts:
        if not figures.shown(key):
            continue
        fact = figures.loaded.form.fact[key]
        if key in draft.later:
            office = draft.later[key]
            yield OpenPoint(step.key, key, f"暂不确定：{fact.ask}", office or fact.office)
        elif key not in draft.facts and figures.required(key) and not _told(figures, draft, key):
            yield OpenPoint(step.key, key, f"还没有回答：{fact.ask}", fact.office)


def _told(figures: Figures, draft: Draft, key: str) -> bool:
    """Say whether a fact is not needed any more: the sentences it leads to came with a report."""
    roles = figures.loaded.form.roles
    return key not in {roles.unit, roles.year} and any(
        s.origin == "read" for s in draft.sentences().values()
    )


def _cells(figures: Figures, draft: Draft, step: Step) -> Iterator[OpenPoint]:
    for key in step.tables:
        table = figures.loaded.form.table[key]
        groups: dict[tuple[str, str], list[str]] = {}
        for address in typed_cells(figures, table):
            if draft.cells.get(address) is None:
                waiting = draft.later.get(address, draft.later.get(step.key))
                state = "还没有填" if waiting is None else "暂不确定"
                groups.setdefault((state, waiting or table.office), []).append(address)
        for (state, office), blanks in groups.items():
            more = f"等 {len(blanks)} 格" if len(blanks) > 1 else ""
            label = cell_label(figures.loaded, blanks[0])
            title = f"“{table.title}”"
            message = f"{state}：{label.removeprefix(title) and title}{label}{more}"
            yield OpenPoint(step.key, blanks[0], message, office)


def _aspect(figures: Figures, draft: Draft, step: Step) -> Iterator[OpenPoint]:
    aspect = figures.loaded.form.aspect[step.aspect]
    sentences = draft.narrative.get(step.aspect, ())
    assembler = Assembler(figures, draft)
    for sentence in sentences:
        yield from _sentence(assembler, step, sentence)
    needed = any(move.level == "必" for move in aspect.moves)
    if not sentences and needed:
        name = aspect.heading or aspect.key
        yield OpenPoint(step.key, step.aspect, f"还没有写：{name}")


def _pairs(figures: Figures, draft: Draft, step: Step) -> Iterator[OpenPoint]:
    pairs = figures.loaded.form.pairs[step.pairs]
    chosen = draft.pairs.get(step.pairs, ())
    if len(chosen) < pairs.least or any(not p.problem or not p.measure for p in chosen):
        yield OpenPoint(step.key, step.pairs, f"还没有写够：{pairs.ask}")
    assembler = Assembler(figures, draft)
    for pair in chosen:
        for sentence in (*pair.problem, *pair.measure):
            yield from _sentence(assembler, step, sentence)


def _sentence(assembler: Assembler, step: Step, sentence: Sentence) -> Iterator[OpenPoint]:
    rendered = assembler.render(sentence.text)
    if rendered.blanks:
        message = f"“{rendered.text}”里的 {'、'.join(rendered.blanks)} 还没有数"
        yield OpenPoint(step.key, str(sentence.id), message)
    left = undecided_in(piece.part for piece in rendered.pieces)
    if left:
        message = f"“{rendered.text}”里的 {'、'.join(left)} 是旧稿里的，改成今年的，或改成照写的字"
        yield OpenPoint(step.key, str(sentence.id), message)

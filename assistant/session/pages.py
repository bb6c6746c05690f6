"""The preview and the review of a draft: lines that lead back to their questions."""

from collections.abc import Iterator

from assistant.draft.figures import typed_cells
from assistant.draft.model import Draft
from assistant.form.answer import show_answer
from assistant.form.model import Section, Step
from assistant.form.values import show_date
from assistant.report.model import Located, Report, show_figure
from assistant.session.core import Session
from assistant.session.views import Line

_LATER = "暂不确定"


def preview(session: Session) -> list[Line]:
    """Give the whole report line by line; a sentence or table leads to its step."""
    located = session.located()
    report = located.report
    steps = _sentence_steps(session)
    out = [Line("title", report.title)]
    for index, section in enumerate(report.sections):
        if section.title:
            out.append(Line("heading", section.title))
        for number, passage in enumerate(section.passages):
            if passage.heading:
                out.append(Line("subheading", passage.heading))
            for place, text in enumerate(passage.sentences):
                at = located.where.get(f"{index}/{number}/{place}")
                key = str(at.sentence) if at else ""
                lead = passage.lead if place == 0 else ""
                out.append(Line("body", lead + text, steps.get(key, ""), key))
        out += _tables(session, report, session.loaded.form.section[section.key])
    out.append(Line("sign", report.signature))
    if report.date:
        step = _step_asking(session, session.loaded.form.roles.date)
        out.append(Line("sign", show_date(report.date), step))
    return out


def characters(located: Located, section: str) -> int:
    """Count the characters of a section's text, its headings left out."""
    return sum(
        len(passage.lead) + sum(map(len, passage.sentences))
        for one in located.report.sections
        if one.key == section
        for passage in one.passages
    )


def review(session: Session) -> list[Line]:
    """Give every answer in the report's order, each leading to its question.

    Answers that wait say whom to ask.
    """
    order = {s.key: i for i, s in enumerate(session.loaded.form.sections)}
    stages = sorted(
        session.loaded.form.stages, key=lambda s: order.get(s.section, -1 if not s.section else 99)
    )
    out: list[Line] = []
    for stage in stages:
        steps = [one for one in stage.steps if one in session.steps]
        lines = [line for one in steps for line in _answers(session, session.draft, one)]
        if lines:
            out.append(Line("heading", stage.key))
            out += lines
    return out


def _answers(session: Session, draft: Draft, step: Step) -> Iterator[Line]:
    form = session.loaded.form
    match step.kind:
        case "card":
            for key in step.facts:
                if session.figures.shown(key):
                    yield Line(
                        "answer", _answer(session, draft, key), step.key, key, form.fact[key].ask
                    )
        case "tables":
            for key in step.tables:
                table = form.table[key]
                cells = typed_cells(session.figures, table)
                filled = [a for a in cells if draft.cells.get(a) is not None]
                text = f"已填 {len(filled)} / {len(cells)} 格"
                if cells and all(draft.cells.get(a) == 0 for a in cells):
                    text = "全部为 0"
                same = sum(address in draft.same for address in cells)
                if same:
                    text = f"{text}（{same} 格与上年相同）"
                offices = dict.fromkeys(draft.later[a] for a in cells if a in draft.later)
                if offices:
                    whom = "、".join(filter(None, offices)) or table.office or "相关股室"
                    text = f"{text}，{sum(a in draft.later for a in cells)} 格{_LATER}（问{whom}）"
                if step.key in draft.later:
                    text = f"{text}，{_LATER}（问{draft.later[step.key] or table.office or '相关股室'}）"
                yield Line("answer", text, step.key, key, table.title)
        case "aspect":
            name = form.aspect[step.aspect].heading or step.aspect
            texts = [s.text for s in _views(session, step)]
            yield Line("answer", "".join(texts) or "（没有写）", step.key, step.aspect, name)
        case _:
            for number, pair in enumerate(draft.pairs.get(step.pairs, ()), 1):
                assembler = session.assembler
                problem = "".join(assembler.render(s.text).text for s in pair.problem)
                measure = "".join(assembler.render(s.text).text for s in pair.measure)
                yield Line(
                    "answer", f"{problem}→{measure}", step.key, str(pair.id), f"问题 {number}"
                )


def _answer(session: Session, draft: Draft, key: str) -> str:
    fact = session.loaded.form.fact[key]
    if key in draft.later:
        return f"{_LATER}（问{draft.later[key] or fact.office or '相关股室'}）"
    entry = draft.facts.get(key)
    if entry is None:
        return "（没有填）"
    same = "（与上年相同）" if entry.source == "same" else ""
    return show_answer(fact, entry.answer) + same


def _views(session: Session, step: Step) -> list[Line]:
    assembler = session.assembler
    return [
        Line("body", assembler.render(s.text).text)
        for s in session.draft.narrative.get(step.aspect, ())
    ]


def _tables(session: Session, report: Report, section: Section) -> Iterator[Line]:
    """Give the tables row by row; each row leads to its first cell."""
    for block in section.blocks:
        table = session.loaded.form.table[block.table]
        step = _step_with_table(session, table.key)
        rows = [row for row in table.rows if not block.rows or row.key in block.rows]
        first = f"{table.key}.{rows[0].key}.{table.columns[0].key}"
        heads = tuple(column.label for column in table.columns)
        if block.banner:
            yield Line("table", block.banner, step, first)
        yield Line("table", "  ".join(heads), step, first, cells=heads)
        above: tuple[str, ...] = ()
        for row in rows:
            addresses = [f"{table.key}.{row.key}.{column.key}" for column in table.columns]
            for depth, group in enumerate(row.path[:-1]):
                if above[: depth + 1] != row.path[: depth + 1]:
                    yield Line("table", "  " * depth + group, step, addresses[0])
            above = row.path[:-1]
            label = "  " * len(above) + row.label
            figures = tuple(show_figure(report.figure(address)) or "·" for address in addresses)
            text = "  ".join([label, *figures])
            yield Line("table", text, step, addresses[0], label, figures)


def _step_asking(session: Session, fact: str) -> str:
    return next((s.key for s in session.steps if fact in s.facts), "")


def _step_with_table(session: Session, table: str) -> str:
    """Give the step that fills a table, or the gate before it when it is all 0 by itself."""
    steps = list(session.loaded.form.steps)
    index = next((i for i, s in enumerate(steps) if table in s.tables), None)
    if index is None:
        return ""
    shown = {s.key for s in session.steps}
    return next((s.key for s in reversed(steps[: index + 1]) if s.key in shown), "")


def _sentence_steps(session: Session) -> dict[str, str]:
    out: dict[str, str] = {}
    for step in session.loaded.form.steps:
        for sentence in session.draft.narrative.get(step.aspect, ()) if step.aspect else ():
            out[str(sentence.id)] = step.key
        for pair in session.draft.pairs.get(step.pairs, ()) if step.pairs else ():
            out.update({str(s.id): step.key for s in (*pair.problem, *pair.measure)})
    return out

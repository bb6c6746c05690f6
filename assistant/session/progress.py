"""How far the interview is, and what must still be settled."""

from assistant.draft.interview import step_done
from assistant.draft.points import OpenPoint, open_points
from assistant.draft.suspicion import failing
from assistant.form.identity import said_once
from assistant.form.model import Step
from assistant.session.state import State
from assistant.session.views import Progress, StageState, StageView


def progress(now: State) -> Progress:
    """Say how far the interview is, stage by stage."""
    waiting = {point.step for point in unsettled(now) if point.office or point.key.isdigit()}
    stages: list[StageView] = []
    for stage in now.loaded.form.stages:
        mine = [one for one in stage.steps if one in now.shown]
        if not mine:
            continue
        undone = [one for one in mine if not step_done(now.figures, now.draft, one)]
        state: StageState = "open" if undone else "done"
        if any(one.key in waiting and one not in undone for one in mine):
            state = "check"
        target = (undone or mine)[0]
        if now.current in mine and now.current is not None:
            state, target = "now", now.current
        stages.append(StageView(stage.key, target.key, state, len(mine) - len(undone), len(mine)))
    number = len(now.shown) if now.current is None else now.shown.index(now.current)
    return Progress(number + 1, len(now.shown), tuple(stages))


def unsettled(now: State) -> list[OpenPoint]:
    """List what must be settled, in asking order: missing, waiting, stale, unbalanced."""
    points = open_points(now.figures, now.draft)
    for one in now.shown:
        points += _unbalanced(now, one)
        points += [
            OpenPoint(one.key, str(number), f"依据变了，请改写或换一句：{_printed(now, number)}")
            for number in _sentence_ids(now, one)
            if number in now.stale
        ]
    order = {one.key: i for i, one in enumerate(now.shown)}
    return sorted(points, key=lambda point: order.get(point.step, len(order)))


def _unbalanced(now: State, one: Step) -> list[OpenPoint]:
    tables = [now.loaded.form.table[key] for key in one.tables]
    return [
        OpenPoint(one.key, v.cells[0], f"{table.title}勾稽不平：{v.identity.says}")
        for table in tables
        for v in said_once(table, failing(now.figures, table))
        if v.identity.severity == "error"
    ]


def _sentence_ids(now: State, one: Step) -> list[int]:
    if one.kind == "aspect":
        return [s.id for s in now.draft.narrative.get(one.aspect, ())]
    pairs = now.draft.pairs.get(one.pairs, ()) if one.kind == "pairs" else ()
    return [s.id for pair in pairs for s in (*pair.problem, *pair.measure)]


def _printed(now: State, number: int) -> str:
    return now.assembler.render(now.draft.sentences()[number].text).text

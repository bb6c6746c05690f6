"""What the assistant says: questions, and what has been answered, from a session."""

from collections.abc import Iterator

from assistant.draft.figures import typed_cells
from assistant.draft.interview import step_done
from assistant.draft.model import Draft
from assistant.form.answer import show_answer
from assistant.form.model import Step
from assistant.session import Session
from assistant.session.showing import StepView
from assistant.session.views import AspectView, CardView, PairsView

LIMIT = 4
"""Steps told again when a draft is opened."""


def question(session: Session, view: StepView | None) -> tuple[str, str]:
    """Give what is asked now, and why."""
    match view:
        case None:
            return _ending(session)
        case CardView():
            if len(view.fields) == 1:
                fact = view.fields[0].fact
                return fact.ask, fact.why
            return view.step.title or view.step.key, view.step.why
        case AspectView():
            return view.step.title or f"写“{view.name}”", view.why or view.step.why
        case PairsView():
            return view.ask, view.why
        case _:
            tables = view
            step = session.current
            title = step.title if step and step.title else tables[0].table.title
            why = step.why if step else ""
            if len(tables) == 1:
                why = f"{tables[0].table.ask}{why or tables[0].table.why}"
            return title, why


def _ending(session: Session) -> tuple[str, str]:
    count = len(session.open_points())
    if count:
        return (
            f"问题都问完了，还有 {count} 处没有定下来。",
            "按 F7 看是哪几处、该问谁；先导出也可以，没定的地方标〔待填〕。",
        )
    return "问题都答完了，全文齐了。", "可以先预览一遍，也可以直接导出。"


def ending_keys(session: Session) -> str:
    """Say what can be done when everything has been asked."""
    if session.open_points():
        return "F7 核对（看缺什么）　　F4 预览全文　　Enter 或 F8 导出"
    return "Enter 或 F8 导出 Word　　F4 预览全文　　F7 核对每个回答"


def answer(session: Session, draft: Draft, step: Step) -> str:
    """Tell in short what a step has been answered with; empty when there is nothing to tell."""
    match step.kind:
        case "card":
            return "　".join(_facts(session, draft, step))
        case "tables":
            return _figures(session, draft, step)
        case "aspect":
            return passage(session, step.aspect)
        case _:
            return problems(session, step.pairs)


def _facts(session: Session, draft: Draft, step: Step) -> Iterator[str]:
    shown = [key for key in step.facts if session.figures.shown(key)]
    for key in shown:
        fact = session.loaded.form.fact[key]
        name = "" if len(shown) == 1 else f"{key} "
        if key in draft.facts:
            entry = draft.facts[key]
            same = "（与上年相同）" if entry.source == "same" else ""
            yield f"{name}{show_answer(fact, entry.answer)}{same}"
        elif key in draft.later:
            yield f"{name}暂不确定（问{draft.later[key] or fact.office or '相关股室'}）"
    if shown and not any(key in draft.facts or key in draft.later for key in shown):
        yield "没有"


def _figures(session: Session, draft: Draft, step: Step) -> str:
    if step.key in draft.later:
        return f"暂不确定（问{draft.later[step.key] or '相关股室'}）"
    form = session.loaded.form
    cells = [a for t in step.tables for a in typed_cells(session.figures, form.table[t])]
    if all(draft.cells.get(a) == 0 for a in cells):
        return "全部为 0"
    waiting = sum(a in draft.later for a in cells)
    filled = f"填好了 {sum(draft.cells.get(a) is not None for a in cells)} 格"
    return f"{filled}，{waiting} 格暂不确定" if waiting else filled


def passage(session: Session, aspect: str) -> str:
    """Give the paragraph an aspect prints."""
    return "".join(session.assembler.passage_text(session.loaded.form.aspect[aspect]))


def composed(view: AspectView) -> str:
    """Say what 一键成稿 has written, what it will write, and how to take it back."""
    also = "、".join(view.following)
    rest = f"；{also}，要问的答完了也会自动写好" if also else ""
    return f"“{view.name}”写好了{rest}。都能再改；不要自动写的，现在按 Ctrl+Z 撤回"


def problems(session: Session, key: str) -> str:
    """Give the problems and measures as numbered lines."""
    lines = []
    for number, pair in enumerate(session.draft.pairs.get(key, ()), 1):
        problem = "".join(session.assembler.render(s.text).text for s in pair.problem)
        measure = "".join(session.assembler.render(s.text).text for s in pair.measure)
        lines.append(f"{number}. {problem}\n   → {measure}")
    return "\n".join(lines)


def recap(session: Session) -> list[tuple[str, str, bool]]:
    """Give the last answered steps: title, what was answered, and whether it is a paragraph."""
    shown = session.steps
    now = session.current
    end = shown.index(now) if now in shown and now is not None else len(shown)
    done = [step for step in shown[:end] if step_done(session.figures, session.draft, step)]
    out = []
    for step in done[-LIMIT:]:
        told = answer(session, session.draft, step)
        if told:
            out.append((heading(session, step), told, step.kind in {"aspect", "pairs"}))
    return out


def heading(session: Session, step: Step) -> str:
    """Name a step in a few words."""
    if step.title:
        return step.title
    if len(step.facts) == 1:
        return session.loaded.form.fact[step.facts[0]].ask
    return step.key

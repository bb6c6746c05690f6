"""Proves that no question depends on an answer that is asked later."""

from collections.abc import Iterator

from assistant.form.expression import LAST_YEAR, ExpressionError
from assistant.form.model import Form
from assistant.form.wording import Wording
from assistant.form.yaml import Path_


def order_problems(form: Form, wording: Wording) -> Iterator[tuple[Path_, str]]:
    """Give (path, message) for every condition that looks ahead in the asking order.

    Facts of one card may look at facts above them on the card, not below.
    """
    index = {fact.key: i for i, fact in enumerate(form.facts)}
    table_index = {table.key: i for i, table in enumerate(form.tables)}
    aspect_at: dict[str, Path_] = {
        aspect.key: ("sections", i, "aspects", j, "when")
        for i, section in enumerate(form.sections)
        for j, aspect in enumerate(section.aspects)
    }
    asked: set[str] = set()

    def ahead(text: str) -> list[str]:
        return sorted(n for n in base_names(form, wording, text or "true") if n not in asked)

    for step in form.steps:
        for key in step.facts:
            fact = form.fact[key]
            conditions = {
                "when": fact.when,
                "required": fact.required,
                "default": fact.default,
                "items": fact.items,
            }
            for name, text in conditions.items():
                if text and text not in {"是", "否"} and (later := ahead(text)):
                    yield ("facts", index[key], name), f"用到了后面才问的 {'、'.join(later)}"
            if fact.guess_from and fact.guess_from not in asked:
                yield ("facts", index[key], "guess_from"), f"用到了后面才问的 {fact.guess_from}"
            for i, option in enumerate(fact.options):
                if option.when and (later := ahead(option.when)):
                    path = ("facts", index[key], "options", i, "when")
                    yield path, f"用到了后面才问的 {'、'.join(later)}"
            asked.add(key)
        for key in step.tables:
            table = form.table[key]
            if table.zero_when and (later := ahead(table.zero_when)):
                yield (
                    ("tables", table_index[key], "zero_when"),
                    f"用到了后面才问的 {'、'.join(later)}",
                )
            for r, row in enumerate(table.rows):
                if row.zero_when and (later := ahead(row.zero_when)):
                    path = ("tables", table_index[key], "rows", r, "zero_when")
                    yield path, f"用到了后面才问的 {'、'.join(later)}"
            asked.update(table.addresses())
        if step.aspect and (later := ahead(form.aspect[step.aspect].when)):
            yield aspect_at[step.aspect], f"用到了后面才问的 {'、'.join(later)}"


def base_names(form: Form, wording: Wording, text: str) -> set[str]:
    """Give the facts and cells an expression rests on, derived facts followed to their roots.

    Names of last year and builtins rest on nothing.
    """
    derived = {d.key: d.value for d in form.derived}
    known = set(form.fact) | set(form.cells)
    out: set[str] = set()
    seen: set[str] = set()
    waiting = [text]
    while waiting:
        try:
            names = wording.expression(waiting.pop()).names
        except ExpressionError:
            continue
        for name in names - seen:
            seen.add(name)
            if name.startswith(LAST_YEAR):
                continue
            if name in derived:
                waiting.append(derived[name])
            elif name in known:
                out.add(name)
            elif name.split(".")[0] in form.fact:
                out.add(name.split(".")[0])
    return out

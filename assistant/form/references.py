"""Proves that the parts of a form fit together: names are unique, well made and lead somewhere."""

import keyword
import re
from collections.abc import Iterator, Mapping

from assistant.form.expression import NameInfo
from assistant.form.model import Fact, FactType, Form, Section, Step, Table
from assistant.form.values import Kind
from assistant.form.yaml import Path_

Found = Iterator[tuple[Path_, str]]
Keyed = list[tuple[Path_, str]]

BUILTINS: Mapping[str, NameInfo] = {
    "今天": NameInfo(Kind.DATE),
    "今年": NameInfo(Kind.NUMBER),
    "今月": NameInfo(Kind.NUMBER),
    "有上年": NameInfo(Kind.BOOL),
    "上年所列问题": NameInfo(Kind.LIST),
}
MONEY = frozenset({"元", "万元", "亿元"})
MOST_ORDINALS = 10
_TAKEN = frozenset({*BUILTINS, "上年", "true", "false", "none"})
_CHOOSING = frozenset({FactType.CHOICE, FactType.CHOICES, FactType.FOLLOWUP})


def reference_problems(form: Form) -> Found:
    """Give (path, message) for every name that is double, malformed, unknown or never asked."""
    yield from _names(form)
    yield from _steps(form)
    for i, fact in enumerate(form.facts):
        yield from _fact(form, fact, ("facts", i))
    for i, table in enumerate(form.tables):
        yield from _table(table, ("tables", i))
    for i, section in enumerate(form.sections):
        yield from _section(form, section, ("sections", i))
    for name, key in form.roles.model_dump().items():
        if key and key not in form.fact:
            yield ("roles", name), f"没有名为 {key} 的事实"


def _names(form: Form) -> Found:
    facts: Keyed = [(("facts", i), f.key) for i, f in enumerate(form.facts)]
    facts += [(("derived", i), d.key) for i, d in enumerate(form.derived)]
    facts += [(("tables", i), t.key) for i, t in enumerate(form.tables)]
    aspects = [
        (("sections", i, "aspects", j), aspect)
        for i, section in enumerate(form.sections)
        for j, aspect in enumerate(section.aspects)
    ]
    groups: list[Keyed] = [
        [(path, aspect.key) for path, aspect in aspects],
        [((*p, "moves", k), m.key) for p, aspect in aspects for k, m in enumerate(aspect.moves)],
        [(("sections", i), section.key) for i, section in enumerate(form.sections)],
        [
            (("stages", i, "steps", j), step.key)
            for i, stage in enumerate(form.stages)
            for j, step in enumerate(stage.steps)
        ],
    ]
    lines: list[Keyed] = []
    for t, table in enumerate(form.tables):
        lines.append([(("tables", t, "rows", i), r.key) for i, r in enumerate(table.rows)])
        lines.append([(("tables", t, "columns", i), c.key) for i, c in enumerate(table.columns)])
        groups.append(
            [(("tables", t, "identities", i), one.id) for i, one in enumerate(table.identities)]
        )
    for path, key in [*facts, *(named for group in lines for named in group)]:
        if not key.isidentifier() or keyword.iskeyword(key) or key in _TAKEN:
            yield (
                path,
                f"“{key}”不能作名字：只用汉字、字母、数字和下划线，数字不打头，也不用保留的字",
            )
    for group in (facts, *lines, *groups):
        seen: set[str] = set()
        for path, key in group:
            if key in seen:
                yield path, f"“{key}”重名"
            seen.add(key)


def _steps(form: Form) -> Found:
    facts: set[str] = set()
    for i, stage in enumerate(form.stages):
        if stage.section and stage.section not in form.section:
            yield ("stages", i, "section"), f"没有名为 {stage.section} 的节"
        for j, step in enumerate(stage.steps):
            yield from _step(form, step, ("stages", i, "steps", j), facts)
    tables = {key for step in form.steps for key in step.tables}
    aspects = {step.aspect for step in form.steps}
    pairs = {step.pairs for step in form.steps}
    for i, fact in enumerate(form.facts):
        if fact.key not in facts:
            yield ("facts", i), f"事实“{fact.key}”没有在 stages 里问到"
    for i, table in enumerate(form.tables):
        if table.key not in tables:
            yield ("tables", i), f"表“{table.key}”没有在 stages 里问到"
    for i, section in enumerate(form.sections):
        for j, aspect in enumerate(section.aspects):
            if aspect.key not in aspects:
                yield ("sections", i, "aspects", j), f"方面“{aspect.key}”没有在 stages 里问到"
        if section.pairs and section.pairs.key not in pairs:
            yield ("sections", i, "pairs"), f"“{section.pairs.key}”没有在 stages 里问到"


def _step(form: Form, step: Step, path: Path_, asked: set[str]) -> Found:
    given = [bool(step.card), bool(step.tables), bool(step.aspect), bool(step.pairs)]
    if sum(given) != 1:
        yield path, "一步只能是 card、tables、aspect、pairs 中的一种"
    for key in step.facts:
        if key not in form.fact:
            yield path, f"没有名为 {key} 的事实"
        elif key in asked:
            yield path, f"事实“{key}”问了两次"
        asked.add(key)
    for key in step.tables:
        if key not in form.table:
            yield path, f"没有名为 {key} 的表"
    if step.aspect and step.aspect not in form.aspect:
        yield path, f"没有名为 {step.aspect} 的方面"
    if step.pairs and step.pairs not in form.pairs:
        yield path, f"没有名为 {step.pairs} 的问题与措施"


def _fact(form: Form, fact: Fact, path: Path_) -> Found:
    if fact.type in _CHOOSING and not fact.options:
        yield path, "选择题要有 options"
    followup = fact.type is FactType.FOLLOWUP
    if followup and not fact.items:
        yield path, "逐条问的题要有 items：写明问的是哪几条"
    if fact.items and not followup:
        yield (*path, "items"), "只有逐条问的题（followup）才写 items"
    for i, option in enumerate(fact.options):
        if option.note and not followup:
            yield (*path, "options", i, "note"), "只有逐条问的题（followup）才写 note"
    if fact.type is FactType.AMOUNT and "元" in fact.unit and fact.unit not in MONEY:
        yield (*path, "unit"), "金额的单位只能是元、万元或亿元"
    if fact.guess_from and fact.guess_from not in form.fact:
        yield (*path, "guess_from"), f"没有名为 {fact.guess_from} 的事实"
    yield from _pattern(fact.pattern, (*path, "pattern"))
    for i, guess in enumerate(fact.guess):
        yield from _pattern(guess.match, (*path, "guess", i, "match"))
        if fact.type in _CHOOSING and not fact.other and guess.value not in fact.option_keys:
            yield (*path, "guess", i, "value"), f"没有“{guess.value}”这个选项"


def _pattern(pattern: str, path: Path_) -> Found:
    try:
        re.compile(pattern)
    except re.error as error:
        yield path, f"正则式“{pattern}”写法不对：{error}"


def _table(table: Table, path: Path_) -> Found:
    for i, identity in enumerate(table.identities):
        known = table.row if identity.over == "rows" else table.column
        for key in identity.only:
            if key not in known:
                yield (*path, "identities", i, "only"), f"表里没有 {key} 这一行或列"
    for i, row in enumerate(table.rows):
        if row.type == "amount" and "元" in row.unit and row.unit not in MONEY:
            yield (*path, "rows", i, "unit"), "金额的单位只能是元、万元或亿元"


def _section(form: Form, section: Section, path: Path_) -> Found:
    missing = [key for key in form.wordings if key not in section.titles]
    if section.titles and missing:
        yield (*path, "titles"), f"缺这些写法的标题：{'、'.join(missing)}"
    for i, block in enumerate(section.blocks):
        table = form.table.get(block.table)
        if table is None:
            yield (*path, "blocks", i), f"没有名为 {block.table} 的表"
            continue
        for key in block.rows:
            if key not in table.row:
                yield (*path, "blocks", i), f"表里没有 {key} 这一行"
    headed = sum(bool(aspect.heading) for aspect in section.aspects)
    for numbering in form.numberings:
        if headed > len(numbering.ordinals):
            yield (
                path,
                f"有 {headed} 个小标题，编号“{numbering.key}”只有 {len(numbering.ordinals)} 个",
            )
    for i, aspect in enumerate(section.aspects):
        for j, move in enumerate(aspect.moves):
            for kind in move.kinds:
                if kind not in form.kinds:
                    yield (*path, "aspects", i, "moves", j, "kinds"), f"没有“{kind}”这类单位"
    if section.pairs and section.pairs.most > MOST_ORDINALS:
        yield (*path, "pairs", "most"), f"最多 {MOST_ORDINALS} 条"

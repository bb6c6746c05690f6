"""Figures of the tables: arithmetic, blanks, powers a unit does not have, and last year's figures."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from assistant.checks.codes import CODES
from assistant.checks.cut import cut_line, last_titled
from assistant.checks.finding import Check, Finding, Mend, Subject
from assistant.checks.settings import rules_of
from assistant.checks.settings_model import CheckRules
from assistant.checks.spans import cell_place, lines_of
from assistant.checks.values import values_of
from assistant.form.expression import LAST_YEAR
from assistant.form.identity import Balance, CompiledIdentity, Verdict, said_once
from assistant.form.load import ExpectedCell
from assistant.form.model import Row, Severity, Table
from assistant.form.values import BlankError, NotApplicable, Value
from assistant.report.model import parts_of, show_figure

_SINGLY = 8


def arithmetic(subject: Subject) -> Iterator[Finding]:
    """T01, T02: identities that do not hold, each with the cell that would balance it."""
    rules = rules_of(subject)
    for table in subject.loaded.form.tables:
        failing = _failing(subject, table)
        verdicts = [verdict for _, verdict in failing]
        votes = _votes(verdicts, _implied(subject, table))
        # The totals of a draft are computed: they repeat what is wrong with what they sum.
        told = said_once(table, verdicts) if subject.own else verdicts
        for one, verdict in failing:
            if verdict in told:
                yield _unbalanced(subject, rules, table, one, verdict, votes)


def _failing(subject: Subject, table: Table) -> list[tuple[CompiledIdentity, Verdict]]:
    values = values_of(subject)
    compiled = [c for c in subject.loaded.identities if c.table.key == table.key]
    return [
        (one, one.verdict(place, values))
        for one in compiled
        for place in one.places()
        if one.holds(place, values) is False
    ]


def _votes(verdicts: list[Verdict], implied: Iterable[Balance]) -> Mapping[Balance, int]:
    """Count who names a cell and its value: two of a row, a column and last year's report do."""
    by: dict[Balance, list[str]] = {balance: ["years"] for balance in implied}
    for verdict in verdicts:
        for balance in set(verdict.balances):
            by.setdefault(balance, []).append(verdict.identity.over)
    ways = {"rows", "columns", "years"}
    return {b: len(overs) for b, overs in by.items() if len(ways & set(overs)) > 1}


def _implied(subject: Subject, table: Table) -> Iterator[Balance]:
    """Give the figures of a table that are not what last year's report implies, as they should be."""
    last, year = subject.last_year, subject.report.year
    if last is None or (year and last.year and last.year != year - 1):
        return
    for address, expected in subject.loaded.expected_cells.items():
        if address.split(".")[0] == table.key:
            wanted = _expected(expected, values_of(subject))
            if isinstance(wanted, Decimal) and wanted != subject.report.figure(address):
                yield Balance(address, wanted)


def _unbalanced(
    subject: Subject,
    rules: CheckRules,
    table: Table,
    compiled: CompiledIdentity,
    verdict: Verdict,
    votes: Mapping[Balance, int],
) -> Finding:
    identity = verdict.identity
    named = sorted((b for b in verdict.balances if b in votes), key=lambda b: -votes[b])
    best = named[0] if named and (len(named) == 1 or votes[named[0]] > votes[named[1]]) else None
    total = _total(subject, compiled, verdict)
    address = best.cell if best else total
    old = show_figure(subject.report.figure(address))
    gap = show_figure(abs(verdict.difference or Decimal(0)))
    message = (
        f"{table.title}{_where(table, verdict)}：{identity.says}，"
        f"现在左边是 {show_figure(verdict.left)}，右边是 {show_figure(verdict.right)}，相差 {gap}。"
    )
    suggestion, mend = "", None
    if best:
        new = show_figure(best.value)
        suggestion = f"“{cell_name(subject, best.cell)}”由 {old} 改为 {new}，就都平了；先核对台账。"
        mend = Mend(old, new)
    else:
        way = next((b for b in verdict.balances if b.cell == total), None)
        if way is not None:
            suggestion = (
                f"核对各格；其他格都对的话，“{cell_name(subject, total)}”应为"
                f" {show_figure(way.value)}。"
            )
    return Finding(
        _code(rules, compiled),
        identity.id,
        identity.severity,
        cell_place(subject, address),
        old,
        message,
        rules.basis.get(identity.id, rules.basis.get("表格", "")),
        suggestion,
        mend,
    )


def _code(rules: CheckRules, compiled: CompiledIdentity) -> str:
    identity = compiled.identity
    known = rules.codes.get(identity.id)
    if known:
        return known
    computed = [row.computed for row in compiled.table.rows]
    computed += [column.computed for column in compiled.table.columns]
    return "T01" if identity.id in computed else "T02"


def _total(subject: Subject, compiled: CompiledIdentity, verdict: Verdict) -> str:
    """Give the cell an identity is about: what it computes, else its first name."""
    for address, (other, place) in subject.loaded.computed_cells.items():
        if other is compiled and place == verdict.place:
            return address
    return next(c for c in verdict.cells if not c.startswith(LAST_YEAR))


def _where(table: Table, verdict: Verdict) -> str:
    match verdict.identity.over:
        case "rows":
            return f"“{table.row[verdict.place].label}”行"
        case "columns":
            return f"“{'—'.join(table.column[verdict.place].path)}”列"
        case _:
            return ""


def cell_name(subject: Subject, address: str) -> str:
    """Name a cell by its labels."""
    table, row, column = address.split(".")
    found = subject.loaded.form.table[table]
    line = found.row[row]
    label = line.label if len(line.path) < 2 else "—".join(line.path[-2:])
    return f"{label}｜{found.column[column].label}"


def cells(subject: Subject) -> Iterator[Finding]:
    """T03: cells that are blank, hold a mark instead of a number, or a number that cannot be."""
    rules, figures = rules_of(subject), values_of(subject).figures
    basis = rules.basis.get("T03", rules.basis.get("表格", ""))
    yield from _empty(subject, basis)
    for table in subject.loaded.form.tables:
        blank = [a for a in table.addresses() if figures.get(a) is None]
        if len(blank) == len(table.addresses()) and not _present(subject, blank):
            continue
        yield from _blank(subject, table, _within(subject, table, blank), basis)
        for address in table.addresses():
            figure = figures.get(address)
            reason = _impossible(table, table.row[parts_of(address)[1]], figure)
            if reason:
                shown = show_figure(figure)
                message = f"“{cell_name(subject, address)}”填的是 {shown}，{reason}。"
                place = cell_place(subject, address)
                severity: Severity = "warning" if isinstance(figure, NotApplicable) else "error"
                rule = table.cell_rule or "number"
                yield Finding("T03", rule, severity, place, shown, message, basis)


def _empty(subject: Subject, basis: str) -> Iterator[Finding]:
    """T03, said once: tables of which nothing is there, or labels only."""
    report = subject.report
    tables = [
        t
        for t in subject.loaded.form.tables
        if not any(report.figure(a) is not None or _present(subject, [a]) for a in t.addresses())
    ]
    if not tables:
        return
    text = re.sub(r"\s+", "", "".join(line.text for line in lines_of(subject)))
    if subject.excerpt:
        tables = [t for t in tables if _labelled(subject, t, text)]
    if not tables:
        return
    names = "、".join(f"“{t.title}”" for t in tables)
    message = f"没有找到{names}，或者表里的数一个也没有读出来。"
    if any(_labelled(subject, t, text) for t in tables):
        message = f"{names}的各格都是空白，一个数也没有。"
    place = cell_place(subject, tables[0].addresses()[0])
    rule = tables[0].cell_rule or "blank"
    yield Finding("T03", rule, "error", place, "", message, basis, "没有的填 0。")


def _labelled(subject: Subject, table: Table, text: str) -> bool:
    """Say whether the labels of a table are in the text, and more of the report behind them."""
    section = subject.loaded.form.section_of.get(table.key)
    if section is None or last_titled(subject) in {section.key, ""}:
        return False
    return all(c.label in text for c in table.columns) and any(r.label in text for r in table.rows)


def _within(subject: Subject, table: Table, blank: list[str]) -> list[str]:
    """Leave out the cells behind the place where an excerpt breaks off."""
    section = subject.loaded.form.section_of.get(table.key)
    if not subject.excerpt or section is None or last_titled(subject) != section.key:
        return blank
    addresses = table.addresses()
    printed = [n for n, a in enumerate(addresses) if a not in blank or _present(subject, [a])]
    ended = max(printed, default=-1)
    row = addresses[ended].split(".")[1] if ended >= 0 and cut_line(subject) else ""
    return [a for a in blank if addresses.index(a) < ended and a.split(".")[1] != row]


def _present(subject: Subject, addresses: list[str]) -> bool:
    located = subject.located
    return any(a in located.where or a in located.raw for a in addresses)


def _impossible(table: Table, row: Row, figure: object) -> str:
    if isinstance(figure, NotApplicable):
        return "表内应填数字，没有的填 0"
    if not isinstance(figure, Decimal):
        return ""
    # A table without the rule may hold changes, which can be negative.
    if figure < 0 and table.cell_rule:
        return "不能是负数"
    if row.type == "integer" and figure != figure.to_integral_value():
        return "件数不能是小数"
    return ""


def _blank(subject: Subject, table: Table, blank: list[str], basis: str) -> Iterator[Finding]:
    rule = table.cell_rule or "blank"
    suggestion = "没有的填 0，不留空白，也不用“/”“—”“无”代替。"
    if len(blank) > _SINGLY:
        names = "、".join(f"“{cell_name(subject, a)}”" for a in blank[:3])
        message = f"“{table.title}”有 {len(blank)} 格没有数字：{names}等。"
        place = cell_place(subject, blank[0])
        raw = subject.located.raw.get(blank[0], "")
        yield Finding("T03", rule, "error", place, raw, message, basis, suggestion)
        return
    for address in blank:
        raw = subject.located.raw.get(address, "").strip()
        what = f"填的是“{raw}”，不是数字" if raw else "是空白"
        message = f"“{cell_name(subject, address)}”{what}。"
        place = cell_place(subject, address)
        yield Finding("T03", rule, "error", place, raw, message, basis, suggestion)


def powers(subject: Subject) -> Iterator[Finding]:
    """T04: figures above 0 in rows that a unit of this kind has no power over."""
    values, basis = values_of(subject), rules_of(subject).basis.get("T04", "")
    for table in subject.loaded.form.tables:
        for row in table.rows:
            if not row.zero_when or values.holds(row.zero_when) is not True:
                continue
            for column in table.columns:
                address = f"{table.key}.{row.key}.{column.key}"
                figure = subject.report.figure(address)
                if isinstance(figure, Decimal) and figure > 0:
                    shown = show_figure(figure)
                    yield Finding(
                        "T04",
                        f"{row.key}-zero",
                        CODES["T04"].severity,
                        cell_place(subject, address),
                        shown,
                        f"“{cell_name(subject, address)}”填了 {shown}。{row.zero_reason}。",
                        basis,
                        "改为 0；把别的文件算进来了的，填到应填的行。",
                        Mend(shown, "0"),
                    )


def across_years(subject: Subject) -> Iterator[Finding]:
    """N05: cells that last year's report says should be otherwise (X1, X2)."""
    last = subject.last_year
    if last is None:
        return
    year = subject.report.year
    if year and last.year and last.year != year - 1:
        message = f"拿来对照的是{last.year}年度的报告，不是{year - 1}年度的，跨年的数没有核对。"
        place = cell_place(subject, next(iter(subject.loaded.expected_cells), "..."))
        yield Finding("N05", "last-year", "info", place, "", message)
        return
    values, rules = values_of(subject), rules_of(subject)
    certain = {
        balance
        for table in subject.loaded.form.tables
        for balance in _votes(
            [verdict for _, verdict in _failing(subject, table)], _implied(subject, table)
        )
    }
    for address, expected in subject.loaded.expected_cells.items():
        figure, wanted = subject.report.figure(address), _expected(expected, values)
        if not isinstance(figure, Decimal) or not isinstance(wanted, Decimal) or figure == wanted:
            continue
        rule = expected.expected
        message = (
            f"“{cell_name(subject, address)}”填的是 {show_figure(figure)}，"
            f"照去年的报告推算是 {show_figure(wanted)}。{rule.says}。"
        )
        yield Finding(
            rules.codes.get(rule.id, "N05"),
            rule.id,
            rule.severity,
            cell_place(subject, address),
            show_figure(figure),
            message,
            rules.basis.get(rule.id, ""),
            "核对去年的报告；机构合并、划转等有正当原因的，写明原因后可以压下。",
            Mend(show_figure(figure), show_figure(wanted))
            if Balance(address, wanted) in certain
            else None,
        )


def _expected(expected: ExpectedCell, values: object) -> Value:
    def lookup(name: str) -> Value:
        return values(expected.address(name)) if callable(values) else None

    try:
        return expected.expression.value(lookup)
    except BlankError:
        return None


CHECKS: tuple[Check, ...] = (arithmetic, cells, powers, across_years)

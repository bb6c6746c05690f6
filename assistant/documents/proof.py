"""Proves an export: reads back what was written and names what differs from the report."""

from collections.abc import Iterator
from itertools import zip_longest

from assistant.documents.reading.files import read_bytes
from assistant.documents.writing.names import printable
from assistant.errors import UserError
from assistant.form.load import LoadedForm
from assistant.form.values import show_date
from assistant.form.wording import BLANK_MARK
from assistant.report.model import Report, ReportSection, show_figure

_MOST = 20


def prove(data: bytes, kind: str, report: Report, loaded: LoadedForm) -> list[str]:
    """Give the differences between a report and what a written file says, in plain words.

    Args:
        data: the content of the file.
        kind: a key of `FORMATS`; only used in messages, content decides.
        report: what was written.
        loaded: its form.

    Returns:
        Nothing when the file says all of the report and no more.
    """
    try:
        readings = read_bytes(data, f".{kind} 文件", [loaded])
    except UserError as error:
        return [f"写出的文件读不回来：{error}"]
    if len(readings) != 1:
        return [f"写出的 .{kind} 文件读出了 {len(readings)} 份报告"]
    read = readings[0].located.report
    if read == report:
        return []
    out = [*_heads(report, read), *_figures(report, read, loaded), *_sections(report, read)]
    out += [f"多出“{text}”" for _, text in readings[0].not_understood]
    return out[:_MOST]


def _heads(report: Report, read: Report) -> Iterator[str]:
    for name, wanted, found in (
        ("标题", printable(report.title), read.title),
        ("落款", printable(report.signature), read.signature),
        ("日期", _day(report), _day(read)),
    ):
        if wanted != found:
            yield f"{name}应为“{wanted}”，读回“{found}”"
    unit = printable(report.unit)
    if unit and unit in report.title and BLANK_MARK not in report.title and unit != read.unit:
        yield f"单位应为“{unit}”，读回“{read.unit}”"


def _day(report: Report) -> str:
    return "" if report.date is None else show_date(report.date)


def _figures(report: Report, read: Report, loaded: LoadedForm) -> Iterator[str]:
    for address in loaded.form.cells:
        wanted, found = report.figure(address), read.figure(address)
        if wanted != found:
            shown = show_figure(wanted) or "空白", show_figure(found) or "空白"
            yield f"{address} 应为 {shown[0]}，读回 {shown[1]}"


def _sections(report: Report, read: Report) -> Iterator[str]:
    wanted = {s.key: s for s in report.sections if s.title or s.passages}
    found = {s.key: s for s in read.sections}
    for key in dict.fromkeys([*wanted, *found]):
        if key not in found:
            yield f"少了一节“{wanted[key].title or key}”"
        elif key not in wanted:
            yield f"多出一节“{found[key].title or key}”"
        else:
            yield from _section(wanted[key], found[key])


def _section(wanted: ReportSection, found: ReportSection) -> Iterator[str]:
    if printable(wanted.title) != found.title:
        yield f"章节标题应为“{wanted.title}”，读回“{found.title}”"
    pairs = zip_longest(_paragraphs(wanted), _paragraphs(found), fillvalue="")
    for number, (one, other) in enumerate(pairs, 1):
        if one != other:
            at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
            here = slice(max(0, at - 8), at + 16)
            yield (
                f"“{wanted.title or wanted.key}”第 {number} 段应为“{one[here]}”，"
                f"读回“{other[here]}”"
            )


def _paragraphs(section: ReportSection) -> list[str]:
    """Give the text of each paragraph; spaces between sentences are not compared."""
    return ["".join(printable(text).split()) for _, text in section.paragraphs() if printable(text)]

"""What a template is given: the report under the words a template writes."""

from collections.abc import Mapping
from itertools import count

from assistant.documents.writing.names import Names, printable
from assistant.documents.writing.tables import table_view
from assistant.errors import UserError
from assistant.form.grid import section_grids
from assistant.form.model import Form
from assistant.form.values import show_date
from assistant.report.model import Report, ReportSection, show_figure

TITLE_ROOM = 20
"""How many characters of 2号 fit one line of the page."""

NAMES = (
    "标题",
    "标题行",
    "分行标题",
    "单位",
    "自称",
    "年度",
    "署名",
    "日期",
    "日期值",
    "表",
    "节",
    "各节",
)
"""The words a template may start a tag with."""


def context(report: Report, form: Form) -> Mapping[str, object]:
    """Give the values behind `NAMES`.

    Raises:
        UserError: the report is of another form, or has sections this form does not have.
    """
    _fits(report, form)
    given = {section.key: section for section in report.sections}
    numbers = count(1)
    sections: dict[str, Names] = {}
    for section in form.sections:
        printed = given.get(section.key) or ReportSection(key=section.key)
        sections[section.key] = Names(
            键=section.key,
            标题=printable(printed.title),
            段落=[
                Names(小标题=text if kind == "heading" else "", 正文=text if kind == "body" else "")
                for kind, text in _paragraphs(printed)
            ],
            表格=[table_view(report, g, f"t{next(numbers)}") for g in section_grids(form, section)],
        )
    title = printable(report.title)
    lines = title_lines(title, printable(report.unit))
    return {
        "标题": title,
        "标题行": lines,
        "分行标题": "\n".join(lines),
        "单位": printable(report.unit),
        "自称": printable(report.self_name),
        "年度": "" if report.year is None else str(report.year),
        "署名": printable(report.signature),
        "日期": "" if report.date is None else show_date(report.date),
        "日期值": "" if report.date is None else report.date.isoformat(),
        "表": _figures(report, form),
        "节": Names(**sections),
        "各节": [sections[section.key] for section in form.sections],
    }


def title_lines(title: str, unit: str) -> list[str]:
    """Break a title too long for one line behind the unit's name, where the sense breaks."""
    rest = title.removeprefix(unit)
    if text_width(title) <= TITLE_ROOM or not rest or rest == title:
        return [title]
    return [unit, rest]


def text_width(text: str) -> float:
    """Measure text in full-width characters; ASCII counts half."""
    return sum(0.5 if char < "\u0080" else 1 for char in text)


def _paragraphs(section: ReportSection) -> list[tuple[str, str]]:
    cleaned = ((kind, printable(text)) for kind, text in section.paragraphs())
    return [(kind, text) for kind, text in cleaned if text]


def _figures(report: Report, form: Form) -> Names:
    return Names(
        **{
            table.key: Names(
                **{
                    row.key: Names(
                        **{
                            column.key: show_figure(
                                report.figure(f"{table.key}.{row.key}.{column.key}")
                            )
                            for column in table.columns
                        }
                    )
                    for row in table.rows
                }
            )
            for table in form.tables
        }
    )


def _fits(report: Report, form: Form) -> None:
    if report.form != form.form:
        raise UserError(f"这份报告的格式是 {report.form}，不能用 {form.form} 的模板写出")
    keys = [section.key for section in report.sections]
    strange = [s.title or s.key for s in report.sections if s.key not in form.section]
    if strange:
        raise UserError(f"报告里有本格式没有的章节：{'、'.join(strange)}。请先改正章节标题")
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise UserError(f"报告里有重复的章节：{'、'.join(twice)}。请先合并")

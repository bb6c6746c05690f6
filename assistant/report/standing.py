"""Every sentence of a report with where it stands, in words a person can follow."""

from typing import NamedTuple

from assistant.form.model import Form
from assistant.report.model import Report

_DIGITS = "零一二三四五六七八九十"


class Standing(NamedTuple):
    """A sentence, its address (`section/passage/sentence`, from 0) and its place in words.

    `section` is the key of its section; `where` reads 第一节第 3 句.
    """

    address: str
    section: str
    where: str
    text: str


def section_names(form: Form) -> dict[str, str]:
    """Give what each section is called by its number: 第一节; one without a number is 引言."""
    numbered = [s.key for s in form.sections if s.titles and s.numbered]
    names = {key: f"第{_han(n)}节" for n, key in enumerate(numbered, 1)}
    return {s.key: names.get(s.key, "引言" if not s.titles else "另一节") for s in form.sections}


def standing(report: Report, form: Form) -> list[Standing]:
    """List the sentences of a report in its order; headings and leads are none."""
    names = section_names(form)
    out: list[Standing] = []
    for s, section in enumerate(report.sections):
        number = 0
        for p, passage in enumerate(section.passages):
            for n, text in enumerate(passage.sentences):
                number += 1
                where = f"{names.get(section.key, '文中')}第 {number} 句"
                out.append(Standing(f"{s}/{p}/{n}", section.key, where, text))
    return out


def _han(number: int) -> str:
    if number <= 10:
        return _DIGITS[number]
    tens, ones = divmod(number, 10)
    lead = _DIGITS[tens] if tens > 1 else ""
    return f"{lead}十{_DIGITS[ones] if ones else ''}"

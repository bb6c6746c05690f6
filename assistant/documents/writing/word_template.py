"""Makes the Word template of any form from its sections and tables."""

from assistant.documents.writing.package import pack
from assistant.documents.writing.word_parts import document, static_parts
from assistant.documents.writing.word_table import word_table
from assistant.documents.writing.word_tags import name, paragraph, statement
from assistant.form.grid import section_grids
from assistant.form.load import LoadedForm
from assistant.form.model import Section


def make_template(form: LoadedForm) -> bytes:
    """Make `report.docx` for a form: the same form gives the same bytes."""
    body = [paragraph("Title", "{{ 分行标题 }}")]
    for section in form.form.sections:
        body += _section(form, section)
    body += [
        statement("if 署名"),
        paragraph("Signature", ""),
        paragraph("Signature", "{{ 署名 }}"),
        statement("endif"),
        statement("if 日期"),
        paragraph("Date", "{{ 日期 }}"),
        statement("endif"),
    ]
    parts = {**static_parts(), "word/document.xml": document("".join(body))}
    return pack(parts, compress=False)


def _section(form: LoadedForm, section: Section) -> list[str]:
    here = name("节", section.key)
    out = [paragraph("Heading1", f"{{{{ {here}.标题 }}}}")] if section.titles else []
    if section.aspects or section.pairs:
        one = [
            statement("if 段.小标题"),
            paragraph("Heading2", "{{ 段.小标题 }}"),
            statement("else"),
            paragraph("Body", "{{ 段.正文 }}"),
            statement("endif"),
        ]
    else:
        one = [paragraph("Body", "{{ 段.小标题 or 段.正文 }}")]
    out += [statement(f"for 段 in {here}.段落"), *one, statement("endfor")]
    for grid in section_grids(form.form, section):
        out += [word_table(grid), paragraph("AfterTable", "")]
    return out

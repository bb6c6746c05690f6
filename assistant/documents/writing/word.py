"""Renders a Word template with docxtpl, safely and to the same bytes each time."""

import io
import re
import zipfile
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from assistant.documents.writing.context import text_width
from assistant.documents.writing.names import Names
from assistant.documents.writing.package import pack, unpack
from assistant.documents.writing.sandbox import environment, plain_errors
from assistant.errors import Problem, ProblemsError, UserError

CHARACTER = 320
"""The width of a character of 3号, in twentieths of a point."""

_PROPERTY_ROOM = 255
_SHORT = 4 * 28
_SIGNED = {"Signature", "Date"}
_DOCXTPL_MARKS = re.compile(r"\{_[{%]|[}%]_\}")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, with document properties kept as text instead of markup."""

    def __init__(self, template: bytes, values: Mapping[str, object]) -> None:
        super().__init__(io.BytesIO(template))
        self._properties = {
            name: value[:_PROPERTY_ROOM] if isinstance(value, str) else value
            for name, value in values.items()
        }

    def render_properties(
        self, context: dict[str, Any], jinja_env: SandboxedEnvironment | None = None
    ) -> None:
        super().render_properties(self._properties, environment(None, escape=False))


def render_word(template: bytes, values: Mapping[str, object], path: Path) -> bytes:
    """Fill a Word template.

    Args:
        template: the bytes of the template.
        values: what `context` gives.
        path: what the template is called in errors.

    Raises:
        UserError: the template is not a Word file, or a tag in it fails.
    """
    try:
        document = _Template(template, values)
        document.init_docx()
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError):
        raise UserError(f"{path} 不是 Word 文档（.docx），请在 Word 里另存为 .docx") from None
    try:
        with plain_errors(path):
            document.render(_guarded(values), environment(None, escape=True), autoescape=True)
            _place_signature(document.docx.paragraphs)
            buffer = io.BytesIO()
            document.save(buffer)
    except ProblemsError as error:
        raise _in_paragraph(error, document) from None
    return pack(unpack(buffer.getvalue()), compress=True)


def _guarded(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """Keep wording that looks like docxtpl's own escapes (`{_{`) as it is."""
    if isinstance(value, str):
        if _DOCXTPL_MARKS.search(value):
            return Markup(escape(value).replace("_", Markup("&#95;")))
        return value
    if isinstance(value, Names):
        return Names(**{name: _guarded(value[name]) for name in value})
    if isinstance(value, list):
        return [_guarded(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _guarded(item) for name, item in value.items()}
    return value


def _in_paragraph(error: ProblemsError, document: _Template) -> ProblemsError:
    """Say which tag of the body an error comes from; Word shows no line numbers."""
    xml = re.sub(r"<w:p([ >])", r"\n<w:p\1", document.patch_xml(document.get_xml()))
    lines = xml.split("\n")
    problem = error.problems[0]
    part = document.current_rendering_part
    if problem.line is None or part is not document.docx.part or problem.line > len(lines):
        return ProblemsError([Problem(problem.message, problem.file)])
    tags = _TAG.findall(re.sub(r"<[^>]+>", "", lines[problem.line - 1]))
    place = f"第 {problem.line - 1} 段"
    return ProblemsError(
        [Problem(problem.message, problem.file, name=f"{place} {' '.join(tags)}".strip())]
    )


def _place_signature(paragraphs: list[Paragraph]) -> None:
    """Indent signature and date by their lengths (GB/T 9704-2012, without a seal).

    The signature ends two characters from the right; the date starts two characters right of
    the signature's start. A date too long for that ends two characters from the right instead,
    and the signature moves left.
    """
    block = [p for p in paragraphs if p.style is not None and p.style.name in _SIGNED]
    for before, after in pairwise(paragraphs):
        # LibreOffice moves a kept paragraph whole, so a long one would leave half a page empty.
        if block and after._p is block[0]._p and text_width(before.text) <= _SHORT:
            before.paragraph_format.keep_with_next = True
    named = {p.style.name: p for p in block if p.style is not None and p.text.strip()}
    signature, date = named.get("Signature"), named.get("Date")
    if signature is None or date is None:
        return
    wide, long = text_width(signature.text), text_width(date.text)
    _indent(signature, max(2, 4 + long - wide))
    _indent(date, max(2, wide - long))


def _indent(paragraph: Paragraph, characters: float) -> None:
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:rightChars"), str(round(characters * 100)))
    indent.set(qn("w:right"), str(round(characters * CHARACTER)))

"""Tags as they stand in a Word template."""

import re
from xml.sax.saxutils import escape

_BRACE = re.compile(r"[{}]")


def name(*parts: str) -> str:
    """Give a dotted name for a tag; a key that is no plain word goes in brackets."""
    out = parts[0]
    for part in parts[1:]:
        out += f".{part}" if part.isidentifier() else f'["{part}"]'
    return out


def figure_tag(address: str) -> str:
    """Give the tag of a figure."""
    return f"{{{{ {name('表', *address.split('.'))} }}}}"


def literal(text: str) -> str:
    """Give fixed wording as XML text in which no brace starts a tag."""
    return escape(_BRACE.sub(lambda b: f"{{{{ '{b[0]}' }}}}", text), {'"': "&quot;"})


def run(text: str, properties: str = '<w:rFonts w:hint="eastAsia"/>') -> str:
    """Give a run of ready XML text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(style: str, text: str) -> str:
    """Give a paragraph with one run."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text) if text else ""}</w:p>'


def statement(text: str) -> str:
    """Give a paragraph that holds a `{%p … %}` statement and leaves nothing behind."""
    return paragraph("Tag", f"{{%p {escape(text)} %}}")

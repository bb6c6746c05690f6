"""Writes a report as a Word file, a web page or plain text."""

from assistant.documents.writing.render import FORMATS, render
from assistant.documents.writing.save import save
from assistant.documents.writing.tables import table_tsv

__all__ = ["FORMATS", "render", "save", "table_tsv"]

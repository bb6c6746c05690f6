"""Reads report files of any kind, and pasted text, into `Report` values with places."""

from assistant.documents.reading.export import ORIGIN, to_answers, to_json
from assistant.documents.reading.files import read_bytes, read_file, read_text
from assistant.documents.reading.points import paired_of, problems_of
from assistant.documents.reading.reader import Reading

__all__ = [
    "ORIGIN",
    "Reading",
    "paired_of",
    "problems_of",
    "read_bytes",
    "read_file",
    "read_text",
    "to_answers",
    "to_json",
]

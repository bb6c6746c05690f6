"""Where an excerpt was cut off: what stands there is not finished, and not wrong for that."""

from assistant.checks.finding import Subject
from assistant.checks.spans import lines_of

ENDS = "。！？…；”’）)》】?!;.｡．"
"""What a paragraph may end with."""


def cut_line(subject: Subject) -> int | None:
    """Give the number of the line in which an excerpt breaks off; None when nothing does."""
    if not subject.excerpt:
        return None
    for line in reversed(lines_of(subject)):
        text = line.text.strip()
        if text:
            return None if text[-1] in ENDS else line.number
    return None


def last_titled(subject: Subject) -> str:
    """Give the key of the last section of which a title is printed; empty when there is none."""
    return next((s.key for s in reversed(subject.report.sections) if s.title), "")

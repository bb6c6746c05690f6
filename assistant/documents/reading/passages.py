"""What a section's paragraphs are cut into: passages with a key, a heading and sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.documents.reading.pages import Paragraph
from assistant.report.model import Passage, Place
from assistant.text.sentences import sentence_spans


@dataclass(slots=True)
class Part:
    """A passage in the making, with the place of each thing in it."""

    key: str = ""
    heading: str = ""
    heading_at: Place | None = None
    lead: str = ""
    lead_at: Place | None = None
    sentences: list[tuple[str, Place]] = field(default_factory=list)
    last: int = -1

    def add(self, paragraph: Paragraph, start: int = 0, end: int | None = None) -> None:
        """Add the sentences between two offsets of a paragraph's cleaned text."""
        for span in sentence_spans(paragraph.text[start:end]):
            self.sentences.append((span.text, paragraph.place(start + span.start)))

    def passage(self) -> Passage:
        """Give the passage without its places."""
        return Passage(
            key=self.key,
            heading=self.heading,
            lead=self.lead,
            sentences=tuple(text for text, _ in self.sentences),
        )


@dataclass(frozen=True, slots=True)
class Break:
    """Where a new part begins: in paragraph `at` at `start`; its sentences begin at `body`.

    `heading` and `lead` are what is printed between `start` and `body`.
    """

    at: int
    start: int
    body: int
    key: str
    heading: str = ""
    lead: str = ""


def cut(paragraphs: Sequence[Paragraph], breaks: Sequence[Break]) -> list[Part]:
    """Cut paragraphs at the breaks; what stands before the first has no key yet."""
    parts = [Part()]
    ordered = sorted(breaks, key=lambda b: (b.at, b.start))
    number = 0
    for at, paragraph in enumerate(paragraphs):
        done = 0
        while number < len(ordered) and ordered[number].at == at:
            one = ordered[number]
            parts[-1].add(paragraph, done, one.start)
            part = Part(one.key, one.heading, None, one.lead)
            if one.heading:
                part.heading_at = paragraph.place(one.start)
            if one.lead:
                part.lead_at = paragraph.place(one.start)
            parts.append(part)
            done = one.body
            number += 1
        parts[-1].add(paragraph, done)
    return [part for part in parts if part.sentences or part.heading or part.lead]

"""Turns pages into reports: one for each that a file holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.documents.reading.edition import recognise
from assistant.documents.reading.labels import Labels, labels_of
from assistant.documents.reading.outline import SectionTitle, section_titles, split_glued
from assistant.documents.reading.pages import Block, Pages, Paragraph
from assistant.documents.reading.region import RegionReader
from assistant.documents.reading.title import find_title
from assistant.form.load import LoadedForm
from assistant.report.model import Located


@dataclass(frozen=True)
class Reading:
    """A report as read from a file.

    Attributes:
        loaded: the edition of the form it is on.
        not_understood: (line, text) of what belongs to no part of the report.
    """

    located: Located
    loaded: LoadedForm
    not_understood: tuple[tuple[int, str], ...] = ()


def read_pages(pages: Pages, forms: Sequence[LoadedForm]) -> list[Reading]:
    """Read every report in a file; text that looks like none comes back as one without sections."""
    labels = labels_of(recognise(forms, pages.words))
    blocks = _unglued(pages.blocks, labels)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    titles = section_titles(paragraphs, labels)
    regions = _regions(blocks, paragraphs, titles, labels)
    readings = []
    for number, region in enumerate(regions):
        own: Labels = labels
        known: list[SectionTitle] | None = titles
        if len(regions) > 1:
            known = None
            words = Pages(tuple(region), ()).words
            own = labels_of(recognise(forms, words))
        located, strange = RegionReader(region, own).run(pages.lines, known)
        if number == 0:
            strange = sorted([*pages.ignored, *strange])
        readings.append(Reading(located, own.loaded, tuple(strange)))
    return readings


def _unglued(blocks: Sequence[Block], labels: Labels) -> list[Block]:
    out: list[Block] = []
    for block in blocks:
        out += split_glued([block], labels) if isinstance(block, Paragraph) else [block]
    return out


def _regions(
    blocks: list[Block],
    paragraphs: list[Paragraph],
    titles: list[SectionTitle],
    labels: Labels,
) -> list[list[Block]]:
    """Cut a file that holds several reports in front of the title of each."""
    at = [i for i, b in enumerate(blocks) if isinstance(b, Paragraph)]
    used: set[str] = set()
    cuts: list[int] = []
    for number, title in enumerate(titles):
        if title.exact and title.key in used:
            before = titles[number - 1].at + 1
            found = find_title(paragraphs, title.at, labels.loaded, before)
            cuts.append(at[found[0] if found else title.at])
            used = set()
        used.add(title.key)
    ends = [0, *cuts, len(blocks)]
    return [blocks[a:b] for a, b in pairwise(ends)]

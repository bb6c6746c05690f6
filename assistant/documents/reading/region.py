"""Reads one report out of its part of a file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.documents.reading.aspects import section_parts
from assistant.documents.reading.ending import Ending, find_ending
from assistant.documents.reading.facts import self_name, wording_of, year_of
from assistant.documents.reading.labels import Labels, fold
from assistant.documents.reading.outline import SectionTitle, section_titles
from assistant.documents.reading.pages import Block, Paragraph, TableBlock
from assistant.documents.reading.passages import Part, cut
from assistant.documents.reading.tables import Found, TableReader
from assistant.documents.reading.title import Title, find_title
from assistant.documents.reading.tokens import looks_tabular, table_tokens, text_tokens
from assistant.documents.reading.webpage import is_foot, is_note
from assistant.form.model import Section
from assistant.report.model import Located, Place, Report, ReportSection

_HEAD = re.compile(
    r"[^\s，。：:]{1,14}〔20\d\d〕\s*\d+\s*号|致?[^\s，。；：:]{2,20}[府会室厅局部办委][：:]"
)
_SEARCHED = 15
_TABLE_WORDS = 2
_TABLE_LINE = 60


@dataclass(slots=True)
class _Section:
    """A section in the making: its title's paragraph, and what stands below it."""

    key: str
    title: Paragraph | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Paragraph | TableBlock] = field(default_factory=list)


class RegionReader:
    """Reads the blocks of one report."""

    def __init__(self, blocks: Sequence[Block], labels: Labels) -> None:
        self.labels = labels
        self.form = labels.loaded.form
        self.blocks = list(blocks)
        self.at = [i for i, b in enumerate(self.blocks) if isinstance(b, Paragraph)]
        self.paragraphs = [b for b in self.blocks if isinstance(b, Paragraph)]
        self.strange: list[tuple[int, str]] = []
        self.where: dict[str, Place] = {}
        self.used: set[int] = set()

    def run(
        self, lines: Sequence[str], titles: Sequence[SectionTitle] | None = None
    ) -> tuple[Located, list[tuple[int, str]]]:
        """Give the report, and (line, text) of what was not understood.

        Args:
            lines: the whole file's.
            titles: the section titles, if they are known already.
        """
        if titles is None:
            titles = section_titles(self.paragraphs, self.labels)
        first, start, title = self._title(titles)
        self._skip(self._above(self.paragraphs[:first]))
        ending = self._ending(titles, start, title)
        sections = self._sections(titles, start, ending, has_title=title is not None)
        found = self._tables(sections)
        printed = self._printed(sections)
        if ending.signature_at is not None:
            self._use(self.paragraphs[ending.signature_at])
            self.where["signature"] = self.paragraphs[ending.signature_at].place(0)
        if ending.date_at is not None:
            self._use(self.paragraphs[ending.date_at])
            self.where["date"] = self.paragraphs[ending.date_at].place(ending.date_offset)
        self._skip(self.paragraphs[ending.end :])
        report = self._report(title, ending, printed, found)
        strange = [*self.strange, *found.strange]
        own = tuple(text if n in self.used else "" for n, text in enumerate(lines, 1))
        located = Located(report, {**self.where, **found.where}, own, found.raw)
        return located, sorted(dict.fromkeys(strange))

    def _above(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """Give what above the title is not the report's; an official head right above it is."""
        told = [p for p in paragraphs if p.text]
        while told and _HEAD.fullmatch(told[-1].text):
            self._use(told.pop())
        return told

    def _title(self, titles: Sequence[SectionTitle]) -> tuple[int, int, Title | None]:
        end = titles[0].at if titles else min(len(self.paragraphs), _SEARCHED * 2)
        found = find_title(self.paragraphs, end, self.labels.loaded)
        if found is None:
            return 0, 0, None
        first, last, title = found
        for paragraph in self.paragraphs[first:last]:
            self._use(paragraph)
        self.where["title"] = self.paragraphs[first].place(0)
        return first, last, title

    def _ending(self, titles: Sequence[SectionTitle], start: int, title: Title | None) -> Ending:
        begin = titles[-1].at + 1 if titles else start
        found = find_ending(self.paragraphs[begin:], title.unit if title else "")
        return Ending(
            found.signature,
            found.date,
            None if found.signature_at is None else found.signature_at + begin,
            None if found.date_at is None else found.date_at + begin,
            found.date_offset,
            found.body_end + begin,
            found.end + begin,
        )

    def _sections(
        self, titles: Sequence[SectionTitle], start: int, ending: Ending, *, has_title: bool
    ) -> list[_Section]:
        preface = self._preface_key(titles, has_title=has_title)
        out = [_Section(preface)]
        by_at = {title.at: title for title in titles}
        ends = self.at[ending.body_end] if ending.body_end < len(self.at) else len(self.blocks)
        skipped = set(range(start))
        loose_tables = not titles and self._holds_table()
        last = titles[-1].at if titles else len(self.paragraphs)
        number = -1
        for at, block in enumerate(self.blocks):
            if isinstance(block, Paragraph):
                number += 1
            if isinstance(block, TableBlock):
                out[-1].tables.append(block)
                continue
            if number in skipped or at >= ends:
                continue
            if number in by_at:
                out.append(_Section(by_at[number].key, block))
                continue
            section = self.form.section.get(out[-1].key)
            may_hold = bool(section and section.blocks) or loose_tables
            if may_hold and looks_tabular(block, self.labels):
                out[-1].tables.append(block)
            elif self._of_the_page(block, out[-1], below_title=has_title, last=number > last):
                self._skip([block])
            elif block.text:
                out[-1].paragraphs.append(block)
        return out

    def _of_the_page(
        self, block: Paragraph, section: _Section, *, below_title: bool, last: bool
    ) -> bool:
        """Say whether a line is the web page's: a note in front of the text, or the page's foot."""
        if section.title is None:
            return is_note(block.text, below_title=below_title)
        return last and is_foot(block.text)

    def _preface_key(self, titles: Sequence[SectionTitle], *, has_title: bool) -> str:
        opens = bool(titles) and titles[0].key == next(iter(self.labels.ordinals), "")
        for section in self.form.sections:
            if not section.titles and section.aspects and (has_title or opens):
                return section.key
        return ""

    def _holds_table(self) -> bool:
        """Say whether an excerpt without section titles is, or holds, a table."""
        met = 0
        for paragraph in self.paragraphs:
            if paragraph.text and len(paragraph.text) < _TABLE_LINE:
                met += len(self.labels.met(fold(paragraph.text)))
        return met >= _TABLE_WORDS

    def _tables(self, sections: Sequence[_Section]) -> Found:
        reader = TableReader(self.labels)
        for section in sections:
            run: list[Paragraph] = []
            for block in [*section.tables, None]:
                if isinstance(block, Paragraph):
                    self._use(block)
                    run.append(block)
                    continue
                if run:
                    reader.read(text_tokens(run))
                    run = []
                if isinstance(block, TableBlock):
                    self._table(block, reader)
        return reader.found

    def _table(self, block: TableBlock, reader: TableReader) -> None:
        known, noted = reader.met, len(reader.found.strange)
        reader.read(table_tokens(block))
        if reader.met - known < _TABLE_WORDS:
            del reader.found.strange[noted:]
            texts = [cell.text.strip() for row in block.rows for cell in row if cell.text.strip()]
            if texts:
                self.strange.append((block.line, f"表格 {block.number}：{' '.join(texts)[:80]}"))

    def _printed(self, sections: Sequence[_Section]) -> tuple[ReportSection, ...]:
        out: list[ReportSection] = []
        for one in sections:
            section = self.form.section.get(one.key)
            parts, joined = self._parts(section, one.paragraphs)
            if one.title is None and not parts:
                continue
            index = len(out)
            if one.title is not None:
                self._use(one.title)
                self.where[f"{index}"] = one.title.place(0)
            for paragraph in one.paragraphs:
                self._use(paragraph)
            for number, part in enumerate(parts):
                at = part.heading_at or part.lead_at
                if at:
                    self.where[f"{index}/{number}"] = at
                for place, (_, where) in enumerate(part.sentences):
                    self.where[f"{index}/{number}/{place}"] = where
            key = one.key
            if not key and parts and not one.title:
                key = self._implied(parts)
            out.append(
                ReportSection(
                    key=key,
                    title=one.title.text if one.title else "",
                    joined=joined,
                    passages=tuple(part.passage() for part in parts),
                )
            )
        return tuple(out)

    def _parts(
        self, section: Section | None, paragraphs: list[Paragraph]
    ) -> tuple[list[Part], bool]:
        if section is not None:
            return section_parts(section, paragraphs, self.form)
        best: tuple[list[Part], bool] = cut(paragraphs, []), False
        for other in self.form.sections:
            if any(aspect.heading for aspect in other.aspects):
                tried = section_parts(other, paragraphs, self.form)
                if sum(bool(p.heading or p.lead) and bool(p.key) for p in tried[0]):
                    if not any(p.heading or p.lead for p in tried[0][:1]):
                        tried[0][0].key = ""
                    best = tried
                    break
        return best

    def _implied(self, parts: Sequence[Part]) -> str:
        """Give the section whose aspects an excerpt without a section title shows."""
        keys = {part.key for part in parts if part.key}
        return next((self.form.section_of[k].key for k in keys if k in self.form.section_of), "")

    def _report(
        self,
        title: Title | None,
        ending: Ending,
        sections: tuple[ReportSection, ...],
        found: Found,
    ) -> Report:
        form = self.form
        texts = [text for section in sections for _, text in section.paragraphs()]
        unit = title.unit if title else ending.signature
        # Every part is of the reader's own making, so that there is nothing to validate.
        return Report.model_construct(
            form=form.form,
            title=title.text if title else "",
            unit=unit,
            self_name=self_name(texts, unit, self.labels.loaded),
            year=year_of(title.year if title else None, texts),
            wording=wording_of([(s.key, s.title) for s in sections], form),
            tables={
                t.key: {
                    r.key: {c.key: found.figures.get(f"{t.key}.{r.key}.{c.key}") for c in t.columns}
                    for r in t.rows
                }
                for t in form.tables
            },
            sections=sections,
            signature=ending.signature,
            date=ending.date,
        )

    def _use(self, paragraph: Paragraph) -> None:
        self.used.update(line for _, line, _ in paragraph.pieces)

    def _skip(self, paragraphs: Sequence[Paragraph]) -> None:
        self.strange += [(p.line, p.text) for p in paragraphs if p.text]

"""Assembles a draft into a `Report`: slots filled, openings and numbering added."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from assistant.draft.figures import Figures
from assistant.draft.model import Draft, Pair, Sentence
from assistant.form.model import Aspect, Numbering, Section
from assistant.form.values import show
from assistant.form.wording import Rendered, lex
from assistant.report.model import Located, Passage, Place, Report, ReportSection

ORDINALS = tuple("一二三四五六七八九十")
_OF_THE_CLERK = frozenset({"own", "last_year"})
"""Origins of sentences that were written without regard to what opens a paragraph."""
_TIMED = re.compile(r"(过去)?一年来|过去一年|全年|年内|今年|本年|\d{4}年")
AS_PRINTED = "read"
"""Origin of sentences read from a report file: they stand as they were printed."""


@dataclass(slots=True)
class Assembler:
    """Makes the report a draft stands for.

    Attributes:
        closed: origins (`phrase:ID`) that take no opening in front of them.
    """

    figures: Figures
    draft: Draft
    closed: frozenset[str] = frozenset()
    where: dict[str, Place] = field(default_factory=dict)

    def run(self) -> Located:
        """Assemble the whole report; a blank figure in a sentence prints as 〔待填〕."""
        form, roles = self.figures.loaded.form, self.figures.loaded.form.roles
        sections: list[ReportSection] = []
        ordinal = 0
        wording = self._text(roles.wording)
        for section in form.sections:
            title = ""
            if section.titles:
                title = section.titles.get(wording) or next(iter(section.titles.values()))
                if section.numbered:
                    title = f"{ORDINALS[ordinal]}、{title}"
                    ordinal += 1
            made = self._section(section, title, len(sections))
            if made.title or made.passages:
                sections.append(made)
        year = self.figures(roles.year)
        day = self.figures(roles.date) if roles.date else None
        tables = {
            table.key: {
                row.key: {
                    column.key: self.figures.figure(f"{table.key}.{row.key}.{column.key}")
                    for column in table.columns
                }
                for row in table.rows
            }
            for table in form.tables
        }
        report = Report(
            form=form.form,
            title=self.render(form.title).text,
            unit=self._text(roles.unit),
            self_name=self._text(roles.self_name),
            year=None if year is None else int(str(year)),
            wording=wording,
            tables=tables,
            sections=tuple(sections),
            signature=self.render(form.signature).text,
            date=day if isinstance(day, date) else None,
        )
        return Located(report, dict(self.where))

    def render(self, source: str) -> Rendered:
        """Print phrase source with this draft's figures."""
        return self.figures.loaded.wording.render(lex(source), self.figures)

    def passage_text(self, aspect: Aspect) -> tuple[str, ...]:
        """Give the sentences of an aspect as printed, its opening included."""
        return tuple(self._sentences(aspect, self.draft.narrative.get(aspect.key, ())))

    def _text(self, key: str) -> str:
        return show(self.figures(key)) if key else ""

    def _section(self, section: Section, title: str, index: int) -> ReportSection:
        numbering = self._numbering()
        numbered = [a for a in section.aspects if a.heading and self.draft.narrative.get(a.key)]
        inline = bool(numbering and numbering.style == "inline" and numbered)
        passages: list[Passage] = []
        for aspect in section.aspects:
            sentences = self.draft.narrative.get(aspect.key, ())
            if not sentences:
                continue
            heading = lead = ""
            if aspect.heading and numbering:
                mark = numbering.ordinals[numbered.index(aspect)]
                heading = "" if inline else f"{mark}{aspect.heading}"
                lead = f"{mark}{aspect.inline or aspect.heading}。" if inline else ""
            self._locate(index, len(passages), sentences)
            printed = tuple(self._sentences(aspect, sentences))
            passages.append(Passage(key=aspect.key, heading=heading, lead=lead, sentences=printed))
        if section.pairs:
            pairs = self.draft.pairs.get(section.pairs.key, ())
            key = section.pairs.key
            for lead, side in (
                (section.pairs.problem_lead, "problem"),
                (section.pairs.measure_lead, "measure"),
            ):
                passage = self._run(f"{key}.{side}", lead, pairs, side, index, len(passages))
                if passage:
                    passages.append(passage)
        return ReportSection(key=section.key, title=title, joined=inline, passages=tuple(passages))

    def _run(
        self, key: str, lead: str, pairs: tuple[Pair, ...], side: str, index: int, at: int
    ) -> Passage | None:
        groups: list[tuple[Sentence, ...]] = [getattr(pair, side) for pair in pairs]
        groups = [group for group in groups if group]
        if not groups:
            return None
        self._locate(index, at, [s for group in groups for s in group])
        printed: list[str] = []
        for number, group in enumerate(groups):
            texts = [self.render(s.text).text for s in group]
            mark = f"{ORDINALS[number]}是" if len(groups) > 1 else ""
            printed += [mark + texts[0], *texts[1:]]
        return Passage(key=key, lead=self.render(lead).text, sentences=tuple(printed))

    def _sentences(self, aspect: Aspect, sentences: Iterable[Sentence]) -> Iterator[str]:
        for number, sentence in enumerate(sentences):
            text = self.render(sentence.text).text
            if number == 0:
                text = self.opening(aspect, text, sentence.origin, edited=sentence.edited) + text
            yield text

    def opening(self, aspect: Aspect, text: str, origin: str, *, edited: bool) -> str:
        """Give what is put in front of an aspect's first sentence, printed as `text`.

        A sentence as printed, or one that names its subject or its year, takes no opening.
        """
        opening = self.render(aspect.opening).text if aspect.opening else ""
        if origin in self.closed or origin == AS_PRINTED:
            return ""
        if (edited or origin in _OF_THE_CLERK) and _TIMED.match(text):
            return ""
        subject = self._text(self.figures.loaded.form.roles.self_name)
        named = text.startswith(opening) or (subject and text.startswith(subject))
        return "" if named else opening

    def _numbering(self) -> Numbering | None:
        form = self.figures.loaded.form
        chosen = self._text(form.roles.numbering)
        found = [n for n in form.numberings if n.key == chosen]
        return next(iter([*found, *form.numberings]), None)

    def _locate(self, section: int, passage: int, sentences: Iterable[Sentence]) -> None:
        for number, sentence in enumerate(sentences):
            self.where[f"{section}/{passage}/{number}"] = Place(sentence=sentence.id)

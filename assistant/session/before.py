"""Last year's report as the start of this year's: found on the machine, read, taken over."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from platformdirs import user_desktop_dir, user_documents_dir, user_downloads_dir

from assistant.documents.reading import Reading, problems_of, read_file, read_text, to_answers
from assistant.draft.answers import answers_from_text
from assistant.draft.figures import default_answer, figures_of
from assistant.draft.last_year import last_year_of
from assistant.draft.model import Draft, LastYear
from assistant.errors import UserError
from assistant.form.load import LoadedForm
from assistant.form.model import Section
from assistant.report.model import Passage, Report, ReportSection
from assistant.session.library import Library
from assistant.text.sentences import sentences
from assistant.workspace import DraftInfo, Workspace

_NAMED = re.compile(r"年报|年度报告|信息公开")
ENDINGS = {".docx", ".doc", ".wps", ".html", ".htm", ".txt", ".pdf", ".rtf", ".odt"}
_MOST = 12


@dataclass(frozen=True, slots=True)
class Before:
    """Last year's report as it was read.

    Attributes:
        strange: passages that belong to no part of the report.
    """

    unit: str
    last: LastYear
    strange: tuple[str, ...]

    @property
    def figures(self) -> int:
        """How many cells were read."""
        return sum(figure is not None for figure in self.last.cells.values())

    @property
    def sentences(self) -> int:
        """How many sentences were read."""
        return sum(map(len, self.last.passages.values()))


def read_before(library: Library, form: str, source: Path | str, today: date) -> Before:
    """Read last year's report on any edition of a form: a file, or the text of a whole report.

    Raises:
        UserError: it cannot be read, or is no report on this form.
    """
    forms = _editions(library, form)
    name = source.name if isinstance(source, Path) else "粘贴的报告"
    readings = read_file(source, forms) if isinstance(source, Path) else read_text(source, forms)
    reading = readings[0]
    strange = tuple(text for _, text in reading.not_understood)
    before = Before(reading.located.report.unit, last_year_from(reading, name, today), strange)
    if not before.figures and not before.sentences:
        title = library.forms().get(form, form)
        raise UserError(f"{name} 里没有读出《{title}》的数字和文字，请看看是不是去年的报告")
    return before


def _editions(library: Library, form: str) -> list[LoadedForm]:
    """Give a form and every other form that has a section of it: an older edition has."""
    wanted = library.form(form)
    others = [library.form(key) for key in library.entries if key != form]
    return [wanted, *(one for one in others if one.form.section.keys() & wanted.form.section)]


def earlier_drafts(workspace: Workspace, loaded: LoadedForm, today: date) -> list[DraftInfo]:
    """Give the drafts of years before the one a new report would be about, latest year first."""
    asked = default_answer(
        figures_of(loaded, Draft(form=loaded.form.form, today=today)), loaded.form.roles.year
    )
    year = int(asked) if isinstance(asked, str) and asked.isdigit() else today.year
    found = [
        one
        for one in workspace.drafts()
        if one.form == loaded.form.form and one.year is not None and one.year < year
    ]
    return sorted(found, key=lambda one: -(one.year or 0))


def recent_reports(folders: list[Path] | None = None) -> list[Path]:
    """Find files named like a report on the desktop, in documents and downloads, newest first."""
    found = {file: _changed(file) for folder in folders or _folders() for file in _files(folder)}
    newest = sorted(found, key=lambda file: found[file], reverse=True)
    return newest[:_MOST]


def dragged_path(text: str) -> Path:
    """Read a path as a terminal gives it when a file is dragged in: quoted, escaped, or bare."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif os.sep == "/":
        text = re.sub(r"\\(.)", r"\1", text)
    text = text.removeprefix("file://")
    return Path(text).expanduser()


def last_year_from(reading: Reading, name: str, today: date) -> LastYear:
    """Take a report that was read as last year's: its facts, figures, sentences and problems."""
    draft = answers_from_text(reading.loaded, to_answers(reading), Path(name), today)
    problems = problems_of(reading.located.report, reading.loaded.form.pairs.values())
    return last_year_of(reading.loaded, draft).model_copy(update={"problems": problems})


def report_of(loaded: LoadedForm, last: LastYear) -> Report:
    """Give last year's figures and sentences as a report to check this year's against."""
    tables = {
        table.key: {
            row.key: {
                column.key: last.cells.get(f"{table.key}.{row.key}.{column.key}")
                for column in table.columns
            }
            for row in table.rows
        }
        for table in loaded.form.tables
    }
    sections = tuple(
        ReportSection(key=section.key, passages=tuple(_passages(section, last)))
        for section in loaded.form.sections
    )
    unit = str(last.facts.get(loaded.form.roles.unit, ""))
    return Report(
        form=loaded.form.form, title="", unit=unit, year=last.year, tables=tables, sections=sections
    )


def _passages(section: Section, last: LastYear) -> Iterator[Passage]:
    for aspect in section.aspects:
        if aspect.key in last.passages:
            yield Passage(key=aspect.key, sentences=last.passages[aspect.key])
    if section.pairs:
        sides = {"problem": last.problems, "measure": last.measures}
        for side, texts in sides.items():
            said = tuple(sentence for text in texts for sentence in sentences(text))
            if said:
                yield Passage(key=f"{section.pairs.key}.{side}", sentences=said)


def _folders() -> list[Path]:
    given = (user_desktop_dir(), user_documents_dir(), user_downloads_dir())
    return [Path(folder) for folder in dict.fromkeys(given)]


def _files(folder: Path) -> Iterator[Path]:
    try:
        entries = list(folder.iterdir())
    except OSError:
        return
    for file in entries:
        if file.suffix.lower() in ENDINGS and _NAMED.search(file.name) and file.is_file():
            yield file


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0

"""Last year's report as the start of this year's: found on the machine, read, taken over."""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from platformdirs import user_desktop_dir, user_documents_dir, user_downloads_dir

from assistant.documents.reading import Reading, problems_of, read_file, to_answers
from assistant.draft.answers import answers_from_text
from assistant.draft.last_year import last_year_of
from assistant.draft.model import LastYear
from assistant.form.load import LoadedForm
from assistant.report.model import Passage, Report, ReportSection

_NAMED = re.compile(r"年报|年度报告|信息公开")
_ENDINGS = {".docx", ".doc", ".wps", ".html", ".htm", ".txt", ".pdf", ".rtf", ".odt"}
_MOST = 12


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


def read_last_year(path: Path, forms: list[LoadedForm]) -> Reading:
    """Read last year's file; raises `UserError` when it cannot be read."""
    return read_file(path, forms)[0]


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
        ReportSection(
            key=section.key,
            passages=tuple(
                Passage(key=aspect.key, sentences=last.passages[aspect.key])
                for aspect in section.aspects
                if aspect.key in last.passages
            ),
        )
        for section in loaded.form.sections
    )
    unit = str(last.facts.get(loaded.form.roles.unit, ""))
    return Report(
        form=loaded.form.form, title="", unit=unit, year=last.year, tables=tables, sections=sections
    )


def _folders() -> list[Path]:
    given = (user_desktop_dir(), user_documents_dir(), user_downloads_dir())
    return [Path(folder) for folder in dict.fromkeys(given)]


def _files(folder: Path) -> Iterator[Path]:
    try:
        entries = list(folder.iterdir())
    except OSError:
        return
    for file in entries:
        if file.suffix.lower() in _ENDINGS and _NAMED.search(file.name) and file.is_file():
            yield file


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0

"""Renders a report with the templates of its form, or a person's own."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader

from assistant.documents.writing.context import context
from assistant.documents.writing.sandbox import environment, plain_errors
from assistant.documents.writing.word import render_word
from assistant.documents.writing.word_template import make_template
from assistant.errors import UserError
from assistant.form.load import LoadedForm
from assistant.report.model import Report

FORMATS: Mapping[str, str] = {"docx": "Word 文档", "html": "网页", "txt": "纯文本"}
"""What a report can be written as, by the ending of the file's name."""

_FILES = {"docx": "report.docx", "html": "report.html.j2", "txt": "report.txt.j2"}
_BASE = Path(__file__).parent / "base"


def render(report: Report, form: LoadedForm, kind: str, templates: Path | None = None) -> bytes:
    """Write a report as one of `FORMATS`; the same report gives the same bytes.

    Args:
        report: what to write.
        form: its form; templates come from its folder, or are made from it when it has none.
        kind: a key of `FORMATS`.
        templates: a person's own folder; what it lacks comes from the form's folder.

    Raises:
        UserError: an unknown kind, a report of another form, or a template that cannot be used.
    """
    if kind not in FORMATS:
        raise UserError(f"不会写 .{kind} 文件，只能是 {'、'.join(FORMATS)}")
    folders = [form.folder] if templates is None else [_checked(templates), form.folder]
    values = context(report, form.form)
    if kind == "docx":
        return _word(values, form, folders)
    return _text(values, kind, folders).encode("utf-8")


def _checked(folder: Path) -> Path:
    if not folder.is_dir():
        raise UserError(f"没有模板文件夹 {folder}")
    if not any((folder / name).is_file() for name in _FILES.values()):
        raise UserError(f"{folder} 里没有模板：{'、'.join(_FILES.values())} 至少要有一个")
    return folder


def _find(folders: list[Path], name: str) -> Path | None:
    return next((f / name for f in folders if (f / name).is_file()), None)


def _word(values: Mapping[str, object], form: LoadedForm, folders: list[Path]) -> bytes:
    found = _find(folders, _FILES["docx"])
    if found is None:
        return render_word(make_template(form), values, form.folder / _FILES["docx"])
    try:
        data = found.read_bytes()
    except OSError as error:
        raise UserError(f"打不开模板 {found}：{error.strerror}") from None
    return render_word(data, values, found)


def _text(values: Mapping[str, object], kind: str, folders: list[Path]) -> str:
    found = _find(folders, _FILES[kind]) or _BASE / f"base.{kind}.j2"
    loader = ChoiceLoader([FileSystemLoader(folder) for folder in [*folders, _BASE]])
    with plain_errors(found):
        template = environment(loader, escape=kind == "html").get_template(found.name)
        return template.render(values)

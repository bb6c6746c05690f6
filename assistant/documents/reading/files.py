"""Opens a report file of any kind, or takes pasted text, and reads the reports in it."""

import errno
from collections.abc import Sequence
from pathlib import Path

from assistant.documents.reading.convert import pdf_texts, to_docx
from assistant.documents.reading.pages import Pages
from assistant.documents.reading.reader import Reading, read_pages
from assistant.documents.reading.sniff import kind_of
from assistant.documents.reading.text import decode, text_pages
from assistant.errors import UserError
from assistant.form.load import LoadedForm

LARGEST = 50 * 1024 * 1024
"""The largest file that is read, in bytes."""
LONGEST = 1_000_000
"""The longest text that is read, in characters."""

_REASONS = {
    errno.EACCES: "没有读取权限，或者文件正被别的程序占用",
    errno.EPERM: "没有读取权限，或者文件正被别的程序占用",
    errno.EISDIR: "是文件夹，请选里面的文件",
}


def read_file(path: Path, forms: Sequence[LoadedForm]) -> list[Reading]:
    """Read the reports in a file; normally there is one.

    What a file is follows from its content, not from its name.

    Raises:
        UserError: one message with file, what is wrong and what to do.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise UserError(f"{name} 是文件夹，请选里面的文件")
        if path.is_file() and path.stat().st_size > LARGEST:
            raise UserError(f"{name} 超过 {LARGEST >> 20} MB，不像一份年度报告，没有读")
        if path.exists() and not path.is_file():
            raise UserError(f"{name} 不是普通文件，没有读")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UserError(f"没有找到文件 {name}，请看看文件名和位置") from None
    except (OSError, ValueError) as error:
        code = error.errno if isinstance(error, OSError) else None
        reason = _REASONS.get(code or 0, "系统报告出错")
        raise UserError(f"打不开 {name}：{reason}") from None
    return read_bytes(data, name, forms)


def read_bytes(data: bytes, name: str, forms: Sequence[LoadedForm]) -> list[Reading]:
    """Read the reports in the content of a file; `name` is what messages call it."""
    if not data.strip():
        raise UserError(f"{name} 是空文件，里面什么也没有")
    kind = kind_of(data, name)
    if kind == "pdf":
        readings = [read_pages(text_pages(text), forms) for text in pdf_texts(data, name)]
        return max(readings, key=_figure_count)
    return read_pages(_pages(data, kind, name), forms)


def read_text(text: str, forms: Sequence[LoadedForm]) -> list[Reading]:
    """Read the reports in pasted text."""
    if not text.strip():
        raise UserError("没有文字，请把报告全文粘贴进来")
    _not_too_long(text, "粘贴的文字")
    return read_pages(text_pages(text), forms)


def _not_too_long(text: str, name: str) -> None:
    if len(text) > LONGEST:
        raise UserError(f"{name} 超过 {LONGEST // 10_000} 万字，不像一份年度报告，没有读")


def _pages(data: bytes, kind: str, name: str) -> Pages:
    if kind in {"doc", "rtf", "odt"}:
        data, kind = to_docx(data, kind, name), "docx"
    if kind == "docx":
        from assistant.documents.reading.word import word_pages

        pages = word_pages(data, name)
    elif kind in {"html", "mhtml"}:
        from assistant.documents.reading.web import web_pages

        pages = web_pages(data, mhtml=kind == "mhtml")
    else:
        text = decode(data)
        if text is None:
            raise UserError(f"{name} 不是文本，也不是 Word 文档或网页，读不出来。请换成 .docx")
        _not_too_long(text, name)
        pages = text_pages(text)
    _not_too_long(pages.words, name)
    if not pages.words.strip():
        raise UserError(f"{name} 里没有文字（可能只有图片）。请找有文字的原稿")
    return pages


def _figure_count(readings: Sequence[Reading]) -> int:
    return sum(
        figure is not None
        for reading in readings
        for rows in reading.located.report.tables.values()
        for columns in rows.values()
        for figure in columns.values()
    )

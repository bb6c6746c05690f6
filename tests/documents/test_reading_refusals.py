"""One clear message for every file that cannot be read, and what to do about it."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument

from assistant.documents.reading import convert as converting
from assistant.documents.reading import files as opening
from assistant.documents.reading import read_bytes, read_file
from assistant.documents.reading.sniff import kind_of
from assistant.errors import UserError
from assistant.form.load import load_form

TEMPLATES = Path(__file__).parents[2] / "templates"
FORMS = [load_form(TEMPLATES / "ogi-2021")]


def word(build: Callable[[WordDocument], None]) -> bytes:
    document = Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def some_text(document: WordDocument) -> None:
    document.add_paragraph("临水县粮食局2024年政府信息公开工作年度报告")


def encrypted_office() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    )


def old_doc(flags: int, other: bytes = b"") -> bytes:
    """The least of a compound file: head, directory, and the Word stream in the third sector."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(30, b"\0") + b"\x09\0"
    name = "WordDocument\0".encode("utf-16-le")
    entry = (name.ljust(64, b"\0") + bytes([len(name), 0, 2])).ljust(116, b"\0") + b"\x02\0\0\0"
    stream = b"\xec\xa5\xc1\0".ljust(10, b"\0") + flags.to_bytes(2, "little")
    return b"".join(part.ljust(512, b"\0") for part in (head, entry, other, stream))


def locked_doc() -> bytes:
    return old_doc(0x1300)


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


BAD: dict[str, tuple[bytes, str]] = {
    "空.docx": (b"", "是空文件"),
    "空白.txt": (b" \r\n\t ", "是空文件"),
    "截断.docx": (word(some_text)[:9000], "不完整或已经损坏"),
    "坏.docx": (zipped("word/document.xml", "[Content_Types].xml"), "不完整或已经损坏"),
    "缺件.docx": (zipped("word/styles.xml", "[Content_Types].xml"), "不完整或已经损坏"),
    "加密.docx": (encrypted_office(), "设了打开密码"),
    "加密.doc": (locked_doc(), "设了打开密码"),
    "表格.docx": (zipped("xl/workbook.xml"), "是电子表格"),
    "包.docx": (zipped("年报.docx"), "是压缩包"),
    "图.docx": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "是图片"),
    "乱.txt": (bytes(range(256)) * 20, "读不出来"),
    "空页.html": (b"<html><body><img src=1></body></html>", "里没有文字"),
    "没字.docx": (word(lambda _: None), "里没有文字"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said_in_one_message(tmp_path: Path, name: str) -> None:
    data, said = BAD[name]
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(UserError, match=said) as error:
        read_file(file, FORMS)
    assert str(file) in str(error.value)
    assert "\n" not in str(error.value)


def test_missing_folders_and_oversized_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UserError, match="没有找到文件"):
        read_file(tmp_path / "无.docx", FORMS)
    with pytest.raises(UserError, match="是文件夹"):
        read_file(tmp_path, FORMS)
    with pytest.raises(UserError, match="打不开"):
        read_file(tmp_path / ("长" * 300), FORMS)
    big = tmp_path / "大.docx"
    with big.open("wb") as file:
        file.truncate(opening.LARGEST + 1)
    with pytest.raises(UserError, match="超过 50 MB"):
        read_file(big, FORMS)


def test_more_text_than_any_report_has_is_refused_at_once(tmp_path: Path) -> None:
    long = tmp_path / "长.txt"
    long.write_text("公开信息5条。\n" * 200_000, encoding="utf-8")
    with pytest.raises(UserError, match="超过 100 万字"):
        read_file(long, FORMS)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"x" * (41 * 1024 * 1024))
    with pytest.raises(UserError, match="展开后太大"):
        read_bytes(packed.getvalue(), "大.docx", FORMS)


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.4 x", b"{\\rtf1 x}", zipped("content.xml"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
)
def test_without_a_converter_the_remedy_is_told(
    monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(converting, "_PLACES", ())
    with pytest.raises(UserError, match=r"请在 WPS 里另存为 \.docx，或全选复制后粘贴到这里"):
        read_bytes(data, "文件", FORMS)


def test_a_converter_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(command: list[str], **kept: object) -> None:
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(shutil, "which", lambda name: f"/{name}")
    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(UserError, match="已经停下"):
        read_bytes(b"{\\rtf1 x}", "文件", FORMS)


def test_an_old_document_is_locked_by_its_own_head_and_by_nothing_else() -> None:
    looks_locked = b"\xec\xa5\xc1\x00" + b"\x00" * 7 + b"\x01"
    assert kind_of(old_doc(0x1200, looks_locked), "报告.doc") == "doc"
    with pytest.raises(UserError, match="设了打开密码"):
        kind_of(old_doc(0x1300), "报告.doc")
    assert kind_of(old_doc(0x1300)[:1500], "断了的.doc") == "doc"

"""Tells what a file is from its content, whatever its name says."""

import io
import re
import struct
import zipfile

from assistant.errors import UserError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table|div|p|meta)[\s>]", re.IGNORECASE)
_WORD_XML = re.compile(rb"<\?mso-application[^>]*Word\.Document|<w:wordDocument")
_WORD, _ENCRYPTED, _STREAM, _SHIFTS = b"\xec\xa5", 0x0100, 2, (9, 12)
_MIME = re.compile(rb"^(mime-version|from|content-type|subject):", re.IGNORECASE)
_UNPACKED_MOST = 300 * 1024 * 1024
_TEXT_MOST = 40 * 1024 * 1024
_LOCKED = "设了打开密码，读不出来。请在 Word 或 WPS 里打开，去掉密码后另存一份再试"
_BROKEN = "不完整或已经损坏，请重新取一份，或在 Word、WPS 里打开后另存"
_OTHERS = (
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
)


def kind_of(data: bytes, name: str) -> str:
    """Give `docx`, `html`, `mhtml`, `text`, `pdf`, or `doc`, `rtf`, `odt` for the converter.

    Raises:
        UserError: it is locked, broken, or no document; `name` starts the message.
    """
    if data.startswith(b"PK"):
        return _package(data, name)
    if data.startswith(_OLE):
        return _compound(data, name)
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF"):
        return "pdf"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if _WORD_XML.search(start):
        return "doc"
    for magic, what in _OTHERS:
        if start.startswith(magic) and not _is_text(data):
            raise UserError(f"{name} 是{what}，不是文档。请换成 Word 文档，或全选复制后粘贴到这里")
    if _MIME.match(start) and b"text/html" in data[:20000].lower():
        return "mhtml"
    plain = start.replace(b"\x00", b"")
    if _HTML.search(plain[:1024]) or (plain.startswith(b"<") and _HTML.search(plain)):
        return "html"
    return "text"


def _is_text(data: bytes) -> bool:
    return b"\x00" not in data[:4096] and not re.search(rb"[\x01-\x08\x0e-\x1f]", data[:4096])


def _package(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if any(info.flag_bits & 1 for info in infos):
                raise UserError(f"{name} {_LOCKED}")
            texts = sum(i.file_size for i in infos if i.filename.endswith(".xml"))
            if sum(i.file_size for i in infos) > _UNPACKED_MOST or texts > _TEXT_MOST:
                raise UserError(f"{name} 展开后太大，不像一份年度报告，没有读")
            names = {info.filename for info in infos}
            if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
                "META-INF/manifest.xml"
            ):
                raise UserError(f"{name} {_LOCKED}")
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        raise UserError(f"{name} {_BROKEN}") from None
    if "word/document.xml" in names or any(n.startswith("word/document") for n in names):
        return "docx"
    if "content.xml" in names:
        return "odt"
    if any(n.startswith("word/") for n in names):
        raise UserError(f"{name} {_BROKEN}")
    if any(n.startswith("xl/") for n in names):
        raise UserError(f"{name} 是电子表格，不是报告。请换成 Word 文档")
    raise UserError(f"{name} 是压缩包，请先解压，再选里面的 Word 文档")


def _compound(data: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data or _doc_is_locked(data):
        raise UserError(f"{name} {_LOCKED}")
    if "WordDocument".encode("utf-16-le") in data or "WpsDocument".encode("utf-16-le") in data:
        return "doc"
    if "Workbook".encode("utf-16-le") in data:
        raise UserError(f"{name} 是电子表格，不是报告。请换成 Word 文档")
    return "doc"


def _doc_is_locked(data: bytes) -> bool:
    """Say whether the head of the Word stream, found through the directory, has its lock flag.

    Layout: [MS-CFB] 2.2 and 2.6.1, [MS-DOC] 2.5.2.
    """
    for name in ("WordDocument", "WpsDocument"):
        entry = _entry(data, name)
        if entry < 0:
            continue
        (shift,) = struct.unpack_from("<H", data, 30)
        (sector,) = struct.unpack_from("<I", data, entry + 116)
        at = (sector + 1) << shift if shift in _SHIFTS else len(data)
        if data[at : at + 2] == _WORD and len(data) >= at + 12:
            return bool(struct.unpack_from("<H", data, at + 10)[0] & _ENCRYPTED)
    return False


def _entry(data: bytes, name: str) -> int:
    """Give where the directory entry of a stream stands in a compound file; -1 without one."""
    wide = f"{name}\0".encode("utf-16-le")
    at = data.find(wide, 512)
    while at >= 0:
        whole = at + 128 <= len(data)
        if at % 128 == 0 and whole and data[at + 64] == len(wide) and data[at + 66] == _STREAM:
            return at
        at = data.find(wide, at + 1)
    return -1

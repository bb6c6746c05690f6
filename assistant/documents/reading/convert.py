"""Turns .doc, .wps, .rtf, .odt and .pdf into something readable with programs found at run time."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import UserError

_SECONDS = 120
_OFFICES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
    "C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe",
)
_REMEDY = "请在 WPS 里另存为 .docx，或全选复制后粘贴到这里"
# Pages set Han and digits a little apart, which comes out as spaces that nobody typed.
_COUNTED = "[年月日条件项次篇期个人余万亿元份类处场家名%％、，。；）]"
_BEHIND = re.compile(rf"(?<=\d) (?={_COUNTED})")
_BEFORE = re.compile(rf"(?<=[\u4e00-\u9fff，。；：、（]) (?=\d[\d.,]*(?:\n[ \t]*)?{_COUNTED})")
_PAGE_NUMBER = re.compile(r"(?:\n[ \t]*)*\n[ \t]*[—－-]+ ?\d+ ?[—－-]+[ \t]*(?:\n[ \t]*(?=\n))*\n")
_NAMES = {"doc": ".doc/.wps", "rtf": ".rtf", "odt": ".odt"}


def to_docx(data: bytes, kind: str, name: str) -> bytes:
    """Convert a document to .docx with LibreOffice, in a profile of its own.

    Raises:
        UserError: LibreOffice is not installed, took too long, or could not read the file.
    """
    program = _office()
    if program is None:
        raise UserError(f"{name} 是 {_NAMES[kind]} 文件，这台电脑上没有能转换它的程序。{_REMEDY}")
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        work = Path(folder)
        source = work / f"report.{kind}"
        source.write_bytes(data)
        profile = (work / "profile").as_uri()
        _run(
            [
                program,
                f"-env:UserInstallation={profile}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--convert-to",
                "docx:MS Word 2007 XML",
                "--outdir",
                str(work / "out"),
                str(source),
            ],
            work,
            name,
        )
        made = work / "out" / "report.docx"
        if not made.is_file():
            raise UserError(f"{name} 打不开，可能已经损坏或设了密码。{_REMEDY}")
        return made.read_bytes()


def pdf_texts(data: bytes, name: str) -> list[str]:
    """Take the text out of a PDF: once as it is laid out on the page, once in reading order.

    Raises:
        UserError: pdftotext is not installed, took too long, or the PDF is locked or broken.
    """
    program = shutil.which("pdftotext")
    if program is None:
        raise UserError(f"{name} 是 PDF，这台电脑上没有能读它的程序。{_REMEDY}")
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        work = Path(folder)
        source = work / "report.pdf"
        source.write_bytes(data)
        texts = []
        for number, options in enumerate((["-layout"], [])):
            target = work / f"{number}.txt"
            said = _run(
                [program, "-enc", "UTF-8", "-nopgbrk", *options, str(source), str(target)],
                work,
                name,
            )
            if "password" in said.lower():
                raise UserError(f"{name} 设了打开密码，读不出来。请去掉密码后再试")
            if not target.is_file():
                raise UserError(f"{name} 打不开，可能已经损坏。{_REMEDY}")
            text = target.read_text(encoding="utf-8", errors="replace")
            texts.append(without_gaps(text))
    if not any(text.strip() for text in texts):
        raise UserError(f"{name} 里没有文字，多半是扫描件。请找 Word 原稿，或把文字粘贴到这里")
    return texts


def without_gaps(text: str) -> str:
    """Take out of a page's text its number and the gaps between Han and digits."""
    return _BEFORE.sub("", _BEHIND.sub("", _PAGE_NUMBER.sub("\n", f"{text}\n")))


def _office() -> str | None:
    for name in _OFFICES:
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def _run(command: Sequence[str], work: Path, name: str) -> str:
    try:
        done = subprocess.run(
            command,
            cwd=work,
            env={**os.environ, "HOME": str(work), "TMPDIR": str(work)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UserError(f"{name} 转换了 {_SECONDS} 秒还没有完成，已经停下。{_REMEDY}") from None
    except OSError as error:
        raise UserError(f"{name} 没有转换成：{error.strerror}。{_REMEDY}") from None
    return done.stderr.decode("utf-8", errors="replace")

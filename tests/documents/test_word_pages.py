"""The Word file as LibreOffice prints it."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.documents.writing import render, save
from assistant.form.load import LoadedForm
from assistant.report.model import Passage, Report

MakeReport = Callable[..., Report]

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TEXT = shutil.which("pdftotext")
PICTURES = shutil.which("pdftoppm")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (OFFICE and TEXT and PICTURES),
        reason="需要 LibreOffice 和 poppler（pdftotext、pdftoppm）",
    ),
]


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, timeout=180, check=True)
    return done.stdout.decode("utf-8")


def pages(document: Path, folder: Path) -> list[str]:
    run(
        str(OFFICE),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(document),
    )
    text = run(str(TEXT), "-layout", str(document.with_suffix(".pdf")), "-")
    return text.split("\f")[:-1]


def test_pages_hold_every_sentence_and_keep_each_table_whole(
    real_form: LoadedForm, make_report: MakeReport, tmp_path: Path
) -> None:
    report = make_report(real_form, sentences=("共发布信息1286条。",) * 6)
    target = tmp_path / "年报.docx"
    save(render(report, real_form, "docx"), target)
    printed = pages(target, tmp_path)
    assert 4 <= len(printed) <= 6
    bare = [re.sub(r"\s", "", page) for page in printed]
    everything = "".join(re.sub(r"—\d—$", "", page) for page in bare)
    for section in report.sections:
        assert section.title in everything
        for _, text in section.paragraphs():
            assert text in everything
    (applications,) = [page for page in bare if "1.属于国家秘密" in page]
    assert "三、收到和处理政府信息公开申请情况" in applications
    assert "四、结转下年度继续办理" in applications
    numbers = re.findall(r"\d+", printed[bare.index(applications)])
    for column in real_form.form.table["申请"].columns:
        assert str(report.figure(f"申请.结转下年.{column.key}")) in numbers
    for number, page in enumerate(bare, 1):
        assert page.endswith(f"—{number}—")
    assert everything.endswith("青河县水利局2026年1月15日")


def test_signature_never_stands_on_a_page_of_its_own(
    real_form: LoadedForm, make_report: MakeReport, tmp_path: Path
) -> None:
    # Somewhere among these lengths the page before the last is exactly full.
    for count in range(10, 13):
        report = make_report(real_form)
        *others, last = report.sections
        lines = tuple(
            Passage(key="", sentences=(f"第{i}段说明其他需要报告的事项。",)) for i in range(count)
        )
        full = last.model_copy(update={"passages": lines})
        report = report.model_copy(update={"sections": (*others, full)})
        target = tmp_path / f"{count}.docx"
        save(render(report, real_form, "docx"), target)
        page = re.sub(r"\s", "", pages(target, tmp_path)[-1])
        assert not page.startswith("青河县水利局"), count


def test_nothing_is_drawn_in_the_margins(
    real_form: LoadedForm, make_report: MakeReport, tmp_path: Path
) -> None:
    target = tmp_path / "年报.docx"
    save(render(make_report(real_form), real_form, "docx"), target)
    pages(target, tmp_path)
    run(str(PICTURES), "-r", "50", "-gray", str(target.with_suffix(".pdf")), str(tmp_path / "页"))
    pictures = sorted(tmp_path.glob("页*.pgm"))
    assert pictures
    for picture in pictures:
        width, height, rows = read_pgm(picture)
        left, right = round(width * 26 / 210), round(width * (210 - 22) / 210)
        top = round(height * 34 / 297)
        assert min(min(row[:left]) for row in rows) > 200
        assert min(min(row[right:]) for row in rows) > 200
        assert min(min(row) for row in rows[:top]) > 200
        assert min(min(row) for row in rows) < 100


def read_pgm(picture: Path) -> tuple[int, int, list[bytes]]:
    data = picture.read_bytes()
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    assert head
    width, height = int(head[1]), int(head[2])
    body = data[head.end() :]
    return width, height, [body[i * width : (i + 1) * width] for i in range(height)]

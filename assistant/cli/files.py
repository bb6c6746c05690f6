"""`nianbao read` and `nianbao check`: report files in, structure and findings out."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import JsonOption, plainly, progress

if TYPE_CHECKING:
    from assistant.documents.reading import Reading
    from assistant.session.checking import Checked


def read(
    file: Annotated[Path, typer.Argument(help="报告文件。")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写成答案文件（YAML）。")
    ] = None,
    style: JsonOption = "text",
) -> None:
    """Read a report file into structured JSON or an answers file."""
    from assistant.documents.reading import read_file, to_answers, to_json
    from assistant.documents.writing import save
    from assistant.session.checking import read_forms
    from assistant.session.library import Library

    with plainly():
        readings = read_file(file, read_forms(Library()))
        if len(readings) > 1:
            titles = "、".join(r.located.report.title for r in readings)
            typer.echo(f"{file}：里面有 {len(readings)} 份报告：{titles}", err=True)
        if output is not None:
            save(to_answers(readings[0]).encode("utf-8"), output)
            typer.echo(str(output.absolute()), err=style == "json")
        if style == "json":
            found = [to_json(reading, str(file)) for reading in readings]
            typer.echo(
                json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=2)
            )
        elif output is None:
            for reading in readings:
                _tell(reading)


def _tell(reading: "Reading") -> None:
    report, form = reading.located.report, reading.loaded.form
    typer.echo(f"{report.title or '（没有标题）'}")
    typer.echo(
        f"　格式：{form.name}　单位：{report.unit}　自称：{report.self_name}　年度：{report.year}"
    )
    for table in form.tables:
        cells = [report.figure(address) for address in table.addresses()]
        filled = sum(figure is not None for figure in cells)
        typer.echo(f"　{table.title}：{filled} / {len(cells)} 格有数")
    for section in report.sections:
        count = sum(len(passage.sentences) for passage in section.passages)
        typer.echo(f"　{section.title or '（节前）'}：{count} 句")
    for line, text in reading.not_understood:
        typer.echo(f"　没有看懂（第 {line} 行）：{text}")


def check(
    files: Annotated[list[Path], typer.Argument(help="一个或多个报告文件。")],
    last_year: Annotated[
        Path | None, typer.Option("--last-year", help="上一年的报告，用来核对跨年的数。")
    ] = None,
    accepted: Annotated[
        Path | None, typer.Option("--accepted", help="已核过的发现：编号和原因（YAML）。")
    ] = None,
    rules: Annotated[
        Path | None, typer.Option("--rules", help="本地规则：关掉、改级别、改期限和词表（YAML）。")
    ] = None,
    style: JsonOption = "text",
) -> None:
    """Check report files."""
    from assistant.checks.accepted import load_accepted
    from assistant.session.checking import check_files, finding_json
    from assistant.session.library import Library

    with plainly():
        dismissals = load_accepted(accepted) if accepted else ()
        results: list[Checked] = []
        found = check_files(
            Library(), files, date.today(), last_year=last_year, dismissals=dismissals, local=rules
        )
        tell = progress()
        for result in found:
            results.append(result)
            tell("查", len(results), len(files))
            if style != "json":
                _tell_checked(result)
        if style == "json":
            rows = [
                {"file": r.file, "error": r.error}
                if r.error
                else {"file": r.file, "findings": [finding_json(f) for f in r.open]}
                for r in results
            ]
            typer.echo(json.dumps({"files": rows}, ensure_ascii=False, indent=2))
        if any(result.error for result in results):
            raise typer.Exit(2)
        if any(result.fails for result in results):
            raise typer.Exit(1)


def _tell_checked(result: "Checked") -> None:
    from assistant.session.checking import SEVERITIES, finding_lines

    if result.form is None:
        typer.echo(result.error, err=True)
        return
    counts = [
        f"{name} {sum(f.severity == key for f in result.open)}" for key, name in SEVERITIES.items()
    ]
    typer.echo(f"{result.file}：{'，'.join(counts)}")
    for finding in result.open:
        for line in finding_lines(result.form, finding):
            typer.echo(f"　{line}")
    for one in result.accepted:
        typer.echo(f"　已核 {one.finding.code}　{one.finding.message}（{one.reason}）")

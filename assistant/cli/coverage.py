"""`nianbao bank coverage`: what of a report the bank could have said."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.bank import opened_bank
from assistant.cli.common import DEFAULT_FORM, FormOption, JsonOption
from assistant.errors import UserError

if TYPE_CHECKING:
    from assistant.session.coverage import Coverage

app = typer.Typer()


@app.command("coverage", help="报告里的每一句，句库里最像的是哪句、像多少；哪些语步没有。")
def coverage(
    files: Annotated[list[Path], typer.Argument(help="一个或多个报告文件。")],
    form: FormOption = DEFAULT_FORM,
    style: JsonOption = "text",
) -> None:
    """Hold the sentences of reports against the bank; exit code 2 when a file cannot be read."""
    from assistant.documents.reading import read_file
    from assistant.session.checking import read_forms
    from assistant.session.coverage import coverage as cover
    from assistant.session.coverage import coverage_json
    from assistant.session.library import Library

    failed = False
    rows: list[dict[str, Any]] = []
    with opened_bank(form) as banking:
        library = Library()
        loaded, forms = library.form(form), read_forms(library)
        for file in files:
            try:
                readings = read_file(file, forms)
            except UserError as error:
                failed = True
                rows.append({"file": str(file), "error": str(error)})
                typer.echo(str(error), err=True)
                continue
            for reading in readings:
                report = reading.located.report
                name = str(file) if len(readings) == 1 else f"{file}（{report.title}）"
                found = cover(report, loaded, banking.bank)
                rows.append(coverage_json(name, found))
                if style != "json":
                    _tell(name, found)
        if style == "json":
            typer.echo(json.dumps({"files": rows}, ensure_ascii=False, indent=2))
        if failed:
            raise typer.Exit(2)


def _tell(name: str, found: "Coverage") -> None:
    said = sum(one.said for one in found.sentences)
    typer.echo(f"{name}：{len(found.sentences)} 句，句库里有 {said} 句（{found.percent} %）")
    for one in found.sentences:
        mark = " " if one.said else "!"
        best = f"{one.best.id}（{one.best.move}）" if one.best else "没有相近的"
        typer.echo(f"{mark} {int(one.score * 100):3d} %  {one.where}　{best}")
        typer.echo(f"         {one.text}")
    for label, moves in (
        ("这份报告里没有哪句像在说的语步", found.missing),
        ("句库里一句也没有的语步", found.empty),
    ):
        if moves:
            typer.echo(f"{label}：{'、'.join(f'{m.key}（{m.level}）' for m in moves)}")

"""`nianbao compare` and `nianbao reports …`: reports of different units side by side."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import JsonOption, plainly, progress

if TYPE_CHECKING:
    from assistant.session.comparing import ReadReport, SharedSentence

app = typer.Typer(help="别的单位的报告：收进来，写的时候对照着查重。", no_args_is_help=True)
_SHOWN = 20
_FilesArgument = Annotated[list[Path], typer.Argument(help="报告文件。")]


def compare(
    files: Annotated[list[Path], typer.Argument(help="两个或更多报告文件。")],
    least: Annotated[int, typer.Option(min=1, max=100, help="像到百分之几算相近。")] = 75,
    everything: Annotated[
        bool, typer.Option("--all", help=f"每两份的相近句全列，不只列前 {_SHOWN} 句。")
    ] = False,
    style: JsonOption = "text",
) -> None:
    """Show which sentences reports share."""
    with plainly(), _stoppable():
        from assistant.session.comparing import read_reports, shared_json, shared_sentences
        from assistant.session.library import Library

        library, told = Library(), progress()
        reports = read_reports(library, files, told)
        readable = [report for report in reports if not report.error]
        for report in reports:
            if report.error:
                typer.echo(report.error, err=True)
        found = shared_sentences(library, readable, Fraction(least, 100), told)
        if style == "json":
            numbers = [n for n, report in enumerate(reports) if not report.error]
            typer.echo(
                json.dumps(
                    shared_json(reports, [_numbered(s, numbers) for s in found], least),
                    ensure_ascii=False,
                    indent=2,
                )
            )
        else:
            _tell(readable, found, least, None if everything else _SHOWN)
        if len(readable) < 2 and len(readable) == len(reports):
            typer.echo("只有一份报告，没有可比的，请再给一份", err=True)
            raise typer.Exit(2)
        if len(readable) < len(reports):
            raise typer.Exit(2)
        if found:
            raise typer.Exit(1)


def _numbered(found: "SharedSentence", numbers: list[int]) -> "SharedSentence":
    from dataclasses import replace

    return replace(found, one=numbers[found.one], other=numbers[found.other])


def _tell(
    reports: "list[ReadReport]", found: "list[SharedSentence]", least: int, most: int | None
) -> None:
    from assistant.session.comparing import summed

    for report in reports:
        typer.echo(
            f"{report.name}：{report.unit} {report.year or ''}，比 {len(report.sentences)} 句"
        )
    counts = summed(found)
    if not found and len(reports) > 1:
        typer.echo(f"没有像到 {least} % 的句子（固定表述不计）。")
    for (one, other), group in groupby(found, lambda s: (s.one, s.other)):
        shared = list(group)
        parts = [
            f"{reports[n].name} 的 {count} 句（{count * 100 // max(len(reports[n].sentences), 1)} %）"
            for n, count in zip((one, other), counts[one, other], strict=True)
        ]
        typer.echo(f"\n相近：{'，'.join(parts)}")
        for s in shared[:most]:
            typer.echo(f"  {s.left.where} ～ {s.right.where}：{s.match.note}")
            typer.echo(f"      {s.left.text}")
            if s.left.text != s.right.text:
                typer.echo(f"      {s.right.text}")
                typer.echo(f"      不同：{'；'.join(s.match.details) or '次序、标点'}")
            if s.foreign:
                typer.echo(f"      ！留着别处的名称：{'、'.join(s.foreign)}")
        if most is not None and len(shared) > most:
            typer.echo(f"  另有 {len(shared) - most} 句，加 --all 全列")


@app.command("add", help="收进别的单位的报告；同一单位同一年度的换成新的。")
def add(files: _FilesArgument) -> None:
    """Take reports in."""
    with plainly(), _stoppable():
        from assistant.paths import data_folder
        from assistant.session.comparing import keep_reports
        from assistant.session.library import Library
        from assistant.workspace import Workspace

        with Workspace(data_folder()) as workspace:
            kept = keep_reports(Library(), workspace.shelf, files, progress())
        for report in kept:
            typer.echo(
                report.error
                or f"收进 {report.unit} {report.year or ''} 年报告，{len(report.sentences)} 句",
                err=bool(report.error),
            )
        if any(report.error for report in kept):
            raise typer.Exit(2)


@app.command("list", help="列出收进来的报告。")
def list_(style: JsonOption = "text") -> None:
    """List the reports that were taken in."""
    with plainly():
        from assistant.paths import data_folder
        from assistant.workspace import Workspace

        with Workspace(data_folder()) as workspace:
            reports = workspace.shelf.reports()
        if style == "json":
            rows = [
                {
                    "id": r.id,
                    "unit": r.unit,
                    "year": r.year,
                    "title": r.title,
                    "file": r.file,
                    "added": r.added.isoformat(),
                    "sentences": r.sentences,
                }
                for r in reports
            ]
            typer.echo(json.dumps({"reports": rows}, ensure_ascii=False, indent=2))
            return
        for r in reports:
            typer.echo(f"{r.id}\t{r.unit}\t{r.year or '年度不明'}\t{r.sentences} 句\t{r.file}")
        if not reports:
            typer.echo("还没有收进别的单位的报告。用 nianbao reports add 文件 收进来。")


@app.command("remove", help="去掉一份收进来的报告。")
def remove(
    number: Annotated[int, typer.Argument(help="list 列出的第一列。")],
) -> None:
    """Forget a report."""
    with plainly():
        from assistant.errors import UserError
        from assistant.paths import data_folder
        from assistant.workspace import Workspace

        with Workspace(data_folder()) as workspace:
            if not workspace.shelf.remove(number):
                raise UserError(f"没有第 {number} 号报告，用 nianbao reports list 看看")
        typer.echo(f"第 {number} 号报告去掉了。")


@contextmanager
def _stoppable() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("\n停下了，没有做完，上面的不是全部。", err=True)
        raise typer.Exit(130) from None

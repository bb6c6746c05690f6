"""The commands."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import bank, bank_check, comparing, coverage, forms, growing
from assistant.cli.common import DEFAULT_FORM, OutOption, TemplateOption, plainly
from assistant.cli.files import check, read

app = typer.Typer(
    name="nianbao",
    help="政府信息公开工作年度报告起草助手。不带命令直接运行就打开助手。",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
)
app.add_typer(forms.app, name="form")
bank.app.add_typer(growing.app)
bank.app.add_typer(bank_check.app)
bank.app.add_typer(coverage.app)
app.add_typer(bank.app, name="bank")
app.add_typer(comparing.app, name="reports")
app.command(help="读一份报告（Word、网页、文本、WPS、PDF），给出结构或答案文件。")(read)
app.command(help="检查报告文件。没有错误和警告退出码 0，有则 1，读不了 2。")(check)
app.command(help="句库里哪些句子像这一句，像多少。")(bank.similar)
app.command(help="几份报告互相有哪些相近的句子。没有退出码 0，有则 1，读不了 2。")(
    comparing.compare
)


@app.callback(invoke_without_command=True, help="打开助手；没有终端时写出示例报告。")
def start(
    context: typer.Context,
    plain: Annotated[bool, typer.Option("--plain", help="一行一行地问答。")] = False,
    browser: Annotated[bool, typer.Option("--browser", help="在浏览器里打开。")] = False,
    version: Annotated[bool, typer.Option("--version", help="显示版本。")] = False,
) -> None:
    """Open the assistant, or write the demo report where no terminal is attached."""
    if context.invoked_subcommand is not None:
        return
    with plainly():
        if version:
            from importlib.metadata import version as installed

            typer.echo(f"nianbao {installed('nianbao')}")
        elif plain:
            from assistant.plain import run as run_plain

            run_plain(date.today())
        elif browser:
            from assistant.web import run as run_browser

            run_browser()
        elif sys.stdin.isatty() and sys.stdout.isatty():
            from assistant.tui.app import run as run_terminal

            run_terminal()
        else:
            typer.echo("这里没有终端，写出示例报告：")
            _demo([Path("年报示例.docx")])


@app.command(help="写出示例报告，答案由程序自带。")
def demo(
    output: OutOption = [Path("年报示例.docx")],  # noqa: B006 - typer copies it
) -> None:
    """Write the demo report."""
    with plainly():
        _demo(output)


def _demo(output: list[Path]) -> None:
    from assistant.session.headless import build
    from assistant.session.library import Library

    library = Library()
    answers = library.templates / DEFAULT_FORM / "demo.yaml"
    for file in build(library, answers, output, date.today()):
        typer.echo(str(file.absolute()))


@app.command(help="答案文件 → Word、网页、文本。缺必答题时列出来，退出码 1。")
def build(
    answers: Annotated[Path, typer.Argument(help="答案文件（YAML）。")],
    output: OutOption,
    draft: Annotated[bool, typer.Option("--draft", help="有缺也写出，缺处标〔待填〕。")] = False,
    compose: Annotated[
        bool, typer.Option("--compose", help="没有写的方面按句库一键成稿。")
    ] = False,
    template: TemplateOption = None,
) -> None:
    """Build a report from an answers file; exit code 1 when required answers are missing."""
    from assistant.paths import data_folder
    from assistant.session.export import UnfinishedError
    from assistant.session.headless import build as run
    from assistant.session.library import Library

    with plainly():
        try:
            files = run(
                Library(),
                answers,
                output,
                date.today(),
                unfinished=draft,
                compose=compose,
                templates=template,
                home=data_folder(),
            )
        except UnfinishedError as error:
            typer.echo(
                f"{answers}：{error}\n补上后再来，或加 --draft 先写出带〔待填〕的稿子。", err=True
            )
            raise typer.Exit(1) from None
        for file in files:
            typer.echo(str(file.absolute()))


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    app()

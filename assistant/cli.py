"""The commands."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import ProblemsError, UserError

app = typer.Typer(
    name="nianbao",
    help="政府信息公开工作年度报告起草助手。不带命令直接运行就打开助手。",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
)
form_app = typer.Typer(help="表单：列出、检查、生成 Word 模板。", no_args_is_help=True)
bank_app = typer.Typer(help="句库：列出、搜索、检查。", no_args_is_help=True)
app.add_typer(form_app, name="form")
app.add_typer(bank_app, name="bank")

_DEFAULT_FORM = "ogi-2021"
FormOption = Annotated[str, typer.Option("--form", help="表单名。")]
JsonOption = Annotated[str, typer.Option("--format", help="text 或 json。")]
OutOption = Annotated[
    list[Path], typer.Option("--output", "-o", help="写到哪个文件；可以写几个，按结尾定格式。")
]
TemplateOption = Annotated[
    Path | None, typer.Option("--template", help="自己的模板文件夹，缺的文件用表单自带的。")
]


@contextmanager
def _plainly() -> Iterator[None]:
    """Turn errors meant for people into one message and exit code 2."""
    try:
        yield
    except UserError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        typer.echo("已停下，接受过的回答都已保存。", err=True)
        raise typer.Exit(130) from None


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
    with _plainly():
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
    with _plainly():
        _demo(output)


def _demo(output: list[Path]) -> None:
    from assistant.session.headless import build
    from assistant.session.library import Library

    library = Library()
    answers = library.templates / _DEFAULT_FORM / "demo.yaml"
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
    from assistant.session.export import UnfinishedError
    from assistant.session.headless import build as run
    from assistant.session.library import Library

    with _plainly():
        try:
            files = run(
                Library(),
                answers,
                output,
                date.today(),
                unfinished=draft,
                compose=compose,
                templates=template,
            )
        except UnfinishedError as error:
            typer.echo(
                f"{answers}：{error}\n补上后再来，或加 --draft 先写出带〔待填〕的稿子。", err=True
            )
            raise typer.Exit(1) from None
        for file in files:
            typer.echo(str(file.absolute()))


@app.command(help="句库里哪些句子像这一句，像多少。")
def similar(
    text: Annotated[str, typer.Argument(help="一句话。")],
    form: FormOption = _DEFAULT_FORM,
    limit: Annotated[int, typer.Option(help="最多列几句。")] = 5,
    format: JsonOption = "text",  # noqa: A002
) -> None:
    """Show which phrases of the bank a sentence resembles."""
    from fractions import Fraction

    from assistant.session.library import Library
    from assistant.session.likeness import similar_phrases

    with _plainly():
        found = similar_phrases(Library().bank(form), text, limit, Fraction(1, 4))
        if format == "json":
            rows = [
                {
                    "id": phrase.entry.id,
                    "move": phrase.entry.move,
                    "text": phrase.entry.text,
                    "percent": match.percent,
                    "only_here": list(match.only_left),
                    "only_there": list(match.only_right),
                }
                for phrase, match in found
            ]
            typer.echo(json.dumps({"text": text, "matches": rows}, ensure_ascii=False, indent=2))
            return
        if not found:
            typer.echo("句库里没有相近的句子。")
        for phrase, match in found:
            typer.echo(f"{match.percent:3d} %  {phrase.entry.id}（{phrase.entry.move}）")
            typer.echo(f"       {phrase.entry.text}")
            if match.only_left or match.only_right:
                ours, theirs = "、".join(match.only_left), "、".join(match.only_right)
                typer.echo(f"       这句才有：{ours or '无'}；那句才有：{theirs or '无'}")


@form_app.command("list", help="列出可用的表单。")
def form_list() -> None:
    """List the forms."""
    from assistant.session.library import Library

    with _plainly():
        for key, name in Library().forms().items():
            typer.echo(f"{key}\t{name}")


@form_app.command("add", help="把一个表单文件夹加进来，之后就能用它起草。")
def form_add(folder: Annotated[Path, typer.Argument(help="表单文件夹。")]) -> None:
    """Add a form folder to the user's forms, replacing an earlier copy."""
    from assistant.session.library import Library

    with _plainly():
        entry = Library().add(folder)
        typer.echo(f"已加入：{entry.key}\t{entry.name}")


@form_app.command("check", help="检查表单文件夹，错处连同文件、行号一起列出。")
def form_check(folder: Annotated[Path, typer.Argument(help="表单文件夹。")]) -> None:
    """Check a form folder and list every error."""
    from assistant.form.load import load_form

    with _plainly():
        try:
            loaded = load_form(folder)
        except ProblemsError as error:
            for problem in error.problems:
                typer.echo(str(problem), err=True)
            typer.echo(f"共 {len(error.problems)} 处错误。", err=True)
            raise typer.Exit(2) from None
        form = loaded.form
        typer.echo(
            f"{form.form}：{form.name}。{len(form.sections)} 节，{len(form.facts)} 个事实，"
            f"{len(form.cells)} 格，{len(form.move)} 个语步，没有错误。"
        )


@form_app.command("word", help="由表单生成 Word 模板，之后可在 Word 或 WPS 里改版式。")
def form_word(
    folder: Annotated[Path, typer.Argument(help="表单文件夹。")],
    output: Annotated[Path, typer.Option("--output", "-o", help="写到哪个 .docx。")],
) -> None:
    """Make a Word template from a form."""
    from assistant.documents.writing import save
    from assistant.documents.writing.word_template import make_template
    from assistant.form.load import load_form

    with _plainly():
        save(make_template(load_form(folder)), output)
        typer.echo(str(output.absolute()))


@bank_app.command("list", help="列出句库。")
def bank_list(
    form: FormOption = _DEFAULT_FORM,
    move: Annotated[str, typer.Option(help="只列这个语步。")] = "",
    format: JsonOption = "text",  # noqa: A002
) -> None:
    """List phrases."""
    from assistant.session.library import Library

    with _plainly():
        entries = [p.entry for p in Library().bank(form).phrases if move in {"", p.entry.move}]
        if format == "json":
            rows = [entry.model_dump() for entry in entries]
            typer.echo(json.dumps({"phrases": rows}, ensure_ascii=False, indent=2))
            return
        for entry in entries:
            typer.echo(f"{entry.id}\t{entry.move}\t{entry.text}")


@bank_app.command("search", help="在句库里找含这些字的句子。")
def bank_search(text: str, form: FormOption = _DEFAULT_FORM) -> None:
    """Find phrases that contain some text."""
    from assistant.session.library import Library

    with _plainly():
        found = [p.entry for p in Library().bank(form).phrases if text in p.entry.text]
        for entry in found:
            typer.echo(f"{entry.id}\t{entry.move}\t{entry.text}")
        if not found:
            typer.echo("没有找到。")


@bank_app.command("check", help="检查句库：写法错误、彼此太像的句子。")
def bank_check(
    form: FormOption = _DEFAULT_FORM,
    folder: Annotated[Path | None, typer.Option("--folder", help="另查一个句库文件夹。")] = None,
) -> None:
    """List near-duplicates in the bank."""
    from assistant.phrases.bank import load_bank
    from assistant.session.hygiene import near_duplicates
    from assistant.session.library import Library

    with _plainly():
        library = Library()
        bank = load_bank(folder, library.form(form)) if folder else library.bank(form)
        pairs = near_duplicates(bank)
        for left, right, percent in pairs:
            typer.echo(
                f"{percent} %  {left.entry.id} ～ {right.entry.id}\n      {left.entry.text}\n      {right.entry.text}"
            )
        typer.echo(f"{len(bank.phrases)} 句、{len(bank.pairs)} 组问题与措施，{len(pairs)} 对太像。")
        if pairs:
            raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    app()

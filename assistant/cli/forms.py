"""`nianbao form …`: the forms at hand."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import plainly
from assistant.errors import ProblemsError

app = typer.Typer(help="表单：列出、加入、检查、生成 Word 模板。", no_args_is_help=True)


@app.command("list", help="列出可用的表单。")
def form_list() -> None:
    """List the forms."""
    from assistant.session.library import Library

    with plainly():
        for key, name in Library().forms().items():
            typer.echo(f"{key}\t{name}")


@app.command("add", help="把一个表单文件夹加进来，之后就能用它起草。")
def form_add(folder: Annotated[Path, typer.Argument(help="表单文件夹。")]) -> None:
    """Add a form folder to the user's forms, replacing an earlier copy."""
    from assistant.session.library import Library

    with plainly():
        entry = Library().add(folder)
        typer.echo(f"已加入：{entry.key}\t{entry.name}")


@app.command("check", help="检查表单文件夹，错处连同文件、行号一起列出。")
def form_check(folder: Annotated[Path, typer.Argument(help="表单文件夹。")]) -> None:
    """Check a form folder and list every error."""
    from assistant.session.library import load_folder

    with plainly():
        try:
            loaded = load_folder(folder)
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


@app.command("word", help="由表单生成 Word 模板，之后可在 Word 或 WPS 里改版式。")
def form_word(
    folder: Annotated[Path, typer.Argument(help="表单文件夹。")],
    output: Annotated[Path, typer.Option("--output", "-o", help="写到哪个 .docx。")],
) -> None:
    """Make a Word template from a form."""
    from assistant.documents.writing import save
    from assistant.documents.writing.word_template import make_template
    from assistant.form.load import load_form

    with plainly():
        save(make_template(load_form(folder)), output)
        typer.echo(str(output.absolute()))

"""What the commands share: options, and errors told plainly."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import UserError

DEFAULT_FORM = "ogi-2021"
FormOption = Annotated[str, typer.Option("--form", help="表单名。")]
JsonOption = Annotated[str, typer.Option("--format", help="text 或 json。")]
OutOption = Annotated[
    list[Path], typer.Option("--output", "-o", help="写到哪个文件；可以写几个，按结尾定格式。")
]
TemplateOption = Annotated[
    Path | None, typer.Option("--template", help="自己的模板文件夹，缺的文件用表单自带的。")
]


def progress() -> Callable[[str, int, int], None]:
    """Give what tells how far a command is, in one line; silent where nobody would read it."""
    shown = sys.stderr.isatty()

    def tell(what: str, done: int, whole: int) -> None:
        if shown and whole > 1:
            typer.echo(f"\r正在{what}：{done} / {whole}　", err=True, nl=done >= whole)

    return tell


@contextmanager
def plainly() -> Iterator[None]:
    """Turn errors meant for people into one message and exit code 2."""
    try:
        yield
    except UserError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        typer.echo("已停下。在这之前存好的都还在。", err=True)
        raise typer.Exit(130) from None

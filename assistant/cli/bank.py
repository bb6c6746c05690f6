"""`nianbao bank …` and `nianbao similar`: the phrases at hand."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import DEFAULT_FORM, FormOption, JsonOption, plainly

app = typer.Typer(help="句库：列出、搜索、检查。", no_args_is_help=True)


def similar(
    text: Annotated[str, typer.Argument(help="一句话。")],
    form: FormOption = DEFAULT_FORM,
    limit: Annotated[int, typer.Option(help="最多列几句。")] = 5,
    format: JsonOption = "text",  # noqa: A002
) -> None:
    """Show which phrases of the bank a sentence resembles."""
    from assistant.session.library import Library
    from assistant.session.likeness import similar_phrases

    with plainly():
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


@app.command("list", help="列出句库。")
def bank_list(
    form: FormOption = DEFAULT_FORM,
    move: Annotated[str, typer.Option(help="只列这个语步。")] = "",
    format: JsonOption = "text",  # noqa: A002
) -> None:
    """List phrases."""
    from assistant.session.library import Library

    with plainly():
        entries = [p.entry for p in Library().bank(form).phrases if move in {"", p.entry.move}]
        if format == "json":
            rows = [entry.model_dump() for entry in entries]
            typer.echo(json.dumps({"phrases": rows}, ensure_ascii=False, indent=2))
            return
        for entry in entries:
            typer.echo(f"{entry.id}\t{entry.move}\t{entry.text}")


@app.command("search", help="在句库里找含这些字的句子。")
def bank_search(text: str, form: FormOption = DEFAULT_FORM) -> None:
    """Find phrases that contain some text."""
    from assistant.session.library import Library

    with plainly():
        found = [p.entry for p in Library().bank(form).phrases if text in p.entry.text]
        for entry in found:
            typer.echo(f"{entry.id}\t{entry.move}\t{entry.text}")
        if not found:
            typer.echo("没有找到。")


@app.command("check", help="检查句库：写法错误、彼此太像的句子。")
def bank_check(
    form: FormOption = DEFAULT_FORM,
    folder: Annotated[Path | None, typer.Option("--folder", help="另查一个句库文件夹。")] = None,
) -> None:
    """List near-duplicates in the bank."""
    from assistant.phrases.loading import load_bank
    from assistant.session.hygiene import near_duplicates
    from assistant.session.library import Library

    with plainly():
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

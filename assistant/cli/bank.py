"""`nianbao bank …` and `nianbao similar`: the phrases at hand."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import DEFAULT_FORM, FormOption, JsonOption, plainly
from assistant.errors import UserError

if TYPE_CHECKING:
    from assistant.session.bank_views import Row
    from assistant.session.banking import Banking
    from assistant.session.making import Entry

app = typer.Typer(help="句库：列出、搜索、检查。", no_args_is_help=True)


@contextmanager
def opened_bank(form: str) -> "Iterator[Banking]":
    """Open the bank of the user's workspace, with errors told plainly."""
    from assistant.paths import data_folder
    from assistant.session.banking import Banking
    from assistant.session.library import Library
    from assistant.workspace import Workspace

    with plainly(), Workspace(data_folder()) as workspace:
        yield Banking(Library(), workspace, form)


def similar(
    text: Annotated[str, typer.Argument(help="一句话。")],
    form: FormOption = DEFAULT_FORM,
    limit: Annotated[int, typer.Option(help="最多列几句。")] = 5,
    style: JsonOption = "text",
) -> None:
    """Show which phrases of the bank a sentence resembles."""
    from assistant.session.likeness import similar_phrases

    with opened_bank(form) as banking:
        found = similar_phrases(banking.local.loaded, banking.bank, text, limit, Fraction(1, 4))
        if style == "json":
            rows = [
                {
                    "id": phrase.entry.id,
                    "move": phrase.entry.move,
                    "text": phrase.entry.text,
                    "percent": one.match.percent,
                    "only_here": list(one.match.only_left),
                    "only_there": list(one.match.only_right),
                    "differences": [
                        {"kind": str(d.kind), "one": d.left, "other": d.right}
                        for d in one.differences
                    ],
                }
                for phrase, one in found
            ]
            typer.echo(json.dumps({"text": text, "matches": rows}, ensure_ascii=False, indent=2))
            return
        if not found:
            typer.echo("句库里没有相近的句子。")
        for phrase, one in found:
            typer.echo(f"{one.match.percent:3d} %  {phrase.entry.id}（{phrase.entry.move}）")
            for line in (phrase.entry.text, *one.details):
                typer.echo(f"       {line}")


STATUS_WORDS = {"自带": "shipped", "待批": "candidate", "已批": "approved", "停用": "retired"}


def status_named(word: str) -> str:
    """Give the status a person named, in Chinese or as files have it; empty stands for all."""
    status = STATUS_WORDS.get(word, word)
    if status not in {"", *STATUS_WORDS.values()}:
        raise UserError(f"没有“{word}”这种状态，可写 {'、'.join(STATUS_WORDS)}")
    return status


@app.command("list", help="列出句库，自己的句子在后。")
def bank_list(
    form: FormOption = DEFAULT_FORM,
    move: Annotated[str, typer.Option(help="只列这个语步。")] = "",
    status: Annotated[
        str, typer.Option("--status", help="只列这个状态：自带、待批、已批、停用。")
    ] = "",
    style: JsonOption = "text",
) -> None:
    """List phrases, and pairs when no move is asked for."""
    from assistant.phrases.bank import PhraseEntry

    with opened_bank(form) as banking:
        rows = banking.listing(status_named(status))
        phrases = [
            row
            for row in rows
            if isinstance(row.entry, PhraseEntry) and move in {"", row.entry.move}
        ]
        pairs = [row for row in rows if not isinstance(row.entry, PhraseEntry) and not move]
        if style == "json":
            said = {
                "phrases": [{**row.entry.model_dump(), "own": row.own} for row in phrases],
                "pairs": [{**row.entry.model_dump(), "own": row.own} for row in pairs],
            }
            typer.echo(json.dumps(said, ensure_ascii=False, indent=2))
            return
        for row in (*phrases, *pairs):
            typer.echo(_line(row))


def _line(row: "Row") -> str:
    status = "" if row.entry.status == "shipped" else f"\t{row.status}"
    return f"{in_one_line(row.entry)}{status}"


def in_one_line(entry: "Entry") -> str:
    """Give the id of a phrase or a pair, its move or its label, and what it says."""
    from assistant.phrases.bank import PhraseEntry

    does = entry.move or "语步未定" if isinstance(entry, PhraseEntry) else entry.label
    return f"{entry.id}\t{does}\t{'　→　'.join(entry.sources)}"


@app.command("search", help="在句库里查找：汉字、拼音首字母或全拼，待批和停用的也找。")
def bank_search(
    text: Annotated[str, typer.Argument(help="要找的字或拼音；几个词用空格分开。")],
    form: FormOption = DEFAULT_FORM,
) -> None:
    """Find phrases and pairs, whatever their status."""
    from assistant.session.browsing import Browser

    with opened_bank(form) as banking:
        found = Browser(banking).find(text, "", sys.maxsize)
        for row in found.rows:
            typer.echo(_line(row))
        if not found.count:
            typer.echo("没有找到。")

"""`nianbao bank add`, `approve`, `harvest` …: the office's own phrases."""

import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.bank import in_one_line, opened_bank, status_named
from assistant.cli.common import DEFAULT_FORM, FormOption, JsonOption, progress

if TYPE_CHECKING:
    from assistant.session.bank_views import Story
    from assistant.session.banking import Banking

app = typer.Typer()

Ids = Annotated[list[str], typer.Argument(help="句子的编号，可以写几个。")]
One = Annotated[str, typer.Argument(help="句子的编号。")]
ByOption = Annotated[str, typer.Option("--by", help="由谁决定；不写就用署名。")]
WhyOption = Annotated[str, typer.Option("--why", help="原因。")]


def _json(data: object) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


@app.command("add", help="加一句进句库，等人批准。")
def bank_add(
    text: Annotated[str, typer.Argument(help="一句话；数写成 {{ 名字 }}。")],
    move: Annotated[str, typer.Option("--move", help="属于哪个语步。")],
    when: Annotated[str, typer.Option("--when", help="什么时候能说，如 收办数 == 0。")] = "",
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", help="依据哪个事实或选项；可以写几个。")
    ] = None,
    unit: Annotated[
        list[str] | None, typer.Option("--unit", help="只给这类单位用；可以写几个。")
    ] = None,
    opening: Annotated[
        bool, typer.Option("--opening/--no-opening", help="作第一句时前面加不加年份和自称。")
    ] = True,
    form: FormOption = DEFAULT_FORM,
    style: JsonOption = "text",
) -> None:
    """Add a candidate."""
    from assistant.phrases.bank import PhraseEntry

    with opened_bank(form) as banking:
        entry = PhraseEntry(
            id="",
            move=move,
            text=text,
            when=when,
            evidence=tuple(evidence or ()),
            units=tuple(unit or ()),
            opening=opening,
        )
        key = banking.add(entry)
        found = banking.candidate(key)
        if style == "json":
            _json({"id": key, "open": list(found.open), "missing": list(found.problems)})
            return
        typer.echo(f"已加入，待批：{key}")
        for problem in found.problems:
            typer.echo(f"　批准前还要：{problem}")


@app.command("approve", help="批准待批的句子；批一句时可以顺手改。")
def bank_approve(
    ids: Ids,
    by: ByOption = "",
    why: WhyOption = "",
    text: Annotated[str | None, typer.Option("--text", help="改成这一句。")] = None,
    move: Annotated[str | None, typer.Option("--move", help="属于哪个语步。")] = None,
    when: Annotated[str | None, typer.Option("--when", help="什么时候能说。")] = None,
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", help="依据哪个事实或选项。")
    ] = None,
    form: FormOption = DEFAULT_FORM,
) -> None:
    """Approve candidates, all or none."""
    from assistant.errors import UserError
    from assistant.session.bank_views import Edited

    with opened_bank(form) as banking:
        edited = Edited(
            text=text, move=move, when=when, evidence=tuple(evidence) if evidence else None
        )
        changed = edited != Edited()
        if changed and len(ids) != 1:
            raise UserError(
                "一次只能改一句；几句一起批准时不要带 --text、--move、--when、--evidence"
            )
        banking.approve(ids, edited=edited if changed else None, by=by, why=why)
        typer.echo(f"已批准：{'、'.join(ids)}")


@app.command("retire", help="停用句子（自带的也可以），或不收待批的句子；要写原因。")
def bank_retire(
    ids: Ids, why: WhyOption = "", by: ByOption = "", form: FormOption = DEFAULT_FORM
) -> None:
    """Take phrases out of use."""
    with opened_bank(form) as banking:
        for phrase in ids:
            banking.retire(phrase, why, by=by)
            typer.echo(f"已停用：{phrase}")


@app.command("restore", help="把停用的句子恢复到原来的状态。")
def bank_restore(
    ids: Ids, why: WhyOption = "", by: ByOption = "", form: FormOption = DEFAULT_FORM
) -> None:
    """Bring retired phrases back."""
    from assistant.session.bank_views import STATUSES

    with opened_bank(form) as banking:
        for phrase in ids:
            status = banking.restore(phrase, why, by=by)
            typer.echo(f"已恢复：{phrase}（{STATUSES[status]}）")


@app.command("log", help="一句话的来历：谁在什么时候为什么改了它，哪些稿子用过。")
def bank_log(phrase: One, form: FormOption = DEFAULT_FORM, style: JsonOption = "text") -> None:
    """Tell everything that happened to a phrase."""
    with opened_bank(form) as banking:
        story = banking.story(phrase)
        if style == "json":
            _json(_story_json(story))
            return
        entry = story.row.entry
        typer.echo(f"{entry.id}　{story.row.status}")
        for line in story.lines:
            typer.echo(f"　{line}")


def _story_json(story: "Story") -> dict[str, Any]:
    from assistant.phrases.loading import as_item

    return {
        "id": story.row.entry.id,
        "status": story.row.entry.status,
        "phrase": as_item(story.row.entry),
        "changes": [
            {
                "action": change.action,
                "was": change.was or None,
                "status": change.status,
                "who": change.who,
                "at": change.at.isoformat(),
                "why": change.why,
                "into": change.into or None,
            }
            for change in story.changes
        ],
        "uses": [
            {
                "draft": use.draft,
                "unit": use.unit,
                "year": use.year,
                "at": use.at.isoformat(),
                "now": use.now,
            }
            for use in story.uses
        ],
        "sources": [
            {
                "unit": source.unit,
                "year": source.year or None,
                "file": source.file,
                "text": source.sentence,
            }
            for source in story.sources
        ],
    }


@app.command("export", help="把自己的句子写进文件（YAML，写法和句库一样）。")
def bank_export(
    file: Annotated[Path, typer.Argument(help="写到哪个文件。")],
    status: Annotated[str, typer.Option("--status", help="只写这个状态的。")] = "",
    form: FormOption = DEFAULT_FORM,
) -> None:
    """Write the office's own phrases to a file."""
    from assistant.documents.writing import save
    from assistant.session.exchange import export_phrases

    with opened_bank(form) as banking:
        text = export_phrases(banking, status_named(status))
        save(text.encode("utf-8"), file)
        typer.echo(str(file.absolute()))


@app.command("import", help="从文件收句子。到了都是待批；已有的说明一声，不改动。")
def bank_import(
    file: Annotated[Path, typer.Argument(help="句库文件（YAML）。")],
    approved: Annotated[
        bool, typer.Option("--approved", help="照文件里的状态收：自带和已批的算已批。")
    ] = False,
    form: FormOption = DEFAULT_FORM,
    style: JsonOption = "text",
) -> None:
    """Take in phrases from a file."""
    from assistant.session.exchange import import_phrases

    with opened_bank(form) as banking:
        done = import_phrases(banking, file, partial(progress(), "收"), approved=approved)
        if style == "json":
            _json({"added": list(done.added), "known": list(done.known)})
            return
        for told in done.known:
            typer.echo(f"已有：{told}")
        state = "照文件里的状态" if approved else "待批"
        typer.echo(f"收进 {len(done.added)} 条（{state}），{len(done.known)} 条已有，没有改动。")


@app.command("harvest", help="从报告里收句子：数、年份、名称换成空格，和句库重的丢掉，其余待批。")
def bank_harvest(
    files: Annotated[list[Path], typer.Argument(help="一个或多个报告文件。")],
    form: FormOption = DEFAULT_FORM,
    style: JsonOption = "text",
) -> None:
    """Queue what reports say and the bank does not; exit code 2 when a file cannot be read."""
    from assistant.session.checking import read_forms
    from assistant.session.harvesting import harvest

    with opened_bank(form) as banking:
        forms = read_forms(banking.library)
        done = harvest(banking, files, forms, date.today(), partial(progress(), "读"))
        if style == "json":
            _json(
                {
                    "files": [
                        {"file": one.file, "error": one.error}
                        if one.error
                        else {
                            "file": one.file,
                            "sentences": one.said,
                            "before": one.before,
                            "known": one.known,
                            "new": one.fresh,
                            "problems": one.problems,
                        }
                        for one in done.files
                    ],
                    "candidates": [_candidate_json(banking, key) for key in done.candidates],
                }
            )
        else:
            for one in done.files:
                if one.error:
                    typer.echo(one.error, err=True)
                    continue
                typer.echo(
                    f"{one.file}：{one.said} 句，{one.fresh} 句新的，{one.known} 句句库里有，"
                    f"{one.before} 句以前收过。"
                )
                if one.problems:
                    typer.echo(
                        f"　问题 {one.problems} 条没有收：问题和措施的条数对不上，看不出哪条对哪条。"
                    )
            _tell_queue(banking, done.candidates)
        if any(one.error for one in done.files):
            raise typer.Exit(2)


def _tell_queue(banking: "Banking", ids: Sequence[str]) -> None:
    for key in ids:
        found = banking.candidate(key)
        typer.echo(in_one_line(found.entry))
        if found.open:
            typer.echo(f"　没定的：{'、'.join(found.open)}")
    typer.echo(f"新增 {len(ids)} 句待批。")


def _candidate_json(banking: "Banking", key: str) -> dict[str, Any]:
    from assistant.phrases.loading import as_item

    found = banking.candidate(key)
    return {
        "phrase": as_item(found.entry),
        "open": list(found.open),
        "options": {wording: list(names) for wording, names in found.options.items()},
        "missing": list(found.problems),
        "sources": [
            {"unit": s.unit, "year": s.year or None, "file": s.file, "text": s.sentence}
            for s in found.sources
        ],
        "alike": [{"id": one.id, "percent": one.match.percent} for one in found.alike],
    }


@app.command("who", help="看或改署名：批准、停用时记的名字。")
def bank_who(
    name: Annotated[str | None, typer.Argument(help="新的署名；空的就用系统用户名。")] = None,
) -> None:
    """Show or set the name decisions are signed with."""
    with opened_bank(DEFAULT_FORM) as banking:
        if name is not None:
            banking.sign(name)
        typer.echo(banking.who)

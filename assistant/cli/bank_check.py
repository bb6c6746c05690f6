"""`nianbao bank check`: what is wrong with a bank."""

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.bank import opened_bank
from assistant.cli.common import DEFAULT_FORM, FormOption, JsonOption

app = typer.Typer()


@app.command("check", help="检查句库：太像的句子、永远填不上的空、用词，以及从没用过的。")
def bank_check(
    form: FormOption = DEFAULT_FORM,
    folder: Annotated[Path | None, typer.Option("--folder", help="另查一个句库文件夹。")] = None,
    style: JsonOption = "text",
) -> None:
    """Check a bank; exit code 1 when something must be mended, never-used phrases aside."""
    from assistant.phrases.loading import load_bank
    from assistant.session.hygiene import dead, near_duplicates, never_used, objections

    with opened_bank(form) as banking:
        loaded = banking.local.loaded
        bank = load_bank(folder, loaded) if folder else banking.bank
        broken = {} if folder else banking.broken()
        pairs, slots = near_duplicates(bank), dead(bank, loaded)
        wording = list(objections(bank, loaded))
        unused = [] if folder else never_used(bank, banking.use_counts())
        fails = bool(broken or pairs or slots or wording)
        if style == "json":
            said = {
                "phrases": len(bank.phrases),
                "pairs": len(bank.pairs),
                "broken": [{"id": key, "messages": list(told)} for key, told in broken.items()],
                "duplicates": [
                    {"one": left.entry.id, "other": right.entry.id, "percent": percent}
                    for left, right, percent in pairs
                ],
                "dead": [
                    {"id": p.entry.id, "slot": d.slot, "fact": d.fact, "when": d.when}
                    for p, d in slots
                ],
                "wording": [
                    {
                        "id": o.id,
                        "text": o.text,
                        "rule": o.finding.rule,
                        "message": o.finding.message,
                    }
                    for o in wording
                ],
                "unused": unused,
            }
            typer.echo(json.dumps(said, ensure_ascii=False, indent=2))
            raise typer.Exit(1 if fails else 0)
        for key, told in broken.items():
            typer.echo(f"不能用　{key}：{'；'.join(told)}")
        for left, right, percent in pairs:
            typer.echo(f"太像　{percent} %　{left.entry.id} ～ {right.entry.id}")
            for one in (left, right):
                typer.echo(f"　　{'　→　'.join(one.entry.sources)}")
        for phrase, slot in slots:
            typer.echo(f"填不上　{phrase.entry.id}：{_dead(slot.slot, slot.fact, slot.when)}")
        for objection in wording:
            typer.echo(f"用词　{objection.id}：{objection.finding.message}\n　　{objection.text}")
        if unused:
            shown = "、".join(unused[:5]) + ("……" if len(unused) > 5 else "")
            typer.echo(f"没有稿子用过的 {len(unused)} 条（不算错）：{shown}")
        typer.echo(
            f"{len(bank.phrases)} 句、{len(bank.pairs)} 组问题与措施，"
            f"{len(pairs)} 对太像，{len(slots)} 个空填不上，{len(wording)} 处用词要改。"
        )
        if fails:
            raise typer.Exit(1)


def _dead(slot: str, fact: str, when: str) -> str:
    if not slot:
        return f"什么时候都不会给出，条件自相矛盾：{when}"
    return f"{{{{ {slot} }}}} 要用的“{fact}”只在 {when} 时才问，这一句给出时不会问到"

"""What stands above and below an aspect being written: the point it is at, and what F5 writes."""

from collections.abc import Sequence

from textual.content import Content

from assistant.session.views import AspectView, MoveView

LEVELS = {"必": "一定要写", "常": "一般要写", "选": "可写可不写"}


def offer(view: AspectView) -> str:
    """Say what F5 writes."""
    also = "、".join(view.following)
    rest = f"；{also}答完要问的也自动写好" if also else ""
    return f"F5 一键成稿：写好这一段{rest}"


def head(view: AspectView, move: MoveView | None, moves: Sequence[MoveView]) -> Content:
    """Give the point being written with what is written of it; without one, the aspect's name."""
    limit = f"/{view.limit}" if view.limit else ""
    count = f"{len(view.text)}{limit} 字"
    if move is None:
        return Content.assemble((view.name, "bold"), (f"　{count}", "$text-muted"))
    keys = [one.key for one in moves]
    place = f"{keys.index(move.key) + 1}/{len(keys)} "
    notes = (f"　{LEVELS.get(move.level, '')}　{count}", "$text-muted")
    lead = (place, "$text-muted")
    text = Content.assemble(lead, (move.key, "bold"), f"　{move.says}", notes)
    for sentence in move.sentences:
        text = Content.assemble(text, ("\n✔ " + sentence.text, "$text-muted"))
    if move.untold:
        text = Content.assemble(text, "\n还有勾选了没写到的，接着挑；不写就按 Tab")
    if not move.suggestions and not move.sentences:
        text = Content.assemble(text, "\n没有合适的现成句子，按 F2 自己写，或按 Tab 先不写")
    return text

"""One candidate shown large: what it says, where it is from, what it resembles, what it lacks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from assistant.session.bank_views import Alike, Candidate
    from assistant.session.making import Entry
    from assistant.session.reviewing import Waiting
    from assistant.workspace.bank import Source

SOURCES = 3
"""Report sentences shown at most."""

_KEYS: Mapping[str, str] = {
    "还没有选语步": "还没有选语步，按 V",
    "说做过事的句子": "说做过事的句子要有依据，按 D；说没有的句子要有条件（某个数为 0），按 W",
}


def card(row: "Waiting", found: "Candidate[Entry] | None") -> Content:
    """Show a candidate; `found` is what takes longer to find out, where it is known yet."""
    lines = [Content.styled(row.text, "bold"), Content()]
    lines += _said(row)
    lines += [_line("还差", text, "$text-warning") for text in lacking(row)]
    if found is not None:
        lines += [_alike(number, one) for number, one in enumerate(found.alike, 1)]
        if not found.alike:
            lines.append(_line("像", "句库里没有和它相近的"))
        lines += _sources(found.sources)
    return Content("\n").join(lines)


def lacking(row: "Waiting") -> list[str]:
    """Say what stands against approval, and the key that mends it."""
    told = [f"“{text}”还没有定，按 S：换成今年的数，或者照写" for text in row.open[:1]]
    if len(row.open) > 1:
        told[0] += f"（后面还有 {len(row.open) - 1} 个）"
    rest = (text for text in row.problems if not (row.open and text.startswith("还有没定的")))
    return told + [
        next((key for start, key in _KEYS.items() if text.startswith(start)), text) for text in rest
    ]


def _said(row: "Waiting") -> list[Content]:
    from assistant.phrases.bank import PairEntry

    entry = row.entry
    units = "、".join(entry.units) or "各类单位"
    when = entry.when or "总能说"
    if isinstance(entry, PairEntry):
        return [_line("迹象", entry.sign or "没有"), _line("条件", f"{when}　　用于　{units}")]
    return [
        _line("语步", row.move or "没有"),
        _line("依据", "、".join(entry.evidence) or "没有"),
        _line("条件", f"{when}　　用于　{units}"),
    ]


def _sources(sources: "tuple[Source, ...]") -> list[Content]:
    out = []
    for one in sources[:SOURCES]:
        year = f" {one.year} 年" if one.year else ""
        out.append(_line("来自", f"{one.unit}{year}（{one.file}）：{one.sentence}"))
    if len(sources) > SOURCES:
        out.append(_line("", f"还有 {len(sources) - SOURCES} 处"))
    return out


def _alike(number: int, one: "Alike") -> Content:
    return _line(
        "像" if number == 1 else "", f"{number}　{one.id}　{one.match.note}：{one.match.text}"
    )


def _line(name: str, text: str, colour: str = "") -> Content:
    return Content.assemble((f"{name:　<4}", "$text-muted"), (text, colour))

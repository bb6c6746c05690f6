"""What can be changed of a candidate before it is decided on, each asked in a small window."""

from typing import TYPE_CHECKING

from assistant.form.wording import lex
from assistant.tui.screens.bank.desk import BankDesk
from assistant.tui.screens.bank.wording import WordingWindow
from assistant.tui.screens.prompt import AskLine, Item, Pick

if TYPE_CHECKING:
    from assistant.phrases.bank import PhraseEntry
    from assistant.session.bank_views import Edited
    from assistant.session.banking import Banking
    from assistant.session.reviewing import Waiting
    from assistant.tui.screens.bank.review import BankReview

_AS_IT_IS = "="
_NONE = "-"
_MERGED_INTO = 2000
"""In a larger bank only what resembles the candidate is offered to merge it into."""


class Mending:
    """Asks for one change of a candidate and has the review carry it out."""

    def __init__(self, review: "BankReview", desk: BankDesk, row: "Waiting") -> None:
        self._review = review
        self._desk = desk
        self._row = row

    def ask(self, what: str) -> None:
        """Ask for the change called `what`: wording, settle, move, evidence, condition, merge."""
        from assistant.phrases.bank import PhraseEntry

        entry = self._row.entry
        if what == "merge":
            self._review.run_worker(self._merge())
        elif what == "settle":
            self._review.run_worker(self._settle())
        elif what == "wording":
            self._wording()
        elif what == "condition":
            self._condition()
        elif not isinstance(entry, PhraseEntry):
            name = {"move": "语步", "evidence": "依据"}[what]
            self._review.flash.warn(f"问题与措施没有{name}，用条件（W）说什么时候能用")
        elif what == "move":
            self._move(entry)
        else:
            self._evidence(entry)

    def _edit(self, said: str, edited: "Edited") -> None:
        key, seen = self._row.id, self._row.seen
        self._review.decide(lambda b: b.edit(key, edited, seen=seen), said)

    def _wording(self) -> None:
        from assistant.phrases.bank import PhraseEntry
        from assistant.session.bank_views import Edited

        entry, show = self._row.entry, self._review.app.push_screen

        def written(source: str | None) -> None:
            if source:
                self._edit("改好了", Edited(text=source))

        if isinstance(entry, PhraseEntry):
            show(WordingWindow("改句子：", lex(entry.text)), written)
            return

        def problem_written(problem: str | None) -> None:
            def measure_written(measure: str | None) -> None:
                if problem and measure:
                    self._edit("改好了", Edited(problem=problem, measure=measure))

            if problem:
                show(WordingWindow("改措施（接着问题）：", lex(entry.measure)), measure_written)

        show(WordingWindow("改问题（改完接着改措施）：", lex(entry.problem)), problem_written)

    async def _settle(self) -> None:
        from assistant.session.reviewing import names_of_figures

        row = self._row
        if not row.open:
            self._review.flash.say("这一句没有〔？〕要定")
            return
        wording = row.open[0]
        found = await self._desk.run(lambda banking: banking.candidate(row.id))
        options = found.options.get(wording, ())
        near = [name for name in found.likely.get(wording, ()) if name not in options]
        items = [Item(name, f"【{name}】", "那份报告里这个数正好是它") for name in options]
        items += [Item(name, f"【{name}】", "这里说的像是它") for name in near]
        items.append(Item(_AS_IT_IS, f"照写“{wording}”", "是文字，不跟着今年的数变"))
        items += [
            Item(named.expression, f"【{named.expression}】", named.words)
            for named in names_of_figures(self._desk.loaded)
            if named.expression not in {*options, *near}
        ]

        def picked(key: str | None) -> None:
            if key is not None:
                name = "" if key == _AS_IT_IS else key
                said = f"“{wording}”" + (f"换成了【{name}】" if name else "照写")
                self._review.decide(lambda b: b.settle(row.id, wording, name, seen=row.seen), said)

        left = f"（还有 {len(row.open) - 1} 个）" if len(row.open) > 1 else ""
        self._review.app.push_screen(
            Pick(f"“{wording}”换成什么？{left}\n{row.text}", items), picked
        )

    def _move(self, entry: "PhraseEntry") -> None:
        from assistant.session.bank_views import Edited

        aspects = self._desk.loaded.form.aspect.values()
        items = [
            Item(move.key, move.key, f"{aspect.key}：{move.says}")
            for aspect in aspects
            for move in aspect.moves
        ]

        def picked(key: str | None) -> None:
            if key is not None:
                self._edit(f"语步是“{key}”", Edited(move=key))

        self._review.app.push_screen(
            Pick(f"属于哪个语步？\n{self._row.text}", items, entry.move), picked
        )

    def _evidence(self, entry: "PhraseEntry") -> None:
        from assistant.session.bank_views import Edited
        from assistant.session.reviewing import names_of_evidence

        items = [Item(_NONE, "不要依据", "零值的句子，或者没有说做过事")] if entry.evidence else []
        items += [
            Item(named.expression, named.expression, named.words, "✔" if chosen else "")
            for named in names_of_evidence(self._desk.loaded)
            for chosen in [named.expression in entry.evidence]
        ]

        def picked(key: str | None) -> None:
            if key == _NONE:
                self._edit("不要依据了", Edited(evidence=()))
            elif key in entry.evidence:
                rest = tuple(one for one in entry.evidence if one != key)
                self._edit(f"去掉了依据“{key}”", Edited(evidence=rest))
            elif key is not None:
                self._edit(f"依据“{key}”", Edited(evidence=(*entry.evidence, key)))

        title = f"什么能说明做过这件事？选到有的就去掉\n{self._row.text}"
        self._review.app.push_screen(Pick(title, items), picked)

    def _condition(self) -> None:
        from assistant.session.bank_views import Edited

        entry = self._row.entry

        def given(text: str | None) -> None:
            if text is not None and text != entry.when:
                self._edit(f"条件：{text or '总能说'}", Edited(when=text))

        why = "如 收办数 == 0、文件.规范性.制发 > 0；总能说就清空"
        self._review.app.push_screen(AskLine("什么时候能说这一句？", entry.when, why), given)

    async def _merge(self) -> None:
        from assistant.phrases.bank import PairEntry
        from assistant.session.reviewing import legible

        row = self._row

        def look(banking: "Banking") -> list[Item]:
            found = banking.candidate(row.id)
            items = [
                Item(one.id, one.match.text, f"{one.id}　{one.match.note}") for one in found.alike
            ]
            if isinstance(row.entry, PairEntry):
                others = [
                    Item(pair.entry.id, legible((*pair.problem, "　→　", *pair.measure)))
                    for pair in banking.bank.pairs
                ]
            else:
                others = [
                    Item(phrase.entry.id, legible(phrase.parts), phrase.entry.move)
                    for phrase in banking.bank.phrases[: _MERGED_INTO + 1]
                ]
            if len(others) <= _MERGED_INTO:
                known = {item.key for item in items}
                items += [item for item in others if item.key not in known]
            return items

        items = await self._desk.run(look)

        def picked(into: str | None) -> None:
            if into is not None:
                self._review.decide(
                    lambda b: b.merge(row.id, into, seen=row.seen), f"已并入 {into}"
                )

        self._review.app.push_screen(Pick(f"并入哪一句？\n{row.text}", items), picked)

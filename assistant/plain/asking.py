"""Asks one step after another, a line at a time."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.draft.events import (
    AddSentences,
    AskLater,
    Back,
    Event,
    FillCard,
    FinishAspect,
    FinishPairs,
    FinishTables,
    Goto,
    NewSentence,
    SetCells,
    SetPairs,
    ZeroTables,
)
from assistant.errors import UserError
from assistant.form.answer import AnswerError, Typed, read_answer
from assistant.form.model import Fact, FactType, Step
from assistant.plain.reusing import numbers_in, reused
from assistant.session import Session
from assistant.session.compose import new_pair, new_sentence
from assistant.session.export import UnfinishedError
from assistant.session.views import (
    AspectView,
    CardView,
    CellView,
    FieldView,
    PairsView,
    TableView,
)
from assistant.text.numbers import read_number

HELP = (
    "随时可以输入：/上一题　/跳到 名称　/暂不确定　/撤销　/重做　/预览　/核对　/导出 文件　/退出；"
    "“/”也可以打成“／”或“、”。"
)
_SLASHES = {"/", "／", "、"}
_COMMANDS = {"上一题", "跳到", "暂不确定", "撤销", "重做", "预览", "核对", "导出", "退出"}
YES = {"是", "y", "Y"}


class _Redo(Exception):
    """The clerk went elsewhere: show the step that is current now."""


class Quit(Exception):
    """The clerk wants to stop."""


class Plain:
    """Asks one step after another."""

    def __init__(
        self, session: Session, ask: Callable[[str], str], say: Callable[[str], None]
    ) -> None:
        self.session = session
        self._ask = ask
        self.say = say

    def run(self) -> None:
        """Ask until nothing is left, then offer the export."""
        self.say(HELP)
        while True:
            try:
                self._step()
            except _Redo:
                continue
            except UserError as error:
                self.say(str(error))

    def ask(self, prompt: str) -> str:
        """Read one line; commands are carried out and never come back as an answer."""
        text = self._ask(prompt).strip()
        if text[:1] in _SLASHES and len(text) > 1:
            self._command(text[1:])
            raise _Redo
        return text

    def _ask_path(self, prompt: str) -> str:
        """Read a file name; only a known command is one, for paths may begin with a slash."""
        text = self._ask(prompt).strip()
        if text[:1] in _SLASHES and text[1:].split(" ")[0] in _COMMANDS:
            self._command(text[1:])
            raise _Redo
        return text.strip("'\"")

    def _command(self, text: str) -> None:
        name, _, rest = text.partition(" ")
        match name:
            case "上一题":
                self._submit(Back())
            case "跳到":
                self._jump(rest.strip())
            case "暂不确定":
                self._later(rest.strip())
            case "撤销":
                self.say("已撤销" if self.session.undo() else "没有可撤销的")
            case "重做":
                self.say("已重做" if self.session.redo() else "没有可重做的")
            case "预览":
                for line in self.session.preview():
                    self.say(line.text)
            case "核对":
                for line in self.session.review():
                    self.say(f"{line.label}　{line.text}" if line.label else f"【{line.text}】")
                for point in self.session.open_points():
                    self.say(
                        f"！{point.message}" + (f"（问{point.office}）" if point.office else "")
                    )
            case "导出":
                self._export(rest.strip())
            case "退出":
                raise Quit
            case _:
                self.say(HELP)

    def _jump(self, name: str) -> None:
        for one in self.session.steps:
            if name and (name in one.key or name in one.title):
                self._submit(Goto(one.key))
                return
        self.say("可以跳到：" + "、".join(one.title or one.key for one in self.session.steps))

    def _later(self, office: str) -> None:
        one = self.session.current
        if one is None:
            return
        if one.kind == "tables":
            self._submit(AskLater(one.key, office))
        else:
            self.say("在单个问题里直接回答“暂不确定”就行。")

    def _submit(self, event: Event) -> bool:
        refused = self.session.submit(event)
        if refused is None:
            return True
        self.say(refused.message)
        if not refused.confirm or not isinstance(event, FillCard | FinishTables):
            return False
        if self._ask("确认无误请输入 是，要改请直接回车：").strip() not in YES:
            return False
        return self.session.submit(replace(event, confirmed=True)) is None

    def _step(self) -> None:
        view = self.session.view()
        progress = self.session.progress()
        if view is None:
            self._end()
            return
        self.say(f"\n第 {progress.number} 题 / 共 {progress.total} 题")
        if isinstance(view, CardView):
            self._card(view)
        elif isinstance(view, AspectView):
            self._aspect(view)
        elif isinstance(view, PairsView):
            self._pairs(view)
        else:
            self._tables(view)

    def _card(self, view: CardView) -> None:
        self.say(view.step.title or view.step.key)
        values: dict[str, Typed] = {}
        same: set[str] = set()
        for field in view.fields:
            answer, taken = self._field(field)
            if answer is not None:
                values[field.fact.key] = answer
            if taken:
                same.add(field.fact.key)
        self._submit(FillCard(view.step.key, values, frozenset(same)))

    def _followup(self, field: FieldView) -> tuple[Typed | None, bool]:
        """Ask about one item after another."""
        fact = field.fact
        told = {one[0]: one for one in field.value or () if not isinstance(one, str)}
        out: list[tuple[str, str, str]] = []
        for number, item in enumerate(field.items, 1):
            self.say(f"　第 {number} 条：{item}")
            while True:
                shown, before = told[item][1:] if item in told else ("", "")
                text = self.ask(f"选序号{f'[{shown}]' if shown else ''} > ") or shown
                if text == "暂不确定":
                    self._put_off(fact)
                    return None, False
                picked = _numbered(field, text)
                state = picked if isinstance(picked, str) else ""
                if state in fact.option_keys:
                    break
                self.say(
                    "请填序号：" + "　".join(f"{i} {o.key}" for i, o in enumerate(field.options, 1))
                )
            asked = fact.note(state)
            note = self.ask(f"{asked}？没有要写的直接回车 [{before}] > ") if asked else ""
            out.append((item, state, note or before))
        return out, False

    def _put_off(self, fact: Fact) -> None:
        self._submit(AskLater(fact.key, self._ask(f"向谁要？[{fact.office}] ")))

    def _field(self, field: FieldView) -> tuple[Typed | None, bool]:
        fact = field.fact
        self.say(
            fact.ask
            + (f"（{fact.unit}）" if fact.unit else "")
            + ("　*必答" if field.required else "")
        )
        for line in (fact.why, f"例：{fact.example}" if fact.example else ""):
            if line:
                self.say(f"　{line}")
        for number, option in enumerate(field.options, 1):
            note = "　".join(part for part in (option.hint, option.mark) if part)
            self.say(f"　{number} {option.key}" + (f"（{note}）" if note else ""))
        if fact.none:
            self.say(f"　0 {fact.none}")
        if field.items:
            return self._followup(field)
        if field.last_year:
            self.say(f"　上年：{field.last_year}（输入 = 照上年）")
        shown = field.value if field.value is not None else field.default
        prompt = f"[{_shown(shown)}] > " if shown is not None else "> "
        while True:
            text = self.ask(prompt)
            if text == "暂不确定":
                self._put_off(fact)
                return None, False
            if text == "=" and field.last_answer is not None:
                return field.last_answer, True
            if not text and (shown is not None or not field.required):
                return shown if shown is not None else "", False
            try:
                return read_answer(fact, _numbered(field, text)), False
            except AnswerError as error:
                self.say(str(error))

    def _tables(self, views: tuple[TableView, ...]) -> None:
        step = self.session.current
        if step is None:
            return
        self.say(step.title or step.key)
        if step.why:
            self.say(f"　{step.why}")
        text = self.ask("空着的全部为 0 请输入 0；一格一格填请直接回车：")
        if text == "0":
            if self._submit(ZeroTables(step.key)):
                self._submit(FinishTables(step.key))
            return
        for view in views:
            self._cells(step, view)
        self._submit(FinishTables(step.key))

    def _cell(self, step: Step, view: TableView, place: tuple[str, str]) -> CellView:
        """Give a cell as it is by now: what was typed before may have filled it."""
        now = self.session.view(step.key)
        views = now if isinstance(now, tuple) else ()
        return next(one for one in views if one.table is view.table).cells[place]

    def _cells(self, step: Step, view: TableView) -> None:
        self.say(view.table.title)
        for reason in dict.fromkeys(view.zero_rows.values()):
            self.say(f"　{reason}")
        for row in view.table.rows:
            for column in view.table.columns:
                if not view.cells[row.key, column.key].typed:
                    continue
                cell = self._cell(step, view, (row.key, column.key))
                label = f"{''.join(row.path)}／{column.label}"
                last = f"　上年 {cell.last_year}" if cell.last_year else ""
                while True:
                    text = self.ask(f"{label}{last} [{cell.text}] > ")
                    if text == "暂不确定":
                        self._submit(
                            AskLater(cell.address, self._ask(f"向谁要？[{view.table.office}] "))
                        )
                        break
                    if text == "=" and (cell.expected or cell.last_year):
                        text = cell.expected or cell.last_year
                    if not text or self._submit(SetCells({cell.address: text})):
                        break

    def _aspect(self, view: AspectView) -> None:
        self.say(f"写：{view.name}")
        for text in view.last_year:
            self.say(f"　上年写：{text}")
        if self.ask("一键成稿请直接回车；要一句一句选请输入 1：") != "1":
            self.session.compose_section(view.step.aspect)
            self._show(view)
            return
        for move in view.moves:
            self.say(f"〔{move.key}〕{move.says}")
            for number, suggestion in enumerate(move.suggestions[:9], 1):
                self.say(f"　{number} {suggestion.text}")
            text = self.ask("选序号，或自己写一句；跳过直接回车：")
            if text.isdigit() and 1 <= int(text) <= len(move.suggestions):
                chosen = new_sentence(move.suggestions[int(text) - 1])
                self._submit(AddSentences(view.step.aspect, (chosen,)))
            elif text:
                self._submit(AddSentences(view.step.aspect, (NewSentence(text, "own", move.key),)))
        if view.last_year:
            reuses = self.session.reusing().aspect(view.step.aspect)
            for new in reused(reuses, self.ask, self.say):
                self._submit(AddSentences(view.step.aspect, (new,)))
        self._submit(FinishAspect(view.step.aspect))
        self._show(view)

    def _show(self, view: AspectView) -> None:
        written = self.session.view(view.step.key)
        if isinstance(written, AspectView):
            self.say(f"　{written.text}" if written.text else "　（没有可写的句子）")

    def _pairs(self, view: PairsView) -> None:
        self.say(view.ask)
        for number, one in enumerate(view.suggestions, 1):
            sign = "（本稿有迹象）" if one.sign else ""
            self.say(f"　{number} {one.phrase.entry.label}{sign}：{one.problem.text}")
            self.say(f"　　措施：{one.measure.text}")
        text = self.ask(f"选 {view.least}—{view.most} 条，例如 1、3：")
        listed = [n for n in numbers_in(text) if 1 <= n <= len(view.suggestions)]
        chosen = [view.suggestions[n - 1] for n in listed]
        model = self.session.loaded.form.pairs[view.step.pairs]
        pairs = tuple(new_pair(one, model.problem, model.measure) for one in chosen)
        if self._submit(SetPairs(view.step.pairs, pairs)):
            self._submit(FinishPairs(view.step.pairs))

    def _end(self) -> None:
        points = self.session.open_points()
        self.say(
            f"都问完了。{'没有未决事项。' if not points else f'还有 {len(points)} 处没有定，输入 /核对 查看。'}"
        )
        self._export(self._ask_path("导出到哪个文件？直接回车存为 Word："))
        raise Quit

    def _export(self, name: str) -> None:
        target = Path(name or f"{self.session.file_name()}.docx").expanduser()
        try:
            files = self.session.export([target])
        except UnfinishedError as error:
            self.say(str(error))
            if self._ask("先写出带〔待填〕的稿子请输入 是：").strip() not in YES:
                return
            files = self.session.export([target], unfinished=True)
        for file in files:
            self.say(f"已写好：{file.absolute()}")


def _numbered(field: FieldView, text: str) -> Typed:
    """Turn numbers of the options shown into their keys; other text stays as typed."""
    if not field.options:
        return text
    keys = [option.key for option in field.options]
    items = text.replace("，", "、").replace(",", "、").replace(" ", "、").split("、")
    numbers = [read_number(item) for item in items if item]
    if not numbers or any(n is None or not 1 <= n <= len(keys) for n in numbers):
        return text
    chosen = [keys[int(n) - 1] for n in numbers if n is not None]
    return chosen if field.fact.type is FactType.CHOICES else "、".join(chosen)


def _shown(answer: object) -> str:
    if isinstance(answer, tuple):
        return "、".join(item if isinstance(item, str) else " ".join(item) for item in answer)
    return str(answer)

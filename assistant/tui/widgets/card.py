"""A card: several short questions answered together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import DescendantFocus
from textual.message import Message
from textual.widgets import Input, Static

from assistant.tui.compat.typeahead import when_mounted
from assistant.tui.widgets.fields import (
    ChoiceControl,
    FieldChanged,
    FieldEntered,
    FieldSpec,
    SameAsked,
    TextControl,
    Value,
)

Control = TextControl | ChoiceControl


class Row(Vertical):
    """A field with its label, last year's figure beside it and its error below."""

    DEFAULT_CSS = """
    Row { height: auto; }
    Row Horizontal { height: auto; }
    Row .label { width: 26; padding: 0 1 0 0; }
    Row .aside { width: auto; max-width: 24; padding: 0 0 0 1; color: $text-muted; }
    Row .error { display: none; color: $text-error; padding: 0 0 0 26; }
    Row.-error .error { display: block; }
    Row.-error .label { color: $text-error; }
    Row:focus-within .label { text-style: bold; }
    """

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.spec = spec
        self.control: Control = TextControl(spec) if spec.kind == "text" else ChoiceControl(spec)

    def compose(self) -> ComposeResult:
        """Give the label, the control, last year's figure and room for an error."""
        with Horizontal():
            yield Static(self._label, markup=False, classes="label")
            yield self.control
            if self.spec.last_year:
                yield Static(self._aside(same=False), markup=False, classes="aside")
        yield Static("", markup=False, classes="error")

    def on_mount(self) -> None:
        """Show what is wrong from the start."""
        self.blame(self.spec.error)

    @property
    def _label(self) -> str:
        unit = f"（{self.spec.unit}）" if self.spec.unit else ""
        return f"{self.spec.label}{unit}{' *' if self.spec.required else ''}"

    def offer(self, spec: FieldSpec) -> None:
        """Take a newer description of the field; what the clerk has filled in stays."""
        untouched = self.control.answer == self.spec.start
        if not untouched:
            # What it started with tells what has been filled in since.
            spec = replace(spec, value=self.spec.value)
        if spec == self.spec:
            return
        self.spec = spec
        self.query_one(".label", Static).update(self._label)
        self.control.offer(spec, untouched=untouched)

    def _aside(self, *, same: bool) -> str:
        return "与上年相同" if same else f"上年 {self.spec.last_year}，= 取用"

    def mark_same(self, same: bool) -> None:
        """Say whether last year's figure has been taken."""
        for aside in self.query(".aside").results(Static):
            aside.update(self._aside(same=same))

    def blame(self, message: str) -> None:
        """Show what is wrong with the field; "" takes it away."""
        self.set_class(bool(message), "-error")
        self.query_one(".error", Static).update(f"! {message}" if message else "")


class _Rows(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls to the focused field; the arrow keys are the card's."""


class Card(Vertical):
    """Fields in rows; an untouched card is taken as it stands by one Enter."""

    HELP: ClassVar[str] = (
        "一张卡片上的几项一起填。\n\n"
        "Enter           没有改动时，整张卡片照现在的样子提交；改动过时，到下一项，最后一项提交\n"
        "Ctrl+S          马上提交整张卡片（答完的都已存好，不用另外保存）\n"
        "↑ ↓ Tab         在各项之间移动\n"
        "数字            在选择项里选中\n"
        "=               取用上年度的数（记为“与上年相同”）\n"
        "F6              这一项暂不确定，以后再问\n"
        "Ctrl+Z          这一项改动过：恢复原来的内容；没改过：撤销上一个回答\n\n"
        "带 * 的必须填。"
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "下一项", show=False),
        Binding("up", "move(-1)", "上一项", show=False),
        Binding("tab", "move(1)", "下一项", show=False),
        Binding("shift+tab", "move(-1)", "上一项", show=False),
        Binding("ctrl+s", "submit", "提交", show=False),
        Binding("ctrl+z", "restore", "恢复", show=False),
        Binding("f6", "later", "暂不确定", show=False),
    ]

    DEFAULT_CSS = """
    Card { height: auto; max-height: 100%; padding: 0 1; }
    Card #rows { height: auto; max-height: 46vh; }
    Card #help { height: auto; color: $text-muted; padding: 1 0 0 0; }
    Card #keys { height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @dataclass
    class Submitted(Message):
        """The card is sent: every field's value, and the keys whose figure is last year's."""

        values: dict[str, Value]
        same: frozenset[str]

    @dataclass
    class Later(Message):
        """The field `key` cannot be answered now."""

        key: str

    def __init__(self, fields: Sequence[FieldSpec]) -> None:
        super().__init__()
        self._specs = tuple(fields)
        self._rows: list[Row] = []
        self._same: set[str] = set()
        self._touched = False
        self._doubted = False
        self._at = 0

    def compose(self) -> ComposeResult:
        """Give the rows, the focused field's help and a line that says what Enter does."""
        # An input with text in it can only be made while an app is running.
        self._rows = [Row(spec) for spec in self._specs]
        with _Rows(id="rows"):
            yield from self._rows
        yield Static("", id="help", markup=False)
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        """Describe the first field."""
        wrong = (i for i, row in enumerate(self._rows) if row.spec.error)
        self._at = next(wrong, 0)
        self._describe()

    def focus(self, scroll_visible: bool = True) -> "Card":
        """Focus the field that is next to be filled."""
        when_mounted(self, lambda: self._focus_field(scroll_visible))
        return self

    def _focus_field(self, scroll_visible: bool) -> None:
        if self._rows:
            self._rows[self._at].control.focus(scroll_visible)

    @property
    def values(self) -> dict[str, Value]:
        """What every field holds now."""
        return {row.spec.key: row.control.answer for row in self._rows}

    def show_errors(self, errors: Mapping[str, str], *, doubted: bool = False) -> None:
        """Show what is wrong with which field and move to the first of them.

        While it is only `doubted`, Enter sends the unchanged card again from any field.
        """
        self._doubted = doubted
        for row in self._rows:
            row.blame(errors.get(row.spec.key, ""))
        wrong = [i for i, row in enumerate(self._rows) if row.spec.key in errors]
        if wrong:
            self._touched = True
            self._go(wrong[0])

    def _row(self, key: str) -> Row:
        return next(row for row in self._rows if row.spec.key == key)

    def _go(self, index: int) -> None:
        self._at = index
        self._rows[index].control.focus()
        self._describe()

    def _describe(self) -> None:
        if not self._rows:
            return
        row = self._rows[self._at]
        spec = row.spec
        self.query_one("#help", Static).update(spec.hint)
        if self._doubted:
            enter = "Enter 确实如此，提交"
        elif not self._touched:
            enter = "Enter 按现在的内容提交"
        elif self._at == len(self._rows) - 1:
            enter = "Enter 提交"
        else:
            enter = "Enter 下一项"
        keys = [enter, "Ctrl+S 提交", "↑↓ 移动"]
        if spec.kind != "text":
            keys.append("数字选择")
        keys.append("F6 暂不确定")
        self.query_one("#keys", Static).update(" · ".join(keys))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Follow the focus, however it moved."""
        for index, row in enumerate(self._rows):
            if row.control is event.widget:
                self._at = index
                self._describe()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        control = event.input
        if isinstance(control, TextControl):
            self._changed(control.spec.key)

    @on(FieldChanged)
    def _picked(self, event: FieldChanged) -> None:
        event.stop()
        self._changed(event.key)
        following = self._rows[self._at + 1 : self._at + 2]
        if self._row(event.key).spec.moves_on and any(row.spec.moves_on for row in following):
            self._go(self._at + 1)

    def _changed(self, key: str) -> None:
        self._doubted = False
        row = self._row(key)
        if key in self._same and row.control.answer != row.spec.last_year:
            self._same.discard(key)
            row.mark_same(False)
        if row.control.answer != row.spec.start:
            self._touched = True
        row.blame("")
        self._describe()

    @on(SameAsked)
    def _take_last_year(self, event: SameAsked) -> None:
        event.stop()
        row = self._row(event.key)
        self._same.add(event.key)
        self._touched = True
        row.control.put(row.spec.last_year)
        row.mark_same(True)
        row.blame("")
        self._describe()

    @on(FieldEntered)
    def _entered(self, event: FieldEntered) -> None:
        event.stop()
        if self._doubted or not self._touched or self._at >= len(self._rows) - 1:
            self.action_submit()
        else:
            self._go(self._at + 1)

    def action_submit(self) -> None:
        """Send the card."""
        self.post_message(self.Submitted(self.values, frozenset(self._same)))

    def action_move(self, by: int) -> None:
        """Move to the next field or the one before, staying on the card."""
        if self._rows:
            self._go(max(0, min(len(self._rows) - 1, self._at + by)))

    def action_later(self) -> None:
        """Put the field off."""
        if self._rows:
            self.post_message(self.Later(self._rows[self._at].spec.key))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Ctrl+Z to the owner while the focused field is as it was."""
        if action == "restore" and self._rows:
            row = self._rows[self._at]
            return row.control.answer != row.spec.start
        return True

    def action_restore(self) -> None:
        """Put back what the field held at first."""
        row = self._rows[self._at]
        self._same.discard(row.spec.key)
        row.mark_same(False)
        row.control.put(row.spec.start)
        self._touched = any(r.control.answer != r.spec.start for r in self._rows)
        self._describe()

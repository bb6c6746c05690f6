"""A numbered list to choose from, one or several, by digit, by arrow keys or by mouse."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui.compat.ime import CaretInput
from assistant.tui.compat.paste import one_line
from assistant.tui.compat.typeahead import when_mounted

KEYS = "123456789abcdefghijklmopqrstuvwxyz"
"""Keys of the options in order; n is left out, it means 不适用 elsewhere."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: `mark` is a dim remark such as 上年写过; `exclusive` rules out all others."""

    key: str
    label: str
    hint: str = ""
    mark: str = ""
    exclusive: bool = False
    other: bool = False


def numbered(options: Sequence[Choice]) -> dict[str, str]:
    """Give the key that picks each option: digits, then letters, 0 for the first exclusive one."""
    given: dict[str, str] = {}
    keys = iter(KEYS)
    for option in options:
        if option.exclusive and "0" not in given:
            given["0"] = option.key
        else:
            given[next(keys, "")] = option.key
    given.pop("", None)
    return given


def key_of(event: events.Key) -> str:
    """Give the plain lower-case character of a key press, full-width forms folded; "" if none."""
    return unicodedata.normalize("NFKC", event.character or "").lower()


def toggled(options: Sequence[Choice], chosen: tuple[str, ...], key: str) -> tuple[str, ...]:
    """Give what is chosen after `key` is switched, in the order of `options`."""
    exclusive = {option.key for option in options if option.exclusive}
    if key in chosen:
        kept = set(chosen) - {key}
    elif key in exclusive:
        kept = {key}
    else:
        kept = (set(chosen) - exclusive) | {key}
    return tuple(option.key for option in options if option.key in kept)


class _Options(OptionList):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "switch", "选", show=False)]
    DEFAULT_CSS = """
    _Options { height: auto; max-height: 16; border: none; background: transparent; padding: 0; }
    _Options:focus { border: none; background-tint: transparent; }
    """

    def action_switch(self) -> None:
        """Switch the highlighted option."""
        if isinstance(self.parent, Choices) and (option := self.highlighted_option) is not None:
            self.parent.toggle(str(option.id))

    def action_select(self) -> None:
        """Confirm the list."""
        if isinstance(self.parent, Choices):
            self.parent.confirm()

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        index = event.style.meta.get("option")
        if index is not None and isinstance(self.parent, Choices):
            self.parent.press(str(self.options[index].id))


class Choices(Vertical):
    """Options to choose from; nothing is chosen beforehand unless `chosen` says so.

    Where only one may be chosen, its number chooses and confirms at once.
    """

    HELP: ClassVar[str] = (
        "从列表里选。\n\n"
        "1–9、字母   选中或取消这一项（全角数字也可以）\n"
        "0           选“都没有”一类的选项\n"
        "↑ ↓ 空格    移动、选中或取消\n"
        "Enter       确定\n\n"
        "单选时按数字就直接确定。选“其他”后请写明内容。"
    )

    DEFAULT_CSS = """
    Choices { height: auto; padding: 0 1; }
    Choices CaretInput { display: none; }
    Choices CaretInput.-open { display: block; }
    Choices #message { height: auto; color: $text-muted; }
    Choices #message.-error { color: $text-error; }
    """

    @dataclass
    class Chosen(Message):
        """What was confirmed: option keys in list order, and the text written for 其他."""

        keys: tuple[str, ...]
        other: str

    def __init__(
        self,
        options: Sequence[Choice],
        *,
        multiple: bool = False,
        chosen: Iterable[str] = (),
        other: str = "",
        required: bool = True,
    ) -> None:
        super().__init__()
        self._choices = tuple(options)
        self._keys = numbered(self._choices)
        self._multiple = multiple
        self._required = required
        given = set(chosen)
        self.chosen = tuple(option.key for option in self._choices if option.key in given)
        self._other = other

    def compose(self) -> ComposeResult:
        """Give the list, the line for 其他 and a line that says what the keys do."""
        yield _Options(markup=False)
        yield CaretInput(self._other, placeholder="请写明内容，按 Enter 确定", compact=True)
        yield Static(self._hint(), id="message", markup=False)

    def on_mount(self) -> None:
        """Fill the list."""
        self._list.add_options(
            [Option(self._prompt(option), id=option.key) for option in self._choices]
        )
        if self.chosen:
            self._list.highlighted = self._list.get_option_index(self.chosen[0])
        self._show_other()

    def focus(self, scroll_visible: bool = True) -> "Choices":
        """Focus the list."""
        when_mounted(self, lambda: self._list.focus(scroll_visible))
        return self

    @property
    def _list(self) -> _Options:
        return self.query_one(_Options)

    def _hint(self) -> str:
        if self._multiple:
            return "数字选中或取消 · Enter 确定"
        return "按数字选择" + (" · Enter 用已选的这一项" if self.chosen else "")

    def _prompt(self, option: Choice) -> Content:
        key = next((key for key, name in self._keys.items() if name == option.key), " ")
        on = option.key in self.chosen
        box = ("[✔]" if on else "[ ]") if self._multiple else ("(●)" if on else "( )")
        parts: list[str | tuple[str, str]] = [f"{key} {box} {option.label}"]
        if option.mark:
            parts.append((f"  {option.mark}", "$text-muted italic"))
        if option.hint:
            parts.append((f"  {option.hint}", "$text-muted"))
        return Content.assemble(*parts)

    def on_key(self, event: events.Key) -> None:
        """Let a digit or letter pick its option."""
        if self.query_one(CaretInput).has_focus:
            if event.key in {"escape", "up"}:
                event.stop()
                self._list.focus()
            return
        name = self._keys.get(key_of(event))
        if name is not None:
            event.stop()
            event.prevent_default()
            self.press(name)

    def press(self, key: str) -> None:
        """Do what the option's own number does."""
        self._list.highlighted = self._list.get_option_index(key)
        if self._multiple:
            self.toggle(key)
            return
        self._choose((key,))
        if not self._other_chosen:
            self.confirm()

    def toggle(self, key: str) -> None:
        """Switch one option on or off."""
        if self._multiple:
            self._choose(toggled(self._choices, self.chosen, key))
        else:
            self._choose((key,))

    def _choose(self, chosen: tuple[str, ...]) -> None:
        opened = self._other_chosen
        self.chosen = chosen
        for option in self._choices:
            self._list.replace_option_prompt(option.key, self._prompt(option))
        self._say(self._hint())
        self._show_other(enter=self._other_chosen and not opened)

    @property
    def _other_chosen(self) -> bool:
        return any(option.other and option.key in self.chosen for option in self._choices)

    def _show_other(self, *, enter: bool = False) -> None:
        line = self.query_one(CaretInput)
        line.set_class(self._other_chosen, "-open")
        if enter:
            line.focus()

    def _say(self, message: str, *, error: bool = False) -> None:
        line = self.query_one("#message", Static)
        line.set_class(error, "-error")
        line.update(message)

    def refuse(self, message: str) -> None:
        """Say why the answer was not taken; the choice stays as it is."""
        self._say(f"! {message}", error=True)

    @on(Input.Submitted)
    def _other_written(self, event: Input.Submitted) -> None:
        event.stop()
        self.confirm()

    def confirm(self) -> None:
        """Post what is chosen, or say what is still missing."""
        if not self._multiple and not self.chosen:
            highlighted = self._list.highlighted_option
            if highlighted is not None:
                self._choose((str(highlighted.id),))
        other = one_line(self.query_one(CaretInput).value) if self._other_chosen else ""
        if not self.chosen and self._required:
            self.refuse("还没有选：请按数字选一项")
        elif self._other_chosen and not other:
            self.refuse("请写明“其他”的内容")
            self.query_one(CaretInput).focus()
        else:
            self.post_message(self.Chosen(self.chosen, other))

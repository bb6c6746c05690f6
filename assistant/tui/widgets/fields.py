"""What a card is made of: plain descriptions of fields and the controls that fill them."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from assistant.text.linebreak import cell_width
from assistant.tui.compat.ime import CaretInput
from assistant.tui.compat.paste import EnterGuard, one_line
from assistant.tui.widgets.choices import Choice, key_of, numbered, toggled

Value = str | tuple[str, ...]
"""What a field holds: text, the key of a choice, or the keys of several choices."""

GAP = 3
"""Cells between options that stand side by side."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a card.

    Attributes:
        value: what the field starts with; last year's figures do not belong here.
        example: shown in an empty text field.
        last_year: last year's figure, shown beside the field and taken by `=` only.
        hint: why it is asked and what counts, shown while the field has the focus.
        moves_on: a choice goes on to the next field, where that is one of the same kind.
    """

    key: str
    label: str
    unit: str = ""
    kind: Literal["text", "choice", "choices"] = "text"
    options: tuple[Choice, ...] = ()
    value: Value = ""
    example: str = ""
    last_year: str = ""
    required: bool = False
    hint: str = ""
    error: str = ""
    moves_on: bool = False
    start: Value = field(init=False, default="")

    def __post_init__(self) -> None:
        start: Value = self.value
        if self.kind == "choices" and isinstance(start, str):
            start = (start,) if start else ()
        object.__setattr__(self, "start", start)


@dataclass
class FieldChanged(Message):
    """The clerk changed the field `key`."""

    key: str


@dataclass
class FieldEntered(Message):
    """Enter was pressed in the field `key`."""

    key: str


@dataclass
class SameAsked(Message):
    """`=` was pressed in the field `key`, which has a figure of last year."""

    key: str


class TextControl(CaretInput):
    """A one-line field; a paste of several lines is joined, never cut."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "select_all", "全选", show=False),
    ]

    DEFAULT_CSS = """
    TextControl { width: 1fr; background: $surface; }
    TextControl:focus { background: $boost; }
    """

    def __init__(self, spec: FieldSpec) -> None:
        example = f"例：{spec.example}" if spec.example else ""
        super().__init__(str(spec.start), placeholder=example, compact=True, select_on_focus=False)
        self.spec = spec
        self._guard = EnterGuard(
            self,
            lambda: self.post_message(FieldEntered(spec.key)),
            lambda: self.insert_text_at_cursor(" "),
        )

    @property
    def answer(self) -> Value:
        """What the field holds now."""
        return one_line(self.value)

    def put(self, value: Value) -> None:
        """Replace what the field holds without counting it as typed."""
        self.value = str(value)
        self.cursor_position = len(self.value)

    def offer(self, spec: FieldSpec, *, untouched: bool) -> None:
        """Take a newer description; an untouched field shows its new default."""
        self.spec = spec
        self.placeholder = f"例：{spec.example}" if spec.example else ""
        if untouched and self.value != str(spec.start):
            with self.prevent(Input.Changed):
                self.put(spec.start)

    async def _on_key(self, event: events.Key) -> None:
        if self._guard.see(event):
            event.stop()
            event.prevent_default()
        elif event.character in {"=", "＝"} and self.spec.last_year:
            event.stop()
            event.prevent_default()
            self.post_message(SameAsked(self.spec.key))

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(one_line(event.text), *self.selection)


class ChoiceControl(Widget, can_focus=True):
    """Numbered options in one field; digits pick or switch them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "左", show=False),
        Binding("right", "step(1)", "右", show=False),
        Binding("space", "pick", "选", show=False),
    ]

    DEFAULT_CSS = """
    ChoiceControl { width: 1fr; height: auto; background: $surface; }
    ChoiceControl:focus { background: $boost; }
    """

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.spec = spec
        self._keys = numbered(spec.options)
        self._chosen: tuple[str, ...] = ()
        self._at = 0
        self.put(spec.start)

    @property
    def answer(self) -> Value:
        """What is chosen now."""
        if self.spec.kind == "choices":
            return self._chosen
        return self._chosen[0] if self._chosen else ""

    def put(self, value: Value) -> None:
        """Replace what is chosen without counting it as chosen by the clerk."""
        wanted = {value} if isinstance(value, str) else set(value)
        self._chosen = tuple(o.key for o in self.spec.options if o.key in wanted)
        if self._chosen:
            self._at = [o.key for o in self.spec.options].index(self._chosen[0])
        self.refresh(layout=True)

    def offer(self, spec: FieldSpec, *, untouched: bool) -> None:
        """Take a newer description; what was chosen stays chosen where it is still an option."""
        value: Value = spec.start if untouched else self._chosen
        self.spec = spec
        self._keys = numbered(spec.options)
        self._at = min(self._at, max(len(spec.options) - 1, 0))
        self.put(value)

    def _option(self, index: int) -> tuple[Content, int]:
        """Give one option as shown, and its width in cells."""
        option = self.spec.options[index]
        key = next((key for key, name in self._keys.items() if name == option.key), "")
        on = option.key in self._chosen
        box = ("[✔]" if on else "[ ]") if self.spec.kind == "choices" else "●" if on else "○"
        style = "bold" if on else ""
        if self.has_focus and index == self._at:
            style += " underline"
        text = f"{key} {box} {option.label}"
        mark = f" {option.mark}" if option.mark else ""
        shown = Content.assemble((text, style.strip()), (mark, "$text-muted"))
        return shown, cell_width(text + mark)

    def _rows(self, width: int) -> list[Content]:
        """Lay the options out in even columns, each whole on one line."""
        options = [self._option(index) for index in range(len(self.spec.options))]
        widest = max((room for _, room in options), default=0) + GAP
        per_row = max(1, (width + GAP) // max(widest, 1))
        if sum(room + GAP for _, room in options) - GAP <= width:
            widest, per_row = 0, len(options) or 1
        rows: list[Content] = []
        for start in range(0, len(options), per_row):
            row = Content("")
            for shown, room in options[start : start + per_row]:
                row = Content.assemble(row, shown, " " * max(widest - room, GAP))
            rows.append(row)
        return rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give the lines the options take."""
        return max(1, len(self._rows(width)))

    def render(self) -> Content:
        """Give the options with their numbers, the chosen ones marked."""
        return Content("\n").join(self._rows(self.content_size.width))

    def on_focus(self) -> None:
        """Show which option the arrow keys are at."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide which option the arrow keys are at."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Pick by number; Enter is the card's."""
        name = self._keys.get(key_of(event))
        if name is not None:
            event.stop()
            self._pick(name)
        elif event.key == "enter":
            event.stop()
            self.post_message(FieldEntered(self.spec.key))

    def _pick(self, name: str) -> None:
        self._at = [o.key for o in self.spec.options].index(name)
        if self.spec.kind == "choices":
            self._chosen = toggled(self.spec.options, self._chosen, name)
        else:
            self._chosen = (name,)
        self.refresh(layout=True)
        self.post_message(FieldChanged(self.spec.key))

    def action_step(self, by: int) -> None:
        """Move to the next option or the one before."""
        self._at = (self._at + by) % max(len(self.spec.options), 1)
        self.refresh()

    def action_pick(self) -> None:
        """Pick the option the arrow keys are at."""
        if self.spec.options:
            self._pick(self.spec.options[self._at].key)

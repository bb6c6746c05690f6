"""Where the clerk writes: Enter sends, and nothing is given up before it is taken."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.markup import escape
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from assistant.text.clean import clean_block
from assistant.tui.compat.ime import CaretTextArea
from assistant.tui.compat.paste import EnterGuard
from assistant.tui.widgets.slash import SLASHES, SlashMenu

KEYS = "Enter 发送 · Ctrl+J 换行"
LONGEST_COMMAND = 12


class Composer(CaretTextArea):
    """A text area of three to ten rows that posts what is written and keeps it until accepted.

    After `Submitted` the owner calls `accept` or `refuse`; until then the text stays.
    """

    HELP: ClassVar[str] = (
        "在这里写答案。\n\n"
        "Enter        发送\n"
        "Ctrl+J       换行\n"
        "↑            在第一行时，取回上一条写过的内容\n"
        "Ctrl+A       全选\n"
        "Ctrl+Z       撤销改动；没有改动时，撤销上一个回答\n"
        "Ctrl+Y       恢复\n"
        "Ctrl+S       不用按：答一题存一题\n"
        "/ 或 、      打开命令（在空白处第一个输入）\n\n"
        "粘贴的多行文字会原样保留，不会逐行发送。"
    )

    DEFAULT_CSS = """
    Composer {
        height: auto;
        min-height: 5;
        max-height: 12;
        &.-refused { border: tall $error; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "newline", "换行", show=False),
        Binding("ctrl+a", "select_all", "全选", show=False),
        Binding("ctrl+s", "save", "保存", show=False),
        Binding("up", "up", "上一行", show=False),
        Binding("down", "down", "下一行", show=False),
        Binding("ctrl+z,super+z", "undo_text_or_answer", "撤销", show=False),
        Binding("ctrl+y,super+y", "redo_text_or_answer", "恢复", show=False),
    ]

    @dataclass
    class Submitted(Message):
        """The clerk sends `text`; lines are cleaned and line breaks kept."""

        text: str

    @dataclass
    class CommandPicked(Message):
        """A slash command was chosen by its `name`."""

        name: str

    class SlashTyped(Message):
        """What is written has become a slash command."""

    class RecallPrevious(Message):
        """Up was pressed on the first row."""

    class UndoAnswer(Message):
        """Ctrl+Z was pressed while the composer held no change."""

    class RedoAnswer(Message):
        """Ctrl+Y was pressed while no text undo was left to redo."""

    class SaveAsked(Message):
        """Ctrl+S was pressed."""

    def __init__(self, menu: SlashMenu | None = None) -> None:
        super().__init__(
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
        )
        self._menu = menu
        self._advice = ""
        self._baseline = ""
        self._sent: str | None = None
        self._slashed = False
        self._guard = EnterGuard(self, self._enter, lambda: self._write("\n"))
        self._describe()

    def ask(self, placeholder: str, text: str = "", advice: str = "") -> None:
        """Get ready for a new question, dropping what was there.

        Args:
            placeholder: what is wanted, shown while the composer is empty.
            text: text to start from, such as an earlier answer.
            advice: a few words beside the live count, such as 建议 150–300 字.
        """
        self.placeholder = Content(placeholder)
        self._advice = advice
        self._reset(text)

    def accept(self) -> None:
        """Clear the composer: its text has been taken."""
        self._reset("")

    def refuse(self, message: str) -> None:
        """Keep the text and say above it why it was not taken, until it is changed."""
        self._sent = None
        self.add_class("-refused")
        self.border_title = escape(message)
        self.focus()

    def recall(self, text: str) -> None:
        """Put `text` in place of what is there, as a change that Ctrl+Z takes back."""
        self.replace(text, (0, 0), self.document.end)
        self.move_cursor(self.document.end)

    def mark(self, start: int, end: int) -> None:
        """Select what stands from `start` to `end` (code points), so that typing replaces it."""
        text = self.text

        def place(at: int) -> tuple[int, int]:
            return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)

        self.selection = Selection(place(start), place(end))

    @property
    def changed(self) -> bool:
        """Whether the text differs from what `ask` or `accept` left here."""
        return self.text != self._baseline

    def _reset(self, text: str) -> None:
        self._sent = None
        self._baseline = text
        self.text = text
        self.move_cursor(self.document.end)
        self._clear_refusal()
        self._describe()

    def _clear_refusal(self) -> None:
        self.remove_class("-refused")
        self.border_title = None

    def _describe(self) -> None:
        count = len("".join(self.text.split()))
        parts = [f"已写 {count} 字"] if count else []
        self.border_subtitle = escape(" · ".join([*parts, *filter(None, [self._advice]), KEYS]))

    async def _on_key(self, event: events.Key) -> None:
        if self._guard.see(event):
            event.stop()
            event.prevent_default()
        elif event.key == "escape" and self._menu is not None and self._menu.open:
            event.stop()
            event.prevent_default()
            self._menu.close()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep the count, the refusal and the slash menu in step with the text."""
        if event.text_area is not self:
            return
        self._describe()
        if self._sent is not None and self.text != self._sent:
            self._sent = None
        if self.has_class("-refused"):
            self._clear_refusal()
        self._follow_slash()

    def _follow_slash(self) -> None:
        text = self.text
        slashed = text[:1] in SLASHES and len(text) <= LONGEST_COMMAND and "\n" not in text
        if slashed and not self._slashed:
            self.post_message(self.SlashTyped())
        self._slashed = slashed
        if self._menu is not None:
            self._menu.show_for(text[1:] if slashed else None)

    def on_blur(self) -> None:
        """Take the slash menu away with the focus."""
        if self._menu is not None:
            self._menu.close()

    def _enter(self) -> None:
        self._follow_slash()
        if self._menu is not None and self._menu.open:
            name = self._menu.picked
            if name is None:
                self.refuse("没有这个命令，按 Esc 返回")
            else:
                self._reset("")
                self.post_message(self.CommandPicked(name))
        elif self._sent is None:
            self._sent = self.text
            self.post_message(self.Submitted(clean_block(self.text)))

    def _write(self, text: str) -> None:
        self._replace_via_keyboard(text, *self.selection)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave F6 to the owner instead of selecting a line with it."""
        return action != "select_line"

    def action_newline(self) -> None:
        """Start a new line."""
        self._write("\n")

    def action_save(self) -> None:
        """Ask the owner to save."""
        self.post_message(self.SaveAsked())

    def action_up(self) -> None:
        """Move up a row, or ask for the previous text when there is no row above."""
        if self._menu is not None and self._menu.open:
            self._menu.action_cursor_up()
        elif self.navigator.is_first_wrapped_line(self.cursor_location):
            self.post_message(self.RecallPrevious())
        else:
            self.action_cursor_up()

    def action_down(self) -> None:
        """Move down a row, or down the open slash menu."""
        if self._menu is not None and self._menu.open:
            self._menu.action_cursor_down()
        else:
            self.action_cursor_down()

    def action_undo_text_or_answer(self) -> None:
        """Take back a change of the text, or else ask to take back the last answer."""
        if self.changed:
            self.undo()
        else:
            self.post_message(self.UndoAnswer())

    def action_redo_text_or_answer(self) -> None:
        """Bring a change of the text back, or else ask to bring the last answer back."""
        if self.history.redo_stack:
            self.redo()
        else:
            self.post_message(self.RedoAnswer())

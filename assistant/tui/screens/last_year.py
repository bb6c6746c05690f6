"""Last year's report as the first step of a new one: which, read, and what was understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from assistant.errors import UserError
from assistant.tui.screens.prompt import Item, Line, Pick

if TYPE_CHECKING:
    from assistant.session import Library
    from assistant.session.before import Before
    from assistant.workspace import DraftInfo

NONE, DRAFT, FILE = "none", "draft:", "file:"
"""What a pick begins with: no report, a draft by number, a file by path."""

ASK_PATH = "把去年的报告拖进窗口，或粘贴它的路径"
STRANGE_SHOWN = 3
"""Passages that were not understood, shown at most."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where last year's report is: a file, or the text of a whole report that was pasted."""

    path: Path | None = None
    text: str = ""

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.path.name if self.path else "粘贴的报告"


class LastYearPick(Pick):
    """Drafts, then files named like a report, then a path of one's own, then none."""

    def __init__(self, drafts: Sequence["DraftInfo"], files: Sequence[Path]) -> None:
        items = [
            *(Item(f"{DRAFT}{one.id}", one.title, "这里写的", "●") for one in drafts),
            *(Item(f"{FILE}{file}", file.name, _where(file), "▤") for file in files),
            Item(NONE, "不用去年的，直接写"),
        ]
        super().__init__("去年的报告用哪一份？数字、名称和写法会带过来", items)

    def on_mount(self) -> None:
        """Say that a file may come from elsewhere."""
        super().on_mount()
        self.query_one(Line).placeholder = f"打字查找；也可以{ASK_PATH}，按 Enter"

    @on(Input.Submitted)
    def _entered(self, event: events.Event) -> None:
        listing = self.query_one(OptionList)
        written = self.query_one(Line).value
        if listing.highlighted_option is None and written.strip():
            event.stop()
            event.prevent_default()
            self.dismiss(f"{FILE}{dragged(written)}")


class LastYearReading(ModalScreen["Before | None"]):
    """Reads a report in a thread, then says what was understood; Escape gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "取消", show=False),
        Binding("enter", "take", "就用它", show=False),
    ]
    DEFAULT_CSS = """
    LastYearReading { align: center middle; }
    LastYearReading > VerticalScroll {
        width: 76;
        max-width: 95%;
        height: auto;
        max-height: 90%;
        padding: 1 2;
        background: $surface;
        border: round $primary;
    }
    LastYearReading Static { height: auto; }
    LastYearReading .keys { color: $text-muted; padding: 1 0 0 0; }
    """

    def __init__(self, library: "Library", form: str, source: Source, today: date) -> None:
        super().__init__()
        self._library = library
        self._form = form
        self._source = source
        self._today = today
        self._before: Before | None = None
        self._seconds = 0

    def compose(self) -> ComposeResult:
        """Give the line that says how it goes, and the keys."""
        with VerticalScroll():
            yield Static(f"正在读 {self._source.name} …", id="said", markup=False)
            yield Static("Esc 取消", classes="keys", markup=False)

    def on_mount(self) -> None:
        """Begin to read."""
        self._clock = self.set_interval(1, self._tick)
        self._read()

    def _tick(self) -> None:
        self._seconds += 1
        self._say(f"正在读 {self._source.name} … {self._seconds} 秒", "Esc 取消")

    @work(thread=True, exit_on_error=False)
    def _read(self) -> None:
        # Reading brings along the Word and web page libraries.
        from assistant.session import before as reading

        source = self._source.path or self._source.text
        try:
            before = reading.read_before(self._library, self._form, source, self._today)
        except UserError as error:
            self.app.call_from_thread(self._failed, str(error))
        else:
            self.app.call_from_thread(self._understood, before)

    def _failed(self, message: str) -> None:
        if self.is_attached:
            self._clock.stop()
            self._say(message, "Esc 换一份")

    def _understood(self, before: "Before") -> None:
        if self.is_attached:
            self._clock.stop()
            self._before = before
            self._say(_told(before, self._today), "Enter 就用它 · Esc 换一份")

    def _say(self, text: str | Content, keys: str) -> None:
        self.query_one("#said", Static).update(text)
        self.query_one(".keys", Static).update(keys)

    def action_take(self) -> None:
        """Give what was read."""
        if self._before is not None:
            self.dismiss(self._before)


def dragged(text: str) -> Path:
    """Read a path as a terminal gives it when a file is dragged in."""
    from assistant.session.before import dragged_path

    return dragged_path(text)


def _told(before: "Before", today: date) -> Content:
    year = before.last.year
    lines = [
        f"单位　　{before.unit or '没有读出来'}",
        f"年度　　{year or '没有读出来'}",
        f"数字　　{before.figures} 个",
        f"文字　　{before.sentences} 句",
        f"问题　　{len(before.last.problems)} 条",
    ]
    if year is not None and year not in {today.year - 1, today.year - 2}:
        lines.append(f"! 这是 {year} 年度的，看看是不是拿错了")
    if before.strange:
        lines.append(f"没有看懂的 {len(before.strange)} 处，不带过来：")
        lines += [f"　{_short(text)}" for text in before.strange[:STRANGE_SHOWN]]
        if len(before.strange) > STRANGE_SHOWN:
            lines.append("　……")
    return Content.assemble(("从去年的报告里读到：\n\n", "bold"), "\n".join(lines))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 30 else f"{text[:30]}…"


def _where(file: Path) -> str:
    try:
        changed = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    except OSError:
        return file.parent.name
    return f"{file.parent.name}　{changed.year}年{changed.month}月{changed.day}日"

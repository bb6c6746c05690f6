"""What all panels share: they turn what the clerk does into events, and show refusals."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from assistant.draft.events import Event, Refused
from assistant.errors import UserError
from assistant.session.showing import StepView

if TYPE_CHECKING:
    from assistant.session import Session


class Panel(Vertical):
    """The lower part of the interview for one kind of step."""

    DEFAULT_CSS = """
    Panel { width: 100%; max-width: 98; height: auto; max-height: 100%; }
    Panel > .hint { height: auto; padding: 0 1; color: $text-muted; }
    """
    room: int | None = None
    """Lines it wants at most; None where its content decides."""

    @dataclass
    class Send(Message):
        """The clerk did something to the draft; `then` follows if it is accepted."""

        event: Event
        then: Event | None = None

    @dataclass
    class Say(Message):
        """Something for the flash line; an error stays until the next key."""

        text: str
        error: bool = False

    @dataclass
    class LaterAsked(Message):
        """The answer to `key` is not known yet; `office` is whom the form would ask."""

        key: str
        office: str

    @dataclass
    class ComposeAsked(Message):
        """The rest of the section of `aspect` shall be written from the bank."""

        aspect: str

    def start(self) -> None:
        """Take the focus."""
        self.focus()

    async def put(self, widget: Widget) -> None:
        """Work on this from now on, in the panel's `#holder`."""
        holder = self.query_one("#holder", Container)
        with self.app.batch_update():
            await holder.remove_children()
            await holder.mount(widget)
        self.start()

    def renew(self, view: StepView | None) -> bool:
        """Show a newer view of the same step in place; False when that is not possible."""
        return False

    async def stand(self, at: str) -> None:
        """Stand on a fact, cell (`table.row.column`), table or sentence id, where that is known."""

    def refuse(self, refused: Refused) -> None:
        """Show why the last event was not accepted, keeping what was written."""
        self.post_message(self.Say(refused.message, error=True))

    def later(self) -> None:
        """Put the question off, where the step allows it."""
        self.post_message(self.Say("这一步不能留作暂不确定，可以按 / 跳到别处", error=True))

    def all_later(self) -> None:
        """Put everything off that is still blank in the step, where it holds tables."""
        self.later()

    async def offer_anew(self, view: StepView | None) -> None:
        """Offer what the bank has now, where phrases are being offered."""

    async def last_year(self) -> None:
        """Show what last year's report says here, where there is something to take."""
        self.post_message(self.Say("这里没有上年度的句子可挑", error=True))

    def whole_section(self) -> None:
        """Write the rest of the section from the bank, where the step has any."""
        self.post_message(self.Say("写句子的时候才能一键成稿", error=True))

    @work(thread=True, exclusive=True, group="propose", exit_on_error=False)
    def propose(self, session: "Session", sentence: int) -> None:
        """Put a sentence of the draft, with what it is paired with, forward for the bank."""
        try:
            line = session.proposing(sentence)().line
        except UserError as error:
            self.app.call_from_thread(self.post_message, self.Say(str(error), error=True))
        else:
            self.app.call_from_thread(self.post_message, self.Say(line))


class EndPanel(Panel):
    """Everything has been asked."""

    HELP: ClassVar[str] = (
        "全部问完了。\n\nEnter   导出 Word\nF4      预览全文\nF7      核对每个回答和待办的事"
    )
    DEFAULT_CSS = "EndPanel Static { padding: 0 1 1 1; }"
    can_focus = True

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Give the closing words."""
        yield Static(self._text, markup=False)

"""Cards, single choices and single texts: the panels that answer facts."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from assistant.draft.events import FillCard, Refused
from assistant.form.answer import Typed
from assistant.form.model import FactType
from assistant.session.showing import StepView
from assistant.session.views import CardView, FieldView
from assistant.tui.compat.typeahead import when_mounted
from assistant.tui.screens.interview import specs
from assistant.tui.screens.interview.live_card import LiveCard
from assistant.tui.screens.interview.panel import Panel
from assistant.tui.widgets.card import Card
from assistant.tui.widgets.choices import Choices
from assistant.tui.widgets.composer import Composer
from assistant.tui.widgets.fields import Value
from assistant.tui.widgets.slash import SlashCommand, SlashMenu

AsIf = Callable[[Mapping[str, Typed]], CardView]
"""Gives the card as it would be with some answers."""


class CardPanel(Panel):
    """Several questions at once."""

    def __init__(
        self, view: CardView, as_if: AsIf, values: Mapping[str, Typed] | None = None
    ) -> None:
        super().__init__()
        self._view = as_if(values) if values else view
        self._as_if = as_if
        self._written = dict(values or {})
        others = frozenset(
            f.fact.key for f in self._view.fields if specs.OTHER in specs.chosen(f)[0]
        )
        self._card = LiveCard(specs.specs(self._view.fields, others, {}))

    def compose(self) -> ComposeResult:
        """Give the card."""
        yield self._card

    def start(self) -> None:
        """Focus the first field that waits for an answer."""
        self._card.focus()

    @on(LiveCard.Edited)
    async def _edited(self, event: LiveCard.Edited) -> None:
        event.stop()
        await self._refit()

    async def _refit(self) -> None:
        now, edited = self._card.values, {specs.question(key) for key in self._card.edited}
        answers = specs.answers(self._view.fields, now)
        for field in self._view.fields:
            key = field.fact.key
            if key in edited:
                self._written[key] = answers.get(key, "")
            elif key in self._written and self._written[key] != answers.get(key, ""):
                # It has been put back to what it was at first.
                del self._written[key]
        # What was written into a question that is hidden just now comes back with it.
        self._view = self._as_if(self._written)
        others = specs.open_others(now)
        await self._card.show_fields(specs.specs(self._view.fields, others, now))

    @on(Card.Submitted)
    def _submitted(self, event: Card.Submitted) -> None:
        event.stop()
        typed = specs.answers(self._view.fields, event.values)
        self.post_message(self.Send(FillCard(self._view.step.key, typed, event.same)))

    @on(Card.Later)
    def _later(self, event: Card.Later) -> None:
        event.stop()
        key = specs.question(event.key)
        fact = next(f.fact for f in self._view.fields if f.fact.key == key)
        self.post_message(self.LaterAsked(key, fact.office))

    def renew(self, view: StepView | None) -> bool:
        """Keep what is filled in after one field has been put off."""
        if not isinstance(view, CardView) or view.step != self._view.step:
            return False
        self.call_later(self._refit)
        self.call_later(self._card.focus)
        return True

    async def stand(self, at: str) -> None:
        """Stand on the field of a fact."""
        self._card.stand(at)

    def refuse(self, refused: Refused) -> None:
        """Mark the fields that were not accepted."""
        held, fields = self._card.values, self._view.fields
        wrong = {specs.place(fields, key, held): said for key, said in refused.fields.items()}
        self._card.show_errors(wrong, doubted=refused.confirm)
        if not refused.fields:
            super().refuse(refused)


class ChoicePanel(Panel):
    """One question answered from a list."""

    def __init__(self, view: CardView, as_if: AsIf) -> None:
        super().__init__()
        self._view = view
        self._as_if = as_if
        picked, other = specs.chosen(self.field)
        self._choices = Choices(
            specs.choices(self.field),
            multiple=self.field.fact.type is FactType.CHOICES,
            chosen=picked,
            other=other,
            required=self.field.required,
        )

    class MoreAsked(Message):
        """The answer brings up further questions of the card."""

        def __init__(self, values: Mapping[str, Typed]) -> None:
            super().__init__()
            self.values = values

    @property
    def field(self) -> FieldView:
        """The question."""
        return self._view.fields[0]

    def compose(self) -> ComposeResult:
        """Give the list."""
        yield self._choices

    def start(self) -> None:
        """Focus the list."""
        self._choices.focus()

    @on(Choices.Chosen)
    def _picked(self, event: Choices.Chosen) -> None:
        event.stop()
        fact = self.field.fact
        value: Value = event.keys
        if fact.type is FactType.CHOICE:
            value = event.keys[0] if event.keys else ""
        values = {fact.key: value, fact.key + specs.OTHER_FIELD: event.other}
        typed = specs.answers((self.field,), values)
        if len(self._as_if(typed).fields) > 1:
            self.post_message(self.MoreAsked(typed))
        else:
            self.post_message(self.Send(FillCard(self._view.step.key, typed)))

    def later(self) -> None:
        """Put the question off."""
        self.post_message(self.LaterAsked(self.field.fact.key, self.field.fact.office))

    def refuse(self, refused: Refused) -> None:
        """Say why below the list."""
        self._choices.refuse(refused.message)


class TextPanel(Panel):
    """One question answered by writing."""

    DEFAULT_CSS = "TextPanel Composer { min-height: 5; }"

    def __init__(self, view: CardView, commands: tuple[SlashCommand, ...]) -> None:
        super().__init__()
        self._view = view
        self._menu = SlashMenu(commands)
        self._composer = Composer(self._menu)

    HELP: ClassVar[str] = Composer.HELP

    @property
    def field(self) -> FieldView:
        """The question."""
        return self._view.fields[0]

    def compose(self) -> ComposeResult:
        """Give last year's answer and the composer."""
        if self.field.last_year:
            text = f"上年度：{self.field.last_year}　（只写一个 = 就是与上年相同）"
            yield Static(text, markup=False, classes="hint")
        yield self._menu
        yield self._composer

    def on_mount(self) -> None:
        """Ask."""
        field = self.field
        example = field.fact.example
        placeholder = f"例如：{example}" if example else "写在这里"
        if not field.required and field.value is None and field.default is None:
            placeholder += "　没有就直接回车"
        self._composer.ask(placeholder, specs.starting_text(field))

    def start(self) -> None:
        """Focus the composer."""
        when_mounted(self, self._composer.focus)

    @on(Composer.Submitted)
    def _sent(self, event: Composer.Submitted) -> None:
        event.stop()
        key, last = self.field.fact.key, self.field.last_answer
        if event.text in {"=", "＝"} and last is not None:
            fill = FillCard(self._view.step.key, {key: last}, frozenset({key}))
        else:
            fill = FillCard(self._view.step.key, {key: event.text})
        self.post_message(self.Send(fill))

    def later(self) -> None:
        """Put the question off."""
        self.post_message(self.LaterAsked(self.field.fact.key, self.field.fact.office))

    def refuse(self, refused: Refused) -> None:
        """Keep the text and say why above it."""
        self._composer.refuse(refused.message)

"""A follow-up as fields: a choice for each item, then a few words for those that call for them."""

from collections.abc import Mapping

from assistant.form.answer import Answer
from assistant.session.views import FieldView
from assistant.text.brief import brief, quoted
from assistant.tui.widgets.choices import Choice
from assistant.tui.widgets.fields import FieldSpec, Value

_NOTE = "\0note"


def followup_specs(field: FieldView, states: Mapping[str, str]) -> list[FieldSpec]:
    """Make the fields of a follow-up; `states` are the options chosen on the card, by field key."""
    told = _told(field.value)
    options = tuple(Choice(o.key, o.key, o.hint) for o in field.options)
    hints = "　".join(f"{i} {o.key}：{o.hint}" for i, o in enumerate(field.options, 1) if o.hint)
    choices: list[FieldSpec] = []
    notes: list[FieldSpec] = []
    for number, item in enumerate(field.items, 1):
        key = _key(field, number)
        state, note = told.get(item, ("", ""))
        choices.append(
            FieldSpec(
                key,
                f"{number} {brief(item)}",
                kind="choice",
                options=options,
                value=state,
                required=field.required,
                hint=f"去年写的：{item}\n{hints}",
                moves_on=True,
            )
        )
        asked = field.fact.note(states.get(key, state))
        if asked:
            hint = f"{quoted(brief(item))}{asked}？没有要写的直接回车。"
            notes.append(
                FieldSpec(
                    key + _NOTE,
                    f"{number} {asked}",
                    value=note,
                    example=field.fact.example,
                    hint=hint,
                )
            )
    return [*choices, *notes]


def followup_answer(
    field: FieldView, values: Mapping[str, Value]
) -> tuple[tuple[str, str, str], ...] | str:
    """Make the answer of what the fields hold; an empty text when nothing is chosen."""
    out = [
        (
            item,
            str(values.get(_key(field, number), "")),
            str(values.get(_key(field, number) + _NOTE, "")),
        )
        for number, item in enumerate(field.items, 1)
    ]
    return tuple(out) if any(state for _, state, _ in out) else ""


def open_item(field: FieldView, values: Mapping[str, Value]) -> str:
    """Give the key of the first field of a follow-up where nothing is chosen, else of its first."""
    keys = [_key(field, number) for number in range(1, len(field.items) + 1)]
    return next((key for key in keys if not values.get(key)), keys[0])


def _key(field: FieldView, number: int) -> str:
    return f"{field.fact.key}\0{number}"


def _told(answer: Answer | None) -> dict[str, tuple[str, str]]:
    items = answer if isinstance(answer, tuple) else ()
    return {one[0]: (one[1], one[2]) for one in items if not isinstance(one, str)}

"""Turns a card's questions into fields, and what the fields hold back into answers."""

from collections.abc import Mapping
from datetime import date

from assistant.form.answer import Answer, Typed, value_of
from assistant.form.model import Fact, FactType
from assistant.form.values import show, show_date
from assistant.session.views import FieldView
from assistant.tui.screens.interview.followups import (
    followup_answer,
    followup_specs,
    open_item,
)
from assistant.tui.widgets.choices import Choice
from assistant.tui.widgets.fields import FieldSpec, Value

OTHER = "其他（自己写）"
OTHER_FIELD = "\0other"
"""Added to a question's key for the field its 其他 is written in."""
_CHOOSING = {FactType.CHOICE, FactType.CHOICES}


def is_choice(fact: Fact) -> bool:
    """Say whether a question is answered by picking from a list."""
    return fact.type in _CHOOSING


def none_label(fact: Fact) -> str:
    """Name the exclusive choice of a question."""
    return fact.none or "都没有"


def choices(field: FieldView) -> tuple[Choice, ...]:
    """Give the options of a question; 其他 and the exclusive one come last."""
    fact = field.fact
    out = [Choice(o.key, o.key, o.hint, o.mark) for o in field.options]
    if fact.other and fact.type is FactType.CHOICES:
        out.append(Choice(OTHER, OTHER, other=True))
    if fact.none:
        out.append(Choice(fact.none, fact.none, exclusive=True))
    return tuple(out)


def chosen(field: FieldView) -> tuple[tuple[str, ...], str]:
    """Give the options to mark from the answer so far, and what stands under 其他."""
    answer = field.default if field.value is None else field.value
    if answer is None:
        return (), ""
    if isinstance(answer, str):
        return (answer,), ""
    if not answer:
        return (none_label(field.fact),), ""
    known = {o.key for o in field.options}
    items = [str(item) for item in answer]
    own = [item for item in items if item not in known]
    picked = [item for item in items if item in known]
    return tuple([*picked, OTHER] if own else picked), "、".join(own)


def written(fact: Fact, answer: Answer) -> str:
    """Write an answer as it would be typed."""
    if isinstance(answer, str):
        value = value_of(fact, answer)
        return show_date(value) if isinstance(value, date) else answer
    items = [item if isinstance(item, str) else f"{item[0]} {item[1]}" for item in answer]
    return "，".join(items) if fact.type is FactType.SPLIT else "、".join(items)


def starting_text(field: FieldView) -> str:
    """Give the text a field starts with: the answer so far, else what the form offers."""
    answer = field.default if field.value is None else field.value
    return "" if answer is None else written(field.fact, answer)


def specs(
    fields: tuple[FieldView, ...], open_others: frozenset[str], held: Mapping[str, Value]
) -> list[FieldSpec]:
    """Make the fields of a card; `open_others` are the questions whose 其他 is chosen.

    `held` is what the fields of the card hold by now, by key; nothing when it is new.
    """
    out: list[FieldSpec] = []
    for field in fields:
        if field.items:
            out += followup_specs(field, {key: str(value) for key, value in held.items()})
            continue
        out.append(_spec(field))
        if field.fact.key in open_others:
            out.append(
                FieldSpec(
                    field.fact.key + OTHER_FIELD,
                    "　其他是",
                    value=chosen(field)[1],
                    required=True,
                    hint="写明“其他”是什么，几项用顿号隔开。",
                )
            )
    return out


def _spec(field: FieldView) -> FieldSpec:
    fact = field.fact
    hint = f"{fact.ask}{fact.why}"
    if field.later is not None:
        hint = f"已记下：向{field.later or fact.office or '相关股室'}要。知道了填上就行。{fact.ask}"
    last = "" if field.last_answer is None else written(fact, field.last_answer)
    if is_choice(fact):
        kind = "choice" if fact.type is FactType.CHOICE else "choices"
        picked = chosen(field)[0]
        value: Value = (picked[0] if picked else "") if kind == "choice" else picked
        told = [f"{i} {o.key}：{o.hint}" for i, o in enumerate(field.options, 1) if o.hint]
        if kind == "choice" and told:
            hint = "\n".join([hint, "　".join(told)])
        return FieldSpec(
            fact.key,
            fact.key,
            "",
            "choice" if kind == "choice" else "choices",
            choices(field),
            value,
            required=field.required,
            hint=hint,
        )
    example = fact.example
    if fact.type is FactType.SPLIT and not example:
        example = "，".join(f"{o.key} 0" for o in field.options)
    label = fact.key if field.later is None else f"{fact.key}（待定）"
    return FieldSpec(
        fact.key,
        label,
        fact.unit,
        "text",
        (),
        starting_text(field),
        example,
        last,
        field.required,
        hint,
    )


def open_others(values: Mapping[str, Value]) -> frozenset[str]:
    """Give the questions whose 其他 is chosen."""
    return frozenset(key for key, value in values.items() if OTHER in value)


def question(key: str) -> str:
    """Give the question a field belongs to; some take several fields."""
    return key.partition("\0")[0]


def place(fields: tuple[FieldView, ...], key: str, held: Mapping[str, Value]) -> str:
    """Give the field to stand on for a question, going by what its fields hold."""
    field = next((field for field in fields if field.fact.key == key and field.items), None)
    return key if field is None else open_item(field, held)


def answers(fields: tuple[FieldView, ...], values: Mapping[str, Value]) -> dict[str, Typed]:
    """Make typed answers of what the fields hold; a question left empty is an empty text.

    A question that waits for an office and is still empty is left out: it goes on waiting.
    """
    out: dict[str, Typed] = {}
    for field in fields:
        key = field.fact.key
        if field.items:
            told = followup_answer(field, values)
            if told or field.later is None:
                out[key] = told
            continue
        if key not in values:
            continue
        value = values[key]
        if not isinstance(value, str):
            value = _listed(field, value, str(values.get(key + OTHER_FIELD, "")))
        if value == "" and field.later is not None:
            continue
        out[key] = value
    return out


def _listed(field: FieldView, keys: tuple[str, ...], other: str) -> Value:
    if keys == (none_label(field.fact),) and field.fact.none:
        return ()
    kept = [key for key in keys if key != OTHER]
    own = [part.strip() for part in other.replace("，", "、").replace(",", "、").split("、")]
    kept += [part for part in own if part] if OTHER in keys else []
    return tuple(kept) or ""


def shown_value(field: FieldView) -> str:
    """Print what Enter would take for a question with nothing typed; empty when nothing."""
    if field.default is None:
        return ""
    value = value_of(field.fact, field.default)
    return show(value) if not isinstance(value, tuple) else written(field.fact, field.default)

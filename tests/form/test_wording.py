import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from assistant.form.load import load_form
from assistant.form.values import Value
from assistant.form.wording import (
    BLANK_MARK,
    Edit,
    Part,
    Parts,
    Slot,
    WordingError,
    cut_source,
    difference,
    lex,
    source,
    splice,
)

FOOD = load_form(Path(__file__).parents[1] / "forms" / "food-safety")
WORDING = FOOD.wording
VALUES: dict[str, Value] = {
    "计划批次": Decimal(128),
    "报告年": Decimal(2025),
    "快检次数": Decimal(30),
    "称呼": "我局",
    "检测机构": ("甲所", "乙院"),
    "抽样方式": (),
}
SLOTS = [Slot(name) for name in ("计划批次", "报告年", "快检次数", "称呼", "检测机构", "抽样方式")]
ALPHABET = "公开了件，。0129.,-{}%# 一"

texts = st.text(ALPHABET, max_size=6)


def merged(parts: list[Part]) -> Parts:
    out: list[Part] = []
    for part in parts:
        if part == "":
            continue
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        else:
            out.append(part)
    return tuple(out)


sentences = st.lists(st.one_of(texts, st.sampled_from(SLOTS)), max_size=8).map(merged)


def unglued(parts: Parts) -> bool:
    """Say whether no figure stands against a digit, as in phrases people approve."""
    pieces = WORDING.render(parts, VALUES.get).pieces
    text = WORDING.render(parts, VALUES.get).text
    for part, start, end in pieces:
        if isinstance(part, Slot) and text[start:end]:
            if text[start].isdigit() and re.fullmatch(r"[0-9.-]", text[start - 1 : start]):
                return False
            if text[end - 1].isdigit() and re.fullmatch(r"[0-9.]", text[end : end + 1]):
                return False
    return True


@given(parts=sentences)
@example(parts=("{", Slot("计划批次"), "}"))
@example(parts=("{{", Slot("计划批次"), "}}"))
@example(parts=("{{ 计划批次 }}",))
@example(parts=("{% if %}{# #}",))
@example(parts=("{}}",))
def test_source_and_parts_are_two_writings_of_one_thing(parts: Parts) -> None:
    assert lex(source(parts)) == parts
    assert source(lex(source(parts))) == source(parts)


@given(text=st.text(ALPHABET + "甲", max_size=20))
def test_braces_people_type_survive_as_they_are(text: str) -> None:
    parts = WORDING.parts(text)
    if any(isinstance(part, Slot) for part in parts):
        return
    assert WORDING.render(lex(source(parts)), VALUES.get).text == text


@pytest.mark.parametrize(
    "text",
    [
        "用{}号",
        "集合{{甲}}",
        "写{{ 没有这个数 }}条",
        "{% if 1 %}",
        "{# 注 #}",
        "}}",
        "{{",
        "{{{",
        "{{ 计划批次",
    ],
)
def test_what_is_no_slot_of_this_form_prints_as_typed(text: str) -> None:
    parts = WORDING.parts(text)
    assert WORDING.render(lex(source(parts)), VALUES.get).text == text


def test_a_good_slot_in_typed_text_is_bound() -> None:
    parts = WORDING.parts("共{{计划批次 }}批次")
    assert parts == ("共", Slot("计划批次"), "批次")
    assert source(parts) == "共{{ 计划批次 }}批次"


@settings(max_examples=400, deadline=None)
@given(parts=sentences, a=st.integers(0, 60), b=st.integers(0, 60), new=texts)
def test_any_splice_prints_exactly_and_glues_nothing(
    parts: Parts, a: int, b: int, new: str
) -> None:
    assume(unglued(parts))
    rendered = WORDING.render(parts, VALUES.get)
    start, end = sorted((a % (len(rendered.text) + 1), b % (len(rendered.text) + 1)))
    after = splice(rendered, Edit(start, end, new))
    wanted = rendered.text[:start] + new + rendered.text[end:]
    assert WORDING.render(after, VALUES.get).text == wanted
    assert lex(source(after)) == after
    assert unglued(after)
    assert list(after) == list(merged(list(after)))


@settings(max_examples=200, deadline=None)
@given(
    parts=sentences, a=st.integers(0, 60), b=st.integers(0, 60), new=st.text("公开，", max_size=3)
)
def test_slots_an_edit_does_not_touch_stay_bound(parts: Parts, a: int, b: int, new: str) -> None:
    assume(unglued(parts))
    rendered = WORDING.render(parts, VALUES.get)
    start, end = sorted((a % (len(rendered.text) + 1), b % (len(rendered.text) + 1)))
    # With wording on both sides of the edit, a figure elsewhere keeps its neighbours.
    assume(new)
    before = [p.part for p in rendered.pieces if isinstance(p.part, Slot) and p.end <= start]
    behind = [
        p.part
        for p in rendered.pieces
        if isinstance(p.part, Slot) and p.start >= end and not p.end <= start
    ]
    kept = [part for part in splice(rendered, Edit(start, end, new)) if isinstance(part, Slot)]
    assert kept == [*before, *behind]


@settings(max_examples=200, deadline=None)
@given(
    parts=sentences,
    edits=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), texts), max_size=8),
)
def test_a_whole_editing_session_prints_what_was_typed(
    parts: Parts, edits: list[tuple[int, int, str]]
) -> None:
    rendered = WORDING.render(parts, VALUES.get)
    text = rendered.text
    for a, b, new in edits:
        start, end = sorted((a % (len(text) + 1), b % (len(text) + 1)))
        text = text[:start] + new + text[end:]
        rendered = WORDING.render(splice(rendered, difference(rendered.text, text)), VALUES.get)
        assert rendered.text == text


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        (Edit(0, 0, "年初"), "年初计划{{ 计划批次 }}批次。"),
        (Edit(2, 2, "了"), "计划了{{ 计划批次 }}批次。"),
        (Edit(5, 5, "个"), "计划{{ 计划批次 }}个批次。"),
        (Edit(2, 5, "很多"), "计划很多批次。"),
        (Edit(3, 4, ""), "计划18批次。"),
        (Edit(2, 2, "1"), "计划1128批次。"),
        (Edit(5, 5, ".5"), "计划128.5批次。"),
        (Edit(5, 5, "０"), "计划128０批次。"),
        (Edit(4, 6, "0"), "计划120次。"),
        (Edit(7, 8, "，"), "计划{{ 计划批次 }}批次，"),
        (Edit(0, 8, ""), ""),
    ],
)
def test_where_a_slot_stays_and_where_it_becomes_wording(edit: Edit, after: str) -> None:
    rendered = WORDING.render(lex("计划{{ 计划批次 }}批次。"), VALUES.get)
    assert source(splice(rendered, edit)) == after


def test_two_figures_pushed_together_both_become_wording() -> None:
    rendered = WORDING.render(lex("{{ 计划批次 }}和{{ 快检次数 }}"), VALUES.get)
    assert splice(rendered, Edit(3, 4, "")) == ("12830",)


@pytest.mark.parametrize(
    ("before", "after", "edit"),
    [
        ("甲乙丙", "甲丁丙", Edit(1, 2, "丁")),
        ("甲乙", "甲乙", Edit(2, 2, "")),
        ("", "甲", Edit(0, 0, "甲")),
        ("甲甲", "甲甲甲", Edit(2, 2, "甲")),
        ("甲乙丙", "", Edit(0, 3, "")),
    ],
)
def test_the_difference_is_one_replacement(before: str, after: str, edit: Edit) -> None:
    assert difference(before, after) == edit


@given(before=texts, after=texts)
def test_the_difference_turns_one_text_into_the_other(before: str, after: str) -> None:
    start, end, new = difference(before, after)
    assert before[:start] + new + before[end:] == after


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{% if 甲 %}", "不能写 {% %} 语句"),
        ("{# 注 #}", "不能写 {# #} 注释"),
        ("共{{ 甲 条", "有 {{ 没有 }}"),
        ("共 甲 }}条", "有 }} 没有 {{"),
        ("共{{ }}条", "空的"),
    ],
)
def test_source_that_is_more_than_slots_is_refused(text: str, reason: str) -> None:
    with pytest.raises(WordingError) as caught:
        lex(text)
    assert reason in str(caught.value)


def test_a_blank_prints_as_a_mark_and_is_named() -> None:
    rendered = WORDING.render(lex("抽检{{ 抽检.抽检小计.合计 }}批次。"), VALUES.get)
    assert rendered.text == f"抽检{BLANK_MARK}批次。"
    assert rendered.blanks == ("抽检.抽检小计.合计",)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("头一句。 第二句！", ["头一句。", "第二句！"]),
        ("见《办法。》规定。", ["见《办法。》规定。"]),
        ("甲\n乙。\n\n", ["甲", "乙。"]),
        ('办结{{ "。" if 计划批次 > 0 else "？" }}', ['办结{{ "。" if 计划批次 > 0 else "？" }}']),
        ("甲{{ 计划批次 }}。乙{{ 报告年 }}。", ["甲{{ 计划批次 }}。", "乙{{ 报告年 }}。"]),
        (" \u3000 ", []),
    ],
)
def test_typed_source_is_cut_into_sentences(text: str, cut: list[str]) -> None:
    assert cut_source(text) == cut
    assert [again for one in cut for again in cut_source(one)] == cut

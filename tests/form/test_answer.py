from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.form.answer import AnswerError, Typed, read_answer, show_answer, value_of
from assistant.form.load import LoadedForm
from assistant.form.model import Fact
from assistant.text.numbers import Approximate


def fact(kind: str, **more: Any) -> Fact:
    return Fact.model_validate({"key": "甲", "type": kind, "ask": "几件？", **more})


TEXT = fact("text")
INTEGER = fact("integer", unit="件")
APPROXIMATE = fact("approximate", unit="人次")
AMOUNT = fact("amount", unit="万元")
YUAN = fact("amount", unit="元")
DATE = fact("date")
CHOICE = fact("choice", options=["有", "没有"])
CHOICES = fact("choices", options=["网站", "微博", "公告栏"], none="都没有")
OPEN = fact("choices", options=["网站", "微博"], other="是")
NAMES = fact("names")
SPLIT = fact("split", unit="条", example="动态 3")


@pytest.mark.parametrize(
    ("question", "typed", "answer"),
    [
        (INTEGER, "12", "12"),
        (INTEGER, " １２８６ 件 ", "1286"),
        (INTEGER, "1,286", "1286"),
        (INTEGER, "１，２８６", "1286"),
        (INTEGER, "1 286", "1286"),
        (INTEGER, "\u00a012\u3000", "12"),
        (INTEGER, "007", "7"),
        (INTEGER, "3.0", "3"),
        (INTEGER, "1.2万", "12000"),
        (APPROXIMATE, "60余", "60余"),
        (APPROXIMATE, "６０余人次", "60余"),
        (APPROXIMATE, "1,200多", "1200余"),
        (APPROXIMATE, "63", "63"),
        (AMOUNT, "12.5", "12.5"),
        (AMOUNT, "12.50万元", "12.5"),
        (AMOUNT, "3500元", "0.35"),
        (AMOUNT, "1.2亿元", "12000"),
        (YUAN, "0.35万元", "3500"),
        (YUAN, "３，５００", "3500"),
        (DATE, "2026年1月5日", "2026-01-05"),
        (DATE, "２０２６.１.５", "2026-01-05"),
        (DATE, "2026-01-05", "2026-01-05"),
        (DATE, "2024/2/29", "2024-02-29"),
        (CHOICE, "没有", "没有"),
        (CHOICE, "２", "没有"),
        (CHOICES, "3 1", ("网站", "公告栏")),
        (CHOICES, "1、３，1", ("网站", "公告栏")),
        (CHOICES, ["公告栏", "网站"], ("网站", "公告栏")),
        (CHOICES, "都没有", ()),
        (CHOICES, "0", ()),
        (CHOICES, [], ()),
        (OPEN, "微博、大喇叭", ("微博", "大喇叭")),
        (TEXT, "办公室，电话０５３－１２３４", "办公室，电话053-1234"),
        (TEXT, "２０２５年满意率９８．５％", "2025年满意率98.5%"),
        (OPEN, "１２号公告栏", ("12号公告栏",)),
        (NAMES, "２０２５年细则", ("2025年细则",)),
        (SPLIT, "第１类 ３", (("第1类", "3"),)),
        (NAMES, "《甲办法》、《乙细则》、《甲办法》", ("《甲办法》", "《乙细则》")),
        (SPLIT, "动态 12，公告3条；其他：1,204", (("动态", "12"), ("公告", "3"), ("其他", "1204"))),
        (SPLIT, "动态＝１２、公告 ３", (("动态", "12"), ("公告", "3"))),
        (SPLIT, [("动态", "12"), ("公告", "3")], (("动态", "12"), ("公告", "3"))),
    ],
)
def test_answers_are_read_as_people_write_them(
    question: Fact, typed: Typed, answer: object
) -> None:
    assert read_answer(question, typed) == answer


@pytest.mark.parametrize(
    ("question", "typed", "message"),
    [
        (INTEGER, "十二", "请填数字"),
        (INTEGER, "60余", "请填数字"),
        (INTEGER, "-3", "不小于 0 的整数"),
        (INTEGER, "1.5", "不小于 0 的整数"),
        (INTEGER, "1,28", "请填数字"),
        (INTEGER, "9" * 16, "请填数字"),
        (INTEGER, "1e3", "请填数字"),
        (INTEGER, "٣", "请填数字"),
        (APPROXIMATE, "63余", "前后矛盾"),
        (APPROXIMATE, "余", "请填整数"),
        (AMOUNT, "很多", "请填金额"),
        (AMOUNT, "-1", "请填金额"),
        (DATE, "2026年2月30日", "没有 2026年2月30日 这一天"),
        (DATE, "昨天", "请填年月日"),
        (CHOICE, "3", "1 有　2 没有"),
        (CHOICE, "也许", "从中选一项"),
        (CHOICES, "4", "没有“4”这一项"),
        (CHOICES, "网站、报纸", "没有“报纸”这一项"),
        (OPEN, "9", "没有“9”这一项"),
        (NAMES, "《甲办法", "书名号不成对"),
        (NAMES, " 、 ", "还没有写名称"),
        (SPLIT, "动态", "要写成“名称 数字”"),
        (SPLIT, "12", "要写成“名称 数字”"),
        (SPLIT, "动态 1、动态 2", "写了两次"),
        (INTEGER, ["1", "2"], "只填一个"),
    ],
)
def test_what_is_no_answer_is_refused_with_a_reason(
    question: Fact, typed: Typed, message: str
) -> None:
    with pytest.raises(AnswerError) as caught:
        read_answer(question, typed)
    assert message in str(caught.value)


def test_a_fact_may_have_its_own_pattern_and_message(food: LoadedForm) -> None:
    name = food.form.fact["称呼"]
    assert read_answer(name, " 我局 ") == "我局"
    with pytest.raises(AnswerError, match="自称写“我”加一个字"):
        read_answer(name, "本局")


@pytest.mark.parametrize(
    ("question", "answer", "value", "shown"),
    [
        (INTEGER, "1286", Decimal(1286), "1286 件"),
        (AMOUNT, "12.5", Decimal("12.5"), "12.5 万元"),
        (DATE, "2026-01-05", date(2026, 1, 5), "2026年1月5日"),
        (CHOICES, (), (), "都没有"),
        (CHOICES, ("网站",), ("网站",), "网站"),
        (SPLIT, (("动态", "12"),), (("动态", Decimal(12)),), "动态 12条"),
    ],
)
def test_an_answer_has_a_value_and_is_echoed(
    question: Fact, answer: Any, value: object, shown: str
) -> None:
    assert value_of(question, answer) == value
    assert show_answer(question, answer) == shown


def test_more_than_sixty_stays_more_than_sixty() -> None:
    value = value_of(APPROXIMATE, "60余")
    assert isinstance(value, Approximate)
    assert show_answer(APPROXIMATE, "60余") == "60余人次"


@given(number=st.integers(0, 10**15 - 1))
def test_a_number_reads_alike_however_it_is_written(number: int) -> None:
    full = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for text in (
        str(number),
        f"{number:,}",
        full,
        f" {number} 件",
        f"{number:,}".replace(",", "，"),
    ):
        assert read_answer(INTEGER, text) == str(number)


@given(
    typed=st.text(max_size=12),
    kind=st.sampled_from(
        ["integer", "approximate", "amount", "date", "choice", "choices", "names", "split", "text"]
    ),
)
def test_anything_typed_is_an_answer_that_stays_the_same_or_a_refusal(
    typed: str, kind: str
) -> None:
    options = ["有", "没有"] if "choice" in kind else []
    question = fact(kind, options=options, unit="元" if kind == "amount" else "")
    try:
        answer = read_answer(question, typed)
    except AnswerError:
        return
    assert read_answer(question, answer) == answer
    value_of(question, answer)
    show_answer(question, answer)

"""The number reader: what a number in running text is worth, counts, and is not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.quantities import quantities


def read(text: str) -> list[tuple[str, str, str]]:
    return [(text[q.start : q.end], str(q.value.normalize()), q.unit) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("发布信息2788条", 2788, "条"),
        ("发布信息6,776条", 6776, "条"),
        ("发布信息１２３条", 123, "条"),
        ("发布 20 条", 20, "条"),
        ("制发三件", 3, "件"),
        ("召开会议两次", 2, "次"),
        ("共一千二百三十四条", 1234, "条"),
        ("培训二十三人次", 23, "人次"),
        ("合计一百零五件", 105, "件"),
        ("达到3万人次", 30000, "人次"),
        ("阅读1.2万次", 12000, "次"),
        ("收入59237.2449万元", Decimal("592372449"), "元"),
        ("收取3500元", 3500, "元"),
        ("满意率98.5%", Decimal("98.5"), "%"),
        ("增长5.3％", Decimal("5.3"), "%"),
        ("提高2.1个百分点", Decimal("2.1"), "个百分点"),
        ("占1/2，共8件", 8, "件"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: Decimal | int, unit: str) -> None:
    last = quantities(text)[-1]
    assert (last.value, last.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "60余条",
        "六十余条",
        "60多条",
        "约60条",
        "近60条",
        "60条左右",
        "超过60条",
        "1万余条",
        "万余人次",
        "三四件",
        "60条以上",
    ],
)
def test_a_round_number_says_so(text: str) -> None:
    assert [q.approximate for q in quantities(text)] == [True]


@pytest.mark.parametrize("text", ["60条", "六十条", "达到60条", "共60条", "二十三件"])
def test_an_exact_number_is_exact(text: str) -> None:
    assert [q.approximate for q in quantities(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "2025年1月1日至12月31日",
        "国办公开办函〔2021〕30号",
        "第二十条第（一）项",
        "国务院令第711号",
        "电话0991-1234567",
        "手机13912345678",
        "12345热线",
        "8890平台",
        "《2025年重点任务30条》",
        "www.example.gov.cn/2025/30",
        "一是公开，二是管理",
        "三审三校、双随机一公开",
        "第三次会议",
        "每一条、逐一件",
        "十四五规划",
        "5·15政务公开日",
        "12:30分",
        "A4纸、G20",
        "几十条、数百件",
        "2025我局",
        "统一部署，进一步加强",
    ],
)
def test_dates_names_and_ordinals_are_no_quantities(text: str) -> None:
    assert [q for q in quantities(text) if q.unit] == []


def test_numbers_of_a_list_share_the_unit_behind_the_last() -> None:
    assert read("分别为3、5和7件") == [("3", "3", "件"), ("5", "5", "件"), ("7件", "7", "件")]


def test_each_number_knows_what_it_counts() -> None:
    text = "政策文件23条和业务信息52条，其中：解读8篇"
    assert [q.noun for q in quantities(text)] == ["政策文件", "业务信息", "解读"]
    assert [q.noun for q in quantities("20条政策信息")] == ["政策信息"]


@given(st.integers(0, 10**9), st.sampled_from(["条", "件", "篇", "期", "次", "人次", "场"]))
def test_any_count_is_read_back(number: int, unit: str) -> None:
    for shown in (f"共{number}{unit}。", f"共{number:,}{unit}。"):
        found = [q for q in quantities(shown) if q.unit]
        assert [(q.value, q.unit, q.places) for q in found] == [(Decimal(number), unit, 0)]


def han(number: int) -> str:
    digits, out, zero = "零一二三四五六七八九", "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            out += ("零" if zero else "") + digits[digit] + name
            zero = False
        else:
            zero = bool(out)
    return out.removeprefix("一") if out.startswith("一十") else out


@given(st.integers(1, 9999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    text = f"共计{han(number)}件。"
    assert [int(q.value) for q in quantities(text)] == [number]


@given(
    st.text(
        alphabet="共0123456789.,，。%％余万亿十百千一二三两件条次年月日（）《》约近", max_size=30
    )
)
def test_whatever_is_written_the_spans_lie_in_the_text(text: str) -> None:
    last = 0
    for q in quantities(text):
        assert last <= q.start < q.end <= len(text)
        last = q.end

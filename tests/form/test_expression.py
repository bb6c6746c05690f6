from datetime import date
from decimal import Decimal

import pytest

from assistant.form.expression import ExpressionError, NameInfo, compile_expression
from assistant.form.values import NOT_APPLICABLE, BlankError, Kind, Value, show

SCHEMA = {
    "甲": NameInfo(Kind.NUMBER),
    "乙": NameInfo(Kind.NUMBER),
    "申请.新收": NameInfo(Kind.NUMBER),
    "真": NameInfo(Kind.BOOL),
    "名": NameInfo(Kind.TEXT),
    "类": NameInfo(Kind.TEXT, frozenset({"局", "镇"})),
    "项": NameInfo(Kind.LIST, frozenset({"网站", "微博"})),
    "目": NameInfo(Kind.LIST),
    "分": NameInfo(Kind.SPLIT),
    "日": NameInfo(Kind.DATE),
}
VALUES: dict[str, Value] = {
    "甲": Decimal(7),
    "乙": Decimal(2),
    "上年.甲": Decimal(5),
    "真": True,
    "名": "某局",
    "类": "局",
    "项": ("网站", "微博"),
    "目": ("《办法》", "细则"),
    "分": (("动态", Decimal(3)), ("公告", Decimal(9)), ("其他", Decimal(0))),
    "日": date(2026, 1, 31),
}


def value(source: str, **more: Value) -> Value:
    return compile_expression(source, SCHEMA).value({**VALUES, **more}.get)


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("甲 + 乙 * 3 - 1", "12"),
        ("-甲", "-7"),
        ("甲 - 上年.甲", "2"),
        ("(甲 / 乙)|取整", "4"),
        ("(乙 / 甲)|保留(3)", "0.286"),
        ("(乙 / 甲)|百分数(1)", "28.6"),
        ("甲 * 1.05", "7.35"),
        ("(乙 - 甲)|绝对值", "5"),
        ('"多" if 甲 > 乙 else "少"', "多"),
        ("项|并列", "网站和微博"),
        ("项|顿号", "网站、微博"),
        ("目|书名", "《办法》《细则》"),
        ("分|合计", "12"),
        ("分|个数", "3"),
        ('分|分项("条")', "动态3条和公告9条"),
        ("分|最大项", "公告"),
        ("分|最大数", "9"),
        ("分|名称|顿号", "动态、公告、其他"),
        ("日|取年", "2026"),
        ("(日|取年)|某日(2, 1)", "2026年2月1日"),
        ("类 == '局' and not 甲 < 乙", "是"),
        ("'网站' in 项", "是"),
        ("'网站' not in 项", "否"),
        ("日 >= 日", "是"),
    ],
)
def test_what_the_subset_gives(source: str, printed: str) -> None:
    assert show(value(source)) == printed


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("max(甲)", "不能用调用"),
        ("甲[0]", "不能用方括号"),
        ("甲 ** 乙", r"不能用乘方 \*\*"),
        ("甲 // 乙", "不能用整除"),
        ("甲 % 乙", "不能用取余"),
        ("甲 ~ 乙", "不能用连接"),
        ("甲 is defined", "不能用is"),
        ("[甲]", "不能用列表"),
        ("(甲, 乙)", "不能用逗号"),
        ("{'a': 甲}", "写法不对|不能用花括号"),
        ("none", "只能写数、文字和是否"),
        ("甲 if 真", "后面要写 else"),
        ("甲|upper", "没有名为 upper 的写法"),
        ("甲.real", "没有名为 甲.real 的数"),
        ("名.__class__", "没有名为"),
        ('"".__class__', "点号前面只能是名字"),
        ("甲 }} 乙 {{ 甲", "只能是一个算式"),
        ("", "是空的|写法不对"),
        ("甲 乙", "写法不对"),
        ("甲 ＝＝ 乙", "“＝”要改成半角符号"),
        ("甲 < 乙 < 9", "一次只比较两边"),
        ("甲 / 乙", "除法的结果要写明取舍"),
        ("(甲 / 乙)|绝对值", "除法的结果要写明取舍"),
        ("甲 + (甲 / 乙)", "除法的结果要写明取舍"),
        ("甲 == 名", "数不能和文比较"),
        ("名 > 名", "文不能比大小"),
        ("甲 and 真", "and/or 两边要是是否"),
        ("not 甲", "not 后面要是是否"),
        ("名 + 甲", "加减乘要是数"),
        ("甲 if 真 else 名", "两边要是同一类"),
        ("甲|并列", "只能用在列表上"),
        ("甲|保留", "要写 1 个参数"),
        ("甲|保留(乙)", "参数只能是"),
        ('甲|保留("二")', "参数只能是"),
        ("甲|保留(400)", "参数只能是"),
        ("分|分项(3)", "参数只能是文字"),
        ("'网站' in 甲", "右边是多选题"),
    ],
)
def test_what_the_subset_refuses(source: str, message: str) -> None:
    with pytest.raises(ExpressionError, match=message):
        compile_expression(source, SCHEMA)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("申请.新受 > 0", "没有名为 申请.新受 的数，是不是 申请.新收？"),
        ("甲 == 0 or 申请.新受 == 0", "是不是 申请.新收？"),
        ("上年.申请.新受", "是不是 申请.新收？"),
        ("完全不同的东西", "没有名为 完全不同的东西 的数$"),
        ("类 == '局里'", "没有“局里”这个选项，可选：.*局"),
        ("'局里' != 类", "没有“局里”这个选项"),
        ("'报纸' in 项", "没有“报纸”这个选项，可选：.*微博"),
    ],
)
def test_a_wrong_name_or_option_is_found_at_once(source: str, message: str) -> None:
    with pytest.raises(ExpressionError, match=message):
        compile_expression(source, SCHEMA)


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("空 > 0", None),
        ("not 空 > 0", None),
        ("甲 == 7 or 空 > 0", True),
        ("空 > 0 or 甲 == 7", True),
        ("甲 == 0 or 空 > 0", None),
        ("空 > 0 or 甲 == 0", None),
        ("甲 == 0 and 空 > 0", False),
        ("空 > 0 and 甲 == 0", False),
        ("甲 == 7 and 空 > 0", None),
        ("空 > 0 and 甲 == 7", None),
        ("空 > 0 or 空 <= 0", None),
        ("(甲 / 零)|取整 > 1", None),
        ("'x' in 空列", None),
        ("空 == 不适 or 甲 == 7", True),
        ("不适 == 0", None),
        ("(99999 + 甲)|某日(1, 1) > 日", None),
        ("甲|某日(2, 30) > 日", None),
    ],
)
def test_a_blank_leaves_a_condition_undecided(source: str, holds: bool | None) -> None:
    number = NameInfo(Kind.NUMBER)
    more = {"空": number, "零": number, "不适": number, "空列": NameInfo(Kind.LIST)}
    expression = compile_expression(source, {**SCHEMA, **more})
    values = {**VALUES, "零": Decimal(0), "不适": NOT_APPLICABLE}
    assert expression.holds(values.get) is holds


def test_a_blank_names_itself() -> None:
    with pytest.raises(BlankError) as caught:
        value("申请.新收 + 甲")
    assert caught.value.name == "申请.新收"


def test_division_comes_out_as_people_round() -> None:
    assert value("(甲 / 乙)|保留(0)", 甲=Decimal(5), 乙=Decimal(2)) == 3
    assert show(value("(甲 / 乙)|百分数(2)", 甲=Decimal(1), 乙=Decimal(3))) == "33.33"
    assert show(value("甲 * 1000", 甲=Decimal(1))) == "1000"


def test_very_large_figures_do_not_break_rounding() -> None:
    assert show(value("(甲 * 甲)|取整", 甲=Decimal(10**15))) == str(10**30)

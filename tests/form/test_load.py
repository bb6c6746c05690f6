import re
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.errors import Problem, ProblemsError
from assistant.form.load import LoadedForm, load_form
from assistant.form.values import Kind

FOOD = Path(__file__).parents[1] / "forms" / "food-safety" / "form.yaml"


def problems_of(text: str, folder: Path) -> list[Problem]:
    (folder / "form.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_form(folder)
    return caught.value.problems


def line_of(text: str, part: str) -> int:
    assert text.count(part) == 1, part
    return text[: text.index(part)].count("\n") + 1


BAD = [
    ("unknown key of a fact", "    unit: 万元\n", "    units: 万元\n", "units: 万元",
     "facts.11.units", "没有这一项"),
    ("unknown type", "type: amount\n", "type: money\n", "type: money", "facts.11.type", "只能是"),
    ("missing key", "{key: 办结, path: 办结}", "{key: 办结}", "{key: 办结}",
     "tables.1.rows.2.path", "缺这一项"),
    ("neither yes nor no", "other: 否", "other: 也许", "other: 也许", "facts.6.other", "要写 是 或 否"),
    ("unknown name in a condition", "when: 计划批次 > 0\n\n", "when: 计划数 > 0\n\n", "when: 计划数",
     "facts.7.when", r"没有名为 计划数 的数，是不是 计划批次？"),
    ("unknown name hidden behind or", "when: 宣传分项|个数 > 0",
     "when: 宣传分项|个数 > 0 or 没有的 == 1", "or 没有的", "facts.10.when", "没有名为 没有的 的数"),
    ("unknown cell in a derived fact", "value: 处置.未办结.件数", "value: 处置.未办.件数",
     "value: 处置.未办.件数", "derived.3.value", r"处置\.未办\.件数 的数，是不是 处置\.未办结\.件数？"),
    ("unknown option", '类别 == "县局"}', '类别 == "市局"}', '"市局"', "facts.6.options.2.when",
     "没有“市局”这个选项，可选：.*县局"),
    ("condition that is no condition", "when: 计划批次 > 0\n\n", "when: 计划批次\n\n",
     "when: 计划批次\n\n", "facts.7.when", "这里要是是否"),
    ("default of another kind", "default: 今年 - 1", "default: 今天", "default: 今天\n    checks",
     "facts.3.default", "这里要是数"),
    ("default that is no option", """default: '"分段"'""", """default: '"分节"'""", "分节",
     "facts.4.default", "没有“分节”这个选项"),
    ("guess that is no option", "value: 监管所}", "value: 派出所}", "派出所",
     "facts.1.guess.0.value", "没有“派出所”这个选项"),
    ("division left bare", "(合格批次 / 抽检.抽检小计.合计)|百分数(1)",
     "合格批次 / 抽检.抽检小计.合计", "合格批次 / ", "derived.1.value", "除法的结果要写明取舍"),
    ("call", "holds: 报告年 <= 今年", "holds: 报告年 <= max(今年)", "max(", "facts.3.checks.0.holds",
     r"不能用调用"),
    ("full-width operator", "holds: 报告年 <= 今年", "holds: 报告年 ≤ 今年", "≤",
     "facts.3.checks.0.holds", "“≤”要改成半角符号"),
    ("bad slot in a message", "'{{ 报告年 }}年还没有到'", "'{{ 报告年 年还没有到'", "年还没有到",
     "facts.3.checks.0.message", "有 {{ 没有 }}"),
    ("statement in the title", "title: '{{ 单位 }}", "title: '{% if 1 %}{{ 单位 }}", "{% if",
     "title", "不能写 {% %} 语句"),
    ("total that rests on itself", "holds: 抽检小计 == 抽检农产品 + 抽检加工",
     "holds: 抽检小计 == 抽检农产品 + 抽检小计 - 抽检加工", "{key: 抽检小计, path: [抽检, 小计], computed: Q2}",
     "tables.0.rows.2.computed", "绕了一圈"),
    ("follow-up about nothing", "    items: 上年所列问题\n", "", "- key: 困难跟进", "facts.15",
     "逐条问的题要有 items"),
    ("follow-up about a number", "items: 上年所列问题", "items: 计划批次", "items: 计划批次",
     "facts.15.items", "这里要是列表"),
    ("follow-up about what is asked later", "items: 上年所列问题", "items: 检测机构",
     "items: 检测机构", "facts.15.items", "用到了后面才问的 检测机构"),
    ("note outside a follow-up", "- {key: 监管所, hint: 派驻乡镇的所}",
     "- {key: 监管所, note: 派驻乡镇的所}", "note: 派驻", "facts.1.options.1.note", "逐条问的题"),
    ("bad pattern", "pattern: '^我[\\u4e00-\\u9fff]$'", "pattern: '^我[一'", "'^我[一'",
     "facts.2.pattern", "正则式.*写法不对"),
    ("double fact", "- key: 称呼", "- key: 类别", "- key: 类别\n    type: text", "facts.2", "重名"),
    ("double row", "{key: 办结, path: 办结}", "{key: 新立案, path: 办结}", "{key: 新立案, path: 办结}",
     "tables.1.rows.2", "重名"),
    ("name that is no name", "{key: 待办, ", "{key: 待办-数, ", "待办-数", "derived.3",
     "“待办-数”不能作名字"),
    ("name of the program", "{key: 待办, ", "{key: 今年, ", "key: 今年", "derived.3", "“今年”不能作名字"),
    ("fact never asked", "facts: [签发日期]}", "facts: [单位]}", "- key: 签发日期", "facts.14",
     "没有在 stages 里问到"),
    ("fact asked twice", "facts: [签发日期]}", "facts: [签发日期, 单位]}", "[签发日期, 单位]",
     "stages.2.steps.5", "事实“单位”问了两次"),
    ("unknown fact on a card", "facts: [整改机构]", "facts: [整改机构, 谁]", "[整改机构, 谁]",
     "stages.2.steps.2", "没有名为 谁 的事实"),
    ("table never asked", "      - {tables: [处置]}\n", "", "- key: 处置\n", "tables.1", "没有在 stages 里问到"),
    ("pairs never asked", "      - {pairs: 困难}\n", "", "pairs:\n      key: 困难\n", "sections.2.pairs",
     "没有在 stages 里问到"),
    ("unknown table in a section", "table: 处置, layout", "table: 处理, layout", "table: 处理",
     "sections.1.blocks.1", "没有名为 处理 的表"),
    ("unknown role", "date: 签发日期", "date: 日期", "date: 日期", "roles.date", "没有名为 日期 的事实"),
    ("unknown stage section", "key: 数\n    section: 数据", "key: 数\n    section: 数字",
     "section: 数字", "stages.1.section", "没有名为 数字 的节"),
    ("title missing in one wording", "titles: {通用: 困难和打算}", "titles: {别的: 困难和打算}",
     "{别的: 困难和打算}", "sections.2.titles", "缺这些写法的标题：通用"),
    ("identity that is no comparison", "holds: 新立案 + 上年转来 == 办结 + 未办结",
     "holds: 新立案 + 上年转来", "holds: 新立案 + 上年转来,", "tables.1.identities.0.holds",
     "勾稽关系要写成"),
    ("identity with a product", "holds: 新立案 + 上年转来 == 办结 + 未办结",
     "holds: 新立案 * 上年转来 == 办结 + 未办结", "新立案 * 上年转来", "tables.1.identities.0.holds",
     "不能两个数相乘"),
    ("computed by the wrong identity", "path: [抽检, 小计], computed: Q2", "path: [抽检, 小计], computed: Q3",
     "[抽检, 小计], computed: Q3", "tables.0.rows.2.computed", "左边应只有“抽检小计”"),
    ("unknown column in only", "says: 合计等于两个环节之和}", "says: 合计等于两个环节之和, only: 批发}",
     "only: 批发", "tables.0.identities.0.only", "没有 批发 这一行"),
    ("question that looks ahead", 'when: 有无不合格 == "有" and 计划批次 > 0',
     "when: 签发日期 == 今天", "when: 签发日期 == 今天", "facts.13.when", "用到了后面才问的 签发日期"),
    ("option that looks ahead", '类别 == "县局"}', "宣传场次 > 0}", "宣传场次 > 0}",
     "facts.6.options.2.when", "用到了后面才问的 宣传场次"),
    ("derived fact that looks ahead", "when: 宣传分项|个数 > 0", "when: 待办 > 0 and 有无不合格 == 整改机构",
     "有无不合格 == 整改机构", "facts.10.when", "用到了后面才问的 整改机构"),
    ("unit of money", "    unit: 万元\n", "    unit: 千元\n", "unit: 千元", "facts.11.unit",
     "只能是元、万元或亿元"),
    ("filter argument", "|百分数(1)", "|百分数(99)", "百分数(99)", "derived.1.value",
     "“百分数”的参数只能是"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "marker", "name", "message"),
    [row[1:] for row in BAD],
    ids=[row[0] for row in BAD],
)
def test_an_error_is_reported_with_its_line_and_name(
    old: str, new: str, marker: str, name: str, message: str, tmp_path: Path
) -> None:
    good = FOOD.read_text(encoding="utf-8")
    assert good.count(old) == 1
    text = good.replace(old, new)
    found = [p for p in problems_of(text, tmp_path) if p.name == name]
    assert len(found) == 1
    assert re.search(message, found[0].message)
    assert found[0].file == tmp_path / "form.yaml"
    assert found[0].line == line_of(text, marker)


def test_errors_of_every_sort_come_together_in_line_order(tmp_path: Path) -> None:
    text = FOOD.read_text(encoding="utf-8")
    for old, new in (
        ("date: 签发日期", "date: 日期"),
        ("when: 计划批次 > 0\n\n", "when: 计划数 > 0\n\n"),
        ("value: 处置.未办结.件数", "value: 处置.未办.件数"),
        ("holds: 新立案 + 上年转来 == 办结 + 未办结", "holds: 新立案 == 别的"),
        ("opening: '{{ 报告年 }}年，{{ 称呼 }}'\n        moves:\n          - {key: 合格",
         "opening: '{{ 年 }}年'\n        moves:\n          - {key: 合格"),
        ("{aspect: 组织}", "{aspect: 组织者}"),
    ):  # fmt: skip
        assert text.count(old) == 1
        text = text.replace(old, new)
    found = problems_of(text, tmp_path)
    names = {p.name for p in found}
    assert names == {
        "roles.date", "facts.7.when", "derived.3.value", "tables.1.identities.0.holds",
        "sections.0.aspects.0", "sections.0.aspects.1.opening", "stages.2.steps.1",
    }  # fmt: skip
    lines = [p.line or 0 for p in found]
    assert lines == sorted(lines)
    assert all(str(tmp_path / "form.yaml") in str(p) for p in found)


def test_a_folder_without_a_form_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"form\.yaml：打不开"):
        load_form(tmp_path)


@pytest.mark.parametrize("text", ["", "只有一句话", "- 甲\n- 乙"])
def test_a_file_that_is_no_form_at_all_is_one_plain_message(text: str, tmp_path: Path) -> None:
    found = problems_of(text, tmp_path)
    assert [p.message for p in found] == ["要写成“键: 值”"]


def test_the_second_form_loads_with_its_own_shape(food: LoadedForm) -> None:
    table = food.form.table["抽检"]
    assert [row.path for row in table.rows][3:5] == [
        ("其中不合格", "食用农产品"),
        ("其中不合格", "加工食品"),
    ]
    assert len(table.columns) == 3
    assert food.schema["合格率"].kind is Kind.NUMBER
    assert set(food.computed_cells) == {
        *(f"抽检.{row.key}.合计" for row in table.rows),
        *(
            f"抽检.{row}.{column}"
            for row in ("抽检小计", "不合格小计")
            for column in ("流通", "餐饮")
        ),
    }
    assert set(food.expected_cells) == {"处置.上年转来.件数"}


def test_a_derived_fact_rounds_half_up(food: LoadedForm) -> None:
    values = {"合格批次": Decimal(1), "抽检.抽检小计.合计": Decimal(16)}
    rate = next(d.value for d in food.form.derived if d.key == "合格率")
    assert food.wording.expression(rate).value(values.get) == Decimal("6.3")

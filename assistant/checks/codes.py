"""What each code of a finding is called, and how severe it is unless its rule says otherwise."""

from collections.abc import Mapping
from typing import NamedTuple

from assistant.form.model import Severity


class Code(NamedTuple):
    """A family of findings: its Chinese name and usual severity."""

    name: str
    severity: Severity


CODES: Mapping[str, Code] = {
    "F01": Code("标题", "warning"),
    "F02": Code("章节标题", "error"),
    "F03": Code("旧表样", "error"),
    "F04": Code("五方面缺项", "warning"),
    "F05": Code("模板提示语残留", "error"),
    "F06": Code("落款、日期、体例", "warning"),
    "F07": Code("信息处理费", "warning"),
    "T01": Code("合计不等于各格之和", "error"),
    "T02": Code("勾稽不平", "error"),
    "T03": Code("空白、斜杠或非数", "error"),
    "T04": Code("填报主体无此权限", "error"),
    "T05": Code("单位、口径、量词", "warning"),
    "T06": Code("决定件数等于发布条数", "error"),
    "N01": Code("分项和不等于总数", "error"),
    "N02": Code("正文与表不一致", "error"),
    "N03": Code("正文自相矛盾", "warning"),
    "N04": Code("同比、占比、增幅算错", "error"),
    "N05": Code("跨年不衔接", "error"),
    "N06": Code("概数写法", "error"),
    "N07": Code("该有数而无数", "info"),
    "D01": Code("陈旧年份", "warning"),
    "D02": Code("年份缺“年”", "error"),
    "D03": Code("相对时间", "info"),
    "D04": Code("依据、文号、时限", "warning"),
    "W01": Code("错漏叠字", "error"),
    "W02": Code("标点", "error"),
    "W03": Code("序号", "error"),
    "W04": Code("自称", "error"),
    "W05": Code("术语、简称", "warning"),
    "W06": Code("句式", "info"),
    "W07": Code("转换残留", "error"),
    "W08": Code("批量替换残留", "warning"),
    "P01": Code("问题与措施", "info"),
    "P02": Code("照搬上年", "warning"),
    "P03": Code("空泛、重复", "info"),
    "S01": Code("涉密涉隐私", "error"),
}

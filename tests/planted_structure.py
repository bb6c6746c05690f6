"""Planted faults of years, structure and private data."""

import datetime
import re
from dataclasses import replace

from planted import Case, plants

from assistant.report.model import Located, Passage, ReportSection


@plants("D01")
def last_years_opening(case: Case) -> Case | None:
    year = case.report.year or 0
    return case.replacing(rf"{year}年(?=，|1月)", lambda m: m[0].replace(str(year), str(year - 1)))


@plants("D02")
def year_sign_lost(case: Case) -> Case:
    year = case.report.year
    text = case.rng.choice(
        [
            "{}我局举办了业务培训。",
            "{}度工作已经总结。",
            "{}全县公开工作稳步推进。",
            "对{}工作进行了总结。",
            "{}上半年完成了整改。",
        ]
    )
    text = text.replace("度工作", "全年工作")
    return case.adding("监督保障", text.format(year))


@plants("D03")
def relative(case: Case) -> Case:
    word = case.rng.choice(["今年以来", "今年来", "去年", "截至目前", "截止目前"])
    return case.adding("监督保障", f"{word}，培训工作按计划进行。")


@plants("D04")
def outdated_basis(case: Case) -> Case:
    text = case.rng.choice(
        [
            "按照国办公开办函〔2019〕60号要求编制本报告。",
            "根据《中华人民共和国政府信息公开条例》（国务院令第492号）开展工作。",
            "收到申请后在15个工作日内答复。",
            "依据《中华人民共和国政府信息公开条例》第三十一条编制年度报告。",
        ]
    )
    return case.adding("监督保障", text)


@plants("F01")
def title_off(case: Case) -> Case:
    unit, year = case.report.unit, case.report.year
    title = case.rng.choice(
        [
            f"{unit}政府信息公开工作年度报告",
            f"{year}年政府信息公开工作年度报告",
            f"{unit}{year}政府信息公开工作年度报告",
            f"{unit}{(year or 0) - 1}年政府信息公开工作年度报告",
            f"{unit}{year}年政府信息公开年度工作报告",
        ]
    )
    return case.saying(case.report.model_copy(update={"title": title}))


def _titled(case: Case, key: str, title: str) -> Case:
    def changed(section: ReportSection) -> ReportSection:
        return section.model_copy(update={"title": title}) if section.key == key else section

    return case.with_sections(changed)


@plants("F02")
def section_title_off(case: Case) -> Case:
    key, title = case.rng.choice(
        [
            ("总体情况", "一、概述"),
            ("总体情况", "一、基本情况"),
            ("总体情况", "总体情况"),
            ("主动公开表", "二、主动公开信息情况"),
            ("申请表", "三、收到和处理信息公开申请情况"),
            ("救济表", "四、政府信息公开行政复议和行政诉讼情况"),
            ("救济表", "五、政府信息公开行政复议、行政诉讼情况"),
            ("问题改进", "五、存在的主要问题和改进措施"),
            ("其他事项", "六、其他需要说明的事项"),
            ("其他事项", "七、其他需要报告的事项"),
        ]
    )
    return _titled(case, key, title)


@plants("F02")
def section_lost(case: Case) -> Case:
    key = case.rng.choice(["问题改进", "其他事项", "救济表"])
    return case.with_sections(lambda s: None if s.key == key else s)


@plants("F03")
def old_tables(case: Case) -> Case:
    lines = ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量", "上一年项目数量")
    return replace(case, located=Located(case.report, {}, lines, {}))


@plants("F04")
def aspect_lost(case: Case) -> Case | None:
    words = {
        "依申请公开": "申请",
        "信息管理": "管理|规范性文件|审[核查]|保密",
        "平台建设": "平台|网站|新媒体",
        "监督保障": "监督|考核|保障",
    }
    aspect = case.rng.choice(list(words))

    def changed(passage: Passage) -> Passage | None:
        if passage.key == aspect:
            return None
        kept = tuple(s for s in passage.sentences if not re.search(words[aspect], s))
        return passage.model_copy(update={"sentences": kept or ("开展了工作5次。",)})

    return case.with_passages(changed)


@plants("F05")
def template_left(case: Case) -> Case:
    text = case.rng.choice(
        [
            "该部分以表格形式报告。",
            "召开会议XX次。",
            "本部分以表格形式报告。",
            "培训××人次。",
            "参训____人次。",
            "发放资料〔待填〕份。",
        ]
    )
    return case.adding("监督保障", text)


@plants("F06")
def ending_off(case: Case) -> Case:
    year = case.report.year or 0
    update: dict[str, object] = case.rng.choice(
        [
            {"signature": ""},
            {"date": None},
            {"date": datetime.date(year, 11, case.rng.randint(1, 30))},
            {"date": datetime.date(year + 1, case.rng.randint(4, 12), 3)},
        ]
    )
    return case.saying(case.report.model_copy(update=update))


@plants("F07")
def fee_untold(case: Case) -> Case:
    texts = case.rng.choice([("无。",), ("没有其他需要报告的事项。",), ("收取信息处理费235元。",)])
    return case.with_passages(
        lambda p: p.model_copy(update={"sentences": texts}) if p.key == "其他事项" else p
    )


@plants("W03")
def numbers_off(case: Case) -> Case:
    text = case.rng.choice(
        [
            "做法有三条：一是学习，三是督查。",
            "二是加强了督查。",
            "工作有四项：一是学习；二是培训；二是督查；三是考核。",
            "一是学习。二是培训。四是考核。",
        ]
    )
    return case.adding("其他事项", text)


@plants("P01")
def measures_off(case: Case) -> Case | None:
    key = "问题与措施.measure"

    def changed(passage: Passage) -> Passage | None:
        if passage.key != key:
            return passage
        return passage.model_copy(update={"sentences": passage.sentences[:-1]})

    found = [p for s in case.report.sections for p in s.passages if p.key == key]
    return case.with_passages(changed) if found and len(found[0].sentences) > 2 else None


@plants("S01")
def private(case: Case) -> Case:
    text = case.rng.choice(
        [
            "申请人王建国提出的申请已答复。",
            f"联系人手机：1{case.rng.choice('35789')}{case.rng.randint(10**8, 10**9 - 1)}。",
            "当事人身份证号为110101199003072316。",
            "密级：秘密。",
        ]
    )
    return case.adding("依申请公开", text)

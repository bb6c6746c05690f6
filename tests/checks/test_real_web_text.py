"""Text as web pages leave it: half-width marks, notes around the report, its lines run together."""

import pytest

from assistant.checks.finding import Finding
from assistant.documents.reading import read_text
from assistant.session import Library
from assistant.session.checking import findings_of, read_forms, subject_of

PAGE = """首页 > 政务公开 > 年度报告
索引号 | 00012/2024-0003 | 发文字号 | |
标 题 | 柳湾县水利局2023年政府信息公开工作年度报告 | ||
发布时间:2024-01-12 来源:县水利局 [字体: 大 中 小]
本报告依照《中华人民共和国政府信息公开条例》(以下简称《条例》)编制,数据统计期限为2023年1月1日至12月31日。
一、总体情况
(一)主动公开情况。2023年,我局公开信息60条,其中:动态40条;公告15条;其他5条。
(二)依申请公开情况。上年结转1件,收到政府信息公开申请4件,办结4件,结转下年度办理1件。
(三)政府信息管理。印发《柳湾县水利局关于信息发布的通知》(柳水发〔2023〕7号)。
(四)平台建设。网站“水利专栏”由专人维护,全年更新80条。
(五)监督保障。组织培训2次;开展自查1次,问题当场整改。
二、主动公开政府信息情况
第二十条第(一)项 | |||
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | 1 | 0 | 6 |
"""


def findings(library: Library, text: str) -> list[Finding]:
    (reading,) = read_text(text, read_forms(library))
    return findings_of(subject_of(reading.located, reading.loaded))


def loud(library: Library, text: str) -> list[tuple[str, str]]:
    return [(f.code, f.rule) for f in findings(library, text) if f.severity != "info"]


def test_a_right_text_with_half_width_marks_draws_one_hint_for_them(library: Library) -> None:
    assert loud(library, PAGE) == []
    marks = [f for f in findings(library, PAGE) if f.code == "W02" and "半角" in f.message]
    assert [f.severity for f in marks] == ["info"]


@pytest.mark.parametrize(
    ("right", "wrong", "code", "excerpt"),
    [
        ("其他5条", "其他7条", "N01", "60条,其中:动态40条;公告15条;其他7条"),
        ("办结4件,", "办结2件,", "N03", "2件"),
        ("问题当场整改。", "问题当场整改,,列入台账。", "W02", ",,"),
        (
            "问题当场整改。",
            "及时改正问题,及时改正问题,列入台账。",
            "W08",
            "及时改正问题,及时改正问题",
        ),
        ("全年更新80条。", "全年更新83余条。", "N06", "83余"),
        ("2023年,我局公开", "2023我局公开", "D02", "2023我局"),
        ("全年更新80条。", "全年更新80条.", "W02", "."),
        ("1月1日至12月31日", "202311日至20231231日", "D02", "20231231日"),
        ("一、总体情况", "—、总体情况", "F02", "—"),
    ],
)
def test_faults_are_found_among_half_width_marks_and_shown_as_they_stand(
    library: Library, right: str, wrong: str, code: str, excerpt: str
) -> None:
    assert right in PAGE
    text = PAGE.replace(right, wrong)
    found = [f for f in findings(library, text) if (f.code, f.excerpt) == (code, excerpt)]
    assert [f.severity != "info" for f in found] == [True]
    place = found[0].place
    assert place.line is not None
    assert place.column is not None
    assert text.split("\n")[place.line - 1][place.column - 1 :].startswith(excerpt)


@pytest.mark.parametrize("least", [1, 3])
def test_a_few_half_width_marks_among_full_ones_are_told_one_by_one(
    library: Library, least: int
) -> None:
    full = PAGE.replace(",", "，").replace(";", "；").replace(":", "：")
    text = full.replace("，", ",", least)
    marks = [f for f in findings(library, text) if f.rule == "half-width"]
    assert [(f.severity, f.excerpt) for f in marks] == [("warning", ",")] * least

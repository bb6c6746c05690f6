"""Signature and date, what stands around a report, several in one file, and true places."""

import datetime

import pytest
from read_reports import (
    ASPECTS,
    FIRST,
    FORMS,
    LATER,
    TITLE,
    one,
    passages,
    report,
    sections,
)

from assistant.documents.reading import read_text, to_json
from assistant.errors import UserError

DAY = datetime.date(2025, 1, 9)


@pytest.mark.parametrize(
    ("ending", "signature", "date"),
    [
        ("\n临水县粮食局\n2025年1月9日\n", "临水县粮食局", DAY),
        (
            "\n　　　　临水县粮食局（盖章）\n　　　　２０２５ 年 1 月 9 日\n",
            "临水县粮食局（盖章）",
            DAY,
        ),
        ("临水县粮食局 2025年1月9日\n", "临水县粮食局", DAY),
        ("\n2025-01-09\n", "", DAY),
        ("\n临水县粮食局\n二〇二五年一月九日\n", "临水县粮食局", DAY),
        ("\n县粮食局\n2025.1.9", "县粮食局", DAY),
        ("\n临水县粮食局\n", "临水县粮食局", None),
        ("\n2025年1月9日\n临水县粮食局\n", "临水县粮食局", DAY),
        ("", "", None),
    ],
)
def test_signature_and_date(ending: str, signature: str, date: datetime.date | None) -> None:
    read = report(f"{TITLE}\n{FIRST}\n甲。\n{LATER[4]}\n　　没有其他需要报告的事项。\n{ending}")
    assert (read.signature, read.date) == (signature, date)
    assert read.sections[-1].passages[0].sentences == ("没有其他需要报告的事项。",)


def test_a_day_that_does_not_exist_is_no_date() -> None:
    read = one(f"{TITLE}\n{LATER[4]}\n没有。\n临水县粮食局\n2025年2月30日\n")
    assert read.located.report.date is None


def test_what_stands_around_a_report_is_listed_and_not_dropped() -> None:
    text = (
        "当前位置：首页 > 年度报告\n关于报送年报的函\n"
        + TITLE
        + "\n发布时间：2025-01-20 来源：办公室\n"
        f"{FIRST}\n甲。\n{LATER[4]}\n没有。\n临水县粮食局\n2025年1月9日\n附件：统计表\n打印 关闭\n"
    )
    read = one(text)
    assert read.not_understood == (
        (1, "当前位置：首页 > 年度报告"),
        (2, "关于报送年报的函"),
        (4, "发布时间：2025-01-20 来源：办公室"),
        (11, "附件：统计表"),
        (12, "打印 关闭"),
    )
    assert read.located.report.title == TITLE


def test_a_preface_stands_before_the_first_section() -> None:
    read = report(f"{TITLE}\n　　本报告依据条例编写。电话见网站。\n{FIRST}\n甲。\n")
    assert sections(read)[0] == ("篇首", "")
    assert read.sections[0].passages[0].key == "引言"
    assert len(read.sections[0].passages[0].sentences) == 2


def test_a_table_of_contents_is_passed_over() -> None:
    contents = "".join(f"{title}\n" for title in [FIRST, *LATER])
    body = "".join(f"{title}\n本节有话。\n" for title in [FIRST, *LATER])
    read = one(f"{TITLE}\n目录\n{contents}\n{body}")
    assert [key for key, _ in sections(read.located.report)][-6:] == [
        "总体情况", "主动公开表", "申请表", "救济表", "问题改进", "其他事项",
    ]  # fmt: skip
    assert read.located.where[str(len(read.located.report.sections) - 1)].line == 20


def test_several_reports_in_one_file() -> None:
    def body(unit: str, count: int) -> str:
        return (
            f"{unit}2024年政府信息公开工作年度报告\n{FIRST}\n（一）主动公开\n发布{count}条。\n"
            f"二、主动公开政府信息情况\n信息内容\n本年处理决定数量\n行政许可\n{count}\n"
            f"{LATER[4]}\n没有。\n{unit}\n2025年1月9日\n"
        )

    readings = read_text(body("甲县教育局", 3) + "\n" + body("乙县审计局", 5), FORMS)
    assert [r.located.report.unit for r in readings] == ["甲县教育局", "乙县审计局"]
    assert [r.located.report.figure("决定.许可.件数") for r in readings] == [3, 5]
    assert [r.located.report.signature for r in readings] == ["甲县教育局", "乙县审计局"]
    assert readings[1].located.where["title"].line == 15
    assert "发布3条。" not in readings[1].located.lines


def test_an_excerpt_is_read_for_what_it_holds() -> None:
    only_five = report(f"{LATER[3]}\n存在的问题：发布慢。\n")
    assert sections(only_five) == [("问题改进", LATER[3])]
    no_titles = report("（一）主动公开\n发布3条。\n（二）依申请公开\n收到2件。\n")
    assert [p.key for p in no_titles.sections[0].passages] == ["主动公开", "依申请公开"]
    assert no_titles.sections[0].key == "总体情况"
    sentence = report("2024年，我局发布信息3条。")
    assert sentence.sections[0].passages[0].sentences == ("2024年，我局发布信息3条。",)
    assert (sentence.year, sentence.self_name) == (2024, "我局")


def test_lines_cut_for_width_are_one_paragraph_with_true_places() -> None:
    body = "我局通过单位网站和政务新媒体发布各类政府信息共一百二十条其中概况类信息更新八条动态类信息更新一百条其余为公告。全年没有差错并且每月都进行检查复核记录在册备查不留死角真正做到件件有着落事事有回音。"
    body = (
        body[:-1]
        + "，群众反映的问题逐条登记按时答复并且定期回访听取意见，真正把公开工作做到群众心里去。"
    )
    width = 24
    wrapped = "\n".join(body[i : i + width] for i in range(0, len(body), width))
    read = one(f"{TITLE}\n{FIRST}\n{wrapped}\n{LATER[4]}\n没有。\n")
    found = passages(read.located.report)["总起"]
    assert "".join(found.sentences) == body
    second = read.located.where["0/0/1"]
    at = body.index("全年")
    assert (second.line, second.column) == (3 + at // width, at % width + 1)


def test_titles_run_together_with_their_tables_are_cut_off() -> None:
    text = (
        f"{TITLE}\n{FIRST} 2024年，我局发布信息3条。 二、主动公开政府信息情况 信息内容 本年处理决定数量 "
        "行政许可 37 六、其他需要报告的事项 没有其他需要报告的事项。\n"
    )
    read = report(text)
    assert [key for key, _ in sections(read)] == ["总体情况", "主动公开表", "其他事项"]
    assert read.figure("决定.许可.件数") == 37


def test_leftovers_of_conversion_stay_in_the_text() -> None:
    read = one(f"{TITLE}\n{FIRST}\n[bookmark: _GoBack]2024年，我局发布信息。\n")
    found = passages(read.located.report)["总起"]
    assert found.sentences[0].startswith("[bookmark: _GoBack]")


def test_every_sentence_has_its_line_and_column_in_the_untouched_file() -> None:
    text = f"{TITLE}\n{FIRST}\n\u3000\u3000第一句\u200b话。 \u00a0第二\u00a0句。\r\n{LATER[4]}\r\n无\r\n"
    read = to_json(one(text), "年报.txt")
    said = read["sections"][0]["aspects"][0]["sentences"]
    assert [(s["line"], s["column"], s["text"]) for s in said] == [
        (3, 3, "第一句话。"),
        (3, 11, "第二 句。"),
    ]


def test_the_json_shape() -> None:
    text = f"{TITLE}\n{FIRST}\n甲。\n二、主动公开政府信息情况\n信息内容\n本年处理决定数量\n行政许可\n37\n行政处罚\n不适用\n奇怪的字 1\n"
    read = to_json(one(text), "年报.txt")
    assert list(read) == [
        "file", "form", "wording", "unit", "self_name", "year", "date", "tables", "sections",
        "places", "not_understood",
    ]  # fmt: skip
    cells = [c for rows in read["tables"].values() for cells in rows.values() for c in cells]
    assert (len(cells), read["date"], read["year"]) == (200, None, 2024)
    assert read["tables"]["决定"]["许可"]["件数"] == 37
    assert read["tables"]["决定"]["处罚"]["件数"] == "不适用"
    assert read["tables"]["决定"]["强制"]["件数"] is None
    assert read["places"]["决定.许可.件数"] == {"line": 8}
    assert read["not_understood"] == [{"line": 11, "text": "奇怪的字 1"}]
    assert read["sections"][0] == {
        "key": "总体情况", "title": FIRST, "line": 2,
        "aspects": [
            {"key": "总起", "line": 3, "sentences": [{"line": 3, "column": 1, "text": "甲。"}]}
        ],
    }  # fmt: skip


def test_no_text_is_refused() -> None:
    with pytest.raises(UserError, match="没有文字"):
        read_text(" \n\t", FORMS)


def test_a_title_printed_twice_is_one_title() -> None:
    year = TITLE.removeprefix("临水县粮食局")
    read = report(f"临水县粮食局\n{year}\n{year}\n{FIRST}\n甲。\n{LATER[4]}\n没有。\n")
    assert (read.unit, read.year) == ("临水县粮食局", 2024)


def test_the_foot_of_a_web_page_is_no_part_of_the_last_section() -> None:
    foot = "网站标识码：6523010001\n新公网安备 65230102000001号"
    read = one(f"{TITLE}\n{FIRST}\n甲。\n{LATER[4]}\n没有。\n\n{foot}\n")
    assert read.located.report.sections[-1].passages[0].sentences == ("没有。",)
    assert [text for _, text in read.not_understood] == foot.split("\n")


def test_headers_with_a_year_in_them_and_rows_in_pipes() -> None:
    text = (
        f"{TITLE}\n{FIRST}\n甲。\n{LATER[0]}\n"
        "信息内容 | 本年（2024）制发件数 | 本年（2024）废止件数 | 现行有效件数 |\n"
        "规章 | 0 | 0 | 0 |\n行政规范性文件 | 2 | 1 | 9 |\n"
    )
    read = report(text)
    figures = [str(read.figure(f"文件.规范性.{c}")) for c in ("制发", "废止", "有效")]
    assert figures == ["2", "1", "9"]
    assert passages(read).keys() == {"总起"}


def test_a_label_cut_short_is_no_section_title() -> None:
    read = report(f"{TITLE}\n{FIRST}\n甲。\n{LATER[1]}\n四、结转下年")
    assert [key for key, _ in sections(read)] == ["总体情况", "申请表"]


@pytest.mark.parametrize(
    ("cell", "address", "figure"),
    [("+3", "决定.许可.增减", "3"), ("126.5万元", "采购.政府集中采购.金额", "1265000")],
)
def test_signed_changes_and_sums_of_the_old_edition(cell: str, address: str, figure: str) -> None:
    read = report(
        f"{TITLE.replace('2024', '2020')}\n{FIRST}\n甲。\n{LATER[0]}\n"
        f"信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t4\t{cell}\t37\n"
        f"信息内容\t采购项目数量\t采购总金额\n政府集中采购\t2\t{cell}\n"
    )
    assert str(read.figure(address)) == figure


@pytest.mark.parametrize(
    "note",
    [
        "首页 > 政务公开 > 政府信息公开年报 > 2024",
        "您当前所在位置:首页>县粮食局>政府信息公开年报",
        "索引号 | 00123/2025-0004 | 发文字号 | |",
        "| 公开形式 | 责任部门 | ||",
        "|||||||||",
        "• 发布机构:县粮食局",
        "索 引 号:00123/2025-0004",
        "[字体: 大 中 小] 打印",
        "2025年01月18日来源:1",
        "信息提供日期 : 2025-01-17 16:25来源 : 县粮食局",
        "首页 走进临水 新闻中心 政务服务 互动交流",
        "用微信扫描二维码分享至好友和朋友圈",
    ],
)
@pytest.mark.parametrize("title", [TITLE, ""])
def test_notes_of_the_web_page_are_no_text_of_the_report(note: str, title: str) -> None:
    read = one(f"{title}\n{note}\n依照条例编制。\n{FIRST}\n甲。\n")
    texts = [t for s in read.located.report.sections for _, t in s.paragraphs()]
    assert texts == ["依照条例编制。", "甲。"]
    assert [text for _, text in read.not_understood] == [note.strip()]


@pytest.mark.parametrize(
    "text",
    [
        "来源广泛的信息已经公开。",
        "2024年1月1日至12月31日为统计期限。",
        "时间安排见通知；标题从略。",
    ],
)
def test_sentences_that_begin_like_a_note_stay(text: str) -> None:
    read = report(f"{TITLE}\n{text}\n{FIRST}\n甲。\n")
    assert text.split("；")[0] in "".join(t for s in read.sections for _, t in s.paragraphs())


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        (f"标 题 | {TITLE} | ||", "临水县粮食局"),
        (f"{TITLE} | |||||", "临水县粮食局"),
        ("临水县粮食局关于2024年度政府信息公开情况的报告", "临水县粮食局"),
        ("2024年度临水县粮食局政府信息公开报告 | |||", "临水县粮食局"),
    ],
)
def test_a_title_in_a_flattened_cell_or_in_other_words(line: str, unit: str) -> None:
    read = report(f"索引号 | 12 | 文号 | |\n{line}\n{FIRST}\n甲。\n")
    assert (read.unit, read.year) == (unit, 2024)


def test_a_self_name_is_no_part_of_another_word() -> None:
    text = "改善基本办学条件，建设样本办公室，充实资本市场信息。我局负责公开。"
    assert (
        report(f"临水县教育局2024年政府信息公开工作年度报告\n{FIRST}\n{text}\n").self_name == "我局"
    )


def test_a_report_glued_into_one_line_still_has_its_sections_and_aspects() -> None:
    text = (
        f"{TITLE}\n依照条例编制。 {FIRST} 甲。 (一)主动公开情况 公开信息5条。办理（一）类事项2件。 "
        "(二)依申请公开情况 没有收到申请。 (三)政府信息管理。先审核后发布。 (四)平台建设 专人维护。 "
        f"(五)监督保障 组织培训。 {LATER[0]} {LATER[4]} 没有。"
    )
    read = report(text)
    assert [key for key, _ in sections(read)] == ["篇首", "总体情况", "主动公开表", "其他事项"]
    found = passages(read)
    assert list(found) == ["总起", *ASPECTS]
    assert found["主动公开"].sentences == ("公开信息5条。", "办理（一）类事项2件。")
    assert found["信息管理"].sentences[-1] == "先审核后发布。"

"""Sections, aspects, sentences, title, signature and date are found however a report is set."""

import datetime
from pathlib import Path

import pytest

from assistant.documents.reading import Reading, read_text, to_json
from assistant.errors import UserError
from assistant.form.load import load_form
from assistant.report.model import Passage, Report

TEMPLATES = Path(__file__).parents[2] / "templates"
FORMS = [load_form(TEMPLATES / key) for key in ("ogi-2021", "ogi-2019")]

TITLE = "临水县粮食局2024年政府信息公开工作年度报告"
FIRST = "一、总体情况"
ASPECTS = ["主动公开", "依申请公开", "信息管理", "平台建设", "监督保障"]
LATER = ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
         "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"]  # fmt: skip


def one(text: str) -> Reading:
    readings = read_text(text, FORMS)
    assert len(readings) == 1
    return readings[0]


def report(text: str) -> Report:
    return one(text).located.report


def passages(read: Report, key: str = "总体情况") -> dict[str, Passage]:
    section = next(s for s in read.sections if s.key == key)
    return {p.key: p for p in section.passages}


def sections(read: Report) -> list[tuple[str, str]]:
    return [(s.key, s.title) for s in read.sections]


@pytest.mark.parametrize(
    ("title", "unit", "year"),
    [
        (TITLE, "临水县粮食局", 2024),
        ("临水县粮食局\n2024年政府信息公开工作年度报告", "临水县粮食局", 2024),
        ("临水县粮食局2024年政府信息公开\n工作年度报告", "临水县粮食局", 2024),
        ("临水县粮食局\n2024年政府信息公开\n工作年度报告", "临水县粮食局", 2024),
        ("临水县粮食局２０２４年度政府信息公开工作报告", "临水县粮食局", 2024),
        ("2024年临水县粮食局政府信息公开工作年度报告", "临水县粮食局", 2024),
        ("临水县粮食局关于2024年政府信息公开工作的年度报告", "临水县粮食局", 2024),
        ("临水县粮食局二〇二四年政府信息公开年报", "临水县粮食局", 2024),
        ("临水镇人民政府 2023 年政府信息公开工作年度报告", "临水镇人民政府", 2023),
        ("2024年政府信息公开工作年度报告", "", 2024),
    ],
)
def test_a_title_says_whose_report_it_is_and_for_which_year(
    title: str, unit: str, year: int
) -> None:
    read = report(f"\n{title}\n\n{FIRST}\n本年发布信息三条。\n")
    assert (read.unit, read.year) == (unit, year)
    assert read.title == "".join(" ".join(line.split()) for line in title.split("\n"))


STYLES = {
    "headings": "（{han}）{}情况\n{}发布信息。再说几句。\n",
    "half-width brackets": "({han}){}\n{}发布信息。再说几句。\n",
    "figures": "{number}.{}。\n{}发布信息。再说几句。\n",
    "unnumbered": "{}情况\n{}发布信息。再说几句。\n",
    "run in": "（{han}）{}情况。{}发布信息。再说几句。\n",
    "run in with a colon": "{number}、{}：{}发布信息。再说几句。\n",
    "own paragraphs": "{han}是加强{}。{}发布信息。再说几句。\n",
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "names",
    [
        ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"),
        (
            "主动公开政府信息",
            "依申请公开办理",
            "信息资源管理",
            "政务公开平台建设",
            "工作考核和社会评议",
        ),
    ],
)
def test_the_aspects_of_the_first_section(style: str, names: tuple[str, ...]) -> None:
    text = f"{TITLE}\n{FIRST}\n本年总的情况良好。\n"
    for number, name in enumerate(names):
        marks = {"han": "一二三四五"[number], "number": number + 1}
        text += STYLES[style].format(name, f"第{number}件，", **marks)
    found = passages(report(text + LATER[0] + "\n"))
    assert list(found) == ["总起", *ASPECTS]
    for number, key in enumerate(ASPECTS):
        said = "".join(found[key].sentences)
        assert said.endswith(f"第{number}件，发布信息。再说几句。")
        assert (found[key].heading + found[key].lead) != ""


def test_aspects_in_one_paragraph() -> None:
    body = (
        "2024年，我局抓了公开。一是主动公开不断深化。发布30条。二是依申请公开规范办理。收到2件。"
        "三是强化政府信息管理。共制发1件。四是平台建设，开设专栏2个。五是监督保障有力。开会1次。"
    )
    read = report(f"{TITLE}\n{FIRST}\n{body}\n{LATER[0]}\n")
    found = passages(read)
    assert list(found) == ["总起", *ASPECTS]
    assert read.sections[0].joined
    assert found["依申请公开"].lead == "二是依申请公开规范办理。"
    assert found["依申请公开"].sentences == ("收到2件。",)
    assert found["平台建设"].sentences == ("四是平台建设，开设专栏2个。",)
    assert "".join(text for _, text in read.sections[0].paragraphs()) == body


def test_a_list_inside_an_aspect_is_not_an_aspect() -> None:
    text = (
        f"{TITLE}\n{FIRST}\n（一）主动公开\n一是抓发布。二是抓平台建设。三是抓监督保障。\n"
        "（二）依申请公开\n1.收到申请2件。\n2.全部办结。\n"
    )
    found = passages(report(text))
    assert list(found) == ["主动公开", "依申请公开"]
    assert found["主动公开"].sentences == ("一是抓发布。", "二是抓平台建设。", "三是抓监督保障。")
    assert found["依申请公开"].sentences == ("1.收到申请2件。", "2.全部办结。")


def test_a_heading_that_names_no_aspect_stays_with_an_empty_key() -> None:
    text = f"{TITLE}\n{FIRST}\n（一）加强组织领导\n成立小组。\n（二）主动公开\n发布3条。\n"
    section = report(text).sections[0]
    assert [(p.key, p.heading) for p in section.passages] == [
        ("", "（一）加强组织领导"),
        ("主动公开", "（二）主动公开"),
    ]


@pytest.mark.parametrize(
    ("printed", "wording"),
    [
        ((FIRST, LATER[3]), "国办写法"),
        (("一、总体工作情况", "五、存在问题及改进情况"), "本地写法"),
        ((FIRST, "五、存在问题及改进情况"), ""),
        (("一、概述", LATER[3]), ""),
        (("（一）总体情况", "五.存在的主要问题及改进情况"), "国办写法"),
        (("总体情况", "存在的主要问题及改进情况"), "国办写法"),
        (("一、总体状况", "五、存在的主要问题及改进举措"), ""),
        (("一、工作综述", "五、不足之处"), ""),
    ],
)
def test_section_titles_are_found_though_misworded(printed: tuple[str, str], wording: str) -> None:
    titles = [printed[0], *LATER[:3], printed[1], LATER[4]]
    read = report(f"{TITLE}\n" + "".join(f"{title}\n本节有话。\n" for title in titles))
    keys = ["总体情况", "主动公开表", "申请表", "救济表", "问题改进", "其他事项"]
    assert sections(read) == list(zip(keys, titles, strict=True))
    assert read.wording == wording


def test_what_only_looks_like_a_section_title_is_text() -> None:
    text = (
        f"{TITLE}\n{FIRST}\n本局按六部分报告。\n{LATER[3]}\n一、存在的问题\n公开不够及时。\n"
        f"二、改进措施\n下一步按月检查。\n{LATER[4]}\n一、收费情况\n没有收费。\n"
    )
    read = report(text)
    assert [key for key, _ in sections(read)] == ["总体情况", "问题改进", "其他事项"]
    found = passages(read, "问题改进")
    assert found["问题与措施.problem"].sentences == ("公开不够及时。",)
    assert found["问题与措施.measure"].sentences == ("下一步按月检查。",)
    assert "一、收费情况" in passages(read, "其他事项")["其他事项"].sentences


def test_a_section_the_form_does_not_have_is_kept() -> None:
    text = (
        f"{TITLE}\n{FIRST}\n甲。\n"
        + "".join(f"{t}\n乙。\n" for t in LATER)
        + "七、附表说明\n丙。\n"
    )
    assert sections(report(text))[-1] == ("", "七、附表说明")


@pytest.mark.parametrize(
    ("body", "problem", "measure"),
    [
        ("存在不足：一是发布慢。二是解读少。\n改进措施：一是按月发。二是多解读。\n", 2, 2),
        ("2024年，我局工作仍有差距。一是发布慢。下一步，我局将按月发布。\n", 2, 1),
        ("（一）存在的主要问题\n发布慢。\n（二）下一步改进措施\n按月发布。办好专栏。\n", 1, 2),
        ("主要问题是发布慢。\n针对以上问题，按月发布。\n", 1, 1),
        ("发布慢。\n解读少。\n今后要按月发布。\n", 2, 1),
    ],
)
def test_problems_and_measures(body: str, problem: int, measure: int) -> None:
    found = passages(report(f"{TITLE}\n{FIRST}\n甲。\n{LATER[3]}\n{body}"), "问题改进")
    assert list(found) == ["问题与措施.problem", "问题与措施.measure"]
    assert len(found["问题与措施.problem"].sentences) == problem
    assert len(found["问题与措施.measure"].sentences) == measure


def test_last_years_problems_are_told_apart() -> None:
    body = "去年所列的发布慢一事已经改好。\n存在的问题：解读少。\n下一步：多解读。\n"
    found = passages(report(f"{TITLE}\n{FIRST}\n甲。\n{LATER[3]}\n{body}"), "问题改进")
    assert found["上年整改"].sentences == ("去年所列的发布慢一事已经改好。",)


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

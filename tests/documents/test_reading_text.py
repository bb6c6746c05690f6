"""Sections, aspects, sentences, title, signature and date are found however a report is set."""

import pytest
from read_reports import ASPECTS, FIRST, FORMS, LATER, TITLE, passages, report, sections

from assistant.documents.reading import read_text
from assistant.documents.reading.convert import without_gaps


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


def test_lines_of_a_page_are_joined_where_numbers_stand_apart() -> None:
    page = """临水县粮食局2024年政府信息公开工作年度报告

一、总体情况

     下一步从以下方面改进：一是 2026 年 6 月 30 日前，由办
公室按领域编制公开目录，定出承办人，补发缺项，此后每季对
照检查。全年制发文件 20 件，废止文件 3 件，公开动态 21
条，推送图解 12 篇，组织业务培训 2 次，参训人员共计 31
人，均有记录可查，公开栏由专人每月更新一次，档案室留存备
查。
                        — 3 —

六、其他需要报告的事项
没有收取信息处理费。
"""
    (reading,) = read_text(without_gaps(page), FORMS)
    first = reading.located.report.sections[0].passages
    assert [s for p in first for s in p.sentences] == [
        "下一步从以下方面改进：一是2026年6月30日前，由办公室按领域编制公开目录，定出承办人，补发缺项，此后每季对照检查。",
        "全年制发文件20件，废止文件3件，公开动态21条，推送图解12篇，组织业务培训2次，参训人员共计31人，均有记录可查，公开栏由专人每月更新一次，档案室留存备查。",
    ]

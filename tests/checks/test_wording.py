"""Faults of wording and marks are found where they stand, with the mend where it is certain."""

from collections.abc import Callable

import pytest

from assistant.checks.finding import Finding, Subject
from assistant.checks.wording import WORDING_CHECKS
from assistant.report.model import Place
from assistant.text.sentences import sentences

MakeSubject = Callable[..., Subject]


def found(subject: Subject) -> list[Finding]:
    return [finding for check in WORDING_CHECKS for finding in check(subject)]


@pytest.fixture
def about(make_subject: MakeSubject) -> Callable[..., list[Finding]]:
    def about_(text: str, **given: object) -> list[Finding]:
        prose = {"总起": (), "监督保障": tuple(sentences(text))}
        return found(make_subject(prose=prose, year=2021, **given))

    return about_


def brief(findings: list[Finding]) -> list[tuple[str, str, str, str | None]]:
    return [(f.code, f.severity, f.excerpt, f.mend.new if f.mend else None) for f in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 叠字
        ("公开开情况良好。", ("W01", "error", "开开", "开")),
        ("办理答复复文书。", ("W01", "error", "复复", "复")),
        ("共召开会议议2次。", ("W01", "error", "议议", "议")),
        ("公开信息5条条。", ("W01", "error", "条条", "条")),
        ("及时处处理群众来信。", ("W01", "error", "处处", "处")),
        ("按照国家有关规定规定办理。", ("W01", "error", "规定规定", "规定")),
        ("公开政府信息政府信息5条。", ("W01", "error", "政府信息政府信息", "政府信息")),
        # 错字、漏字
        ("年初布署公开任务。", ("W01", "error", "布署", "部署")),
        ("全部申请己办结。", ("W01", "error", "己", "已")),
        ("全年末收到申请。", ("W01", "error", "末", "未")),
        ("建立建全公开制度。", ("W01", "error", "建立建全", "建立健全")),
        ("政府信公开平稳。", ("W01", "error", "政府信公开", "政府信息公开")),
        ("2020你那12月修订。", ("W01", "error", "你那", "年")),
        # 标点
        ("公开信息5条，，办结2件。", ("W02", "error", "，，", "，")),
        ("公开信息5条，。", ("W02", "error", "，。", "。")),
        ("公开信息5条.办结2件。", ("W02", "error", ".", "。")),
        ("更新栏目，办结申请2件", ("W02", "error", "办结申请2件", "办结申请2件。")),
        ("印发《公开办法的通知。", ("W02", "error", "《公开办法的通知。", None)),
        ("公开5条（其中动态3条。", ("W02", "error", "（其中动态3条。", None)),
        ("做到应公开尽公开”。", ("W02", "error", "做到应公开尽公开”", None)),
        ("办结,并答复。", ("W02", "warning", ",", "，")),
        (
            "《关于印发<甲>的通知》已公布。",
            ("W02", "warning", "《关于印发<甲>的通知》", "《关于印发〈甲〉的通知》"),
        ),
        ("依据国办发（2019）1号。", ("W02", "warning", "（2019）", "〔2019〕")),
        ("开展5.15政务公开日活动。", ("W02", "warning", "5.15", "5·15")),
        # 术语、句式、残留
        ("截止2021年12月底办结8件。", ("W05", "warning", "截止", "截至")),
        ("准予公开5件。", ("W05", "warning", "准予", "予以")),
        ("转接下年度继续办理1件。", ("W05", "warning", "转接", "结转")),
        ("做到应公开、尽公开。", ("W05", "warning", "应公开、尽公开", "应公开尽公开")),
        ("收到依申请公开0件。", ("W05", "warning", "收到依申请公开", None)),
        ("没有其它事项。", ("W05", "info", "其它", "其他")),
        ("加强政府信息公开力度。", ("W06", "info", "加强政府信息公开力度", None)),
        ("公开栏&nbsp;由专人更新。", ("W07", "error", "&nbsp;", None)),
        ("按照省、区、区要求开展工作。", ("W08", "warning", "区、区", None)),
        ("通过网站、公众号、网站等公开。", ("W08", "warning", "网站、公众号、网站", None)),
        ("以下是为您撰写的内容。", ("F05", "error", "以下是为您", None)),
        ("依照《政务公开条例》编制。", ("D04", "warning", "政务公开条例", "政府信息公开条例")),
    ],
)
def test_a_fault_is_found(
    about: Callable[..., list[Finding]], text: str, expected: tuple[str, str, str, str | None]
) -> None:
    assert expected in brief(about(text))


@pytest.mark.parametrize(
    ("unit", "text", "wrong", "right"),
    [
        ("青禾县水利局", "我委公开信息5条。", "我委", "我局"),
        ("青禾县水利局", "我镇召开会议2次。", "我镇", "我局"),
        ("青禾县柳河镇人民政府", "我局公开信息5条。", "我局", ""),
        ("青禾县卫生健康委员会", "我局公开信息5条。", "我局", ""),
        ("云岭区城东街道办事处", "本镇公开信息5条。", "本镇", ""),
    ],
)
def test_another_units_self_name_is_found(
    about: Callable[..., list[Finding]], unit: str, text: str, wrong: str, right: str
) -> None:
    (finding,) = [f for f in about(text, unit=unit, self_name="") if f.code == "W04"]

    assert finding.excerpt == wrong
    assert unit in finding.message
    assert right in finding.message


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("青禾县水利局", "我局、我县、本局、本机关、我单位公开信息。"),
        ("青禾县卫生健康委员会", "我委公开信息，本委员会议事规则已公布。"),
        ("云岭区城东街道办事处", "我街道、我办、我办事处公开信息。"),
        ("青禾县柳河镇财政所", "我所、我镇公开信息，我所在的片区设公示栏。"),
        ("青禾县发展和改革局（青禾县粮食和物资储备办公室）", "我局、我办公开信息。"),
        ("青禾县水利局", "本办法、本部门、本行政区域、本会议、本社区公开信息。"),
    ],
)
def test_a_units_own_names_are_left_alone(
    about: Callable[..., list[Finding]], unit: str, text: str
) -> None:
    assert [f.excerpt for f in about(text, unit=unit, self_name="") if f.code == "W04"] == []


def test_a_county_in_a_citys_report_is_doubted(about: Callable[..., list[Finding]]) -> None:
    (finding,) = [f for f in about("我县公开信息5条。", unit="宁川市水利局") if f.code == "W04"]

    assert (finding.excerpt, finding.severity) == ("我县", "warning")


def test_text_pasted_with_half_width_marks_is_one_finding(
    about: Callable[..., list[Finding]],
) -> None:
    text = "公开信息,更新栏目;开展检查,组织培训,答复留言,办理申请:全部办结。"
    marks = [f for f in about(text * 3) if f.rule.startswith("half")]

    assert [f.severity for f in marks] == ["info"]
    assert "全文18处" in marks[0].message


def test_lines_broken_throughout_are_one_finding(make_subject: MakeSubject) -> None:
    lines = tuple(f"第{n}季度检查公开栏，发现内容更新不及时，随即改正" for n in "一二三四五六")
    where = {f"0/{p}/0": Place(line=p + 1, column=1) for p in range(6)}
    subject = make_subject(prose=dict(zip(PLACES, ((x,) for x in lines), strict=True)), lines=lines,
                           where=where)  # fmt: skip

    assert [f.severity for f in found(subject) if f.rule == "no-end"] == ["warning"]


PLACES = ("总起", "主动公开", "依申请公开", "信息管理", "平台建设", "监督保障")


def test_the_place_is_exact_in_the_lines_of_the_file(make_subject: MakeSubject) -> None:
    lines = (
        "一、总体情况",
        "　　[bookmark: _GoBack]2021年，我局公开",
        "信息5条，，（其中动态3条。",
    )
    prose = dict.fromkeys(PLACES, ()) | {"总起": ("2021年，我局公开信息5条，，（其中动态3条。",)}
    subject = make_subject(
        prose=prose, lines=lines, where={"0/0/0": Place(line=2, column=22)}, year=2021
    )

    places = {
        f.excerpt: (f.place.line, f.place.column, f.place.end_line, f.place.end_column)
        for f in found(subject)
        if f.place.line is not None
    }
    assert places["，，"] == (3, 5, 3, 7)
    assert places["（其中动态3条。"] == (3, 7, 3, 15)
    assert places["[bookmark: _GoBack]"] == (2, 3, 2, 22)


def test_a_quotation_over_paragraphs_is_left_alone(make_subject: MakeSubject) -> None:
    prose = {
        "信息管理": ("群众来信说：“公开栏内容太少。",),
        "平台建设": ("“希望多公布办事流程。", "”"),
    }

    assert [f for f in found(make_subject(prose=prose)) if f.rule == "unpaired"] == []


def test_empty_talk_is_said_once_for_a_section(about: Callable[..., list[Finding]]) -> None:
    text = "高度重视公开工作，切实加强领导，不断完善制度，扎实推进公开，狠抓落实，取得显著成效。"
    hollow = [f for f in about(text * 2) if f.code == "P03"]

    assert [(f.severity, f.excerpt) for f in hollow] == [("info", "高度重视")]
    assert [f for f in about("领导小组高度重视。") if f.code == "P03"] == []


def test_a_short_title_needs_its_full_title_first(about: Callable[..., list[Finding]]) -> None:
    defined = "依照《中华人民共和国政府信息公开条例》（以下简称《条例》）工作。按照《条例》办理。"

    assert [f.excerpt for f in about("按照《条例》办理。") if f.rule == "undefined-title"] == [
        "《条例》"
    ]
    assert [f for f in about(defined) if f.rule == "undefined-title"] == []


def test_mixed_stops_of_one_enumeration_are_a_hint(about: Callable[..., list[Finding]]) -> None:
    mixed = "一是更新栏目；二是开展培训；三是组织检查。"
    rules = [f.rule for f in about(mixed.replace("训；", "训。"))]

    assert "mixed-stops" in rules
    assert "mixed-stops" not in [f.rule for f in about(mixed)]


def test_what_looks_the_same_everywhere_is_said_once(about: Callable[..., list[Finding]]) -> None:
    findings = about("公布《甲》、《乙》、《丙》。公布《丁》、《戊》。")

    titles = [f for f in findings if f.rule == "titles-with-comma"]
    assert len(titles) == 1
    assert "3处" in titles[0].message
    assert titles[0].mend is None

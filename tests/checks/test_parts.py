"""F04, F05, F07, S01, W03, P01: what must and must not be in a report, and its lists."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.checks import measures, numbering, parts
from assistant.checks.finding import Finding, Subject
from assistant.checks.run import check

MakeSubject = Callable[..., Subject]
Found = Callable[..., list[Finding]]


def test_a_right_report_is_silent(make_subject: MakeSubject) -> None:
    checks = (*parts.CHECKS, *numbering.CHECKS, *measures.CHECKS)
    assert check(make_subject(), checks) == []


def test_aspects_that_are_not_treated_are_told_together(make_subject: MakeSubject) -> None:
    subject = make_subject(prose={"平台建设": (), "依申请公开": ()})
    prose = {
        "主动公开": ("公开信息326条。",),
        "平台建设": (),
        "依申请公开": (),
        "信息管理": ("统一做好文件归集。",),
    }
    found = check(make_subject(prose=prose), (parts.required_aspects,))
    assert [(f.code, f.severity) for f in found] == [("F04", "warning")]
    assert "依申请公开" in found[0].message
    # The word 网站 stands in another aspect: the matter is mentioned.
    assert check(subject, (parts.required_aspects,))[0].message.count("“") >= 2


def test_aspects_told_in_other_words_count(make_subject: MakeSubject) -> None:
    text = (
        "一是积极做好主动公开政府信息。二是依申请公开办理规范。三是加强信息管理。"
        "四是推进政务公开平台建设。五是强化监督保障。"
    )
    prose = dict.fromkeys(("主动公开", "依申请公开", "信息管理", "平台建设", "监督保障"), ())
    subject = make_subject(prose={**prose, "总起": (text,)})
    assert check(subject, (parts.required_aspects,)) == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("公开信息326条。收到申请2件。统一做好文件归集。门户网站改版。接受监督。", 0),
        ("成立领导小组。完善工作机制。组织培训2次。", 1),
    ],
)
def test_an_aspect_is_known_by_what_was_done(
    make_subject: MakeSubject, text: str, hits: int
) -> None:
    prose = dict.fromkeys(("主动公开", "依申请公开", "平台建设", "监督保障"), ())
    subject = make_subject(prose={**prose, "总起": (text,)})
    assert len(check(subject, (parts.required_aspects,))) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("该部分以表格形式报告。", 1),
        ("召开会议XX次。", 1),
        ("召开会议××次。", 1),
        ("召开会议___次。", 1),
        ("召开会议〔待填〕次。", 1),
        ("（请填写培训情况）", 1),
        ("召开会议3次，见附表。", 0),
        ("向X光室公开信息。", 0),
        ("网址www.xx.gov.cn可查。", 0),
    ],
)
def test_wording_of_a_template(saying: Found, text: str, hits: int) -> None:
    found = saying(text, (parts.leftovers,))
    assert [(f.code, f.severity) for f in found] == [("F05", "error")] * hits


@pytest.mark.parametrize(
    ("others", "rules"),
    [
        (("无。",), ["untold"]),
        (("没有其他需要报告的事项。",), ["untold"]),
        (("没有收取信息处理费。",), []),
        (("信息处理费收取0元。",), []),
        (("发出信息处理费收费通知3件，应收500元，已如数收取。",), []),
        (("发出信息处理费收费通知3件，应收500元，申请人未缴费，实收为0元。",), []),
        (("发出信息处理费收费通知3件，合计2235元。",), ["step"]),
        (("发出信息处理费收费通知3件，合计0元。",), ["one-zero"]),
        (("应办的9件申请均未收取信息处理费，没有发出收费通知。",), []),
    ],
)
def test_the_fee(make_subject: MakeSubject, others: tuple[str, ...], rules: list[str]) -> None:
    assert [f.rule for f in check(make_subject(others=others), (parts.fees,))] == rules


def test_the_fee_before_it_was_asked_for_and_where_it_stands(make_subject: MakeSubject) -> None:
    assert check(make_subject(others=("无。",), year=2020), (parts.fees,)) == []
    prose = {"依申请公开": ("没有收到申请，依申请公开信息收取的费用0元。",)}
    found = check(make_subject(others=("无。",), prose=prose), (parts.fees,))
    assert "移到这里" in found[0].message


def test_no_notice_while_somebody_did_not_pay(make_subject: MakeSubject) -> None:
    cells = {"申请.逾期不缴费.总计": Decimal(2)}
    found = check(make_subject(cells=cells), (parts.fees,))
    assert [(f.rule, f.severity) for f in found] == [("unpaid", "warning")]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("联系人手机13912345678。", ["mobile"]),
        ("身份证号110101199003072316。", ["identity"]),
        ("申请人王建国提出的申请已答复。", ["name"]),
        ("密级：秘密", ["secrecy"]),
        ("联系电话0991-6234567。", []),
        ("电话：010-13912345。", []),
        ("申请人张某提出的申请已答复。", []),
        ("申请人应当提供身份证明。", []),
        ("申请人方便查询。", []),
        ("涉及国家秘密、商业秘密的不上网。", []),
        ("发布信息13912条。", []),
        ("统一社会信用代码11659001010467123X。", []),
    ],
)
def test_private_data(saying: Found, text: str, rules: list[str]) -> None:
    found = saying(text, (parts.private_data,))
    assert [(f.code, f.rule, f.severity) for f in found] == [("S01", r, "error") for r in rules]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("一是学习。二是培训。三是督查。", 0),
        ("做法有二：一是学习；二是培训。经验有二：一是早，二是实。", 0),
        ("一是学习，做到两点：一是早，二是实。二是培训。", 0),
        ("这是唯一是对的，之一是错的。", 0),
        ("第一，学习。第二，培训。", 0),
        ("一是学习；一是督查。", 1),
        ("一是学习。三是督查。", 1),
        ("二是培训。", 1),
        ("一是学习。二是培训。二是督查。", 1),
        ("一是学习；二是培训；四是督查。", 1),
        ("第一，学习。第三，培训。", 1),
        ("另一方面加强培训。", 1),
        ("一方面学习，另一方面培训。", 0),
    ],
)
def test_running_numbers(saying: Found, text: str, hits: int) -> None:
    assert len(saying(text, numbering.CHECKS)) == hits


def test_headings_that_skip_or_repeat(make_subject: MakeSubject) -> None:
    from assistant.report.model import Passage, ReportSection

    def sections(*headings: str) -> tuple[ReportSection, ...]:
        passages = tuple(Passage(key="", heading=h, sentences=("做了工作。",)) for h in headings)
        return (ReportSection(key="总体情况", title="一、总体情况", passages=passages),)

    def hits(*headings: str) -> list[str]:
        subject = make_subject(sections=sections(*headings))
        return [f.message for f in check(subject, numbering.CHECKS)]

    assert hits("（一）甲", "（二）乙", "1.丙", "2.丁", "（三）戊", "1.己") == []
    assert len(hits("（一）甲", "（三）乙")) == 1
    assert len(hits("（二）甲", "（三）乙")) == 1
    assert len(hits("（一）甲", "（一）乙")) == 1
    assert hits("（一）甲", "（二）乙", "（一）丙", "（二）丁") == []
    assert len(hits("（一）甲", "（二）乙", "（二）丙")) == 1
    assert len(hits("1.甲", "（一）乙")) == 1


@pytest.mark.parametrize(
    ("problems", "taken", "rules"),
    [
        (
            ("一是公开栏更新慢。", "二是解读形式单一。"),
            ("一是按月更换公开栏。", "二是丰富解读形式。"),
            [],
        ),
        (
            ("一是公开栏更新慢。", "二是解读形式单一。", "三是培训少。"),
            ("一是按月更换公开栏。", "二是丰富解读形式。"),
            ["counts"],
        ),
        (
            ("一是解读形式单一。", "二是公开栏更新慢。"),
            ("一是按月更换公开栏。", "二是丰富解读形式。"),
            ["order"],
        ),
    ],
)
def test_problems_and_measures(
    make_subject: MakeSubject,
    problems: tuple[str, ...],
    taken: tuple[str, ...],
    rules: list[str],
) -> None:
    found = check(make_subject(problems=problems, measures=taken), measures.CHECKS)
    assert [(f.code, f.rule, f.severity) for f in found] == [("P01", r, "info") for r in rules]

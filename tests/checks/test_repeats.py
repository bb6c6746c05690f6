"""P02 and P03: what repeats last year's report or itself, and what only looks as if it did."""

from collections.abc import Callable

import pytest

from assistant.checks.finding import Finding, Subject
from assistant.checks.lists import words as words_of
from assistant.checks.repeats import CHECKS, repetition
from assistant.checks.rules import shipped_rules
from assistant.checks.run import check
from assistant.form.load import LoadedForm
from assistant.report.model import Report
from assistant.session.likeness import segmenter
from assistant.text.normalise import normalise

ASPECTS = ("总起", "主动公开", "依申请公开", "信息管理", "平台建设", "监督保障")
MakeReport = Callable[..., Report]
Compare = Callable[..., list[Finding]]

BARE: dict[str, tuple[str, ...]] = dict.fromkeys(ASPECTS, ())
OLD = (
    "一是公开栏更新不及时，部分村组张贴的信息超过一个月才更换。",
    "二是政策解读形式单一，群众看不懂专业名词。",
)


@pytest.fixture
def comparing(make_subject: Callable[..., Subject]) -> Compare:
    def compare(last: Report | None = None, **given: object) -> list[Finding]:
        subject = make_subject(last=last, **given)
        return check(Subject(subject.located, subject.loaded, last, words=segmenter()), CHECKS)

    return compare


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (OLD[0], "与上年第五节第 1 句相似 100 %。"),
        ("二是公开栏更新不够及时，部分村组张贴的信息超过一个月才更换。", "与上年第五节第 1 句相似"),
        ("一是公开栏更新不及时，部分村组张贴的信息超过两个月才更换。", "与上年第五节第 1 句相似"),
        ("一是公开栏更新及时，部分村组张贴的信息不再超过一个月才更换。", ""),
        ("一是会议公开做得少，年度计划没有落实。", ""),
    ],
)
def test_a_problem_reported_last_year_is_told(
    make_report: MakeReport, comparing: Compare, problem: str, says: str
) -> None:
    found = comparing(make_report(year=2024, problems=OLD, prose=BARE), problems=(problem,))
    assert [f.rule for f in found] == (["repeats-last-year"] if says else [])
    if says:
        assert found[0].message.startswith(says)
        assert (found[0].code, found[0].severity, found[0].excerpt) == ("P02", "warning", problem)
        assert OLD[0] in found[0].suggestion


SECTION = (
    "网站设置机构职能、政策文件、财政资金、便民服务四个固定栏目。",
    "通过微信公众号推送惠农补贴、防汛预警等信息120条。",
    "政务公开专区配备电脑两台，由值班人员协助查阅打印。",
    "邀请村民代表列席镇政府会议，现场解答提问15个。",
    "每季度抽查栏目更新情况，把漏发的信息退回补发。",
)


def test_a_section_that_is_last_years_is_told_once(
    make_report: MakeReport, comparing: Compare
) -> None:
    newer = (*SECTION[:1], SECTION[1].replace("120", "98"), *SECTION[2:])
    found = comparing(
        make_report(year=2024, prose={**BARE, "主动公开": SECTION}),
        prose={**BARE, "主动公开": newer},
    )
    assert [f.rule for f in found] == ["section-repeats"]
    assert "有 5 句和上年的写法一样或差不多，其中 1 句只换了年份和数字" in found[0].message


def test_a_section_with_much_that_is_new_is_left_alone(
    make_report: MakeReport, make_subject: Callable[..., Subject], comparing: Compare
) -> None:
    newer = (*SECTION[:2], "开通热线电话，群众来电全部登记。", "新建公示栏三块，覆盖偏远村组。")
    last = make_report(year=2024, prose={**BARE, "主动公开": SECTION})
    assert comparing(last, prose={"主动公开": newer}) == []
    subject = make_subject(last=last, prose={"主动公开": newer})
    (section,) = repetition(Subject(subject.located, subject.loaded, last, words=segmenter()))[:1]
    assert [one.sentence.text for one in section.repeats if one.sentence.text in SECTION] == [
        *SECTION[:2]
    ]
    assert 0 < section.rate < 1


@pytest.mark.parametrize(
    ("sentences", "rule"),
    [
        ((SECTION[0], SECTION[0]), "said-twice"),
        ((SECTION[3], "邀请村民代表列席镇政府会议，现场解答提问。"), "said-twice"),
        ((SECTION[4], "每季度抽查栏目更新情况，漏发的信息限期补发。"), "said-alike"),
        # Other figures in the same words, the opposite, other words, too short, fixed wording.
        ((SECTION[1], SECTION[1].replace("120", "98")), ""),
        (("全年收到关于公开工作的投诉举报。", "全年未收到关于公开工作的投诉举报。"), ""),
        ((SECTION[0], SECTION[2]), ""),
        (("网站由专人维护。", "网站由专人维护。"), ""),
        (
            (
                "坚持以习近平新时代中国特色社会主义思想为指导，落实党的二十大精神，改版网站。",
                "坚持以习近平新时代中国特色社会主义思想为指导，落实党的二十大精神，开通热线。",
            ),
            "",
        ),
    ],
)
def test_what_is_said_twice_in_one_report(
    comparing: Compare, sentences: tuple[str, ...], rule: str
) -> None:
    found = comparing(prose={"平台建设": sentences})
    assert [f.rule for f in found] == ([rule] if rule else [])
    if rule:
        assert found[0].excerpt == sentences[1]
        assert found[0].severity == ("warning" if rule == "said-twice" else "info")
        assert found[0].message.startswith("与本稿第一节第 5 句相似")


def test_a_very_long_report_is_compared_all_the_same(comparing: Compare) -> None:
    many = tuple(f"第{n}组的{chr(0x4E00 + 7 * n)}{chr(0x5E00 + 5 * n)}已公示。" for n in range(420))
    found = comparing(prose={"平台建设": (*many, SECTION[0], SECTION[0])})
    assert [f.excerpt for f in found if f.rule == "said-twice"] == [SECTION[0]]


def test_without_words_or_last_year_nothing_is_compared(
    make_subject: Callable[..., Subject], make_report: MakeReport
) -> None:
    last = make_report(year=2024, problems=OLD, prose=BARE)
    assert check(make_subject(last=last, problems=OLD), CHECKS) == []
    subject = make_subject(problems=OLD)
    assert repetition(Subject(subject.located, subject.loaded, words=segmenter())) == ()


def test_thresholds_are_settings(
    make_report: MakeReport, make_subject: Callable[..., Subject]
) -> None:
    last = make_report(year=2024, problems=OLD, prose=BARE)
    made = make_subject(last=last, problems=(OLD[0].replace("超过一个月才更换", "两个月后才撤下"),))
    for least, count in ((95, 0), (50, 1)):
        settings = {"checks": {"repeats": {"last_year": str(least)}}}
        subject = Subject(made.located, made.loaded, last, settings=settings, words=segmenter())
        assert len(check(subject, CHECKS)) == count


def test_the_list_of_fixed_wording_says_nothing_twice(ogi: LoadedForm) -> None:
    fixed = words_of(shipped_rules(ogi.folder).settings, "fixed_wording")
    normal = [normalise(one) for one in fixed]
    assert len(fixed) > 100
    assert len(set(normal)) == len(normal)
    assert all(len(one) >= 4 for one in normal)

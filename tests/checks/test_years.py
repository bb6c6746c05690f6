"""D01 to D04: years and times."""

from collections.abc import Callable

import pytest

from assistant.checks.finding import Finding
from assistant.checks.years import CHECKS

Found = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    "text",
    [
        "2025年，我局公开信息。",
        "公开2024年度决算。",
        "针对2024年存在的问题逐条整改。",
        "实施2021—2025年发展规划。",
        "自2019年以来坚持培训。",
        "比2024年增加3条。",
        "较2024年减少3条。",
        "印发《2024年政务公开工作要点》。",
        "按照国办公开办函〔2021〕30号要求编制。",
        "条例2019年修订后组织学习。",
        "2026年将继续开展培训。",
        "结转2026年办理2件。",
        "发布信息2026条。",
        "培训2025人次。",
        "登录www.example.gov.cn/2025查询。",
        "上年结转1件。",
        "“十四五”期间（2021—2025年）。",
        "编号2025版目录。",
        "2025至2026学年招生信息。",
        "12月31日前完成。",
        "编入2024年鉴。",
        "自收到申请之日起20个工作日内答复。",
        "人大建议15个工作日内答复。",
    ],
)
def test_years_with_a_reason_are_left_alone(saying: Found, text: str) -> None:
    assert [f.message for f in saying(text, CHECKS)] == []


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("2024年，我局公开信息。", "2024年"),
        ("2024年度召开会议2次。", "2024年度"),
        ("统计期自2024年1月1日起至2024年12月31日止。", "2024年"),
        ("2026年，我局公开信息。", "2026年"),
        ("截至2024年12月31日。", "2024年"),
    ],
)
def test_stale_years(saying: Found, text: str, excerpt: str) -> None:
    found = saying(text, CHECKS)
    assert [(f.code, f.severity, f.excerpt) for f in found] == [("D01", "warning", excerpt)]


def test_the_coming_year_in_plans(make_subject: Callable[..., object], saying: Found) -> None:
    from assistant.checks.finding import Subject
    from assistant.checks.run import check

    subject = make_subject(measures=("一是2026年6月30日前补齐。", "二是丰富解读形式。"))
    assert isinstance(subject, Subject)
    assert check(subject, CHECKS) == []


@pytest.mark.parametrize(
    ("text", "excerpt", "mend"),
    [
        ("2025我局公开信息。", "2025我局", "2025年我局"),
        ("2025全县统一部署。", "2025全县", "2025年全县"),
        ("对2025工作进行总结。", "2025工作", "2025年工作"),
        ("2025上半年完成。", "2025上半", "2025年上半"),
    ],
)
def test_a_year_without_its_sign_is_mended(
    saying: Found, text: str, excerpt: str, mend: str
) -> None:
    found = saying(text, CHECKS)
    assert [(f.code, f.severity, f.excerpt) for f in found] == [("D02", "error", excerpt)]
    assert found[0].mend is not None
    assert found[0].mend.new == mend


@pytest.mark.parametrize("word", ["今年以来", "去年", "截至目前", "今年来"])
def test_relative_times_are_a_hint_told_once(saying: Found, word: str) -> None:
    found = saying(f"{word}开展培训，{word}效果好。", CHECKS)
    assert [(f.code, f.severity, f.excerpt) for f in found] == [("D03", "info", word)]


@pytest.mark.parametrize(
    ("text", "year", "codes"),
    [
        ("按照国办公开办函〔2019〕60号编制。", 2025, ["D04"]),
        ("按照国办公开办函〔2019〕60号编制。", 2020, []),
        ("按照国办公开办函〔2021〕30号编制。", 2020, ["D04"]),
        ("依据条例（国务院令第492号）。", 2025, ["D04"]),
        ("按照国办发〔2021〕30号文件编制。", 2025, ["D04"]),
        ("按照《……年度报告有关事项的通知》（国办公开办函〔2021〕30号）编制。", 2025, ["D04"]),
        ("按照《……政府信息公开工作年度报告格式（试行）》编制。", 2025, ["D04"]),
        ("按照《……政府信息公开工作年度报告格式（试行）》编制。", 2020, []),
        ("按照国办公开办《关于政府信息公开工作年度报告有关事项的通知》编制。", 2025, ["D04"]),
        ("按照市政府《关于做好年度报告有关事项的通知》编制。", 2025, []),
        ("依据条例（国务院令第711号）。", 2025, []),
        ("收到申请后15个工作日内答复。", 2025, ["D04"]),
        ("依据《条例》第三十一条编制年度报告。", 2025, ["D04"]),
        ("依据《条例》第五十条编制年度报告。", 2025, []),
        ("年报于3月31日前公布。", 2025, ["D04"]),
        ("本级政府年报于3月31日前公布。", 2025, []),
    ],
)
def test_bases_and_limits_of_their_time(
    saying: Found, text: str, year: int, codes: list[str]
) -> None:
    found = saying(text, CHECKS, year=year)
    assert [f.code for f in found if f.code == "D04"] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("2025度我局公开信息31条。", ["D02"]),
        ("用电2025度。", []),
        ("统计期限为20251月1日至202512月31日。", ["D02", "D02"]),
        ("解读材料由2023年的2篇增加到8篇。", []),
    ],
)
def test_years_run_into_what_follows(saying: Found, text: str, codes: list[str]) -> None:
    assert [f.code for f in saying(text, CHECKS)] == codes


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("2025年，我局将继续加强培训。", ["planned-year"]),
        ("2026年，我局将继续加强培训。", []),
        ("2025年，我局将公开工作纳入考核。", []),
    ],
)
def test_a_plan_for_the_year_that_is_over(saying: Found, text: str, rules: list[str]) -> None:
    found = saying("由专人维护。", CHECKS, measures=(text,))
    assert [f.rule for f in found] == rules


def test_a_document_named_beside_the_one_in_force_is_history(saying: Found) -> None:
    text = "按照国办公开办函〔2019〕60号、国办公开办函〔2021〕30号编制。"
    assert [f.severity for f in saying(text, CHECKS) if f.code == "D04"] == ["info"]


@pytest.mark.parametrize(
    ("text", "excerpts"),
    [
        ("统计期限自202511日起至20251231日止。", ["202511日", "20251231日"]),
        ("统计期限自2025年1月1日起至202025年12月31日止。", ["202025年"]),
        ("12345热线全年接听20251次，2025年1月1日起执行。", []),
        ("文件编号20251231日志已归档。", []),
    ],
)
def test_dates_that_ran_together(saying: Found, text: str, excerpts: list[str]) -> None:
    found = [f for f in saying(text, CHECKS) if f.rule == "run-together"]
    assert [(f.code, f.severity, f.excerpt) for f in found] == [
        ("D02", "error", excerpt) for excerpt in excerpts
    ]


def test_next_years_outlook_is_no_stale_year(saying: Found) -> None:
    text = "本报告由总体情况、2026年工作思路等部分组成。"
    assert [f for f in saying(text, CHECKS) if f.code == "D01"] == []

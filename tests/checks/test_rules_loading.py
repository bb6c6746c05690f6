"""Rule files are read strictly, and a local file changes the rules without touching the package."""

from collections.abc import Callable
from pathlib import Path

import pytest
from local_rule_file import LOCAL, Load, mistake

from assistant.checks.finding import Finding, FindingPlace, Subject
from assistant.checks.lists import number, pairs, words
from assistant.checks.rules import RuleSet, load_rules
from assistant.checks.scan import pattern_rules
from assistant.errors import ProblemsError
from assistant.form.load import LoadedForm

RULE = """rules:
  - id: ours
    code: W05
    pattern: 政务信息栏
    message: “{原文}”在本县叫公开栏
    mend: 公开栏
    good: [公开栏更新。]
    bad: [政务信息栏更新。]
"""


@pytest.fixture
def load(ogi: LoadedForm, tmp_path: Path) -> Load:
    def load_(text: str) -> RuleSet:
        file = tmp_path / LOCAL
        file.write_text(text, encoding="utf-8")
        return load_rules(ogi.folder, file)

    return load_


@pytest.mark.parametrize(
    ("text", "line", "name", "message"),
    [
        (RULE.replace("code: W05", "code: W55"), 3, "ours.code", "没有代码 W55"),
        (RULE.replace("pattern: ", "patern: "), 4, "ours.patern", "没有这一项"),
        (
            RULE.replace("政务信息栏\n    m", "'政务(信息栏'\n    m"),
            4,
            "ours.pattern",
            "正则写法不对",
        ),
        (
            RULE.replace("政务信息栏\n    m", "'(政务)?'\n    m"),
            4,
            "ours.pattern",
            "空文字也对得上",
        ),
        (
            RULE.replace("政务信息栏\n    m", "'${nolist}'\n    m"),
            4,
            "ours.pattern",
            "没有名为 nolist",
        ),
        (RULE.replace("{原文}", "{什么}"), 5, "ours.message", "没有可填进 {什么}"),
        (RULE.replace("mend: 公开栏", r"mend: '\3'"), 6, "ours.mend", "写法不对"),
        (RULE.replace("[公开栏更新。]", "[]"), 7, "ours.good", "至少写一个例子"),
        (RULE.replace("    bad: [政务信息栏更新。]\n", ""), 2, "ours.bad", "缺这一项"),
        (RULE.replace("[公开栏更新。]", "[政务信息栏。]"), 4, "ours.pattern", "正例“政务信息栏。”"),
        (RULE.replace("[政务信息栏更新。]", "[公示栏。]"), 4, "ours.pattern", "反例“公示栏。”"),
        (RULE.replace("id: ours", "id: up-to"), 2, "up-to.id", "重复"),
        (RULE.replace("id: ours", "id: W05"), 2, "W05.id", "不能和代码同名"),
        ("settings: {hollo: [空话]}", 1, "settings.hollo", "是不是 hollow"),
        ("settings: {hollow_least: 多}", 1, "settings.hollow_least", "要写一个数"),
        ("settings: {hollow: 空话}", 1, "settings.hollow", "要写成列表"),
        ("settings: {hollow: {remove: [没有的词]}}", 1, "settings.hollow", "不用去掉"),
        ("settings: {terms: [截止]}", 1, "settings.terms", "要写成“键: 值”"),
        ("severity: {up-to: 严重}", 1, "severity.up-to", "级别只能是"),
        ("off: [截止]", 1, "off.0", "没有名为 截止"),
        ("rulez: []", 1, "rulez", "可写 settings、rules"),
        ("- a", 1, "", "要写成 settings: 和 rules:"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    load: Load, text: str, line: int, name: str, message: str
) -> None:
    *place, said = mistake(load, text)
    assert place == [line, name]
    assert message in said


def test_everything_wrong_is_told_together(load: Load) -> None:
    with pytest.raises(ProblemsError) as caught:
        load("off: [没有]\nsettings: {无: [a]}\n" + RULE.replace("W05", "W99"))

    assert [problem.line for problem in caught.value.problems] == [1, 2, 5]


def test_a_local_file_adds_rules_and_changes_lists(load: Load) -> None:
    rules = load(
        RULE
        + """settings:
  hollow: {add: [再接再厉], remove: [高度重视]}
  hollow_least: 3
  short_titles: [要点]
  terms: {国家机密: '', 政务栏: 公开栏}
""".replace("''", "")
    )

    assert "ours" in rules.ids
    assert "再接再厉" in words(rules.settings, "hollow")
    assert "高度重视" not in words(rules.settings, "hollow")
    assert number(rules.settings, "hollow_least", 9) == 3
    assert words(rules.settings, "short_titles") == ("要点",)
    assert pairs(rules.settings, "terms")["政务栏"] == ("公开栏",)
    assert "国家机密" not in pairs(rules.settings, "terms")


def finding(code: str, rule: str) -> Finding:
    return Finding(code, rule, "warning", FindingPlace(), "", "")


def test_a_local_file_switches_rules_off_and_grades_them(load: Load) -> None:
    rules = load("off: [up-to, P03]\nseverity: {W05: 错误, strength: 提示}\n")

    assert rules.graded(finding("W05", "up-to")) is None
    assert rules.graded(finding("P03", "hollow")) is None
    assert rules.graded(finding("N01", "Z1")) == finding("N01", "Z1")
    graded = [rules.graded(finding(*one)) for one in [("W05", "term"), ("W06", "strength")]]
    assert [g and g.severity for g in graded] == ["error", "info"]


def test_the_rules_of_a_subject_are_those_in_its_settings(
    load: Load, make_subject: Callable[..., Subject]
) -> None:
    rules = load(RULE)
    prose = {"平台建设": ("政务信息栏由专人更新。",)}

    shipped = list(pattern_rules(make_subject(prose=prose)))
    local = list(pattern_rules(make_subject(prose=prose, settings=rules.for_subject)))

    assert shipped == []
    assert [(f.rule, f.excerpt, f.mend and f.mend.new) for f in local] == [
        ("ours", "政务信息栏", "公开栏")
    ]


def test_what_one_report_is_spared_the_next_is_not(
    load: Load, make_subject: Callable[..., Subject]
) -> None:
    rules = load(RULE + "    without: 栏目名称依县里通知\n    since: 2023\n")
    slip, excuse = "政务信息栏由专人更新。", "栏目名称依县里通知。"

    def hits(*sentences: str, year: int = 2024) -> int:
        prose = {"平台建设": sentences}
        subject = make_subject(prose=prose, year=year, settings=rules.for_subject)
        return len(list(pattern_rules(subject)))

    assert [hits(slip, excuse), hits(slip, year=2022), hits(slip), hits(slip)] == [0, 0, 1, 1]
    assert [hits("公开栏每月更新。"), hits("公开栏每月更新。", slip)] == [0, 1]


def test_local_changes_for_the_other_checks_are_handed_on(load: Load) -> None:
    rules = load("checks: {published: {least: 80}}\n")

    assert rules.for_subject["checks"] == {"published": {"least": "80"}}


def test_a_form_may_build_on_the_rules_of_another(ogi: LoadedForm) -> None:
    assert load_rules(ogi.folder.parent / "ogi-2019").ids == load_rules(ogi.folder).ids


def test_a_form_that_builds_on_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("like: nowhere\n", encoding="utf-8")

    with pytest.raises(ProblemsError, match=r"没有带 rules\.yaml 的文件夹 nowhere"):
        load_rules(tmp_path)


def test_a_form_without_rules_of_its_own_has_the_shared_ones(tmp_path: Path) -> None:
    ids = load_rules(tmp_path).ids

    assert {"doubled-mark", "bookmark", "up-to"} <= ids
    assert "carry-over" not in ids

"""Rules over figures: data with figures as examples, shipped or an office's own."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.checks.figures import CHECKS, figure_problems
from assistant.checks.finding import Finding, Subject
from assistant.checks.local import local_rules
from assistant.checks.rules import FigureRule, RuleSet, load_rules
from assistant.checks.run import check
from assistant.errors import ProblemsError
from assistant.form.load import LoadedForm
from assistant.paths import shipped_templates
from assistant.session import Library
from assistant.session.library import load_folder

OURS = """rules:
  - id: many-fines
    code: T05
    holds: 决定.处罚.件数 <= 500
    since: 2022
    message: 处罚有 {决定.处罚.件数} 件，全局只有一个执法队
    good: [{决定.处罚.件数: 500}]
    bad: [{决定.处罚.件数: 501}]
"""
MakeSubject = Callable[..., Subject]


@pytest.fixture
def load(library: Library, tmp_path: Path) -> Callable[[str], RuleSet]:
    def load_(text: str) -> RuleSet:
        file = tmp_path / "本地规则.yaml"
        file.write_text(text, encoding="utf-8")
        return local_rules([library.form(key) for key in library.entries], file)["ogi-2021"]

    return load_


def shipped() -> tuple[FigureRule, ...]:
    return load_rules(shipped_templates() / "ogi-2021").figures


@pytest.mark.parametrize("rule", shipped(), ids=lambda rule: rule.entry.id)
def test_a_rule_proves_itself_by_its_figures(rule: FigureRule, ogi: LoadedForm) -> None:
    assert list(figure_problems([rule], ogi)) == []


def found(make_subject: MakeSubject, rules: RuleSet, fines: int, year: int = 2025) -> list[Finding]:
    cells = {"决定.处罚.件数": Decimal(fines)}
    return check(make_subject(cells=cells, year=year, settings=rules.for_subject), CHECKS)


def test_a_rule_of_the_office_points_at_the_cell(
    load: Callable[[str], RuleSet], make_subject: MakeSubject
) -> None:
    rules = load(OURS)
    (finding,) = found(make_subject, rules, 620)
    assert (finding.rule, finding.severity, finding.excerpt) == ("many-fines", "warning", "620")
    assert (finding.place.table, finding.place.row) == ("决定", "处罚")
    assert "处罚有 620 件" in finding.message
    assert found(make_subject, rules, 500) == []
    assert found(make_subject, rules, 620, year=2021) == []


def test_a_blank_decides_nothing(load: Callable[[str], RuleSet], make_subject: MakeSubject) -> None:
    settings = load(OURS).for_subject
    subject = make_subject(cells={"决定.处罚.件数": None}, settings=settings)
    assert check(subject, CHECKS) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "name", "message"),
    [
        ("holds: 决定.处罚", "holds: 决定.处法", 4, "holds", "是不是"),
        ("{决定.处罚.件数} 件", "{决定.处法.件数} 件", 6, "message", "是不是"),
        ("good: [{决定.处罚.件数: 500}]", "good: [{决定.处罚.件数: 900}]", 7, "good", "报成了错"),
        ("bad: [{决定.处罚.件数: 501}]", "bad: [{决定.处罚.件数: 5}]", 8, "bad", "没有报出来"),
        ("bad: [{决定.处罚.件数: 501}]", "bad: [{决定.处法.件数: 501}]", 8, "bad", "没有名为"),
        ("holds: 决定.处罚.件数 <= 500", "holds: 年度 > 2030", 4, "cell", "哪一格"),
        ("code: T05", "code: T55", 3, "code", "没有代码"),
        ("    good: [{决定.处罚.件数: 500}]\n", "", 2, "good", "缺这一项"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    load: Callable[[str], RuleSet], old: str, new: str, line: int, name: str, message: str
) -> None:
    assert old in OURS
    with pytest.raises(ProblemsError) as caught:
        load(OURS.replace(old, new))
    (problem,) = caught.value.problems
    assert problem.name == f"many-fines.{name}"
    assert problem.line in {line, 2}
    assert message in problem.message


def test_a_form_folder_is_told_of_a_rule_that_does_not_fit(ogi: LoadedForm, tmp_path: Path) -> None:
    for file in ogi.folder.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        if file.name == "rules.yaml":
            text = text.replace(
                "收费.行政事业性收费.金额 < 10000 or 级别", "收费.金额 < 10000 or 级别"
            )
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    (tmp_path / "phrasebank").mkdir()
    with pytest.raises(ProblemsError) as caught:
        load_folder(tmp_path)
    assert [p.name for p in caught.value.problems if p.name.startswith("fee-in-yuan")] == [
        "fee-in-yuan.holds"
    ]

"""Every rule has a name a local file may use; a name nobody has is refused, with one like it."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from local_rule_file import LOCAL, Load, mistake

import assistant.checks
from assistant.checks.codes import CODES
from assistant.checks.local import local_rules
from assistant.checks.names import IN_CODE, rule_names
from assistant.checks.rules import RuleSet
from assistant.errors import ProblemsError
from assistant.form.load import LoadedForm
from assistant.session import Library

SOURCES = [
    ast.parse(file.read_text(encoding="utf-8"))
    for file in Path(assistant.checks.__file__).parent.glob("*.py")
    if file.name != "names.py"
]


@pytest.fixture
def load(library: Library, tmp_path: Path) -> Load:
    def load_(text: str) -> RuleSet:
        file = tmp_path / LOCAL
        file.write_text(text, encoding="utf-8")
        return local_rules([library.form(key) for key in library.entries], file)["ogi-2021"]

    return load_


def said() -> Iterator[tuple[str, str]]:
    """Give code and rule of every finding that the source makes with both written out."""
    for source in SOURCES:
        for call in ast.walk(source):
            if not isinstance(call, ast.Call):
                continue
            words = [a.value if isinstance(a, ast.Constant) else None for a in call.args]
            for code, rule in pairwise(words):
                if code in CODES and isinstance(rule, str) and rule:
                    yield str(code), rule


def test_every_rule_that_is_a_function_is_named() -> None:
    unnamed = {(code, rule) for code, rule in said() if rule not in IN_CODE.get(code, ())}
    assert unnamed == set()


def test_no_name_is_left_of_a_rule_that_is_gone() -> None:
    literals = {
        node.value
        for source in SOURCES
        for node in ast.walk(source)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {name for names in IN_CODE.values() for name in names} <= literals


def test_names_of_data_belong_to_them(ogi: LoadedForm) -> None:
    assert {
        "K1",
        "K7",
        "X1",
        "X2",
        "K4",
        "规章-zero",
        "Y1-persons",
        "none-received",
        "up-to",
        "fee-in-yuan",
    } <= (rule_names(ogi))


@pytest.mark.parametrize("name", ["Z1-list", "K1", "none-received", "stale-year", "W05", "up-to"])
def test_a_known_name_may_be_switched_off_or_graded(load: Load, name: str) -> None:
    assert load(f"off: [{name}]").off == {name}
    assert load(f"severity: {{{name}: 提示}}").regraded == {name: "info"}


@pytest.mark.parametrize(
    ("text", "line", "name", "message"),
    [
        ("off:\n  - P03\n  - stale-yeer", 3, "off.1", "是不是 stale-year？"),
        ("off: [W99]", 1, "off.0", "没有名为 W99"),
        ("severity:\n  unpayd: 提示", 2, "severity.unpayd", "是不是 unpaid？"),
        ("checks:\n  deadline: 2-31", 2, "checks.deadline", "没有“2-31”这一天"),
        ("checks:\n  fee:\n    stepp: 5", 3, "checks.fee.stepp", "没有这一项"),
        ("checks:\n  disclosure: 主动公", 2, "checks.disclosure", "表单里没有“主动公”"),
        (
            "checks:\n  left_over:\n    value: 结转数\n    sentence: 申请",
            3,
            "checks.left_over.value",
            "没有名为",
        ),
        (
            "checks:\n  claims:\n    - id: ours\n      pattern: '(未'\n      when: 新收 > 0\n      message: 甲",
            4,
            "checks.claims.0.pattern",
            "正则",
        ),
    ],
)
def test_a_mistake_is_told_of_the_local_file_with_its_line(
    load: Load, text: str, line: int, name: str, message: str
) -> None:
    *place, said = mistake(load, text)
    assert place == [line, name]
    assert message in said


def test_everything_wrong_in_a_local_file_is_told_together(load: Load) -> None:
    with pytest.raises(ProblemsError) as caught:
        load("off: [stale-yeer]\nchecks:\n  deadline: 2-31\n")
    assert [problem.line for problem in caught.value.problems] == [1, 3]

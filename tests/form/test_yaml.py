import re
from pathlib import Path

import pytest

from assistant.form.yaml import compose, read_yaml

FILE = Path("答案.yaml")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: on", {"a": "on"}),
        ("a: yes", {"a": "yes"}),
        ("a: 012", {"a": "012"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: 1.10", {"a": "1.10"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 2026-01-05", {"a": "2026-01-05"}),
        ("a: null", {"a": "null"}),
        ("a:", {"a": None}),
        ("a: ''", {"a": ""}),
        ("a: [１２, '1,000']", {"a": ["１２", "1,000"]}),
        ("a: 甲：乙", {"a": "甲：乙"}),
        ("a: 头一行\n  接着写", {"a": "头一行接着写"}),
        ("a: >\n  头一行\n  接着 word\n  more", {"a": "头一行接着 word more"}),
        ("a: |-\n  甲 乙\n  丙", {"a": "甲 乙\n丙"}),
        ("a: 句子 # 注释", {"a": "句子"}),
        ("\ufeffa: b", {"a": "b"}),
        ("a: x\r\nb: y\r\n", {"a": "x", "b": "y"}),
        ("a: x\u2028  y", {"a": "x\u2028y"}),
        ("", None),
    ],
)
def test_every_scalar_stays_what_was_typed(text: str, data: object) -> None:
    composed = compose(text, FILE)
    assert composed.problems == []
    assert composed.data == data


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: b\n\nc: {{ 数 }}条", 3, "以“{”"),
        ("a: {{ 数 }}", 1, "以“{”"),
        ("a: b\nc: [甲]乙", 2, "以“\\[”|加引号|写法不对"),
        ("a: *甲", 1, r"以“\*”开头时要加引号"),
        ("a: &甲 乙", 1, "以“&”开头时要加引号"),
        ("a: &x 乙", 1, "以“&”开头时要加引号"),
        ("a: &x [1]\nb: *x", 1, "锚点"),
        ("a: %甲", 1, "以“%”开头时要加引号"),
        ("a: @甲", 1, "以“@”开头时要加引号"),
        ("a: `甲", 1, "以“`”开头时要加引号"),
        ("a: !!python/object:os.system x", 1, "不能用 ! 标签"),
        ("a: !!str 12", 1, "不能用 ! 标签"),
        ("a: b\nfacts:\n  甲：5\n  乙：3", 3, "冒号要用半角"),
        ("a: b\n甲：乙\nc: d", 2, "冒号要用半角"),
        ("a: 见表 #3", 1, "被当成注释丢了"),
        ("a: 注: 内容", 1, "半角冒号加空格时要加引号"),
        ("a: b\n\tc: d", 2, "不能用制表符"),
        ("a: 1\nb: 2\na: 3", 3, "“a”写了两次"),
        ("a: 1\nb: {c: 1, c: 2}", 2, "“c”写了两次"),
        ("a: b\nc: d\x07", 2, r"看不见的字符 U\+0007"),
        ("a: \ud800", 1, r"看不见的字符 U\+D800"),
        ("a: b\n---\nc: d", 2, "写法不对"),
        ("a: 'b", 1, "写法不对"),
        ("[" * 5000 + "]" * 5000, 1, "嵌套太深"),
    ],
)
def test_a_trap_is_met_with_its_line_and_a_remedy(text: str, line: int, message: str) -> None:
    problems = compose(text, FILE).problems
    assert problems[0].line == line
    assert re.search(message, problems[0].message)
    assert "\n" not in problems[0].message


def test_aliases_cannot_blow_up_a_file() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60)]
    composed = compose("\n".join(lines), FILE)
    assert composed.data is None
    assert len(composed.problems) == 60 + 118


def test_every_trap_of_a_file_is_reported_at_once() -> None:
    text = "a: 见表 #3\nb: 1\nb: 2\n? [c]\n: d\ne: 见表 #4"
    assert [p.line for p in compose(text, FILE).problems] == [1, 3, 4, 6]


def test_lines_of_nested_values_are_kept() -> None:
    composed = compose("a:\n  - b: 1\n    c:\n      - x\n      - y", FILE)
    assert composed.line(("a", 0, "c", 1)) == 5
    assert composed.line(("a", 0, "c", 1, "deeper")) == 5
    problem = composed.problem(("a", 0, "b"), "不对")
    assert (problem.line, problem.name, str(problem)) == (2, "a.0.b", "答案.yaml:2：a.0.b：不对")


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "答案.yaml"
    file.write_bytes("a: 公开".encode("gb18030"))
    assert [p.message for p in read_yaml(file).problems] == ["不是 UTF-8 编码，请另存为 UTF-8"]
    file.write_bytes("a: 公开".encode("utf-8-sig"))
    assert read_yaml(file).data == {"a": "公开"}
    assert "打不开" in read_yaml(tmp_path / "没有.yaml").problems[0].message

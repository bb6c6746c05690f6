"""A bank file that cannot be used is refused with file, line and id."""

from pathlib import Path

import pytest

from assistant.errors import ProblemsError
from assistant.form.load import LoadedForm
from assistant.phrases.loading import load_bank

GOOD = """- id: first
  move: 收办数量
  text: 没有收到政府信息公开申请。
  when: 收办数 == 0
"""


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (GOOD.replace("没有收到", "收到{{ 申请.新受.总计 }}件"), 3, "是不是 申请.新收.总计"),
        (GOOD.replace("收办数 == 0", "收办数 = 0"), 4, "写法不对"),
        (GOOD.replace("收办数 == 0", "收办数"), 4, "条件"),
        (GOOD.replace("没有收到", "政府{% if 收办数 %}没有收到"), 3, "语句"),
        (GOOD.replace("没有收到", "没有收到{{ 收办数"), 3, "{{"),
        (GOOD + GOOD, 5, "重复"),
        (GOOD.replace("收办数量", "更新维护").replace("收办数 == 0", "收办数 > 0"), 3, "evidence"),
        (GOOD.replace("收办数量", "收办多少"), 2, "没有名为 收办多少"),
        (GOOD.replace("申请。", "申请。也没有诉讼。"), 3, "一句话"),
        (GOOD + "  units: [学校]\n", 5, "没有“学校”"),
        (GOOD + "  evidence: 办理做法.没有这一项\n", 5, "没有“办理做法.没有这一项”"),
        (GOOD + "  colour: red\n", 5, "没有这一项"),
    ],
)
def test_errors_name_file_line_and_id(
    ogi: LoadedForm, tmp_path: Path, text: str, line: int, says: str
) -> None:
    file = tmp_path / "phrases.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_bank(tmp_path, ogi)
    found = [str(p) for p in caught.value.problems]
    assert any(f"phrases.yaml:{line}" in one and says in one for one in found), found


def test_every_error_is_reported_at_once(ogi: LoadedForm, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD.replace("收办数 == 0", "收办树 == 0"), encoding="utf-8")
    second = GOOD.replace("first", "second").replace("收办数量", "无此语步")
    (tmp_path / "b.yaml").write_text(second, encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_bank(tmp_path, ogi)
    assert {p.file.name for p in caught.value.problems if p.file} == {"a.yaml", "b.yaml"}


def test_a_zero_case_needs_no_evidence(ogi: LoadedForm, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    assert [p.entry.id for p in load_bank(tmp_path, ogi).phrases] == ["first"]

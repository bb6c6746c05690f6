"""What `bank check` finds in a bank."""

from pathlib import Path

import pytest

from assistant.form.load import LoadedForm
from assistant.phrases.bank import Bank
from assistant.phrases.loading import load_phrases
from assistant.phrases.reach import dead_slots
from assistant.session import Library
from assistant.session.hygiene import dead, near_duplicates, never_used, objections

SHAPE = """- id: {id}
  move: {move}
  text: "{text}"
  when: '{when}'
  evidence: [{evidence}]
  units: [{units}]
"""
OTHER = {"move": "法定内容", "evidence": "法定内容.机构职能"}
"""A move of every unit, told by another answer than the one in question."""


def bank_of(tmp_path: Path, ogi: LoadedForm, *phrases: dict[str, str]) -> Bank:
    file = tmp_path / "x.yaml"
    base = {"move": "政策解读", "when": "", "evidence": "解读篇数", "units": ""}
    said = [SHAPE.format(**{"id": f"p-{i}", **base, **p}) for i, p in enumerate(phrases)]
    file.write_text("".join(said), encoding="utf-8")
    return load_phrases(file, ogi)


def test_the_shipped_bank_has_nothing_to_mend(library: Library, ogi: LoadedForm) -> None:
    bank = library.bank("ogi-2021")
    assert near_duplicates(bank) == []
    assert dead(bank, ogi) == []
    assert list(objections(bank, ogi)) == []


@pytest.mark.parametrize(
    ("phrase", "fact"),
    [
        ({"text": "解读用了{{ 解读形式|并列 }}。", "when": "解读篇数 == 0", **OTHER}, "解读形式"),
        ({"text": "解读用了{{ 解读形式|并列 }}。", "when": "解读篇数 <= 0", **OTHER}, "解读形式"),
        (
            {"text": "解读用了{{ 解读形式|并列 }}。", "when": "not 解读篇数 > 0", **OTHER},
            "解读形式",
        ),
        ({"text": "解读{{ 解读篇数 }}篇。", "units": "乡镇", **OTHER}, "解读篇数"),
        (
            {
                "text": "解读{{ 解读篇数 }}篇。",
                "when": '单位类型 == "乡镇" or 单位类型 == "乡镇"',
                **OTHER,
            },
            "解读篇数",
        ),
        (
            {
                "move": "更新维护",
                "text": "新设{{ 栏目名|并列 }}。",
                "evidence": "平台做法.专人更新",
                "when": 'not ("新设栏目" in 平台做法) and not ("合并栏目" in 平台做法)',
            },
            "栏目名",
        ),
        (
            {
                "move": "自查督查",
                "text": "改好{{ 改好问题 }}个。",
                "evidence": "自查次数",
                "when": "查出问题 == 0",
            },
            "改好问题",
        ),
        ({"text": "解读{{ 解读篇数 }}篇。", "units": "乡镇"}, ""),
        ({"text": "解读得好。", "when": "解读篇数 > 3 and 解读篇数 < 2"}, ""),
    ],
)
def test_a_slot_whose_question_is_never_asked_then_is_dead(
    tmp_path: Path, ogi: LoadedForm, phrase: dict[str, str], fact: str
) -> None:
    bank = bank_of(tmp_path, ogi, phrase)
    assert [slot.fact for slot in dead_slots(bank.phrases[0], ogi)] == [fact]


@pytest.mark.parametrize(
    "phrase",
    [
        {"text": "解读用了{{ 解读形式|并列 }}。"},
        {"text": "解读用了{{ 解读形式|并列 }}。", "when": "解读篇数 == 0 or 解读篇数 > 2"},
        {"text": "解读用了{{ 解读形式|并列 }}。", "when": "解读篇数 < 2"},
        {"text": "解读{{ 解读篇数 }}篇。", "units": "乡镇, 政府", **OTHER},
        {"text": "解读{{ 解读篇数 }}篇。", "when": "解读篇数 > 上年.解读篇数"},
        {"text": "制发{{ 制发 }}件。", "when": "制发 == 0"},
    ],
)
def test_what_may_be_printed_is_not_called_dead(
    tmp_path: Path, ogi: LoadedForm, phrase: dict[str, str]
) -> None:
    bank = bank_of(tmp_path, ogi, phrase)
    assert dead_slots(bank.phrases[0], ogi) == []


def test_phrases_too_alike_are_found_whatever_their_figures(
    tmp_path: Path, ogi: LoadedForm
) -> None:
    bank = bank_of(
        tmp_path,
        ogi,
        {"text": "全年为本单位政策文件配发解读稿件{{ 解读篇数 }}篇。"},
        {"text": "解读稿放在文件旁边。"},
        {"text": "全年为本单位政策文件配发解读稿件{{ 征求意见 }}篇。"},
    )
    found = [(left.entry.id, right.entry.id) for left, right, _ in near_duplicates(bank)]
    assert found == [("p-0", "p-2")]
    retired = bank.with_local({"p-2": "retired"}, (), ())
    assert near_duplicates(retired) == []


def test_problems_with_their_measures_are_held_against_each_other(
    tmp_path: Path, ogi: LoadedForm
) -> None:
    file = tmp_path / "x.yaml"
    said = [
        f"- id: {key}\n  label: 木牌\n  measure: 请渡工每月换一次木牌。\n"
        f"  problem: 渡口木牌上的放水时间更新慢，只换了{{{{ {figure} }}}}次。\n"
        for key, figure in (("own-1", "解读篇数"), ("own-2", "会议次数"))
    ]
    file.write_text("".join(said), encoding="utf-8")
    found = near_duplicates(load_phrases(file, ogi))
    assert [(left.entry.id, right.entry.id) for left, right, _ in found] == [("own-1", "own-2")]


def test_wording_the_rules_object_to_is_found_in_the_printed_phrase(
    tmp_path: Path, ogi: LoadedForm
) -> None:
    bank = bank_of(
        tmp_path,
        ogi,
        {"text": "部暑解读工作，发布{{ 解读篇数 }}篇。"},
        {"text": "发布解读{{ 解读篇数 }}篇，，都配了图。"},
        {"text": "发布解读{{ 解读篇数 }}篇。"},
    )
    assert {one.id for one in objections(bank, ogi)} == {"p-0", "p-1"}


def test_phrases_no_draft_had_are_listed(tmp_path: Path, ogi: LoadedForm) -> None:
    bank = bank_of(tmp_path, ogi, {"text": "甲。"}, {"text": "乙。"})
    assert never_used(bank, {"p-0": 2}) == ["p-1"]

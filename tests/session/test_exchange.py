"""Phrases out to a file and in from one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import ProblemsError
from assistant.form.load import LoadedForm
from assistant.form.wording import source
from assistant.phrases.bank import PairEntry, PhraseEntry
from assistant.phrases.loading import load_phrases, write_phrases
from assistant.session import Library
from assistant.session.banking import Banking
from assistant.session.exchange import export_phrases, import_phrases
from assistant.text.clean import clean
from assistant.text.sentences import sentences
from assistant.workspace import Workspace

FILE = """- id: ours-window
  move: 收办数量
  text: 窗口和网上都没有人提出过公开申请。
  when: 收办数 == 0
  units: [部门, 乡镇]
  opening: 否
  rank: 3
  status: approved
  by: 张三
  on: '2026-01-05'
- id: ours-open
  text: "开会{{ \\"3\\" }}次。"
  status: candidate
- id: ours-gone
  move: 更新维护
  text: 网页坏了当天就修。
  evidence: [平台做法.专人更新]
  status: retired
- id: ours-pair
  label: 更新慢
  problem: 栏目更新有时拖到月底。
  measure: 每周五由办公室看一遍栏目。
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    out = tmp_path / "句子.yaml"
    out.write_text(FILE, encoding="utf-8")
    return out


def statuses(banking: Banking) -> dict[str, str]:
    return {row.entry.id: row.entry.status for row in banking.listing() if row.own}


def test_what_is_imported_waits_for_approval_here(banking: Banking, file: Path) -> None:
    done = import_phrases(banking, file)
    assert done.added == ("ours-window", "ours-open", "ours-gone", "ours-pair")
    assert statuses(banking) == {
        "ours-window": "candidate",
        "ours-open": "candidate",
        "ours-gone": "retired",
        "ours-pair": "candidate",
    }
    banking.approve(["ours-pair", "ours-window"])
    assert [p.entry.id for p in banking.bank.pairs][-1] == "ours-pair"


def test_taken_as_approved_the_file_comes_out_as_it_went_in(
    banking: Banking, file: Path, library: Library, tmp_path: Path
) -> None:
    import_phrases(banking, file, approved=True)
    assert statuses(banking) == {
        "ours-window": "approved",
        "ours-open": "candidate",
        "ours-gone": "retired",
        "ours-pair": "approved",
    }
    text = export_phrases(banking)
    out = tmp_path / "out.yaml"
    out.write_text(text, encoding="utf-8")
    with Workspace(tmp_path / "另一台") as workspace:
        there = Banking(library, workspace, "ogi-2021")
        import_phrases(there, out, approved=True)
        assert export_phrases(there) == text
        before = there.story("ours-window")
        assert before.changes[0].why == "out.yaml"
    window = before.row.entry
    assert isinstance(window, PhraseEntry)
    assert (window.by, window.on, window.rank, window.opening) == ("张三", "2026-01-05", 3, False)


def test_what_is_known_is_named_and_left_alone(banking: Banking, file: Path) -> None:
    import_phrases(banking, file)
    banking.approve(["ours-window"])
    log = banking.story("ours-window").changes
    text = FILE.replace("ours-open", "other-id").replace("开会", "又开会")
    file.write_text(
        text
        + FILE.splitlines()[0].replace("ours-window", "on-request-none")
        + """
  move: 收办数量
  text: 完全不同的一句话放在自带的编号下面。
  when: 收办数 == 0
""",
        encoding="utf-8",
    )
    done = import_phrases(banking, file, approved=True)
    assert done.added == ("other-id",)
    assert [told.partition("（")[0] for told in done.known] == [
        "ours-window", "ours-gone", "on-request-none", "ours-pair",
    ]  # fmt: skip
    assert banking.story("ours-window").changes == log


def test_a_sentence_the_bank_has_under_another_id_is_known(banking: Banking, file: Path) -> None:
    import_phrases(banking, file)
    file.write_text(FILE.replace("ours-", "theirs-"), encoding="utf-8")
    done = import_phrases(banking, file)
    assert done.added == ()
    assert "theirs-window，和 ours-window 相似 100 %" in done.known
    assert "theirs-pair，和 ours-pair 相似 100 %" in done.known


def test_everything_wrong_is_told_with_its_line_and_nothing_comes_in(
    banking: Banking, file: Path
) -> None:
    wrong = FILE.replace("收办数 == 0", "收办树 == 0").replace(
        "label: 更新慢", "label: 更新慢\n  x: 1"
    )
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        import_phrases(banking, file)
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == 2
    assert "句子.yaml:4" in told[0]
    assert "句子.yaml:21" in told[1]
    assert statuses(banking) == {}


def test_an_approved_phrase_of_a_file_may_not_have_open_points(
    banking: Banking, file: Path
) -> None:
    file.write_text(FILE.replace("status: candidate", "status: approved"), encoding="utf-8")
    with pytest.raises(ProblemsError, match="“3”"):
        import_phrases(banking, file)


WORDS = st.text(min_size=1, max_size=40).map(clean).filter(lambda t: len(sentences(t)) == 1)
NAMES = st.text(max_size=10).map(clean)
IDS = st.from_regex(r"[a-z]{2,8}-[0-9]{1,4}", fullmatch=True)
PHRASES = st.builds(
    PhraseEntry,
    id=IDS,
    move=st.sampled_from(["", "收办数量", "更新维护"]),
    text=WORDS.map(lambda t: source((t,))),
    when=st.sampled_from(["", "收办数 == 0", '单位类型 == "部门" and 新收 > 0']),
    evidence=st.sampled_from([(), ("新收",), ("平台做法.专人更新", "新收")]),
    units=st.sampled_from([(), ("部门",), ("部门", "政府")]),
    opening=st.booleans(),
    rank=st.integers(-5, 50),
    status=st.just("candidate"),
    by=NAMES,
    on=NAMES,
)
PAIRS = st.builds(
    PairEntry,
    id=IDS,
    label=NAMES,
    problem=WORDS.map(lambda t: source((t,))),
    measure=WORDS.map(lambda t: source((t,))),
    sign=st.sampled_from(["", "新收 > 3"]),
    status=st.sampled_from(["candidate", "approved", "retired"]),
)


@settings(deadline=None, max_examples=150)
@given(
    entries=st.lists(PHRASES | PAIRS, max_size=6, unique_by=lambda entry: entry.id),
)
def test_any_phrases_come_back_from_their_file_as_they_were(
    ogi: LoadedForm,
    entries: list[PhraseEntry | PairEntry],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    file = tmp_path_factory.mktemp("f") / "x.yaml"
    file.write_text(write_phrases(entries), encoding="utf-8")
    bank = load_phrases(file, ogi)
    assert [p.entry for p in bank.phrases] == [e for e in entries if isinstance(e, PhraseEntry)]
    assert [p.entry for p in bank.pairs] == [e for e in entries if isinstance(e, PairEntry)]

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.draft.model import (
    Dismissal,
    Draft,
    Entry,
    LastYear,
    Pair,
    Sentence,
)
from assistant.errors import UserError
from assistant.form.values import NOT_APPLICABLE
from assistant.workspace import Workspace

TODAY = date(2026, 1, 5)


def draft_of(number: int) -> Draft:
    return Draft(form="any", today=TODAY, next_id=number + 1)


FULL = Draft(
    form="any",
    today=TODAY,
    facts={
        "单位": Entry(answer="某县\n某局"),
        "渠道": Entry(answer=(), source="same"),
        "名单": Entry(answer=("甲", "乙"), source="default"),
        "分项": Entry(answer=(("动态", "12"), ("公告", "3"))),
        "约数": Entry(answer="60余"),
    },
    cells={"表.行.列": Decimal("12.50"), "表.行.另": NOT_APPLICABLE, "表.零.列": Decimal(0)},
    narrative={
        "方面": (Sentence(id=1, text="共{{ 约数 }}件 <&{[。", origin="phrase:a", edited=True),)
    },
    pairs={
        "问题": (
            Pair(
                id=2,
                problem=(Sentence(id=3, text="慢。"),),
                measure=(Sentence(id=4, text="快。"),),
            ),
        )
    },
    skipped=frozenset({"备注"}),
    later={"日期": "办公室"},
    done=frozenset({"方面"}),
    auto=frozenset({"节"}),
    at="表",
    next_id=5,
    last_year=LastYear(
        year=2025,
        facts={"约数": "50余"},
        cells={"表.行.列": Decimal(3)},
        passages={"方面": ("去年。",)},
        problems=("旧。",),
    ),
    dismissals=(Dismissal(fingerprint="ab", reason="已核"),),
)


def test_a_draft_comes_back_exactly_in_another_process_lifetime(folder: Path) -> None:
    with Workspace(folder) as first:
        key = first.create(FULL, title="年度报告", unit="某局", year=2025)
    with Workspace(folder) as second:
        assert second.load(key) == FULL
        assert second.load(key).cells["表.行.另"] is NOT_APPLICABLE


def test_drafts_are_listed_newest_first_with_what_the_last_save_said(workspace: Workspace) -> None:
    first = workspace.create(draft_of(0), title="甲", unit="甲局", year=2024)
    second = workspace.create(draft_of(0), title="乙")
    assert [d.id for d in workspace.drafts()] == [second, first]
    workspace.save(first, draft_of(1), "FillCard", title="新甲", done=True)
    top = workspace.drafts()[0]
    assert (top.id, top.title, top.unit, top.year, top.done) == (first, "新甲", "甲局", 2024, True)
    assert top.updated.tzinfo is not None
    workspace.undo(first)
    top = workspace.drafts()[0]
    assert (top.id, top.title, top.done) == (first, "甲", False)


def test_undo_passes_over_navigation_and_redo_comes_back(workspace: Workspace) -> None:
    key = workspace.create(draft_of(0), title="")
    workspace.save(key, draft_of(1), "answer 1")
    workspace.save(key, draft_of(2), "goto", navigation=True)
    workspace.save(key, draft_of(3), "answer 3")
    workspace.save(key, draft_of(4), "goto", navigation=True)
    assert workspace.undo(key) == draft_of(2)
    assert workspace.undo(key) == draft_of(0)
    assert workspace.undo(key) is None
    assert workspace.load(key) == draft_of(0)
    assert workspace.redo(key) == draft_of(1)
    workspace.save(key, draft_of(5), "look around", navigation=True)
    assert workspace.redo(key) == draft_of(3)
    assert workspace.redo(key) is None
    assert workspace.load(key) == draft_of(3)


def test_an_answer_given_after_undo_keeps_the_old_branch_in_history(workspace: Workspace) -> None:
    key = workspace.create(draft_of(0), title="")
    workspace.save(key, draft_of(1), "old")
    workspace.undo(key)
    workspace.save(key, draft_of(2), "new")
    rows = workspace.history(key)
    assert [(r.seq, r.parent, r.event) for r in rows] == [
        (1, None, "create"), (2, 1, "old"), (3, 1, "new"),
    ]  # fmt: skip
    assert workspace.state(key, 2) == draft_of(1)
    assert workspace.undo(key) == draft_of(0)
    assert workspace.redo(key) == draft_of(2)


STEPS = st.lists(st.sampled_from(["answer", "look", "undo", "redo"]), max_size=25)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_any_walk_agrees_with_two_stacks_of_answers(
    steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Workspace(tmp_path_factory.mktemp("w")) as workspace:
        key = workspace.create(draft_of(0), title="")
        past, saved = [0], {1: draft_of(0)}
        future: list[int] = []
        for number, name in enumerate(steps, 1):
            if name in {"answer", "look"}:
                draft = draft_of(number)
                workspace.save(key, draft, name, navigation=name == "look")
                saved[workspace.history(key)[-1].seq] = draft
                if name == "answer":
                    past, future = [*past, number], []
            elif name == "undo":
                assert (workspace.undo(key) is None) == (len(past) == 1)
                if len(past) > 1:
                    future.append(past.pop())
            else:
                found = workspace.redo(key)
                assert found == (draft_of(future[-1]) if future else None)
                if future:
                    past.append(future.pop())
        assert {seq: workspace.state(key, seq) for seq in saved} == saved


def test_a_removed_draft_waits_in_the_bin(workspace: Workspace) -> None:
    key = workspace.create(FULL, title="甲")
    workspace.remove(key)
    assert workspace.drafts() == []
    assert [d.id for d in workspace.drafts(removed=True)] == [key]
    workspace.restore(key)
    assert [d.id for d in workspace.drafts()] == [key]
    assert workspace.load(key) == FULL


def test_what_is_not_there_is_said_in_chinese(workspace: Workspace) -> None:
    key = workspace.create(draft_of(0), title="")
    for ask in (
        lambda: workspace.load(9),
        lambda: workspace.undo(9),
        lambda: workspace.remove(9),
        lambda: workspace.history(9),
    ):
        with pytest.raises(UserError, match="没有第 9 号稿子"):
            ask()
    with pytest.raises(UserError, match="没有第 7 步"):
        workspace.state(key, 7)


def test_settings_are_kept(folder: Path) -> None:
    with Workspace(folder) as first:
        assert first.setting("主题") is None
        first.set_setting("主题", "浅")
        first.set_setting("主题", "深")
    with Workspace(folder) as second:
        assert second.setting("主题") == "深"

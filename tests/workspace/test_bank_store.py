"""The bank's part of the workspace: older files, uses of phrases, several writers at once."""

import sqlite3
import zlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.draft.model import Draft, Pair, Sentence
from assistant.errors import UserError
from assistant.workspace import Workspace
from assistant.workspace.bank import Put, Source
from assistant.workspace.schema import STEPS, VERSION

TODAY = date(2026, 1, 5)


def draft_with(*phrases: str, pair: str = "") -> Draft:
    sentences = tuple(
        Sentence(id=i, text="句。", origin=f"phrase:{phrase}")
        for i, phrase in enumerate(phrases, 1)
    )
    side = (Sentence(id=90, text="句。", origin=f"phrase:{pair}"),)
    pairs = {"问题": (Pair(id=91, origin=f"phrase:{pair}", problem=side, measure=side),)}
    return Draft(
        form="any", today=TODAY, narrative={"方面": sentences}, pairs=pairs if pair else {}
    )


def version_1(folder: Path, states: list[Draft]) -> None:
    """Write a file as version 1 of the program did."""
    folder.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(folder / "nianbao.db", isolation_level=None)
    db.execute("begin")
    STEPS[0](db)
    db.execute("insert into draft (form, head, updated) values ('any', ?, '2026')", (len(states),))
    for seq, state in enumerate(states, 1):
        db.execute(
            "insert into event values (1, ?, ?, 'x', 0, '题', '甲局', 2025, 0, ?, ?)",
            (
                seq,
                seq - 1 or None,
                f"2026-01-0{seq}T00:00:00+00:00",
                zlib.compress(state.model_dump_json().encode()),
            ),
        )
    db.execute("insert into setting values ('主题', '深')")
    db.execute("pragma application_id = 1312969776")
    db.execute("pragma user_version = 1")
    db.execute("commit")
    db.close()


def test_a_file_of_version_1_opens_with_all_that_was_in_it(folder: Path) -> None:
    states = [draft_with(), draft_with("a", "b"), draft_with("b", pair="p")]
    version_1(folder, states)
    with Workspace(folder) as workspace:
        assert workspace.load(1) == states[2]
        assert workspace.state(1, 2) == states[1]
        assert workspace.setting("主题") == "深"
        assert workspace.bank.use_counts("any") == {"a": 1, "b": 1, "p": 1}
        used = {key: workspace.bank.uses("any", key)[0] for key in "abp"}
        assert {key: (use.now, use.at.day) for key, use in used.items()} == {
            "a": (False, 2),
            "b": (True, 2),
            "p": (True, 3),
        }
        assert (used["a"].draft, used["a"].unit, used["a"].year) == (1, "甲局", 2025)
        workspace.save(1, draft_with("c"), "goes on")
    with sqlite3.connect(folder / "nianbao.db") as db:
        assert db.execute("pragma user_version").fetchone()[0] == VERSION
    db.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version_1(folder, [draft_with("a")])

    def broken(connection: sqlite3.Connection) -> None:
        STEPS[1](connection)
        raise sqlite3.OperationalError("disk")

    monkeypatch.setattr("assistant.workspace.database.STEPS", (STEPS[0], broken))
    with pytest.raises(UserError):
        Workspace(folder)
    monkeypatch.undo()
    with Workspace(folder) as workspace:
        assert workspace.load(1) == draft_with("a")


def test_every_use_is_noted_once_and_known_to_be_over(folder: Path) -> None:
    with Workspace(folder) as workspace:
        first = workspace.create(draft_with("a"), title="", unit="甲局", year=2025)
        workspace.save(first, draft_with("a", "b"), "add")
        workspace.save(first, draft_with("b"), "edit")
        second = workspace.create(draft_with("b"), title="", unit="乙局", year=2024)
        assert [(u.draft, u.now) for u in workspace.bank.uses("any", "a")] == [(first, False)]
        assert [(u.unit, u.year, u.now) for u in workspace.bank.uses("any", "b")] == [
            ("甲局", 2025, True),
            ("乙局", 2024, True),
        ]
        workspace.remove(second)
        assert workspace.bank.use_counts("any") == {"a": 1, "b": 1}
        assert workspace.bank.use_counts("other") == {}


def test_a_harvested_sentence_is_noted_once_for_each_report(folder: Path) -> None:
    with Workspace(folder) as workspace:
        for phrase in ("a", "b"):
            with workspace.bank.changing("any", "甲") as changes:
                changes.harvest(Source("句。", "甲局", 2024, "f.docx"), phrase)
                changes.harvest(Source("句。", "甲局", 2025, "f.docx"), phrase)
        assert workspace.bank.harvested("any", "甲局", 2024) == {"句。"}
        assert workspace.bank.harvested("any", "乙局", 2024) == frozenset()
        assert [s.year for s in workspace.bank.sources("any", ["a", "b"])] == [2024, 2025]


STEPS_OF_TWO = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["a", "b"]), st.sampled_from(["approved", "retired"])),
    max_size=30,
)


@settings(max_examples=30, deadline=None)
@given(steps=STEPS_OF_TWO)
def test_two_writers_leave_a_log_in_which_every_change_follows_the_one_before(
    steps: list[tuple[bool, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("w")
    with Workspace(folder) as one, Workspace(folder) as other:
        for first, phrase, status in steps:
            with (one if first else other).bank.changing("any", "甲" if first else "乙") as changes:
                changes.put(Put(phrase, "x", status, entry=f"{status}!", was="candidate"))
        for workspace in (one, other):
            for phrase in "ab":
                log = workspace.bank.log("any", phrase)
                wanted = [(f, s) for f, p, s in steps if p == phrase]
                assert [(c.who == "甲", c.status) for c in log] == wanted
                assert [c.was for c in log] == [
                    "candidate", *(c.status for c in log[:-1])
                ][: len(log)]  # fmt: skip
                assert all(c.entry == f"{c.status}!" for c in log)
            assert workspace.bank.generation("any") == len(steps)


def test_what_fails_halfway_writes_nothing(folder: Path) -> None:
    with Workspace(folder) as workspace:

        def fail() -> None:
            with workspace.bank.changing("any", "甲") as changes:
                changes.put(Put("a", "x", "approved"))
                raise KeyError

        with pytest.raises(KeyError):
            fail()
        assert workspace.bank.changes("any") == []

"""Phrases of an office's own: who decides what, when, why, and in which window."""

from collections.abc import Callable, Collection
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.draft.events import AddSentences, FillCard, NewSentence
from assistant.errors import UserError
from assistant.phrases.bank import PhraseEntry
from assistant.session import Library, Session
from assistant.session.bank_views import Edited
from assistant.session.banking import Banking
from assistant.text.similarity import Match
from assistant.workspace import Workspace

NONE = "窗口和网上都没有人提出过公开申请。"
WINDOW = "群众来访多在上午，窗口因此提前半小时开门。"


def entry(text: str = NONE, **fields: object) -> PhraseEntry:
    return PhraseEntry.model_validate(
        {"id": "", "move": "收办数量", "text": text, "when": "收办数 == 0", **fields}
    )


def offered(banking: Banking, key: str) -> bool:
    return any(p.entry.id == key for group in banking.bank.by_move.values() for p in group)


def test_a_candidate_is_offered_once_it_is_approved_and_until_it_is_retired(
    banking: Banking, other: Banking
) -> None:
    key = banking.add(entry())
    assert not offered(banking, key)
    assert [c.id for c in other.queue()] == [key]
    other.approve([key], by="李科长", why="好懂")
    assert offered(banking, key)
    assert offered(other, key)
    banking.retire(key, "过时")
    assert not offered(other, key)
    assert other.restore(key) == "approved"
    assert offered(banking, key)
    changes = banking.story(key).changes
    assert [(c.was, c.status, c.action) for c in changes] == [
        ("", "candidate", "add"),
        ("candidate", "approved", "approve"),
        ("approved", "retired", "retire"),
        ("retired", "approved", "restore"),
    ]
    assert (changes[1].who, changes[1].why, changes[2].why) == ("李科长", "好懂", "过时")
    approved = banking.bank.by_origin[f"phrase:{key}"].entry
    assert (approved.by, approved.status) == ("李科长", "approved")
    assert approved.on


def test_a_shipped_phrase_is_retired_here_and_comes_back(banking: Banking, other: Banking) -> None:
    banking.retire("on-request-none", "啰嗦")
    assert not offered(other, "on-request-none")
    assert "phrase:on-request-none" in other.bank.by_origin
    assert other.restore("on-request-none") == "shipped"
    assert offered(banking, "on-request-none")


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (entry("收到{{ 新手 }}件。"), "是不是 新收"),
        (entry("先一句。再一句。"), "一句话"),
        (entry(""), "一句话"),
        (entry("{% if 新收 %}有{% endif %}。"), "语句"),
        (entry(when="收办数 = 0"), "写法不对"),
        (entry(move="没有这个"), "没有名为 没有这个"),
        (entry(evidence=["没有"]), "没有“没有”"),
        (
            entry("未收到公民、法人或者其他组织提出的政府信息公开申请。"),
            "on-request-none-applicants",
        ),
        (entry("收到政府信息公开申请35件，没有上年结转的申请。"), "on-request-received"),
    ],
)
def test_what_cannot_be_used_or_is_there_already_is_not_added(
    banking: Banking, made: PhraseEntry, says: str
) -> None:
    with pytest.raises(UserError, match=says):
        banking.add(made)
    assert banking.queue() == []


def test_a_retired_phrase_is_known_too(banking: Banking) -> None:
    key = banking.add(entry())
    banking.reject([key], "不通顺")
    with pytest.raises(UserError, match=f"{key}（停用）"):
        banking.add(entry())


@pytest.mark.parametrize(
    "second",
    [
        lambda b, k: b.approve([k]),
        lambda b, k: b.reject([k], "不要"),
        lambda b, k: b.merge(k, "on-request-none"),
        lambda b, k: b.edit(k, Edited(text=WINDOW)),
    ],
)
def test_of_two_decisions_at_once_the_second_is_told_who_was_first(
    banking: Banking, other: Banking, second: Callable[[Banking, str], None]
) -> None:
    key = banking.add(entry())
    other.queue()
    banking.approve([key], by="张三")
    with pytest.raises(UserError, match=r"已经定过了：张三 在 .* 批准"):
        second(other, key)
    assert [c.action for c in other.story(key).changes] == ["add", "approve"]


def test_a_decision_on_what_has_been_edited_since_is_refused(
    banking: Banking, other: Banking
) -> None:
    key = banking.add(entry())
    seen = other.candidate(key).seen
    banking.edit(key, Edited(text=WINDOW))
    with pytest.raises(UserError, match="刚被改过"):
        other.approve([key], seen=seen)
    other.approve([key], seen=other.candidate(key).seen)
    assert other.story(key).row.entry.text == WINDOW  # type: ignore[union-attr]


def test_a_decision_made_elsewhere_while_one_is_being_made_is_not_passed_over(
    banking: Banking, other: Banking, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = banking.add(entry())
    look = banking.frames.same

    def slow(frame: str, without: Collection[str] = ()) -> Match | None:
        monkeypatch.undo()
        other.approve([key], by="甲")
        return look(frame, without)

    monkeypatch.setattr(banking.frames, "same", slow)
    with pytest.raises(UserError, match="甲 在"):
        banking.approve([key], by="乙")
    assert [c.action for c in banking.story(key).changes] == ["add", "approve"]


def test_two_windows_that_add_the_same_sentence_add_it_once(
    banking: Banking, other: Banking, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys: list[str] = []
    coming_in = Banking.coming_in

    def meanwhile(self: Banking, *args: object, **given: object) -> object:
        if self is banking and not keys:
            keys.append(other.add(entry()))
        return coming_in(self, *args, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(Banking, "coming_in", meanwhile)
    with pytest.raises(UserError, match="算同一句"):
        banking.add(entry())
    assert [c.id for c in banking.queue()] == keys


def test_approval_waits_for_open_points_and_says_which(banking: Banking) -> None:
    key = banking.add(entry('开会{{ "3" }}次、培训{{ "5" }}期。', move="会议部署", when=""))
    found = banking.candidate(key)
    assert found.open == ("3", "5")
    with pytest.raises(UserError, match=r"evidence.*“3”、“5”"):
        banking.approve([key])
    banking.settle(key, "3", "会议次数")
    banking.settle(key, "5")
    banking.edit(key, Edited(evidence=("会议次数",)))
    assert banking.candidate(key).problems == ()
    banking.approve([key])
    assert banking.story(key).row.entry.text == "开会{{ 会议次数 }}次、培训5期。"  # type: ignore[union-attr]


def test_all_are_approved_or_none(banking: Banking) -> None:
    good = banking.add(entry())
    bad = banking.add(entry(WINDOW, when="", move="办理机制"))
    with pytest.raises(UserError, match=bad):
        banking.approve([good, bad])
    assert [c.id for c in banking.queue()] == [good, bad]


def test_the_last_decision_is_taken_back_and_the_one_before_it(banking: Banking) -> None:
    first, second = banking.add(entry()), banking.add(entry(WINDOW))
    banking.approve([first], edited=Edited(text="上午下午都没有人来申请过公开信息。"))
    banking.merge(second, first)
    assert [c.id for c in banking.queue()] == []
    assert banking.undo() == (second,)
    assert banking.undo() == (first,)
    assert banking.undo() == ()
    assert [(c.id, c.entry.text) for c in banking.queue()] == [(first, NONE), (second, WINDOW)]


def test_what_somebody_else_went_on_from_is_not_taken_back(
    banking: Banking, other: Banking
) -> None:
    key = banking.add(entry())
    banking.approve([key])
    other.retire(key, "不好", by="李四")
    with pytest.raises(UserError, match="李四"):
        banking.undo()
    assert banking.story(key).row.entry.status == "retired"


def test_a_merged_candidate_may_not_swallow_its_own_target(banking: Banking) -> None:
    first, second = banking.add(entry()), banking.add(entry(WINDOW))
    banking.merge(second, first)
    for target in (first, second):
        with pytest.raises(UserError, match="已经并入"):
            banking.merge(first, target)
    with pytest.raises(UserError, match="没有编号"):
        banking.merge(first, "nobody")


def test_decisions_are_signed_with_the_name_set_or_the_users(
    banking: Banking, other: Banking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "wang")
    assert banking.who == "wang"
    banking.sign(" 王敏 ")
    assert other.who == "王敏"
    other.sign("")

    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert banking.who == "本机用户"


def test_a_reason_is_asked_for(banking: Banking) -> None:
    key = banking.add(entry())
    for decide in (banking.reject, banking.retire):
        with pytest.raises(UserError, match="原因"):
            decide(key, "  ")
    with pytest.raises(UserError, match="没有停用"):
        banking.restore(key)
    with pytest.raises(UserError, match="没有编号"):
        banking.story("nobody")


def test_a_running_draft_sees_what_another_window_approves(
    library: Library, workspace: Workspace, other: Banking
) -> None:
    session = Session.start(library, workspace, "ogi-2021", date(2026, 1, 5))
    session.view()
    key = other.add(entry())
    other.approve([key])
    before = session.bank
    session.view()
    assert session.bank is not before
    assert f"phrase:{key}" in session.bank.by_origin
    session.view()
    other.retire(key, "不好")
    session.submit(FillCard("单位", {"单位全称": "青禾县水利局"}))
    assert session.bank.by_origin[f"phrase:{key}"].entry.status == "retired"
    session.submit(AddSentences("依申请公开", (NewSentence(NONE, f"phrase:{key}", "收办数量"),)))
    (use,) = other.story(key).uses
    assert (use.draft, use.unit, use.now) == (session.draft_id, "青禾县水利局", True)


ACTIONS = st.lists(
    st.tuples(
        st.booleans(),
        st.sampled_from(["approve", "retire", "restore", "undo"]),
        st.sampled_from([0, 1, 2]),
    ),
    max_size=25,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(actions=ACTIONS)
def test_any_order_of_decisions_in_two_windows_keeps_the_log_whole(
    library: Library,
    tmp_path_factory: pytest.TempPathFactory,
    actions: list[tuple[bool, str, int]],
) -> None:
    folder = tmp_path_factory.mktemp("w")
    with Workspace(folder) as one, Workspace(folder) as two:
        windows = [Banking(library, one, "ogi-2021"), Banking(library, two, "ogi-2021")]
        keys = [windows[0].add(entry()), windows[1].add(entry(WINDOW)), "on-request-none"]
        status = {keys[0]: "candidate", keys[1]: "candidate", keys[2]: "shipped"}
        for first, action, number in actions:
            window, key = windows[not first], keys[number]
            try:
                if action == "approve":
                    window.approve([key])
                    assert status[key] == "candidate"
                elif action == "retire":
                    window.retire(key, "为什么")
                    assert status[key] != "retired"
                elif action == "restore":
                    window.restore(key)
                    assert status[key] == "retired"
                else:
                    window.undo()
            except UserError:
                continue
            finally:
                for name in keys:
                    status[name] = windows[first].story(name).row.entry.status
        for window in windows:
            for key in keys:
                log = window.story(key).changes
                starts = ["shipped" if key == keys[2] else "", *(c.status for c in log)]
                assert [c.was for c in log] == starts[: len(log)]
                assert window.story(key).row.entry.status == (starts[-1] or "candidate")

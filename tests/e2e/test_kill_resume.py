"""The process is killed in the middle; the next start goes on at the same question."""

import os
import signal
import time
from decimal import Decimal
from pathlib import Path

import pytest
from clerk import Clerk, needs_tmux

from assistant.workspace import Workspace

pytestmark = [pytest.mark.slow, needs_tmux]

NAME = "青河县水利局"


def test_nothing_accepted_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "second").mkdir()
    home = tmp_path / "home"
    with Clerk(tmp_path / "first", home) as clerk:
        clerk.sees("开始写第一份报告")
        clerk.press("Enter")
        clerk.sees("公章上的单位全称是什么")
        clerk.write(NAME)
        clerk.sees(NAME)
        clerk.press("Enter")
        clerk.sees("看看猜得对不对")
        clerk.press("Enter")
        clerk.sees("照哪种体例写")
        clerk.press("Enter")
        clerk.sees("本年度收到过政府信息公开申请吗")
        clerk.press("2")
        clerk.sees("申请行政复议、提起行政诉讼吗")
        clerk.press("2")
        clerk.sees("行政规范性文件 · · ·")
        # What is seen afterwards must be about the figure, not about the answer before it.
        clerk.sees("已保存")
        gone = time.monotonic() + 20
        while "已保存" in clerk.screen and time.monotonic() < gone:
            time.sleep(0.1)
        clerk.press("7", "Enter")
        clerk.sees("行政规范性文件 7")
        clerk.sees("已保存")
        os.kill(clerk.process, signal.SIGKILL)
    with Clerk(tmp_path / "second", home) as clerk:
        clerk.sees(f"接着写　{NAME}")
        clerk.press("Enter")
        clerk.sees("表二　主动公开政府信息情况")
        clerk.sees("行政规范性文件 7 · ·")
    workspace = Workspace(home)
    (info,) = workspace.drafts()
    draft = workspace.load(info.id)
    answers = {key: entry.answer for key, entry in draft.facts.items()}
    assert answers["单位全称"] == NAME
    assert (answers["单位类型"], answers["自称"]) == ("部门", "我局")
    assert (answers["有无申请"], answers["有无救济"]) == ("没有", "没有")
    assert draft.cells == {"文件.规范性.制发": Decimal(7)}

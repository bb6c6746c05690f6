"""The Kitty keyboard protocol stays off, so that committed Chinese text arrives as text."""

import os
import subprocess
import sys

from textual._xterm_parser import XTermParser
from textual.events import Key


def run(code: str, **environment: str) -> str:
    env = {k: v for k, v in os.environ.items() if k != "TEXTUAL_DISABLE_KITTY_KEY"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=env | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def test_the_protocol_is_off_before_textual_is_imported() -> None:
    code = (
        "import sys, assistant.tui\n"
        "assert 'textual' not in sys.modules\n"
        "import textual.constants\n"
        "print(textual.constants.DISABLE_KITTY_KEY)"
    )
    assert run(code, PYTHONPATH=os.getcwd()) == "True"


def test_a_long_commit_arrives_character_by_character() -> None:
    commit = "政府信息公开工作年度报告"
    keys = [event for event in XTermParser().feed(commit) if isinstance(event, Key)]
    assert "".join(key.character or "" for key in keys) == commit

"""The interview line by line, with print and input: for screen readers and pipes."""

from collections.abc import Callable
from datetime import date

from assistant.paths import data_folder
from assistant.plain.asking import Plain, Quit
from assistant.plain.beginning import opened
from assistant.session import Library
from assistant.workspace import Workspace


def run(today: date, ask: Callable[[str], str] = input, say: Callable[[str], None] = print) -> None:
    """Open the newest unfinished draft, or a new one, and ask until everything is answered."""
    with Workspace(data_folder()) as workspace:
        try:
            session = opened(Library(), workspace, today, ask, say)
            Plain(session, ask, say).run()
        except (Quit, EOFError):
            say("已保存。下次从这里接着来。")

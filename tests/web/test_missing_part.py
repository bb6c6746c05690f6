import sys

import pytest

from assistant import web
from assistant.errors import UserError


def test_a_missing_browser_part_is_said_in_chinese_with_the_command_that_helps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    monkeypatch.delitem(sys.modules, "assistant.web.server", raising=False)

    with pytest.raises(UserError, match='-m pip install "textual-serve'):
        web.run()

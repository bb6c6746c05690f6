"""Tries a local rule file and says what it was told."""

from collections.abc import Callable

import pytest

from assistant.checks.rules import RuleSet
from assistant.errors import ProblemsError

LOCAL = "本地规则.yaml"
Load = Callable[[str], RuleSet]


def mistake(load: Load, text: str) -> tuple[int | None, str, str]:
    """Give line, name and message of the one mistake the file is refused for."""
    with pytest.raises(ProblemsError) as caught:
        load(text)
    (problem,) = caught.value.problems
    assert problem.file is not None
    assert problem.file.name == LOCAL
    return problem.line, problem.name, problem.message

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.session import Library
from assistant.session.banking import Banking
from assistant.workspace import Workspace


@pytest.fixture
def banking(library: Library, workspace: Workspace) -> Banking:
    return Banking(library, workspace, "ogi-2021")


@pytest.fixture
def other(library: Library, folder: Path, banking: Banking) -> Iterator[Banking]:
    """The same bank in a second window."""
    with Workspace(folder) as opened:
        yield Banking(library, opened, "ogi-2021")

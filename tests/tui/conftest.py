"""The clerk's own folders are empty unless a test fills them."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_desktop(desktop: Path) -> None:
    """Look for reports on a desktop of the test's own."""

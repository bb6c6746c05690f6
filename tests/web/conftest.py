"""The real server as a clerk starts it, and a browser to visit it with."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from chromium import Browser, chromium, until


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """The address, with its token, that `nianbao --browser` opens the default browser at."""
    note = tmp_path / "address.txt"
    browser = tmp_path / "browser.py"
    browser.write_text(
        "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.argv[2], encoding='utf-8')",
        encoding="utf-8",
    )
    environment = {
        **os.environ,
        "NIANBAO_HOME": str(tmp_path / "数据"),
        "BROWSER": f"{sys.executable} {browser} {note} %s",
    }
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "assistant", "--browser"),
        stdout=asyncio.subprocess.DEVNULL,
        env=environment,
    )
    try:
        await until(lambda: note.is_file() and note.stat().st_size > 0, "the browser to be opened")
        await asyncio.sleep(0.1)
        yield note.read_text(encoding="utf-8")
    finally:
        server.terminate()
        await server.wait()


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    async with chromium(tmp_path / "profile") as page:
        yield page

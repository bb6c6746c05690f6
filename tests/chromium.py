"""A page of headless Chromium, driven through its debugging protocol."""

import asyncio
import base64
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

PROGRAM = shutil.which("chromium") or shutil.which("google-chrome")
PATIENCE = 30.0


async def until(ready: Callable[[], bool], what: str) -> None:
    """Wait until something is so; fails with `what` when it does not come about."""
    for _ in range(int(PATIENCE / 0.05)):
        if ready():
            return
        await asyncio.sleep(0.05)
    pytest.fail(f"waited in vain for: {what}")


class Browser:
    """A page of headless Chromium.

    Attributes:
        requests: the address of everything the page asked for.
        received: what its sockets received so far, as text.
        sent: what its sockets sent so far.
    """

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._received = b""
        self.requests: list[str] = []
        self.sent = ""

    @property
    def received(self) -> str:
        return self._received.decode("utf-8", errors="replace")

    async def listen(self) -> None:
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            data = json.loads(message.data)
            if "id" in data:
                self._waiting.pop(data["id"]).set_result(data)
                continue
            values = data["params"]
            match data["method"]:
                case "Network.requestWillBeSent":
                    self.requests.append(values["request"]["url"])
                case "Network.webSocketCreated":
                    self.requests.append(values["url"])
                case "Network.webSocketFrameReceived" if values["response"]["opcode"] == 2:
                    self._received += base64.b64decode(values["response"]["payloadData"])
                case "Network.webSocketFrameSent":
                    self.sent += values["response"]["payloadData"]

    async def call(self, method: str, **values: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": values})
        data = await asyncio.wait_for(self._waiting[number], PATIENCE)
        assert "result" in data, data
        result: dict[str, Any] = data["result"]
        return result

    async def run(self, script: str) -> Any:
        """Give the value of a script, awaited if it is a promise."""
        found = await self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    async def open(self, address: str) -> None:
        await self.call("Page.navigate", url=address)

    async def loaded(self, text: str) -> None:
        """Wait until the page itself, not the terminal on it, says something."""
        for _ in range(100):
            if text in (await self.run("document.body?.innerText ?? ''")):
                return
            await asyncio.sleep(0.05)
        pytest.fail(f"the page never said: {text}")

    async def shows(self, text: str) -> None:
        await until(lambda: text in self.received, f"{text} on the page")


@asynccontextmanager
async def chromium(profile: Path) -> AsyncIterator[Browser]:
    """Open a page with its own new profile folder."""
    assert PROGRAM is not None
    process = await asyncio.create_subprocess_exec(
        PROGRAM,
        *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        *("--remote-debugging-port=0", f"--user-data-dir={profile}", "--window-size=1100,720"),
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        note = profile / "DevToolsActivePort"
        await until(lambda: note.is_file() and "\n" in note.read_text(encoding="utf-8"), "Chromium")
        port = note.read_text(encoding="utf-8").splitlines()[0]
        async with ClientSession() as client:
            async with client.get(f"http://127.0.0.1:{port}/json") as answer:
                pages = [page for page in await answer.json() if page["type"] == "page"]
            async with client.ws_connect(
                pages[0]["webSocketDebuggerUrl"], max_msg_size=0
            ) as socket:
                page = Browser(socket)
                listening = asyncio.create_task(page.listen())
                for domain in ("Network", "Page", "Runtime"):
                    await page.call(f"{domain}.enable")
                yield page
                listening.cancel()
    finally:
        process.terminate()
        await process.wait()

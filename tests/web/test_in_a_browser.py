"""`nianbao --browser` in a real browser."""

from urllib.parse import urlsplit

import pytest
from chromium import PROGRAM, Browser, until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine"),
]

SOCKET = """
new Promise((done) => {{
    const socket = new WebSocket("ws://{host}/ws?width=80&height=24");
    socket.onopen = () => done("open");
    socket.onerror = () => done("refused");
}})
"""


async def test_the_page_shows_the_app_and_asks_nothing_of_any_other_machine(
    address: str, browser: Browser
) -> None:
    await browser.open(address)
    await browser.shows("年报")

    host = urlsplit(address).netloc
    elsewhere = [url for url in browser.requests if urlsplit(url).netloc != host]
    assert [url for url in elsewhere if not url.startswith("data:")] == []
    assert await browser.run("window.location.href") == f"http://{host}/"


async def test_ctrl_v_pastes_what_the_system_clipboard_holds(
    address: str, browser: Browser
) -> None:
    await browser.open(address)
    await browser.shows("年报")
    allowed = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    await browser.call("Browser.grantPermissions", permissions=allowed)
    await browser.call("Emulation.setFocusEmulationEnabled", enabled=True)
    await browser.run("navigator.clipboard.writeText('从别处抄来的一句话')")
    key = {"modifiers": 2, "key": "v", "code": "KeyV", "windowsVirtualKeyCode": 86}

    await browser.call("Input.dispatchKeyEvent", type="keyDown", commands=["paste"], **key)
    await browser.call("Input.dispatchKeyEvent", type="keyUp", **key)

    await until(lambda: "从别处抄来的一句话" in browser.sent, "the pasted text")
    assert "\\u0016" not in browser.sent


async def test_another_site_cannot_open_a_socket_to_the_app(address: str, browser: Browser) -> None:
    await browser.open(address)
    await browser.shows("年报")
    host = urlsplit(address).netloc
    assert await browser.run(SOCKET.format(host=host)) == "open"

    await browser.open("data:text/html,another site")
    await browser.loaded("another site")

    assert await browser.run(SOCKET.format(host=host)) == "refused"


async def test_the_address_works_for_the_first_browser_only(address: str, browser: Browser) -> None:
    await browser.open(address)
    await browser.shows("年报")
    await browser.call("Network.clearBrowserCookies")

    await browser.open(address)

    await browser.loaded("只能由 nianbao --browser 自己打开")

"""Only the browser that was handed the address gets in."""

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiohttp import ClientSession, CookieJar, WSServerHandshakeError, web

from assistant.web.guard import Guard


@dataclass
class Place:
    guard: Guard
    client: ClientSession

    async def status(self, path: str, **headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.client.get(f"{self.guard.origin}{path}", headers=named) as answer:
            return answer.status

    async def enter(self) -> int:
        async with self.client.get(self.guard.entry) as answer:
            return answer.status


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    listener = socket.create_server(("127.0.0.1", 0))
    guard = Guard("127.0.0.1", listener.getsockname()[1])

    async def page(request: web.Request) -> web.Response:
        return web.Response(text="稿子")

    async def live(request: web.Request) -> web.WebSocketResponse:
        answer = web.WebSocketResponse()
        await answer.prepare(request)
        await answer.close()
        return answer

    app = web.Application()
    app.add_routes([web.get("/", page), web.get("/ws", live)])
    guard.protect(app)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.SockSite(runner, listener).start()
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
        yield Place(guard, client)
    await runner.cleanup()


async def test_the_token_opens_the_page_and_its_cookie_keeps_it_open(place: Place) -> None:
    assert await place.enter() == 200
    assert await place.status("/") == 200


async def test_the_token_works_once(place: Place) -> None:
    await place.enter()
    place.client.cookie_jar.clear()

    assert await place.enter() == 403


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(place: Place) -> None:
    async with place.client.get(place.guard.entry, allow_redirects=False) as answer:
        cookie = answer.headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize("path", ["/", "/?token=", "/?token=guessed", "/ws", "/static/js/x.js"])
async def test_without_token_and_cookie_nothing_is_given(place: Place, path: str) -> None:
    assert await place.status(path) == 403


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("Host", "nianbao.example", 403),
        ("Host", "127.0.0.1:1", 403),
        ("Origin", "https://site.example", 403),
        ("Origin", "http://127.0.0.1:1", 403),
        ("Origin", "null", 403),
        ("Sec_Fetch_Site", "cross-site", 403),
        ("Sec_Fetch_Site", "same-site", 403),
        ("Sec_Fetch_Site", "same-origin", 200),
        ("Sec_Fetch_Site", "none", 200),
    ],
)
async def test_a_page_of_another_site_gets_nothing_through_the_open_browser(
    place: Place, header: str, value: str, status: int
) -> None:
    await place.enter()

    assert await place.status("/", **{header: value}) == status


async def test_the_page_may_open_its_socket(place: Place) -> None:
    await place.enter()
    async with place.client.ws_connect(
        f"{place.guard.origin}/ws", origin=place.guard.origin
    ) as live:
        assert not live.closed


@pytest.mark.parametrize("origin", ["https://site.example", "http://127.0.0.1:1", "null", None])
async def test_a_socket_from_elsewhere_is_refused(place: Place, origin: str | None) -> None:
    await place.enter()

    with pytest.raises(WSServerHandshakeError) as refused:
        await place.client.ws_connect(f"{place.guard.origin}/ws", origin=origin)

    assert refused.value.status == 403


async def test_the_page_may_load_nothing_from_elsewhere(place: Place) -> None:
    async with place.client.get(place.guard.entry) as answer:
        policy = answer.headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy

"""Who may talk to the local server: the one browser that was handed the address."""

import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

REFUSED = "这个网址只能由 nianbao --browser 自己打开。请回到那个窗口，重新运行一次。"


class Guard:
    """Lets in the first visitor with the token, and after that only its cookie.

    A page of another site can reach 127.0.0.1 from the clerk's own browser, and a name can be
    made to point there, so the address, the origin and a secret are each checked.

    Attributes:
        entry: the address to open, with the token that works once.
        origin: scheme, host and port that every request must be addressed to and come from.
    """

    def __init__(self, host: str, port: int) -> None:
        self._address = f"{host}:{port}"
        self.origin = f"http://{self._address}"
        self._token: str | None = secrets.token_urlsafe(32)
        self._key = secrets.token_urlsafe(32)
        # Cookies are shared by all ports of a host, so the name tells two servers apart.
        self._cookie = f"nianbao-{port}"
        self.entry = f"{self.origin}/?token={self._token}"
        self._headers = {
            "Cache-Control": "no-store",
            "Content-Security-Policy": (
                "default-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                f"connect-src 'self' ws://{self._address}; "
                "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            ),
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }

    def protect(self, app: web.Application) -> None:
        """Put the guard before every route of `app`."""
        app.middlewares.append(self._check)
        app.on_response_prepare.append(self._add_headers)

    @web.middleware
    async def _check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not self._from_here(request):
            raise web.HTTPForbidden(text=REFUSED)
        if self._same(request.cookies.get(self._cookie), self._key):
            return await handler(request)
        if request.path == "/" and self._same(request.query.get("token"), self._token):
            self._token = None
            answer = web.Response(status=303, headers={"Location": "/"})
            answer.set_cookie(self._cookie, self._key, httponly=True, samesite="Strict")
            return answer
        raise web.HTTPForbidden(text=REFUSED)

    def _from_here(self, request: web.Request) -> bool:
        origin = request.headers.get("Origin")
        # Browsers always name the origin of a socket; a visitor that does not is no browser.
        needs_origin = request.headers.get("Upgrade") is not None
        return (
            request.headers.get("Host") == self._address
            and (origin == self.origin if origin is not None else not needs_origin)
            and request.headers.get("Sec-Fetch-Site", "none") in {"none", "same-origin"}
        )

    @staticmethod
    def _same(given: str | None, wanted: str | None) -> bool:
        if given is None or wanted is None:
            return False
        return secrets.compare_digest(given.encode(), wanted.encode())

    async def _add_headers(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(self._headers)

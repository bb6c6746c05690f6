"""The local server: one app process for each tab of the browser."""

import asyncio
import os
import shlex
import socket
import subprocess
import sys
import webbrowser
from pathlib import Path

from aiohttp import web
from textual_serve.server import Server

from assistant.web.guard import Guard

HOST = "127.0.0.1"
_PAGE = Path(__file__).resolve().parent / "page"
# The tab's process finds modules where this one does, whatever folder the clerk stands in.
_START = (
    "import os, sys; sys.path[:] = sys.argv.pop().split(os.pathsep); "
    "from assistant.tui.app import run; run()"
)


def command() -> str:
    """Give the shell command that runs the app for one tab."""
    words = [sys.executable, "-X", "utf8", "-c", _START, os.pathsep.join(sys.path)]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def serve() -> None:
    """Serve until Ctrl+C; the address is printed, in case no browser opens by itself."""
    listener = socket.create_server((HOST, 0))
    port = listener.getsockname()[1]
    guard = Guard(HOST, port)
    # Our own page, because the one that comes with the library waits for a font from abroad.
    server = Server(command(), host=HOST, port=port, title="年报助手", templates_path=_PAGE)

    async def open_browser(app: web.Application) -> None:
        print(
            f"正在打开浏览器。没有打开的话，把这个网址粘贴到浏览器里（只能用一次）：\n{guard.entry}"
        )
        print("写的内容保存在这台电脑上。关掉这个窗口，或按 Ctrl+C，就结束。", flush=True)
        tasks.append(asyncio.create_task(asyncio.to_thread(webbrowser.open, guard.entry)))

    async def make_app() -> web.Application:
        app = await server._make_app()
        # Takes the place of the library's banner.
        app.on_startup.clear()
        app.on_startup.append(open_browser)
        guard.protect(app)
        return app

    tasks: list[asyncio.Task[bool]] = []
    web.run_app(make_app(), sock=listener, print=None)

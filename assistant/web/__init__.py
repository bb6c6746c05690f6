"""The same app in a browser of this machine, for those whose terminal cannot draw Chinese."""

import sys

from assistant.errors import UserError


def run() -> None:
    """Serve the app on a free port of 127.0.0.1, open the default browser, and stop at Ctrl+C.

    Raises:
        UserError: the optional part `browser` is not installed.
    """
    try:
        from assistant.web.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "assistant":
            raise
        raise UserError(
            "还没有安装在浏览器里打开所需的部分。请先运行："
            f'"{sys.executable}" -m pip install "textual-serve>=1.1.3,<2"；'
            "没有网络时，直接运行 nianbao 在终端里打开。"
        ) from None
    serve()

"""The same app in a browser of this machine, for those whose terminal cannot draw Chinese."""

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
            "还没有安装浏览器部分。请先运行：python -m pip install 'nianbao[browser]'，"
            "或者直接运行 nianbao 在终端里打开。"
        ) from None
    serve()

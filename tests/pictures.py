"""Takes the README's pictures of the app in a real browser: `python tests/pictures.py FOLDER`."""

import asyncio
import base64
import os
import sys
import tempfile
from pathlib import Path

from chromium import Browser, chromium, until

KEYS = {"Enter": 13, "Tab": 9, "ArrowDown": 40, "F4": 115, "F5": 116}


async def press(browser: Browser, *keys: str) -> None:
    """Press named keys, or type text, as a person does."""
    for key in keys:
        if key in KEYS:
            code = {"key": key, "code": key, "windowsVirtualKeyCode": KEYS[key]}
            text = {"text": "\r"} if key == "Enter" else {}
            await browser.call("Input.dispatchKeyEvent", type="keyDown", **code, **text)
            await browser.call("Input.dispatchKeyEvent", type="keyUp", **code)
        else:
            await browser.call("Input.insertText", text=key)
        await asyncio.sleep(0.9)


async def picture(browser: Browser, file: Path) -> None:
    """Save what the page shows."""
    shot = await browser.call("Page.captureScreenshot", format="png")
    file.write_bytes(base64.b64decode(shot["data"]))


async def play(browser: Browser, folder: Path) -> None:
    """Fill the first questions of a bureau's report and take pictures on the way."""
    await browser.shows("年报")
    await press(browser, "Enter")
    await browser.shows("公章上的单位全称")
    await press(browser, "青禾县水利局", "Enter", "Enter", "Enter", "1")
    for figure in "62100000":
        await press(browser, figure, "Tab")
    await picture(browser, folder / "table.png")
    await press(browser, "z", "Enter", "Enter", "2", "z", "Enter")
    await press(browser, "1", "3", "Enter", "ArrowDown", "509", "Enter")
    await press(browser, "Enter", "Enter", "1")
    await picture(browser, folder / "interview.png")


async def main(folder: Path) -> None:
    """Serve the app on an empty home and take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        note = home / "address.txt"
        opener = home / "browser.py"
        opener.write_text(
            "import pathlib, sys\n"
            "pathlib.Path(sys.argv[1]).write_text(sys.argv[2], encoding='utf-8')\n",
            encoding="utf-8",
        )
        environment = {
            **os.environ,
            "NIANBAO_HOME": str(home / "data"),
            "BROWSER": f"{sys.executable} {opener} {note} %s",
        }
        server = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "assistant", "--browser"), env=environment
        )
        try:
            await until(lambda: note.is_file() and note.stat().st_size > 0, "the browser")
            async with chromium(home / "profile") as browser:
                await browser.call(
                    "Emulation.setDeviceMetricsOverride",
                    width=1280, height=760, deviceScaleFactor=1, mobile=False,
                )  # fmt: skip
                await browser.open(note.read_text(encoding="utf-8"))
                await play(browser, folder)
        finally:
            server.terminate()
            await server.wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))

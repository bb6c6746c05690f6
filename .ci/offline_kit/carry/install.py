"""Unpacks the program beside this file, with the Python that runs it and nothing else."""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VERSION = "{}.{}".format(*sys.version_info)


def install() -> None:
    """Install from the carried wheels into a folder of this Python version's own."""
    wheels = HERE / "wheels"
    pip = max(wheels.glob("pip-*.whl"))
    # A Python without pip (the embeddable one) runs it straight from its wheel.
    sys.path.insert(0, str(pip))
    target = str(HERE / f"app-{VERSION}")
    places = ["--no-index", "--find-links", str(wheels), "--target", target, "--upgrade"]
    quiet = ["-q", "--isolated", "--disable-pip-version-check", "--no-warn-script-location"]
    sys.argv = ["pip", "install", *quiet, *places, "nianbao[browser]"]
    try:
        runpy.run_module("pip", run_name="__main__")
    except SystemExit as end:
        if end.code:
            print("没有装成，原因见上面。常见的是 Python 版本不对，要 64 位的 3.11、3.12 或 3.13。")
            raise


install()
print("装好了。以后双击“打开.bat”。")

"""Starts the program that `install.py` unpacked."""

import sys
from pathlib import Path

APP = Path(__file__).resolve().parent / "app-{}.{}".format(*sys.version_info)

if not APP.is_dir():
    sys.exit("还没有安装，请先双击“安装.bat”。")
sys.path.insert(0, str(APP))

from assistant.cli import main  # noqa: E402 - stands in the folder named just above

main()

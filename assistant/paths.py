"""Where things lie: the user's data folder, and the data shipped with the program."""

import os
from pathlib import Path

from platformdirs import user_data_dir

from assistant.errors import UserError

HOME_VARIABLE = "NIANBAO_HOME"
_PACKAGE = Path(__file__).parent


def data_folder() -> Path:
    """Give the user's data folder: `NIANBAO_HOME`, else the system's place; may not exist yet."""
    home = os.environ.get(HOME_VARIABLE, "").strip()
    if home:
        return Path(home).expanduser().absolute()
    return Path(user_data_dir("nianbao", appauthor=False))


def cache_folder() -> Path:
    """Give the folder for what can be deleted and made again; may not exist yet."""
    return data_folder() / "cache"


def shipped_templates() -> Path:
    """Give the folder of forms that came with the program."""
    return _shipped("templates")


def shipped_phrasebank() -> Path:
    """Give the folder of phrases that came with the program."""
    return _shipped("phrasebank")


def _shipped(name: str) -> Path:
    # An installed wheel carries the folders inside the package, a checkout beside it.
    for folder in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise UserError(f"程序文件不全，缺 {name} 文件夹，请重新安装")

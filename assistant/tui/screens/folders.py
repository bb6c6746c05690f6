"""Where exports go: a folder a clerk will find again, and a name that overwrites nothing."""

from pathlib import Path

from assistant.errors import UserError

USUAL = ("Desktop", "桌面", "Documents", "文档")


def default_folder(last: str | None) -> Path:
    """Give the folder used last if it is still there, else the desktop, the documents, the home."""
    if last and Path(last).is_dir():
        return Path(last)
    home = Path.home()
    return next((home / name for name in USUAL if (home / name).is_dir()), home)


def folder_named(text: str) -> Path:
    """Give the folder a clerk wrote down; raises `UserError` when there is none."""
    folder = Path(text.strip().strip('"“”')).expanduser()
    if not text.strip():
        raise UserError("请写存到哪个文件夹")
    if not folder.is_dir():
        raise UserError(f"没有“{folder}”这个文件夹，请改一改")
    return folder.absolute()


def free_name(folder: Path, name: str, ending: str) -> Path:
    """Give a file that does not exist yet, numbered （2）, （3） where it would."""
    path = folder / f"{name}.{ending}"
    number = 2
    while path.exists():
        path = folder / f"{name}（{number}）.{ending}"
        number += 1
    return path

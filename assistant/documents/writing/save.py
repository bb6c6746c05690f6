"""Puts a finished document on disk: whole, or not at all."""

import contextlib
import os
import secrets
from pathlib import Path

from assistant.errors import UserError


def save(data: bytes, target: Path) -> None:
    """Write `data` to `target` in one step; what stood there stays untouched on failure.

    Raises:
        UserError: the folder is missing, the target is a folder, or the file is open elsewhere or
            cannot be written.
    """
    target = Path(os.path.realpath(target))
    temporary = target.parent / f".nianbao-{secrets.token_hex(8)}.tmp"
    try:
        _checked(target)
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(target.stat().st_mode & 0o777)
        os.replace(temporary, target)
    except PermissionError:
        raise UserError(
            f"写不了 {target}：文件可能正在 Word 或 WPS 里打开，或者没有写入权限。"
            "请先关闭它，或换一个文件名"
        ) from None
    except OSError as error:
        raise UserError(f"写不了 {target}：{error.strerror}。请换一个位置或文件名") from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _checked(target: Path) -> None:
    if not target.parent.is_dir():
        raise UserError(f"没有文件夹 {target.parent}，请先建好，或换一个位置")
    if target.is_dir():
        raise UserError(f"{target} 是文件夹，请在后面写上文件名")
    if target.exists() and not os.access(target, os.W_OK):
        raise UserError(f"{target} 是只读文件，请换一个文件名，或先取消只读")

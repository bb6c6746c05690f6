"""Copies the database while it is in use."""

import os
import sqlite3
import tempfile
from pathlib import Path

from assistant.errors import UserError


def back_up(connection: sqlite3.Connection, source: Path, target: Path) -> None:
    """Write a copy to `target`: either all of it is there afterwards, or what was there before.

    Raises:
        UserError: the target is the database itself or cannot be written.
    """
    if target.resolve() in {source.resolve(), *_companions(source.resolve())}:
        raise UserError("备份不能写在数据文件自己身上，请换一个文件名")
    try:
        _copy(connection, target)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UserError(f"备份没有写成：{target}（{reason}）") from error


def _companions(file: Path) -> tuple[Path, ...]:
    return tuple(file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal"))


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.absolute().parent)
    os.close(handle)
    part = Path(name)
    try:
        copy = sqlite3.connect(part, isolation_level=None)
        try:
            connection.backup(copy)
            # A copy in WAL mode would leave companion files behind when opened.
            copy.execute("pragma journal_mode = delete")
        finally:
            copy.close()
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        for left in (part, *_companions(part)):
            left.unlink(missing_ok=True)

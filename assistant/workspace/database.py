"""Opens the workspace's SQLite file, and says in Chinese why it cannot."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import UserError
from assistant.workspace.schema import STEPS, VERSION

BUSY_SECONDS = 5.0
_APPLICATION = 0x4E425430


def connect(file: Path) -> sqlite3.Connection:
    """Open (or make) the database: WAL, foreign keys, every commit on disk before it returns.

    Raises:
        UserError: the file cannot be used; nothing in it has been changed.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return _opened(file)
        except sqlite3.Error as error:
            # Turning WAL on does not wait for another process that does the same.
            if _name(error) not in {"SQLITE_BUSY", "SQLITE_LOCKED"} or time.monotonic() > deadline:
                raise trouble(error, file) from error
            time.sleep(0.05)


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        version = _version(connection, file)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("pragma foreign_keys = on")
        if version < VERSION:
            _upgrade(connection, file)
        # Reading alone would not show that the file may not be written.
        connection.execute("begin immediate")
        connection.execute("rollback")
    except BaseException:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection, file: Path) -> int:
    version = int(connection.execute("pragma user_version").fetchone()[0])
    owner = int(connection.execute("pragma application_id").fetchone()[0])
    tables = connection.execute("select count(*) from sqlite_master").fetchone()[0]
    if tables and owner != _APPLICATION:
        raise UserError(
            f"{file} 不是本程序的数据文件。请把它移走，或用 NIANBAO_HOME 另指一个文件夹"
        )
    if version > VERSION:
        raise UserError(
            f"{file} 是更新版本的程序写的（数据版本 {version}，这里只能读到 {VERSION}）。"
            "请升级本程序后再打开；数据没有改动"
        )
    return version


def _upgrade(connection: sqlite3.Connection, file: Path) -> None:
    """Bring the tables to this version, all or nothing; a new file gets them all."""
    connection.execute("begin immediate")
    try:
        # Another process may have done it since the version was read.
        for step in STEPS[_version(connection, file) :]:
            step(connection)
        connection.execute(f"pragma application_id = {_APPLICATION}")
        connection.execute(f"pragma user_version = {VERSION}")
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise


@contextmanager
def transaction(
    connection: sqlite3.Connection, file: Path, *, write: bool
) -> Iterator[sqlite3.Connection]:
    """Run one all-or-nothing change, or read one moment; on disk when the block has ended."""
    try:
        connection.execute("begin immediate" if write else "begin")
        try:
            yield connection
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise
    except sqlite3.Error as error:
        raise trouble(error, file) from error


def trouble(error: sqlite3.Error, file: Path) -> UserError:
    """Say what a database error means for the person at the keyboard."""
    name = _name(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return UserError(f"{file} 正被另一个程序占用，刚才的操作没有做。请关掉那个程序再试")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return UserError(
            f"不能写入 {file}。请检查文件夹的权限，或用 NIANBAO_HOME 另指一个能写的文件夹"
        )
    if name.startswith("SQLITE_FULL"):
        return UserError("磁盘满了，刚才的操作没有存上。请腾出空间再试")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return UserError(
            f"{file} 已损坏，读不出来。请把它改名留存，换成备份的数据文件；"
            "没有备份时重新打开会新建一份"
        )
    return UserError(f"读写 {file} 出错（{name or error}），刚才的操作没有存上")


def _name(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", None) or ""

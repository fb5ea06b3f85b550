"""SQLite: copied by its online backup API, restored beside the file that it then replaces."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connections

from onevisit.operations import connecting
from onevisit.operations.refusals import Impossible

MEMBER = "database.sqlite3"


@contextmanager
def snapshot(place: Path) -> Iterator[str]:
    """Write the database of one instant to `place`; inside the block the default connection leads to that copy."""
    if not _file().exists():
        raise Impossible(f"没有数据库文件 {_file()}。请检查 DATABASE_URL 和 ONEVISIT_VAR。")
    with closing(_open(_file())) as source, closing(sqlite3.connect(place)) as copy:
        # All pages in one step: in WAL mode nobody waits for it, and no later write makes it begin anew.
        source.backup(copy)
    with connecting.to_file(place):
        yield f"SQLite {sqlite3.sqlite_version}"
    _make_single(place)


@contextmanager
def placed(dump: Path, _tool: str) -> Iterator[None]:
    """Inside the block the default connection leads to the restored database; after it, the file is in its place.

    What the block raises leaves the former file untouched.
    """
    _refuse_while_served()
    _refuse_damaged(dump)
    with connecting.to_file(dump):
        yield
    _make_single(dump)
    _refuse_while_served()
    place = _file()
    dump.chmod(0o600)
    dump.replace(place)
    sync_folder(place.parent)


def folder() -> Path:
    """Where a restored file has to be prepared to be moved into its place in one step."""
    return _file().parent


def sync_folder(place: Path) -> None:
    """Make a new name in this folder survive a power cut."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refuse_damaged(dump: Path) -> None:
    try:
        with closing(_open(dump)) as restored:
            (found,) = restored.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as damage:
        found = str(damage)
    if found != "ok":
        raise Impossible(f"备份里的数据库已损坏（{found}），什么都没有恢复。请换一份备份。")


def _refuse_while_served() -> None:
    """SQLite leaves WAL only for the one who is alone; afterwards no -wal of the former database lies about."""
    place = _file()
    connections["default"].close()
    if not place.exists():
        return
    try:
        _make_single(place)
    except sqlite3.OperationalError as busy:
        raise Impossible(f"{place} 正在使用。请先停止服务（systemctl stop onevisit），再恢复。") from busy


def _make_single(file: Path) -> None:
    """Bring what lies in the -wal into the file itself. Raises `sqlite3.OperationalError` while others have it open."""
    with closing(_open(file)) as database:
        database.execute("PRAGMA journal_mode=DELETE")


def _open(file: Path) -> sqlite3.Connection:
    """Open a file that is there; plain `connect` would make a missing one."""
    return sqlite3.connect(f"file:{quote(str(file))}?mode=rw", uri=True, timeout=1)


def _file() -> Path:
    return Path(connections["default"].settings_dict["NAME"])

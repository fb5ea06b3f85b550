"""What is special about a database in a file."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest
from django.db import connections

from factories import cases as make
from onevisit.casework.models import Case
from onevisit.operations import connecting
from onevisit.operations.refusals import Impossible
from onevisit.operations.restore import restore
from operations.houses import Houses, copied, rows, tree


def test_a_file_in_use_is_not_replaced(houses: Houses, kept: Path) -> None:
    house = houses.furnished()
    with closing(sqlite3.connect(house.name)) as served:
        served.execute("PRAGMA journal_mode=WAL")
        served.execute("SELECT count(*) FROM casework_case")
        with house.entered(), pytest.raises(Impossible, match="systemctl stop onevisit"):
            restore(kept, 0)
        assert served.execute("SELECT count(*) FROM casework_case").fetchone() == (0,)
    with house.entered():
        assert restore(kept, 0).faults == ()


def test_nothing_of_the_former_log_is_left_beside_the_new_file(houses: Houses, kept: Path) -> None:
    """A -wal of another database, played into a restored one, would destroy it."""
    house = houses.furnished()
    with house.entered():
        make.submitted()
        restore(kept, 1)
        assert Case.objects.count() == 2
    assert not {name for name in tree(house.var) if name.endswith(("-wal", "-shm"))}
    assert Path(house.name).stat().st_mode & 0o777 == 0o600


def test_an_empty_file_counts_as_empty(houses: Houses, kept: Path) -> None:
    house = houses.empty()
    Path(house.name).touch()
    with house.entered():
        assert restore(kept).faults == ()


def test_other_threads_keep_their_connection(tmp_path: Path) -> None:
    """A backup is read through a connection to the copy: a request served meanwhile must not be answered from it."""
    seen = []

    def look() -> None:
        seen.append(connections["default"].settings_dict["NAME"])

    other = tmp_path / "other.sqlite3"
    with connecting.to_file(other):
        assert connections["default"].settings_dict["NAME"] == str(other)
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert seen == [connections["default"].settings_dict["NAME"]]


def test_a_broken_database_in_a_sound_archive_is_not_put_in_place(
    houses: Houses, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk may damage what was just unpacked; the archive's hashes were right."""
    from onevisit.operations import restore as module

    write = module._write

    def damaging(database: Path, source: IO[bytes]) -> None:
        write(database, source)
        with database.open("r+b") as file:
            file.seek(4096 * 5)
            file.write(b"\0" * 4096 * 20)

    monkeypatch.setattr(module, "_write", damaging)
    house = houses.empty()
    with house.entered():
        with pytest.raises(Impossible, match="数据库已损坏"):
            restore(copied(kept))
        assert rows() == {}

"""Houses: databases of their own with data folders of their own, to back up and to restore into."""

from __future__ import annotations

import gzip
import io
import itertools
import shutil
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection, connections
from django.test.utils import override_settings

ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")

NUMBERS = itertools.count(1)
DOCUMENT = b"%PDF-1.4 the printed form of an invented permit\n%%EOF\n"


@dataclass(frozen=True)
class House:
    """A database and its data folder; `url` leads another process there."""

    name: str
    url: str
    var: Path

    @contextmanager
    def entered(self) -> Iterator[None]:
        """The default connection of this thread and the data folder are this house's."""
        former = connections["default"]
        values = {**former.settings_dict, "NAME": self.name, "OPTIONS": _without_pool()}
        connections["default"] = type(former)(values, "default")
        try:
            with override_settings(VAR=self.var):
                yield
        finally:
            connections["default"].close()
            connections["default"] = former


class Houses:
    """Makes them, and drops what they leave on a server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._on_server: list[str] = []

    def furnished(self) -> House:
        """With a copy of the district that all tests start from."""
        return self.like(connection.settings_dict["NAME"])

    def like(self, name: str) -> House:
        """With a copy of that database."""
        house = self._new()
        if ON_SQLITE:
            with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(house.name)) as copy:
                source.backup(copy)
        else:
            _leave()
            self._server(f'CREATE DATABASE "{house.name}" TEMPLATE "{name}"')
        return house

    def empty(self) -> House:
        """With nothing in it: on SQLite not even a file."""
        house = self._new()
        if not ON_SQLITE:
            self._server(f'CREATE DATABASE "{house.name}" TEMPLATE template0')
        return house

    def _new(self) -> House:
        made = next(NUMBERS)
        var = self._folder / f"house-{made}"
        var.mkdir()
        if ON_SQLITE:
            name = str(var / "onevisit.sqlite3")
            return House(name, f"sqlite:///{name}", var)
        values = connection.settings_dict
        name = f"{values['NAME']}_house_{made}"
        self._on_server.append(name)
        login = quote(values["USER"]) + (f":{quote(values['PASSWORD'])}" if values["PASSWORD"] else "")
        port = f":{values['PORT']}" if values["PORT"] else ""
        more = {key: value for key, value in _without_pool().items() if isinstance(value, str)}
        query = urlencode({**more, "host": values["HOST"]} if values["HOST"] else more, quote_via=quote)
        return House(name, f"postgresql://{login}@{port}/{name}?{query}", var)

    def demolish(self) -> None:
        """Drop the databases on the server, and leave the tests' own unused for the next copy."""
        for name in self._on_server:
            self._server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.close()

    @staticmethod
    def _server(statement: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)


def _without_pool() -> dict[str, object]:
    return {key: value for key, value in connection.settings_dict["OPTIONS"].items() if key != "pool"}


def _leave() -> None:
    """Close every connection to the tests' database: the server copies only one that nobody uses."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]


def rows() -> dict[str, list[str]]:
    """Every row of every table."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(map(repr, cursor.fetchall()))
        return found


def tree(folder: Path) -> set[str]:
    """The files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def rebuilt(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A sound archive that holds something else: what somebody with tar and gzip could make of a backup."""
    with tarfile.open(path) as tar:
        held = {info.name: tar.extractfile(info).read() for info in tar}  # type: ignore[union-attr]
    change(held)
    other = path.with_name("rebuilt.tar.gz")
    with gzip.open(other, "wb") as out, tarfile.open(fileobj=out, mode="w") as tar:
        for name, data in held.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return other


def copied(path: Path) -> Path:
    """The same archive, to be damaged."""
    return Path(shutil.copy(path, path.with_name("copied.tar.gz")))

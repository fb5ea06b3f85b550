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

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker

from factories import cases as make
from onevisit.casework import sealing
from onevisit.operations.backup import backup
from onevisit.platform.files.commands import keep_document

ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")

# What only one engine can do has a file of its own, which the other never sees.
collect_ignore = ["test_postgresql.py" if ON_SQLITE else "test_sqlite.py"]

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
        house = self._new()
        if ON_SQLITE:
            district, copy = connection.settings_dict["NAME"], sqlite3.connect(house.name)
            with closing(sqlite3.connect(district)) as source, closing(copy):
                source.backup(copy)
        else:
            _leave()
            self._server(f'CREATE DATABASE "{house.name}" TEMPLATE "{connection.settings_dict["NAME"]}"')
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
        query = urlencode({**more, "host": values["HOST"]} if values["HOST"] else more)
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


@pytest.fixture(scope="session")
def db(django_db_setup: None) -> None:
    """Stands under this name so that the plugin makes a test database although no test opens a transaction."""
    assert "test" in str(connection.settings_dict["NAME"]), "never on anybody's real database"


@pytest.fixture
def houses(db: None, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Houses]:
    """To make houses with."""
    made = Houses(tmp_path)
    with django_db_blocker.unblock():
        yield made
        made.demolish()


@pytest.fixture
def lived_in(houses: Houses) -> House:
    """A house with a finished case, one in work, a file, and an event that no seal has seen yet."""
    return _lived_in(houses)


def _lived_in(houses: Houses) -> House:
    house = houses.furnished()
    with house.entered():
        keep_document(DOCUMENT)
        make.issued()
        sealing.seal(make.NOON)
        make.submitted()
    return house


@pytest.fixture(scope="session")
def original(
    db: None, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[House]:
    """Such a house, of which `kept` is the backup. Nobody changes it."""
    made = Houses(tmp_path_factory.mktemp("original"))
    with django_db_blocker.unblock():
        house = _lived_in(made)
        with house.entered():
            assert backup(house.var / "kept.tar.gz").missing == ()
    yield house
    with django_db_blocker.unblock():
        made.demolish()


@pytest.fixture
def kept(original: House, houses: Houses, tmp_path: Path) -> Path:
    """The backup of that house."""
    return Path(shutil.copy(original.var / "kept.tar.gz", tmp_path))


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

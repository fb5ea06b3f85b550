"""Houses for the tests of this folder. They stand in `houses`, which is imported once and numbers them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from factories import cases as make
from onevisit.casework import sealing
from onevisit.operations.backup import backup
from onevisit.platform.files.commands import keep_document
from operations.houses import DOCUMENT, ON_SQLITE, House, Houses

# What only one engine can do has a file of its own, which the other never sees.
collect_ignore = ["test_postgresql.py" if ON_SQLITE else "test_sqlite.py"]


@pytest.fixture
def houses(django_db_setup: None, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Houses]:
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
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
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

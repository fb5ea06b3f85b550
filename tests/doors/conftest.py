"""One small world for all addresses, rolled back after each request and at the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from doors import world as worlds
from factories import cases as make
from onevisit.platform import clock


@pytest.fixture(scope="session")
def db(django_db_setup: None) -> None:
    """Stands under this name so that the plugin makes a test database although no test opens a transaction."""
    assert "test" in str(connection.settings_dict["NAME"]), "never on anybody's real database"


@pytest.fixture(scope="module")
def world(db: None, django_db_blocker: DjangoDbBlocker) -> Iterator[worlds.World]:
    """Built once, because building it takes longer than asking for a page."""
    settings = override_settings(WHITENOISE_AUTOREFRESH=True, METRICS_TOKEN=worlds.TOKEN)
    with django_db_blocker.unblock(), settings, clock.at(make.NOON), transaction.atomic():
        cache.clear()
        yield worlds.build()
        transaction.set_rollback(True)

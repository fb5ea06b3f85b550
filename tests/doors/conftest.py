"""One small world for all addresses, rolled back after each request and at the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from doors import world as worlds
from factories import cases as make
from onevisit.platform import clock


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[worlds.World]:
    """Built once, because building it takes longer than asking for a page."""
    settings = override_settings(WHITENOISE_AUTOREFRESH=True, METRICS_TOKEN=worlds.TOKEN)
    with django_db_blocker.unblock(), settings, clock.at(make.NOON), transaction.atomic():
        cache.clear()
        yield worlds.build()
        transaction.set_rollback(True)

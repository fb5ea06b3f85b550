"""A database that real, concurrent connections see, emptied of cases afterwards by the only way past the triggers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from onevisit.casework import triggers
from onevisit.casework.models import (
    Case,
    Content,
    Counter,
    Draft,
    Event,
    Leaf,
    Look,
    Participation,
    Seal,
    WorkItem,
)
from onevisit.licences.models import Licence
from onevisit.platform.files.models import StoredFile
from onevisit.platform.outbox.models import Errand, Notice
from onevisit.visits import triggers as visits
from onevisit.visits.models import Appearance, Tally


@pytest.fixture
def db(django_db_setup: None) -> None:
    """Stands under this name so that the plugin makes a test database for tests that ask for `committed` alone."""
    assert "test" in str(connection.settings_dict["NAME"]), "never on anybody's real database"


@pytest.fixture
def committed(db: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Everything in the test is committed for all to see. Afterwards the triggers are dropped, and made again."""
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            triggers.remove()
            visits.remove()
            for model in (
                Appearance,
                Tally,
                Licence,
                Leaf,
                Seal,
                Look,
                WorkItem,
                Participation,
                Event,
                Content,
                Draft,
                Case,
            ):
                model.objects.all().delete()
            for model in (Counter, Errand, Notice, StoredFile):
                model.objects.all().delete()
            triggers.install()
            visits.install()
            connection.close()

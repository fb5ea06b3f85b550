"""A database that real, concurrent connections see; emptied afterwards by the only way past the triggers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from factories import cases as make
from onevisit.appointments import triggers
from onevisit.appointments.models import Appointment, Closure, Happening, Place, Slot
from onevisit.casework.models import Counter
from onevisit.platform import clock
from onevisit.platform.outbox.models import Errand
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Party, Person


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Everything in the test is committed for all to see. Afterwards the triggers are dropped, and made again."""
    assert "test" in str(connection.settings_dict["NAME"]), "never on anybody's real database"
    with django_db_blocker.unblock():
        parties = set(Party.objects.values_list("pk", flat=True))
        try:
            yield
        finally:
            triggers.remove()
            for model in (Happening, Appointment, Place, Slot, Closure, Counter, Errand):
                model.objects.all().delete()
            Party.objects.exclude(pk__in=parties).delete()
            triggers.install()
            connection.close()


@pytest.fixture
def noon(db: None, settings: Any) -> Iterator[None]:
    """The clock stands still at the tests' Monday, and nobody has guessed anything yet."""
    settings.WHITENOISE_AUTOREFRESH = True
    cache.clear()
    with clock.at(make.NOON):
        yield


@pytest.fixture
def screen(noon: None) -> Callable[..., Client]:
    """Somebody in front of a screen: `screen()` nameless, `screen(actor)` signed in."""

    def make_client(actor: Actor | None = None) -> Client:
        client = Client()
        if actor is not None:
            client.force_login(Person.objects.get(pk=actor.person))
        return client

    return make_client

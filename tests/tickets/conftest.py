"""A browser at both doors on a Monday at nine, and a database that real, concurrent connections see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Person
from onevisit.tickets import triggers
from onevisit.tickets.models import Series, Ticket, TicketAct, WindowDay
from tickets import hall


@pytest.fixture
def nine(db: None, settings: Any) -> Iterator[None]:
    """The clock stands at ten past nine, nobody has used up his tries, and no static files have to be collected."""
    settings.WHITENOISE_AUTOREFRESH = True
    cache.clear()
    with clock.at(hall.at(10)):
        yield


@pytest.fixture
def screen(nine: None) -> Callable[..., Client]:
    """Somebody in front of a screen: `screen()` nameless, `screen(actor)` signed in."""

    def make_client(actor: Actor | None = None) -> Client:
        client = Client()
        if actor is not None:
            client.force_login(Person.objects.get(pk=actor.person))
        return client

    return make_client


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Everything is committed for all to see. Afterwards the triggers are dropped, and made again."""
    assert "test" in str(connection.settings_dict["NAME"]), "never on anybody's real database"
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            triggers.remove()
            for model in (TicketAct, Ticket, Series, WindowDay):
                model.objects.all().delete()
            triggers.install()
            connection.close()

"""A browser at both doors on a Monday at nine, and a database that real, concurrent connections see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from factories.posts import main_hall
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Person
from onevisit.tickets import terminals
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
def kiosk(screen: Callable[..., Client]) -> Client:
    """The browser of a machine in the hall that its head has paired."""
    client = screen()
    code = terminals.set_up(main_hall(), "一楼东门取号机", actor=hall.head(), at=hall.at())
    assert client.post(reverse("portal:ticket-terminal"), {"code": code}).status_code == 302
    return client

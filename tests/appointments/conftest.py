"""A database that real, concurrent connections see; emptied afterwards by the only way past the triggers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from factories import cases as make
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Person


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

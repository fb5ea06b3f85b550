"""Somebody with a browser, at noon of a known Monday."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from factories import cases as make
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Person


@pytest.fixture
def screen(db: None, settings: Any) -> Iterator[Callable[[Actor], Client]]:
    """A client for this actor, two days later; no static files have to be collected."""
    settings.WHITENOISE_AUTOREFRESH = True

    def sit(actor: Actor) -> Client:
        client = Client()
        client.force_login(Person.objects.get(pk=actor.person))
        return client

    with clock.at(make.later(2)):
        yield sit

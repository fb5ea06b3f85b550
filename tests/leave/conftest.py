"""Somebody goes away, somebody stands in: by the commands, at noon of the tests' Monday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache

from factories import cases as make
from onevisit.platform import clock
from onevisit.platform.organs.leave_commands import NewLeave, take
from onevisit.platform.people.models import Person
from onevisit.rules.leave import Reason

TODAY = date(2026, 11, 23)


@pytest.fixture
def noon(db: None, settings: Any) -> Iterator[None]:
    """The clock stands still, and no static files have to be collected."""
    settings.WHITENOISE_AUTOREFRESH = True
    cache.clear()
    with clock.at(make.NOON):
        yield


def account(login: str) -> int:
    return Person.objects.get(username=login).pk


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def away(login: str, deputy: str, since: int = 0, until: int = 2, *, by: str = "", **more: Any) -> int:
    """`login` is away from so many days after today until so many days after; `by` enters it."""
    at: datetime = more.pop("at", make.NOON)
    new = NewLeave(
        account(login),
        account(deputy),
        day(since),
        day(until),
        more.pop("reason", Reason.ANNUAL),
        more.pop("note", ""),
    )
    return take(new, actor=make.person(by or login, at), at=at, key=more.pop("key", make.key()))

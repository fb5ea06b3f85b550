"""A hall on a Monday morning: who sits where, and tickets as people take them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from factories import cases as make
from factories.posts import main_hall
from onevisit.platform import clock
from onevisit.platform.organs.models import Post
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.actors import NOBODY, Actor
from onevisit.rules.district.definition import Role
from onevisit.rules.queueing import Desk, Priority
from onevisit.tickets import commands
from onevisit.tickets.cards import TicketCard
from onevisit.tickets.commands import Wanted

NINE = datetime.fromisoformat("2026-11-23T09:00:00+08:00")
"""Monday."""


def at(minutes: float = 0) -> datetime:
    """So many minutes after nine."""
    return NINE + timedelta(minutes=minutes)


def sitting(window: str, hall: str = "") -> Actor:
    """Whoever sits at a window of the district's hall."""
    post = (
        Post.objects.filter(hall=hall or main_hall(), window=window)
        .select_related("person")
        .order_by("id")[0]
    )
    return actor_of(post.person, clock.day_of(NINE))


def head() -> Actor:
    """The head of the district's hall."""
    return make.staff(Role.HALL_HEAD, hall=main_hall())


def taken(
    desk: Desk = Desk.PEOPLE, minutes: float = 0, priority: Priority = Priority.NONE, **more: Any
) -> TicketCard:
    """Somebody takes a ticket at the printer."""
    wanted = Wanted(main_hall(), desk, priority=priority, **more)
    return commands.take(wanted, actor=NOBODY, at=at(minutes), key=make.key())


def called(window: str = "D01", minutes: float = 1) -> TicketCard:
    """A window calls the next one."""
    return commands.call_next(actor=sitting(window), at=at(minutes), key=make.key())


def serving(window: str = "D01", minutes: float = 1, desk: Desk = Desk.PEOPLE) -> TicketCard:
    """Somebody took a ticket, was called and has come."""
    taken(desk, minutes)
    one = called(window, minutes)
    return commands.begin(one.id, actor=sitting(window), at=at(minutes), key=make.key())

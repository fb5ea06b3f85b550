"""A hall at this moment: its windows, who is at them, who waits; and what follows from that. Five statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from onevisit.platform.organs.models import Hall, Window
from onevisit.rules.queueing import (
    Ahead,
    Desk,
    Forecast,
    Learnt,
    NobodyServes,
    State,
    desks_of,
    forecast,
    has_tickets,
)
from onevisit.rules.queueing.life import AT_WINDOW
from onevisit.tickets import learning
from onevisit.tickets.cards import TicketCard, card
from onevisit.tickets.models import Ticket, WindowDay
from onevisit.tickets.refusals import NoTicketsHere

NOT_GONE = (State.WAITING, State.CALLED, State.SERVING, State.PARKED, State.ABSENT)


@dataclass(frozen=True)
class WindowNow:
    """A window: whether it is open, and who is called or served there."""

    number: str
    name: str
    desks: tuple[Desk, ...]
    is_open: bool
    opened_at: datetime | None
    present: TicketCard | None


@dataclass(frozen=True)
class Outlook:
    """A line: how many wait in it, how many windows are at work for it, and how long who comes now will wait.

    `forecast` is None where nobody serves; `words` say it either way. `minutes` is one person's time.
    """

    desk: Desk
    people: int
    windows: int
    forecast: Forecast | None
    words: str
    minutes: Learnt


@dataclass(frozen=True)
class HallNow:
    """Everything that is asked of a hall's present state."""

    key: str
    name: str
    day: date
    windows: tuple[WindowNow, ...]
    tickets: tuple[TicketCard, ...]
    minutes: Mapping[Desk, Learnt]

    @cached_property
    def desks(self) -> tuple[Desk, ...]:
        """The lines of this hall, in order."""
        found = {desk for window in self.windows for desk in window.desks}
        return tuple(desk for desk in Desk if desk in found)

    @cached_property
    def line(self) -> tuple[TicketCard, ...]:
        """Everybody who waits, in the order in which they are called."""
        waiting = [one for one in self.tickets if one.state is State.WAITING]
        return tuple(sorted(waiting, key=lambda one: one.standing.key))

    def line_of(self, window: WindowNow) -> tuple[TicketCard, ...]:
        """Whom this window will call, in order."""
        return tuple(
            one for one in self.line if one.desk in window.desks and one.for_window in ("", window.number)
        )

    def outlook(self, desk: Desk, ticket: TicketCard | None = None) -> Outlook:
        """How long somebody who comes now will wait at a desk, or the holder of a ticket that waits there."""
        before = self.line if ticket is None else self.line[: self.line.index(ticket)]
        only = ticket.for_window if ticket else ""
        serving = [
            one for one in self.windows if one.is_open and desk in one.desks and only in ("", one.number)
        ]
        numbers = {"", *(one.number for one in serving)}
        lines = {other for one in serving for other in one.desks}
        certain = sum(one.desk is desk and one.for_window in numbers for one in before)
        possible = sum(one.desk in lines and one.for_window in numbers for one in before)
        idle = sum(one.present is None for one in serving)
        minutes = self.minutes[desk]
        people = sum(one.desk is desk for one in before)
        try:
            found = forecast(Ahead(certain, possible, len(serving), idle, minutes.minutes))
        except NobodyServes as nobody:
            return Outlook(desk, people, 0, None, nobody.said(nobody.what), minutes)
        return Outlook(desk, people, len(serving), found, found.words, minutes)


def hall_now(hall: str, day: date) -> HallNow:
    """The hall on a day. Raises `NoTicketsHere`."""
    name = Hall.objects.filter(pk=hall).values_list("name", flat=True).first()
    windows = list(Window.objects.filter(hall=hall).order_by("number"))
    if name is None or not has_tickets(len(windows)):
        raise NoTicketsHere
    opened = {one.window: one for one in WindowDay.objects.filter(hall=hall, day=day, closed_at=None)}
    rows = Ticket.objects.filter(hall=hall, day=day, state__in=[state.value for state in NOT_GONE])
    tickets = tuple(card(row) for row in rows.order_by("id"))
    present = {one.window: one for one in tickets if one.state in AT_WINDOW}
    return HallNow(
        hall,
        name,
        day,
        tuple(
            WindowNow(
                one.number,
                one.name,
                desks_of(one.classes, hands_out=one.hands_out),
                one.number in opened,
                opened[one.number].opened_at if one.number in opened else None,
                present.get(one.number),
            )
            for one in windows
        ),
        tickets,
        learning.minutes(hall),
    )

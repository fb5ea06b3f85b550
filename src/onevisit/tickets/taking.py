"""Taking a ticket: its number without a gap, its code, and its place in the line, fixed once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from onevisit.platform import clock
from onevisit.platform.organs.models import Window
from onevisit.platform.people.actors import Actor
from onevisit.rules import queueing as rules
from onevisit.rules.identifiers import query_code
from onevisit.rules.queueing import Deed, Desk, Priority, State
from onevisit.rules.queueing.order import AT_MOST
from onevisit.tickets.acting import Step, once, record
from onevisit.tickets.cards import TicketCard
from onevisit.tickets.models import Series, Ticket
from onevisit.tickets.refusals import NoSuchLine, NoTicketsHere

# The row of the line is locked until the transaction ends: numbers have no gaps, and `came` never goes back, whichever
# of two machines' clocks is slow.
_NEXT = """
    INSERT INTO tickets_series (hall_id, day, desk, last, came) VALUES (%s, %s, %s, 1, %s)
    ON CONFLICT (hall_id, day, desk) DO UPDATE SET last = tickets_series.last + 1,
    came = CASE WHEN excluded.came > tickets_series.came THEN excluded.came ELSE tickets_series.came END
    RETURNING *
"""


@dataclass(frozen=True)
class Wanted:
    """What somebody comes for. `about` is the key of a matter or bundle and `about_name` its name, if he said.

    `appointment` and `promised_at` are the number and time of what he booked; `party` who he is, where that is known.
    """

    hall: str
    desk: Desk
    about: str = ""
    about_name: str = ""
    priority: Priority = Priority.NONE
    appointment: str = ""
    promised_at: datetime | None = None
    party: int | None = None


def take(wanted: Wanted, *, actor: Actor, at: datetime, key: str) -> TicketCard:
    """Take a ticket. Sent again with the same `key` it is answered with the first one.

    Four statements, five with priority. Raises `NoTicketsHere`, `NoSuchLine`, `KeyUsed`.
    """
    step = Step(Deed.TAKE, actor, at, key)
    return once(step, lambda: _take(wanted, step), lambda act: _is(act.ticket, wanted))


def lines(hall: str) -> tuple[Desk, ...]:
    """The lines of a hall that hands out tickets, in order. One statement. Raises `NoTicketsHere`."""
    windows = list(Window.objects.filter(hall=hall).values_list("classes", "hands_out"))
    if not rules.has_tickets(len(windows)):
        raise NoTicketsHere
    found = {desk for classes, out in windows for desk in rules.desks_of(classes, hands_out=out)}
    return tuple(desk for desk in Desk if desk in found)


def _take(wanted: Wanted, step: Step) -> Ticket:
    if wanted.desk not in lines(wanted.hall):
        raise NoSuchLine(desk=wanted.desk.label)
    day = clock.day_of(step.at)
    values = [wanted.hall, connection.ops.adapt_datefield_value(day), wanted.desk.value, _time(step.at)]
    (series,) = Series.objects.raw(_NEXT, values)
    floor = _floor(series) if wanted.priority is not Priority.NONE else None
    place = rules.place(series.came, wanted.priority, wanted.promised_at, floor)
    row = Ticket.objects.create(
        hall_id=wanted.hall,
        day=day,
        series=wanted.desk.value,
        seq=series.last,
        number=rules.number_of(wanted.desk, series.last),
        desk=wanted.desk.value,
        about=wanted.about[:60],
        about_name=wanted.about_name[:100],
        priority=wanted.priority.value,
        appointment=wanted.appointment[:32],
        promised_at=wanted.promised_at,
        party_id=wanted.party,
        code=query_code.make(secrets.token_bytes(query_code.ENTROPY_BYTES)),
        state=State.WAITING.value,
        came=series.came,
        place=place.at,
        ground=place.ground.value,
        acts=1,
    )
    record(row, step, None, desk=row.desk, window="")
    return row


def _is(row: Ticket, wanted: Wanted) -> bool:
    """Whether this ticket is what is wanted: in this line, for this errand, for him."""
    line = (row.hall_id, row.series, row.priority) == (wanted.hall, wanted.desk.value, wanted.priority.value)
    errand = (row.about, row.appointment) == (wanted.about[:60], wanted.appointment[:32])
    return line and errand and row.party_id == wanted.party


def _floor(series: Series) -> datetime | None:
    """When the ticket was taken that nobody after it with priority may pass."""
    found: datetime | None = (
        Ticket.objects.filter(
            hall=series.hall_id, day=series.day, series=series.desk, seq=series.last - AT_MOST - 1
        )
        .values_list("came", flat=True)
        .first()
    )
    return found


def _time(at: datetime) -> object:
    return connection.ops.adapt_datetimefield_value(at)

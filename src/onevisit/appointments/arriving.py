"""Coming to an appointment: it becomes a ticket for the time that was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onevisit.appointments.models import Appointment
from onevisit.platform.organs.models import Window
from onevisit.platform.people.actors import Actor
from onevisit.rules.appointments.booking import Arrival
from onevisit.rules.matters.vocabulary import WindowClass
from onevisit.rules.queueing.desks import desk_of, has_tickets
from onevisit.rules.queueing.priority import Priority
from onevisit.tickets import commands as tickets

__all__ = ["Arrived", "Priority", "arrived_already", "take_ticket"]


@dataclass(frozen=True)
class Arrived:
    """Somebody is there. `number` is his ticket, `code` what follows it; both "" in a hall without tickets."""

    appointment: int
    hall: str
    hall_name: str
    name: str
    subject: str
    promised_at: datetime
    late: bool
    number: str
    code: str = ""


def take_ticket(
    row: Appointment, how: Arrival, priority: Priority, *, actor: Actor, at: datetime, key: str
) -> Arrived:
    """Take a ticket for the promised time. The line itself decides what being early or late means for the turn."""
    slot = row.slot
    number, code = "", ""
    if has_tickets(Window.objects.filter(hall=slot.hall_id).count()):
        wanted = tickets.Wanted(
            hall=slot.hall_id,
            desk=desk_of(WindowClass(row.window_class)),
            about=row.subject,
            about_name=row.subject_name,
            priority=priority,
            appointment=row.code,
            promised_at=slot.begins_at,
            party=row.party_id,
        )
        taken = tickets.take(wanted, actor=actor, at=at, key=key)
        number, code = taken.number, taken.code
    return _arrived(row, late=how is Arrival.LATE, number=number, code=code)


def arrived_already(row: Appointment) -> Arrived:
    """The answer to a request that is sent again."""
    late = row.arrived_at is not None and row.arrived_at > row.slot.begins_at
    return _arrived(row, late=late, number=row.ticket)


def _arrived(row: Appointment, *, late: bool, number: str, code: str = "") -> Arrived:
    slot = row.slot
    return Arrived(
        row.pk,
        slot.hall_id,
        slot.hall.name,
        row.name,
        row.subject_name,
        slot.begins_at,
        late,
        number,
        code,
    )

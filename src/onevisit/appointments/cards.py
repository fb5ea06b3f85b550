"""Appointments as values, for pages and lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onevisit.appointments.models import Appointment, Happening
from onevisit.appointments.slots import RULES
from onevisit.rules.appointments import booking
from onevisit.rules.appointments.booking import Deed, Phase


@dataclass(frozen=True)
class AppointmentCard:
    """An appointment in a list of those who may see it. `can_change`: it may still be moved or cancelled.

    `closed` says why nobody is served at its time any more, "" where he is.
    """

    id: int
    code: str
    name: str
    phone: str
    kind: str
    subject: str
    subject_name: str
    window_class: str
    hall: str
    hall_name: str
    address: str
    hall_phone: str
    desk: str
    begins_at: datetime
    ends_at: datetime
    phase: Phase
    has_party: bool
    ticket: str
    arrived_at: datetime | None
    booked_at: datetime
    moves: int
    can_change: bool
    can_arrive: bool
    closed: str


@dataclass(frozen=True)
class HappeningView:
    """A line of the history: what was done, and the time and place that were agreed then."""

    deed: Deed
    at: datetime
    who: str
    as_what: str
    hall_name: str
    begins_at: datetime
    words: str


@dataclass(frozen=True)
class AppointmentView:
    """An appointment with its history."""

    card: AppointmentCard
    history: tuple[HappeningView, ...]


def view_of(row: Appointment, at: datetime) -> AppointmentView:
    """An appointment with its history. One statement."""
    lines = Happening.objects.filter(appointment=row).select_related("person", "hall").order_by("seq")
    return AppointmentView(
        card_of(row, at),
        tuple(
            HappeningView(
                Deed(one.deed),
                one.at,
                one.person.name if one.person else "",
                one.as_what,
                one.hall.name,
                one.begins_at,
                one.words,
            )
            for one in lines
        ),
    )


def card_of(row: Appointment, at: datetime) -> AppointmentCard:
    """An appointment as a value, as it stands at an instant."""
    slot, phase = row.slot, Phase(row.phase)
    live = phase is Phase.BOOKED
    return AppointmentCard(
        row.pk,
        row.code,
        row.name,
        row.phone,
        row.kind,
        row.subject,
        row.subject_name,
        row.window_class,
        slot.hall_id,
        slot.hall.name,
        slot.hall.address,
        slot.hall.phone,
        slot.desk,
        slot.begins_at,
        slot.ends_at,
        phase,
        row.party_id is not None,
        row.ticket,
        row.arrived_at,
        row.booked_at,
        row.moves,
        live and at < slot.begins_at,
        live and booking.may_arrive(booking.SlotTime(slot.begins_at, slot.ends_at), at, RULES),
        (slot.closed or slot.why[0]) if live and slot.fits == 0 and slot.why else "",
    )

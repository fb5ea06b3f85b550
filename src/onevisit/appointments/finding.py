"""Finding appointments and free slots; used by commands and queries alike."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from onevisit.appointments import access, notices
from onevisit.appointments.models import Appointment, Slot
from onevisit.appointments.refusals import NoSuchAppointment
from onevisit.appointments.slots import RULES
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.identifiers import query_code
from onevisit.rules.identifiers.errors import BadIdentifier

NAMED = 4
"""Free times that a refusal names."""


def rows(*, lock: bool = False) -> QuerySet[Appointment]:
    """Appointments with their slot and hall; locked ones without locking those."""
    found = Appointment.objects.select_related("slot__hall")
    return found.select_for_update(of=("self",)) if lock else found


def find(actor: Actor, appointment: int) -> Appointment:
    """An appointment of the actor's parties, or of a hall where he works. Raises `NoSuchAppointment`."""
    row = rows().filter(access.own(actor) | access.visible(actor), pk=appointment).first()
    if row is None:
        raise NoSuchAppointment
    return row


def by_code(code: str, *, lock: bool = False) -> Appointment:
    """The appointment whose code this is. Raises `NoSuchAppointment`, without saying whether the code could be one."""
    try:
        known = query_code.check(code)
    except BadIdentifier as bad:
        raise NoSuchAppointment from bad
    row = rows(lock=lock).filter(code=known).first()
    if row is None:
        raise NoSuchAppointment
    return row


def opens(code: str, row: Appointment) -> bool:
    """Whether this is the code of the appointment, however it was typed."""
    try:
        return query_code.check(code) == row.code
    except BadIdentifier:
        return False


def slots_at(hall: str, desks: Collection[str], begins_at: datetime) -> QuerySet[Slot]:
    """The slots of these desks at a time."""
    return Slot.objects.filter(hall=hall, desk__in=list(desks), begins_at=begins_at)


def free(hall: str, desks: Collection[str], at: datetime) -> QuerySet[Slot]:
    """The coming slots of these desks with `left`, the places that nobody has."""
    return coming([hall], desks, at).order_by("begins_at", "desk")


def coming(halls: Collection[str], desks: Collection[str], at: datetime) -> QuerySet[Slot]:
    """As `free`, for the desks of these names in several halls, in no order."""
    soonest = at + timedelta(minutes=RULES.lead_minutes)
    rows = Slot.objects.filter(hall__in=list(halls), desk__in=list(desks), begins_at__gte=soonest)
    free_only = Q(places__isnull=False, places__appointment=None)
    return rows.annotate(left=Count("places", filter=free_only))


def next_free_words(hall: str, desks: Collection[str], at: datetime) -> str:
    """The next free times, for a refusal: 最近可约：…。"""
    times = free(hall, desks, at).filter(left__gt=0).values_list("begins_at", flat=True)
    found = list(dict.fromkeys(times[: NAMED * len(desks)]))[:NAMED]
    if not found:
        last = f"{RULES.horizon_days}个工作日内的名额都约满了，每个工作日会放出新的一天；"
        return last if desks else ""
    said, day = [], None
    for one in found:
        local = one.astimezone(clock.DISTRICT)
        said.append(f"{local:%H:%M}" if local.date() == day else notices.when(one))
        day = local.date()
    return f"最近可约：{'、'.join(said)}；"

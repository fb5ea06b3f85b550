"""Remind of an appointment the evening before, and on the morning of its day: each once, however often this runs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction

from onevisit.appointments import notices
from onevisit.appointments.models import Appointment
from onevisit.platform import clock
from onevisit.rules.appointments.booking import Phase
from onevisit.rules.appointments.contact import takes_texts

EVENING = time(18)
"""From when on the day before one is reminded; before that one is at work, later one sleeps."""
MORNING = time(7)
QUIET = time(21, 30)
"""From when on nobody is disturbed any more."""
BATCH = 500


def remind(at: datetime) -> int:
    """Send every reminder that is due and was not sent; returns how many. Safe to run late, twice and at once."""
    local = at.astimezone(clock.DISTRICT)
    if not MORNING <= local.time() < QUIET:
        return 0
    sent = _remind_of(local, local.date(), today=True)
    if local.time() >= EVENING:
        sent += _remind_of(local, local.date() + timedelta(days=1), today=False)
    return sent


def _remind_of(at: datetime, day: date, *, today: bool) -> int:
    rows = Appointment.objects.filter(slot__day=day, slot__begins_at__gt=at, phase=Phase.BOOKED.value)
    sent = 0
    found = rows.order_by("id").values_list("id", "slot__begins_at", "reminded_for", "party", "phone")
    for pk, begins_at, mark, party, phone in found:
        reached = party is not None or takes_texts(phone)
        if reached and mark != _mark(begins_at, today=today):
            sent += _remind(pk, at, today=today)
    return sent


def told_already(begins_at: datetime, at: datetime) -> str:
    """What need not be reminded of, because it is booked or moved only now: the confirmation has just said it."""
    local, day = at.astimezone(clock.DISTRICT), begins_at.astimezone(clock.DISTRICT).date()
    if day == local.date():
        return _mark(begins_at, today=True)
    tomorrow = day == local.date() + timedelta(days=1) and local.time() >= EVENING
    return _mark(begins_at, today=False) if tomorrow else ""


def _mark(begins_at: datetime, *, today: bool) -> str:
    """What was reminded of: another time, after a move, is reminded of anew."""
    return f"{begins_at.astimezone(clock.DISTRICT):%Y-%m-%d %H:%M} {'今天' if today else '明天'}"


def _remind(pk: int, at: datetime, *, today: bool) -> bool:
    with transaction.atomic():
        row = Appointment.objects.select_for_update(of=("self",)).select_related("slot__hall").get(pk=pk)
        mark = _mark(row.slot.begins_at, today=today)
        if row.phase != Phase.BOOKED or row.reminded_for == mark:
            return False
        Appointment.objects.filter(pk=pk).update(reminded_for=mark)
        notices.tell(row, notices.reminder(row, today=today), at)
    return True

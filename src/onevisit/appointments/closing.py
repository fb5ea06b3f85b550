"""Close hours of a hall, with the reason, and open them again: recorded, and free places are gone at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction

from onevisit.appointments import access, slots
from onevisit.appointments.models import Closure
from onevisit.appointments.refusals import NoSuchAppointment
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.appointments.refusals import ClosureRefused, ReasonNeeded

LONGEST = timedelta(days=31)
"""A longer closure is a mistyped date, or a change of the hall's opening hours, which stand elsewhere."""


@dataclass(frozen=True)
class Shut:
    """What is closed: a hall, or one desk of it unless `desk` is "", from a time to a time of one day."""

    hall: str
    desk: str
    day: date
    since: time
    until: time
    reason: str


def close(shut: Shut, *, actor: Actor, at: datetime, key: str) -> int:
    """Close these hours; returns the closure. Who has booked them stays booked and is listed to be called.

    Sent again with the same `key` it is answered with the first.
    Raises `NotYourHall`, `ReasonNeeded`, `ClosureRefused`.
    """
    access.as_what(actor, shut.hall, deed="停办这个大厅的预约")
    reason = shut.reason.strip()[:100]
    if not reason:
        raise ReasonNeeded
    begins_at = datetime.combine(shut.day, shut.since, clock.DISTRICT)
    ends_at = datetime.combine(shut.day, shut.until, clock.DISTRICT)
    if ends_at <= begins_at:
        raise ClosureRefused(why="结束时间要晚于开始时间")
    if ends_at <= at:
        raise ClosureRefused(why="这段时间已经过去")
    if begins_at - at > LONGEST:
        raise ClosureRefused(why=f"只能停办{LONGEST.days}天以内的时间，更远的请改大厅的办公时间")
    try:
        with transaction.atomic():
            row = Closure.objects.create(
                hall_id=shut.hall,
                desk=shut.desk,
                begins_at=begins_at,
                ends_at=ends_at,
                reason=reason,
                made_by_id=actor.person,
                made_at=at,
                key=key,
            )
    except IntegrityError:
        first = Closure.objects.filter(key=key).first()
        if first is None:
            raise
        return first.pk
    slots.refresh(at)
    return row.pk


def reopen(closure: int, *, actor: Actor, at: datetime) -> None:
    """Open the hours again that are still to come. Raises `NotYourHall`, `NoSuchAppointment`, `ClosureRefused`."""
    with transaction.atomic():
        row = Closure.objects.select_for_update(of=("self",)).filter(pk=closure).first()
        if row is None:
            raise NoSuchAppointment
        access.as_what(actor, row.hall_id, deed="恢复这个大厅的预约")
        if row.ended_at is not None:
            return
        if row.ends_at <= at:
            raise ClosureRefused(why="这段停办已经结束，不用恢复")
        row.ended_by_id, row.ended_at = actor.person, at
        row.save(update_fields=["ended_by", "ended_at"])
    slots.refresh(at)

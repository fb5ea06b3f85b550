"""Make the slots of the coming working days, and bring those that are there up to hours, calendar and staff.

Safe to run late, twice and at once: slots and places are made under their constraints, and one that changes is locked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import QuerySet

from onevisit.appointments.desks import Desk, Roster, desks_of, roster
from onevisit.appointments.learning import service_of
from onevisit.appointments.models import Closure, Place, Slot
from onevisit.platform import clock
from onevisit.platform.organs.queries import halls as all_halls
from onevisit.platform.workdays.queries import NoCalendar, calendar
from onevisit.rules.appointments.booking import Rules
from onevisit.rules.appointments.capacity import Capacity, Service, Terms, capacity, closed
from onevisit.rules.appointments.hours import Interval, cut, read_hours, without
from onevisit.rules.calendar import Calendar, UnknownYear

log = structlog.get_logger()

TERMS = Terms()
RULES = Rules()
BATCH = 500

GONE = "大厅的办公时间、窗口或者工作日历变了，这个时段不再办理"


@dataclass(frozen=True)
class Key:
    """What makes two slots the same."""

    hall: str
    desk: str
    begins_at: datetime


@dataclass(frozen=True)
class Wanted:
    """A slot as it should be."""

    key: Key
    day: date
    ends_at: datetime
    fits: int
    why: tuple[str, ...]
    closed: str = ""


def instant(day: date, interval: Interval) -> tuple[datetime, datetime]:
    """A slot of the district's clock as two instants."""
    return (
        datetime.combine(day, interval.begins, clock.DISTRICT),
        datetime.combine(day, interval.ends, clock.DISTRICT),
    )


def horizon(days: Calendar, today: date) -> date:
    """The last day for which slots are made: so many working days from today."""
    return days.add_working_days(today, RULES.horizon_days).due


def refresh(at: datetime) -> int:
    """Make and bring up to date every slot that begins later than `at`; returns how many were made or changed."""
    try:
        wanted = {one.key: one for one in _wanted(at)}
    except (NoCalendar, UnknownYear) as unknown:
        log.warning("appointments.no_calendar", why=str(unknown))
        return 0
    rows = {Key(row.hall_id, row.desk, row.begins_at): row for row in Slot.objects.filter(begins_at__gt=at)}
    new = [one for key, one in wanted.items() if key not in rows]
    changed = [(row, wanted.get(key)) for key, row in rows.items() if not _same(row, wanted.get(key))]
    made = _make(new)
    for row, become in sorted(changed, key=lambda pair: pair[0].pk):
        _change(row.pk, become)
    return made + len(changed)


def tidy(at: datetime) -> int:
    """Drop the places of former days that nobody took; the slots stay, with what they offered."""
    dropped, _ = Place.objects.filter(slot__ends_at__lte=at, appointment=None).delete()
    return dropped


def _wanted(at: datetime) -> Iterator[Wanted]:
    days, today = calendar(), clock.day_of(at)
    last = horizon(days, today)
    people = roster(today, last)
    shut = list(Closure.objects.filter(ended_at=None, ends_at__gt=at).order_by("begins_at", "id"))
    for hall in all_halls():
        hours = read_hours(hall.hours).hours
        desks = desks_of(hall)
        if hours is None or not desks:
            continue
        of_hall = [one for one in shut if one.hall_id == hall.key]
        workers = [_Planner(desk, service_of(desk), people, of_hall) for desk in desks]
        day = today
        while day <= last:
            times = [(slot, *instant(day, slot)) for slot in cut(hours.on(day, days), TERMS.slot_minutes)]
            for slot, begins_at, ends_at in times:
                if begins_at > at:
                    for one in workers:
                        yield one.plan(day, slot, begins_at, ends_at)
            day += timedelta(days=1)


@dataclass
class _Planner:
    """Works out the slots of a desk; what is the same for all slots of a day is worked out once."""

    desk: Desk
    service: Service
    people: Roster
    closures: Sequence[Closure]
    known: dict[tuple[date, int], Capacity] = field(default_factory=dict)

    def plan(self, day: date, slot: Interval, begins_at: datetime, ends_at: datetime) -> Wanted:
        """One slot as it should be."""
        key = Key(self.desk.hall, self.desk.name, begins_at)
        left, reason = self._left(slot, begins_at, ends_at)
        if reason and left < self.service.minutes:
            return Wanted(key, day, ends_at, 0, closed(reason).steps, reason)
        found = self._capacity(day, left)
        if not reason:
            return Wanted(key, day, ends_at, found.places, found.steps)
        lost = f"其中停办{slot.minutes - left}分钟：{reason}"
        return Wanted(key, day, ends_at, found.places, (lost, *found.steps))

    def _left(self, slot: Interval, begins_at: datetime, ends_at: datetime) -> tuple[int, str]:
        """The minutes that are left of a slot besides closed hours, and why some are lost."""
        left, reason = (slot,), ""
        for one in self.closures:
            if one.desk in ("", self.desk.name) and one.begins_at < ends_at and begins_at < one.ends_at:
                since = max(one.begins_at, begins_at).astimezone(clock.DISTRICT).time()
                until = min(one.ends_at, ends_at).astimezone(clock.DISTRICT).time()
                left, reason = without(left, Interval(since, until)), one.reason
        return sum(one.minutes for one in left), reason

    def _capacity(self, day: date, minutes: int) -> Capacity:
        if (day, minutes) not in self.known:
            staffing = self.people.staffing(self.desk, day)
            self.known[day, minutes] = capacity(self.desk.name, staffing, minutes, self.service, TERMS)
        return self.known[day, minutes]


def _same(row: Slot, wanted: Wanted | None) -> bool:
    if wanted is None:
        return row.fits == 0 and row.why == [GONE]
    return (row.ends_at, row.fits, row.why, row.closed) == (
        wanted.ends_at,
        wanted.fits,
        list(wanted.why),
        wanted.closed,
    )


def _make(new: Sequence[Wanted]) -> int:
    """Insert slots with their places; another process that was quicker has made the same."""
    for start in range(0, len(new), BATCH):
        part = new[start : start + BATCH]
        with transaction.atomic():
            Slot.objects.bulk_create(
                (
                    Slot(
                        hall_id=one.key.hall,
                        desk=one.key.desk,
                        day=one.day,
                        begins_at=one.key.begins_at,
                        ends_at=one.ends_at,
                        fits=one.fits,
                        why=list(one.why),
                        closed=one.closed,
                    )
                    for one in part
                ),
                ignore_conflicts=True,
            )
            _furnish(part)
    return len(new)


def _furnish(part: Sequence[Wanted]) -> None:
    keys = {one.key for one in part}
    since, until = min(one.begins_at for one in keys), max(one.begins_at for one in keys)
    rows = Slot.objects.filter(begins_at__gte=since, begins_at__lte=until, places=None, fits__gt=0)
    Place.objects.bulk_create(
        (
            Place(slot=row, number=number)
            for row in rows.order_by("id")
            if Key(row.hall_id, row.desk, row.begins_at) in keys
            for number in range(1, row.fits + 1)
        ),
        ignore_conflicts=True,
    )


def _change(pk: int, wanted: Wanted | None) -> None:
    with transaction.atomic():
        row = Slot.objects.select_for_update().filter(pk=pk).first()
        if row is None:
            return
        if wanted is None:
            if not row.appointments.exists():
                row.delete()
                return
            row.fits, row.why, row.closed = 0, [GONE], ""
        else:
            row.ends_at, row.fits = wanted.ends_at, wanted.fits
            row.why, row.closed = list(wanted.why), wanted.closed
        row.save(update_fields=["ends_at", "fits", "why", "closed"])
        settle(row)


def settle(slot: Slot) -> None:
    """Give a locked slot as many free places as it may have: what fits less what is taken, and never below none."""
    places = list(slot.places.order_by("number").values_list("pk", "number", "appointment"))
    free = [pk for pk, _, appointment in places if appointment is None]
    should = max(0, slot.fits - (len(places) - len(free)))
    if len(free) > should:
        Place.objects.filter(pk__in=free[should:]).delete()
        return
    used = {number for _, number, _ in places}
    numbers = (number for number in range(1, 1000) if number not in used)
    Place.objects.bulk_create(
        Place(slot=slot, number=number) for _, number in zip(range(should - len(free)), numbers, strict=False)
    )


def lock(slots: QuerySet[Slot]) -> dict[int, Slot]:
    """Lock slots in the order of their ids, which is the same for everybody: no two can wait for each other."""
    rows = slots.select_for_update(of=("self",)).select_related("hall")
    return {row.pk: row for row in rows.order_by("pk")}

"""When tickets are given: while the hall is open, and for a while before, so that whoever is early can queue.

Outside of that a ticket would promise a turn that nobody calls. The lengths here are the house's own and assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import ClassVar

from onevisit.rules.appointments.hours import Interval, OpeningHours, minute_of
from onevisit.rules.calendar import Calendar, UnknownYear, weekday_name
from onevisit.rules.cases.refusals import NotNow

LEAD = timedelta(minutes=30)
"""How long before an opening tickets are given already."""

SHORT_BREAK = 60
"""Minutes of a break at midday in which tickets are still given: it would not be worth sending anybody home."""

LOOK_AHEAD = 31
"""Days within which the next opening is looked for; the longest holidays have nine."""


@dataclass(frozen=True)
class Admission:
    """Whether tickets are given at a moment. `opens_at` is when the hall next opens, `since` when tickets are given
    for that; both None while it is open, and where no opening was found. Local times of the district.
    """

    gives: bool
    opens_at: datetime | None = None
    since: datetime | None = None


class HallShut(NotNow):
    """Taking a ticket while the hall is closed, and not soon open."""

    what: ClassVar[str] = "{hall}现在不办公，不能取号"
    remedy: ClassVar[str] = "{next}急办的可以先在网上申请，或者预约好时间再来。"


def admission(hours: OpeningHours | None, calendar: Calendar, at: datetime) -> Admission:
    """Whether a hall with these hours gives tickets at `at`, the district's local time.

    Hours that cannot be read (None) close no printer: whether the door is open says their text, which everybody sees.
    """
    if hours is None:
        return Admission(gives=True)
    for one in _on(hours, at.date(), calendar):
        begins, ends = (datetime.combine(at.date(), moment, at.tzinfo) for moment in (one.begins, one.ends))
        if at < ends:
            gives = begins - _lead(hours, calendar, one, at.date()) <= at
            return Admission(gives) if begins <= at else _later(hours, calendar, one, begins, gives=gives)
    for days in range(1, LOOK_AHEAD + 1):
        day = at.date() + timedelta(days=days)
        for one in _on(hours, day, calendar):
            begins = datetime.combine(day, one.begins, at.tzinfo)
            return _later(hours, calendar, one, begins, gives=False)
    return Admission(gives=False)


def refuse_shut(found: Admission, hall: str) -> None:
    """Raise `HallShut`, saying when it opens, where no tickets are given."""
    if not found.gives:
        raise HallShut(hall=hall, next=next_words(found))


def next_words(found: Admission) -> str:
    """The sentence that says when the hall opens next; "" while it is open and where that is not known.

    "11月24日星期二09:00开门，08:30起可以取号。"
    """
    if found.opens_at is None or found.since is None:
        return "" if found.gives else f"今后{LOOK_AHEAD}天没有办公的日子，请打大厅电话询问。"
    day = found.opens_at.date()
    return (
        f"{day.month}月{day.day}日{weekday_name(day)}{found.opens_at:%H:%M}开门，"
        f"{found.since:%H:%M}起可以取号。"
    )


def _later(
    hours: OpeningHours, calendar: Calendar, one: Interval, begins: datetime, *, gives: bool
) -> Admission:
    return Admission(gives, begins, begins - _lead(hours, calendar, one, begins.date()))


def _lead(hours: OpeningHours, calendar: Calendar, one: Interval, day: date) -> timedelta:
    """How long before this opening tickets are given: all of a short break, else `LEAD`."""
    for former, later in pairwise(_on(hours, day, calendar)):
        gap = minute_of(later.begins) - minute_of(former.ends)
        if later == one and gap <= SHORT_BREAK:
            return max(LEAD, timedelta(minutes=gap))
    return LEAD


def _on(hours: OpeningHours, day: date, calendar: Calendar) -> tuple[Interval, ...]:
    """The hours of a day; by its weekday alone in a year whose holidays nobody has entered.

    A hall does not close its door because a list is missing; for such a year it only offers no appointments.
    """
    try:
        return hours.on(day, calendar)
    except UnknownYear:
        return hours.week.get(day.weekday(), ())

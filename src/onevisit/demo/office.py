"""Office hours: 9 to 12 and 13 to 17 on working days. How long a piece of work takes is counted in these minutes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta

from onevisit.platform.clock import DISTRICT
from onevisit.rules.calendar import Calendar

OPENS, LUNCH, BACK = 9 * 60, 12 * 60, 13 * 60
MORNING = LUNCH - OPENS
DAY = 7 * 60
"""Minutes of work in a day."""

_AHEAD = 60  # working days beyond the last one that anything may be planned for


class Office:
    """The working days from `first` on, and their minutes as one unbroken line."""

    def __init__(self, calendar: Calendar, first: date, last: date) -> None:
        self.calendar = calendar
        self.days: list[date] = []
        day = first
        until = calendar.add_working_days(last, _AHEAD).due
        while day <= until:
            if calendar.is_working(day):
                self.days.append(day)
            day += timedelta(days=1)

    def line(self, instant: datetime) -> int:
        """Minutes of work from the first day until this instant."""
        local = instant.astimezone(DISTRICT)
        position = bisect_left(self.days, local.date())
        if position == len(self.days) or self.days[position] != local.date():
            return position * DAY
        return position * DAY + _worked(local.hour * 60 + local.minute)

    def instant(self, line: int) -> datetime:
        """The instant at which so many minutes of work have passed; the end of a day is the start of the next."""
        position, worked = divmod(max(0, line), DAY)
        if position >= len(self.days):
            position, worked = len(self.days) - 1, DAY
        minute = OPENS + worked if worked < MORNING else BACK + worked - MORNING
        return at(self.days[position], minute)

    def later(self, instant: datetime, minutes: float) -> datetime:
        """The instant when this much more work has been done."""
        return self.instant(self.line(instant) + max(1, round(minutes)))

    def is_open(self, instant: datetime) -> bool:
        """Whether somebody is at work at this instant."""
        local = instant.astimezone(DISTRICT)
        minute = local.hour * 60 + local.minute
        return local.date() in self.days and (
            OPENS <= minute < LUNCH or BACK <= minute < BACK + DAY - MORNING
        )

    def back(self, last: date, days: int) -> date:
        """The working day that lies `days` working days before `last`, or before the working day ahead of it."""
        position = bisect_right(self.days, last) - 1 - days
        if position < 0:
            raise LookupError(f"{days} working days before {last} nothing is played")
        return self.days[position]


def at(day: date, minute: float) -> datetime:
    """A minute of a day of the district, as an instant."""
    whole = int(minute)
    seconds = int((minute - whole) * 60)
    return datetime.combine(day, time(whole // 60, whole % 60, seconds), DISTRICT)


def last_working_days(calendar: Calendar, until: date, count: int) -> tuple[date, ...]:
    """The last `count` working days up to and including `until`, in order."""
    found: list[date] = []
    day = until
    while len(found) < count:
        if calendar.is_working(day):
            found.append(day)
        day -= timedelta(days=1)
    return tuple(reversed(found))


def _worked(minute: int) -> int:
    """Minutes of work from the opening until this minute of the day."""
    if minute < LUNCH:
        return max(0, minute - OPENS)
    return min(DAY, MORNING + max(0, minute - BACK))

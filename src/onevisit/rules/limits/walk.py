"""Walking over the days of a limit.

A day counts if it is of the limit's unit and no pause covers it. The day on which the last one has been
counted is the last day in time. So a pause gives back exactly the days it took.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from onevisit.rules.calendar import Calendar, Day, DayKind
from onevisit.rules.limits.limit import Limit, Pause, Unit

__all__ = ["Clock", "Walk", "add_months", "gaps"]

_ONE_DAY = timedelta(days=1)


def add_months(start: date, months: int) -> date:
    """The same day `months` later, or the last of that month if it has no such day (民法典 Art. 202)."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Walk:
    """Where the walk ended, and what it met.

    `last` is the day on which the limit ran out, `due` the same or the working day to which the end moved.
    """

    last: date
    due: date
    skipped: tuple[Day, ...]
    exchanged: tuple[Day, ...]
    provisional: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit from its start, with the `gaps` in which it stands still, in order and apart from each other."""

    limit: Limit
    start: date
    calendar: Calendar
    gaps: tuple[tuple[date, date], ...]

    def is_paused(self, on: date) -> bool:
        """Whether the clock stands still on that day."""
        return any(since <= on <= until for since, until in self.gaps)

    @property
    def natural(self) -> bool:
        """Whether natural days are counted and not working days."""
        return self.limit.unit in (Unit.DAYS, Unit.MONTHS)

    def walk(self, extra: int) -> Walk:
        """Walk to the end of the limit, longer by `extra` of its units."""
        return self._natural_days(extra) if self.natural else self._working_days(self.limit.length + extra)

    def count(self, after: date, until: date) -> int:
        """How many days that count there are with after < d ≤ until."""
        total = self.whole(after, until)
        for since, last in self.gaps:
            total -= self.whole(max(after, since - _ONE_DAY), min(until, last))
        return total

    def whole(self, after: date, until: date) -> int:
        """The same without regard to pauses: working days, or natural days."""
        if self.natural:
            return max(0, (until - after).days)
        return self.calendar.working_days_between(after, until)

    def say(self, days: int) -> str:
        """So many of the days that are counted, in Chinese."""
        return (Unit.DAYS if self.natural else Unit.WORKING_DAYS).say(days)

    def _working_days(self, length: int) -> Walk:
        calendar, on = self.calendar, self.start
        skipped, exchanged, provisional = [], [], []
        # A limit of no days at all ends on the day it starts, if the clock runs and somebody works then.
        left = length if length or (calendar.is_working(on) and not self.is_paused(on)) else 1
        while left:
            on += _ONE_DAY
            day = calendar.day(on)
            if day.provisional:
                provisional.append(on)
            if not day.working:
                skipped.append(day)
            elif not self.is_paused(on):
                left -= 1
                if day.kind is DayKind.EXCHANGED:
                    exchanged.append(day)
        if calendar.is_provisional(on) and on not in provisional:
            provisional.append(on)
        return Walk(on, on, tuple(skipped), tuple(exchanged), tuple(provisional))

    def _natural_days(self, extra: int) -> Walk:
        on, left = self.start, self.limit.length + extra
        if self.limit.unit is Unit.MONTHS:
            left = (add_months(on, left) - on).days
        while left:
            on += _ONE_DAY
            left -= not self.is_paused(on)
        last, passed = on, [on]
        while self.is_paused(on) or not self.calendar.is_working(on):
            on += _ONE_DAY
            passed.append(on)
        return Walk(last, on, (), (), tuple(each for each in passed if self.calendar.is_provisional(each)))


def gaps(pauses: Iterable[Pause], end: date) -> tuple[tuple[date, date], ...]:
    """The days of all pauses as spans that neither overlap nor touch; an open pause lasts to `end`."""
    merged: list[tuple[date, date]] = []
    for pause in sorted(pauses, key=lambda each: each.since):
        since, until = pause.since, end if pause.until is None else pause.until
        if until < since:
            continue
        if merged and since <= merged[-1][1] + _ONE_DAY:
            since, until = merged[-1][0], max(merged[-1][1], until)
            merged.pop()
        merged.append((since, until))
    return tuple(merged)

"""The clocks of the law, counted day by day from standards 3.1 and 3.2; nothing of `rules/limits` is used."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Since
from rules.walk.road import Road, Span
from rules.walk.shapes import WORKING

ONE = timedelta(days=1)
_FIRST, _LAST = date(2026, 1, 1), date(2030, 12, 31)
WORKDAYS = [
    on
    for on in (_FIRST + timedelta(days=one) for one in range((_LAST - _FIRST).days + 1))
    if WORKING.is_working(on)
]
WORKS = frozenset(WORKDAYS)


def workdays_after(start: date, n: int) -> date:
    """The n-th working day after a day that is not counted itself."""
    return WORKDAYS[bisect_right(WORKDAYS, start) + n - 1]


def this_or_next(on: date) -> date:
    """The day itself, or the working day that follows a day off."""
    return WORKDAYS[bisect_left(WORKDAYS, on)]


def counted(limit: Limit, start: date, spans: Sequence[tuple[date, date]] = (), more: int = 0) -> date:
    """The last day in time: a day counts if it is one of the limit's and lies in no span (both ends included)."""
    inside = [(since, until) for since, until in spans if until >= since]

    def still(on: date) -> bool:
        return any(since <= on <= until for since, until in inside)

    working = limit.unit in (Unit.WORKING_DAYS, Unit.AT_ONCE)
    on, left = start, limit.length + more
    if limit.unit is Unit.MONTHS:
        left = (_months(start, left) - start).days
    if limit.unit is Unit.AT_ONCE and not left:
        left = 0 if start in WORKS and not still(start) else 1
    if working and not inside:
        return workdays_after(start, left) if left else start
    while left:
        on += ONE
        if (on in WORKS or not working) and not still(on):
            left -= 1
    while not working and (on not in WORKS or still(on)):
        on += ONE
    return on


def _months(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = start.day
    while True:
        try:
            return date(year, month + 1, day)
        except ValueError:
            day -= 1


def stands_still(road: Road, today: date, *, told: bool) -> list[tuple[date, date]]:
    """The spans in which time does not count (Art. 45). One that lasts reaches to today, or as announced.

    With `told` one that lasts is taken to end on the day that was announced, but never before today: as long as it
    lasts the clock stands still, whatever had been announced.
    """
    return [(one.since, one.ended or _until(one, road, today, told=told)) for one in road.spans]


def _until(one: Span, road: Road, today: date, *, told: bool) -> date:
    if road.stopped is not None:
        return road.stopped
    return max(today, one.told) if told else today


def main_due(matter: Matter, road: Road, limit: Limit, today: date, *, told: bool) -> date:
    """The last day of the whole, from acceptance (or receipt), with what stopped and what prolonged it."""
    start = road.complete if matter.limits.since is Since.RECEIPT else road.accepted
    assert start is not None
    spans = stands_still(road, today, told=told)
    due = counted(limit, start, spans)
    if road.extended and road.extended[0] <= due:
        due = counted(limit, start, spans, road.extended[1])
    return due

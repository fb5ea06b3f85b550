"""How many natural days a limit can take, whatever the calendar: for comparing limits that count differently.

Counted like a limit: the day on which it begins is day 0. Working days have their weekends, one long holiday, and
short ones in the course of the weeks; `tests/rules/test_limits_span.py` holds this against the real calendars.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import NamedTuple

from onevisit.rules.limits.limit import Limit, Unit

__all__ = ["Span", "lateness", "span"]

_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MADE_UP = 2
"""Weekend days that the State Council can turn into working days beside one holiday (调休)."""
_LONG = 8
"""Days of the longest holiday that are no weekend anyway (the Spring Festival of 2020)."""
_SHORT = (16, 2)
"""In so many working days there are at most so many days of short holidays."""


class Span(NamedTuple):
    """The fewest and the most natural days."""

    shortest: int
    longest: int


def span(limit: Limit) -> Span:
    """Between how many natural days a limit ends."""
    return span_of(limit.length, limit.unit)


def span_of(length: int, unit: Unit) -> Span:
    """The same for a length of a unit."""
    if unit is Unit.WORKING_DAYS:
        weekends = 2 * ((length - 1) // 5)
        longest = length + 2 * -(-length // 5) + _LONG + _SHORT[1] * (length // _SHORT[0])
        return Span(max(length, length + weekends - _MADE_UP), longest)
    if unit is Unit.MONTHS:
        runs = [[_MONTHS[(first + n) % 12] for n in range(length)] for first in range(12)]
        # Every fourth February is a day longer.
        return Span(min(map(sum, runs)), max(sum(run) + -(-run.count(28) // 4) for run in runs))
    return Span(length, length)


_RUN = 8
"""Days of a long holiday, with its weekends."""


def lateness(promised: Limit, statutory: Limit) -> int:
    """By how many days a promise in working days can end after a statutory limit in days or months, at worst.

    That is, over every weekday to begin on and every place of a holiday of eight days. A statutory limit that would
    end on a day off ends on the next working day (民法典 Art. 203). 0 where the promise always keeps to the law.
    """
    allowed = span(statutory).shortest
    if promised.unit is not Unit.WORKING_DAYS or span(promised).longest <= allowed:
        return 0
    return max(
        _late(promised.length, allowed, _calendar(weekday, holiday))
        for weekday in range(5)
        for holiday in range(1, allowed + 2)
    )


def _calendar(weekday: int, holiday: int) -> Callable[[int], bool]:
    """Whether a day is off, counted from a first day on this weekday (0 is Monday), with a holiday from a day on."""
    return lambda day: (weekday + day) % 7 >= 5 or holiday <= day < holiday + _RUN


def _late(working_days: int, allowed: int, off: Callable[[int], bool]) -> int:
    works = (day for day in count(1) if not off(day))
    due = [next(works) for _ in range(working_days)][-1]
    end = next(day for day in count(allowed) if not off(day))
    return max(0, due - end)

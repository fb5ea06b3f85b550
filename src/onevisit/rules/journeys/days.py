"""Counting days in an ordinary week, without holidays: day 0 is a Monday."""

from __future__ import annotations

WEEK = 7
SATURDAY = 5
"""The first day of the week, counted from 0, that is no working day."""


def after(day: int, wait: int, *, working: bool) -> int:
    """The day that comes so many days later; working days are those from Monday to Friday."""
    if not working:
        return day + wait
    while wait:
        day += 1
        if day % WEEK < SATURDAY:
            wait -= 1
    return day


def opening(day: int, weekdays: frozenset[int]) -> int:
    """The first day from this one on that is one of these ISO weekdays."""
    while day % WEEK + 1 not in weekdays:
        day += 1
    return day

"""The shortest and the longest that a limit can take, held against every day of the real calendars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from factories.matters import calendar
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.limits.span import span, span_of

FIRST, LAST = date(2018, 1, 1), date(2025, 6, 30)


def days() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        yield day
        day += timedelta(days=1)


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 6, 7, 10, 15, 20, 30, 45, 60])
def test_no_working_days_were_ever_shorter_or_longer(length: int) -> None:
    limit = Limit(length, Unit.WORKING_DAYS, None, "期限")
    took = [(calendar().add_working_days(day, length).due - day).days for day in days()]
    assert span(limit).shortest <= min(took)
    assert max(took) <= span(limit).longest
    # Not so wide that nothing could ever be said.
    assert span(limit).longest - max(took) <= 6
    assert min(took) - span(limit).shortest <= 4


@pytest.mark.parametrize(
    ("months", "shortest", "longest"), [(1, 28, 31), (2, 59, 62), (3, 89, 92), (12, 365, 366)]
)
def test_months_have_their_days(months: int, shortest: int, longest: int) -> None:
    assert span_of(months, Unit.MONTHS) == (shortest, longest)


def test_days_are_days_and_at_once_is_none() -> None:
    assert span_of(20, Unit.DAYS) == (20, 20)
    assert span_of(0, Unit.AT_ONCE) == (0, 0)

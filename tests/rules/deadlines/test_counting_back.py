"""Counting back from a hearing or an expiry: by hand, and against the count forward."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.calendar import Calendar, UnknownYear, parse_rows

FILE = Path(__file__).parents[3] / "districts" / "boshan" / "calendar.yaml"
CALENDAR = Calendar.from_rows(*parse_rows(yaml.safe_load(FILE.read_text("utf-8"))))
ONE_DAY = timedelta(days=1)

DAYS = st.dates(date(2005, 1, 1), date(2030, 12, 31))
NUMBERS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("on", "n", "last"),
    [
        # Fri 16 Oct 2026: one whole day, Thu 15, lies between it and Wed 14.
        ("2026-10-16", 1, "2026-10-14"),
        # Tue 13 Oct: Mon 12 lies between it and Sun 11, a day off and still in time.
        ("2026-10-13", 1, "2026-10-11"),
        # Mon 12 Oct: Sat 10 is worked, so Friday 9 is enough; two days are Sat 10 and Fri 9.
        ("2026-10-12", 1, "2026-10-09"),
        ("2026-10-12", 2, "2026-10-08"),
        # Three take Thu 8 as well: the last day is 7 October, the end of the holidays.
        ("2026-10-12", 3, "2026-10-07"),
        # No day at all is the day before.
        ("2026-10-12", 0, "2026-10-11"),
    ],
)
def test_worked_out_by_hand(on: str, n: int, last: str) -> None:
    assert CALENDAR.working_days_before(date.fromisoformat(on), n) == date.fromisoformat(last)


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="工作日数不能是负数：-1。"):
        CALENDAR.working_days_before(date(2026, 10, 12), -1)


def test_a_year_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownYear, match="没有2003年"):
        CALENDAR.working_days_before(date(2004, 1, 5), 5)


@given(DAYS, NUMBERS)
def test_who_acts_on_the_last_day_has_the_days_behind_him_and_a_day_later_he_has_not(
    on: date, n: int
) -> None:
    last = CALENDAR.working_days_before(on, n)
    assert CALENDAR.add_working_days(last, n).due < on
    assert CALENDAR.add_working_days(last + ONE_DAY, n).due >= on


@given(DAYS, NUMBERS)
def test_exactly_so_many_whole_days_lie_between(on: date, n: int) -> None:
    last = CALENDAR.working_days_before(on, n)
    assert CALENDAR.working_days_between(last, on - ONE_DAY) == n
    assert CALENDAR.is_working(last + ONE_DAY)

"""Counting working days: dates worked out by hand across festivals, then properties over all of 2004 to 2030."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.calendar import Calendar, parse_rows

FILE = Path(__file__).parents[2] / "districts" / "boshan" / "calendar.yaml"
CALENDAR = Calendar.from_rows(*parse_rows(yaml.safe_load(FILE.read_text("utf-8"))))

DAYS = st.dates(date(2004, 1, 1), date(2029, 6, 30))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        # Wed 27 Sep 2017: 28, 29, Sat 30 worked | 1 to 8 Oct off | 9, 10.
        ("2017-09-27", 5, "2017-10-10"),
        # Fri 9 Feb 2018: Sat 10 off, Sun 11 worked, 12, 13, 14 | 15 to 21 off | 22, 23, Sat 24 worked.
        ("2018-02-09", 4, "2018-02-14"),
        ("2018-02-09", 7, "2018-02-24"),
        # Wed 26 Dec 2018: 27, 28, Sat 29 worked | 30, 31 and 1 Jan off | 2, 3.
        ("2018-12-26", 5, "2019-01-03"),
        # Fri 1 Feb 2019: Sat 2 and Sun 3 worked | 4 to 10 off | 11.
        ("2019-02-01", 3, "2019-02-11"),
        # Mon 20 Jan 2020: 21, 22, 23 | 24 Jan to 2 Feb off, made longer by the epidemic | 3 to 7, 10, 11.
        ("2020-01-20", 10, "2020-02-11"),
        # Fri 23 Apr 2021: Sat off, Sun 25 worked, 26 to 30 | 1 to 5 May off | 6, 7, Sat 8 worked.
        ("2021-04-23", 6, "2021-04-30"),
        ("2021-04-23", 7, "2021-05-06"),
        ("2021-04-23", 9, "2021-05-08"),
        # Fri 28 Jan 2022: Sat 29 and Sun 30 worked | 31 Jan to 6 Feb off | 7.
        ("2022-01-28", 3, "2022-02-07"),
        # Thu 28 Sep 2023: 29 Sep to 6 Oct off (Mid-Autumn and National Day) | Sat 7, Sun 8 worked, 9.
        ("2023-09-28", 3, "2023-10-09"),
        # Fri 2 Feb 2024: Sat off, Sun 4 worked, 5 to 9 (the eve was a working day) | 10 to 17 off | Sun 18 worked.
        ("2024-02-02", 6, "2024-02-09"),
        ("2024-02-02", 7, "2024-02-18"),
        # Tue 30 Sep 2025: 1 to 8 Oct off (Mid-Autumn within) | 9, 10, Sat 11 worked.
        ("2025-09-30", 3, "2025-10-11"),
        # Fri 13 Feb 2026: Sat 14 worked | 15 to 23 off | 24 to 27, Sat 28 worked.
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-13", 6, "2026-02-28"),
        # Mon 28 Sep 2026: 29, 30 | 1 to 7 Oct off | 8, 9, Sat 10 worked | 12 to 16 | 19 to 23 | 26 to 30.
        ("2026-09-28", 20, "2026-10-30"),
        # Mon 5 Jan 2026, 45 days: 4 | 5 | 5 | 5 = 19 to 30 Jan; 5 | 5 + Sat 14 = 30; 4 + Sat 28 = 35; 5 | 5 = 45.
        ("2026-01-05", 45, "2026-03-13"),
        # Mon 21 Dec 2026: 22 to 25, 28 to 31 | 1 Jan off, weekend | 4 to 8, 11 to 15, 18, 19.
        ("2026-12-21", 20, "2027-01-19"),
        # Fri 29 Jan 2027: 1 to 4 Feb | 5 to 8 off, 9 and 10 for the two on the weekend | 11, 12, 15 to 18.
        ("2027-01-29", 10, "2027-02-18"),
        # The start may be a day off: Sat 3 Oct 2026 | 8.
        ("2026-10-03", 1, "2026-10-08"),
    ],
)
def test_worked_out_by_hand(start: str, n: int, due: str) -> None:
    assert CALENDAR.add_working_days(day(start), n).due == day(due)
    assert CALENDAR.working_days_between(day(start), day(due)) == n


def test_what_was_passed_over() -> None:
    count = CALENDAR.add_working_days(day("2026-09-28"), 5)
    assert count.due == day("2026-10-10")
    assert [skipped.on.day for skipped in count.skipped] == [1, 2, 3, 4, 5, 6, 7]
    assert {skipped.why() for skipped in count.skipped} == {"国庆节放假"}
    assert (count.start, count.n, count.provisional) == (day("2026-09-28"), 5, False)


@pytest.mark.parametrize(
    ("start", "n", "provisional"),
    [
        ("2026-12-18", 5, False),  # Fri 25 December: no notice to come reaches so far back
        ("2026-12-18", 6, True),  # Mon 28 December: the one for 2027 may
        ("2026-12-21", 20, True),
        ("2027-06-01", 0, True),
        ("2025-12-22", 10, False),
    ],
)
def test_a_count_says_whether_it_may_change(start: str, n: int, provisional: bool) -> None:
    assert CALENDAR.add_working_days(day(start), n).provisional is provisional


def test_a_count_through_a_year_not_announced_may_change_though_its_end_may_not() -> None:
    calendar = Calendar({}, frozenset({2026}), {day("2025-10-01"): "国庆节"}, "test")
    assert calendar.add_working_days(day("2025-12-30"), 5).provisional is True
    assert calendar.add_working_days(day("2025-12-31"), 5).provisional is False


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-09-28", "2026-09-28"),  # a Monday
        ("2026-10-10", "2026-10-10"),  # a Saturday on which one works
        ("2026-10-03", "2026-10-08"),  # in the holidays of National Day
        ("2026-10-17", "2026-10-19"),  # a Saturday
    ],
)
def test_no_days_at_all_end_on_the_day_itself_or_the_next_working_day(start: str, due: str) -> None:
    assert CALENDAR.add_working_days(day(start), 0).due == day(due)


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="工作日数不能是负数：-1。"):
        CALENDAR.add_working_days(day("2026-09-28"), -1)


@given(DAYS, st.integers(0, 120))
def test_the_due_day_is_a_working_day_and_exactly_so_many_lie_between(start: date, n: int) -> None:
    count = CALENDAR.add_working_days(start, n)
    assert CALENDAR.is_working(count.due)
    counted = CALENDAR.working_days_between(start, count.due)
    assert counted == (n or (0 if CALENDAR.is_working(start) else 1))
    assert all(not skipped.working and start < skipped.on < count.due for skipped in count.skipped)
    assert len(count.skipped) == (count.due - start).days - counted


@given(DAYS, st.integers(0, 400))
def test_counting_at_once_is_counting_one_by_one(after: date, days: int) -> None:
    until = after + timedelta(days=days)
    one_by_one = sum(CALENDAR.is_working(after + timedelta(days=number)) for number in range(1, days + 1))
    assert CALENDAR.working_days_between(after, until) == one_by_one


@given(DAYS, st.integers(1, 60), st.integers(1, 60))
def test_one_limit_after_another_is_one_long_limit(start: date, first: int, second: int) -> None:
    halfway = CALENDAR.add_working_days(start, first).due
    assert (
        CALENDAR.add_working_days(halfway, second).due == CALENDAR.add_working_days(start, first + second).due
    )


@given(DAYS)
def test_the_next_working_day(on: date) -> None:
    following = CALENDAR.next_working_day(on)
    assert following > on
    assert CALENDAR.working_days_between(on, following) == 1


@given(DAYS, DAYS)
def test_nothing_lies_between_a_day_and_one_before_it(one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert CALENDAR.working_days_between(later, earlier) == 0


def test_a_long_span_is_counted_without_walking_over_it(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = CALENDAR.working_days_between(day("2004-01-01"), day("2030-12-31"))
    monkeypatch.setattr(Calendar, "day", None)
    monkeypatch.setattr(Calendar, "is_working", None)
    assert CALENDAR.working_days_between(day("2004-01-01"), day("2030-12-31")) == expected > 6500

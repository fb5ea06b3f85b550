"""Opening hours: what is read, what is said of what is not, and which days are open."""

from __future__ import annotations

from datetime import date, time
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.appointments.hours import Interval, cut, minute_of, read_hours, time_of, without
from onevisit.rules.calendar import Calendar, parse_rows

BOSHAN = Path(__file__).parents[3] / "districts" / "boshan"
USUAL = "周一至周五 9:00–12:00 13:00–17:00"
MORNING, AFTERNOON = Interval(time(9), time(12)), Interval(time(13), time(17))


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return Calendar.from_rows(*parse_rows(yaml.safe_load((BOSHAN / "calendar.yaml").read_text())))


def open_on(text: str, day: str, calendar: Calendar) -> tuple[Interval, ...]:
    hours = read_hours(text).hours
    assert hours is not None
    return hours.on(date.fromisoformat(day), calendar)


def test_every_hall_of_the_district_can_be_read() -> None:
    halls = yaml.safe_load((BOSHAN / "halls.yaml").read_text())
    read = {hall["key"]: read_hours(hall["hours"]) for hall in halls}
    assert len(read) > 20
    assert {key: one.findings for key, one in read.items() if one.hours is None} == {}
    assert read["district-hall"].hours.week == dict.fromkeys(range(5), (MORNING, AFTERNOON))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "周一至周五 9:00-12:00 13:00-17:00",
        "周一至周五 09:00—12:00  13:00－17:00",
        "星期一至星期五　9:00~12:00　13:00～17:00",
        "周一、周二、周三、周四、周五 9：00–12：00 13：00–17：00",
    ],
)
def test_it_reads_the_ways_in_which_people_type_the_same(text: str) -> None:
    assert read_hours(text) == read_hours(USUAL)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "读不出是哪几天"),
        ("工作日 9:00–17:00", "“工作日”读不出是哪几天"),
        ("周五至周一 9:00–17:00", "读不出是哪几天"),
        ("周一至周五", "没有时间"),
        ("周一至周五 上午", "“上午”读不出是几点到几点"),
        ("周一至周五 9:00–9:00", "读不出是几点到几点"),
        ("周一至周五 12:00–9:00", "读不出是几点到几点"),
        ("周一至周五 9:00–24:00", "读不出是几点到几点"),
        ("周一至周五 9:60–10:00", "读不出是几点到几点"),
        ("周一至周五 9:00–12:00 11:00–17:00", "重叠"),
        ("周一至周五 13:00–17:00 9:00–12:00", "没有按先后"),
        ("周一至周五 9:00–12:00；周五 13:00–17:00", "周五写了两次"),
    ],
)
def test_what_cannot_be_read_is_said_and_not_guessed(text: str, said: str) -> None:
    read = read_hours(text, "district-hall.hours")
    assert read.hours is None
    assert said in read.findings[0].message
    assert {(one.path, one.code) for one in read.findings} == {("district-hall.hours", "bad-hours")}


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        ("2026-11-23", (MORNING, AFTERNOON)),  # Monday
        ("2026-11-28", ()),  # Saturday
        ("2026-10-01", ()),  # National Day, a Thursday
        ("2026-10-10", (MORNING, AFTERNOON)),  # Saturday, worked in exchange for the holiday
    ],
)
def test_working_days_decide(day: str, open_: tuple[Interval, ...], calendar: Calendar) -> None:
    assert open_on(USUAL, day, calendar) == open_


def test_a_named_weekend_day_is_open_unless_it_is_a_holiday(calendar: Calendar) -> None:
    text = f"{USUAL}；周六、周日 9:30–11:30"
    assert open_on(text, "2026-11-28", calendar) == (Interval(time(9, 30), time(11, 30)),)
    assert open_on(text, "2026-10-03", calendar) == (), "a Saturday within the holiday"
    assert open_on(text, "2026-10-10", calendar) == (MORNING, AFTERNOON), "worked as a Monday"


intervals = st.tuples(st.integers(0, 1438), st.integers(1, 300)).map(
    lambda one: Interval(time_of(one[0]), time_of(min(1439, one[0] + one[1])))
)


@given(intervals, st.integers(1, 240))
def test_slots_fill_their_interval_without_gaps_and_none_is_longer(whole: Interval, length: int) -> None:
    slots = cut((whole,), length)
    assert (slots[0].begins, slots[-1].ends) == (whole.begins, whole.ends)
    assert all(a.ends == b.begins for a, b in pairwise(slots))
    assert all(one.minutes == length for one in slots[:-1])
    assert 0 < slots[-1].minutes <= length


@given(intervals, intervals)
def test_what_is_closed_is_taken_out_to_the_minute(whole: Interval, closed: Interval) -> None:
    def minutes(one: Interval) -> set[int]:
        return set(range(minute_of(one.begins), minute_of(one.ends)))

    left = [minutes(one) for one in without((whole,), closed)]
    assert set().union(*left) == minutes(whole) - minutes(closed)
    assert sum(map(len, left)) == len(minutes(whole) - minutes(closed))

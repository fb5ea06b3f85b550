"""What a day is, and how it is said."""

from datetime import date

import pytest

from onevisit.rules.calendar import (
    BadCalendar,
    Calendar,
    DayKind,
    UnknownYear,
    chinese_date,
    chinese_range,
    weekday_name,
)

HOLIDAY, EXCHANGED = DayKind.HOLIDAY, DayKind.EXCHANGED
CALENDAR = Calendar(
    exceptions={
        date(2026, 10, 1): (HOLIDAY, "国庆节"),
        date(2026, 10, 10): (EXCHANGED, "国庆节"),
    },
    announced=frozenset({2025, 2026}),
    statutory={date(2027, 1, 1): "元旦", date(2027, 2, 9): "春节（补假）"},
    version="test",
)


@pytest.mark.parametrize(
    ("on", "kind", "working", "provisional", "why"),
    [
        (date(2026, 9, 30), DayKind.WORKING, True, False, "工作日"),
        (date(2026, 10, 1), HOLIDAY, False, False, "国庆节放假"),
        (date(2026, 10, 10), EXCHANGED, True, False, "国庆节调休上班"),
        (date(2026, 10, 17), DayKind.WEEKEND, False, False, "星期六"),
        (date(2026, 10, 18), DayKind.WEEKEND, False, False, "星期日"),
        (date(2027, 1, 1), HOLIDAY, False, True, "元旦放假（暂计）"),
        (date(2027, 2, 9), HOLIDAY, False, True, "春节（补假）放假（暂计）"),
        (date(2027, 1, 2), DayKind.WEEKEND, False, True, "星期六（暂计）"),
        (date(2027, 1, 4), DayKind.WORKING, True, True, "工作日（暂计）"),
        # The notice for 2027 can still move the last weekend of 2026; the one for 2026 is out.
        (date(2026, 12, 27), DayKind.WEEKEND, False, False, "星期日"),
        (date(2026, 12, 28), DayKind.WORKING, True, True, "工作日（暂计）"),
        (date(2026, 12, 31), DayKind.WORKING, True, True, "工作日（暂计）"),
        (date(2025, 12, 31), DayKind.WORKING, True, False, "工作日"),
    ],
)
def test_a_day(on: date, kind: DayKind, working: bool, provisional: bool, why: str) -> None:
    day = CALENDAR.day(on)
    assert (day.on, day.kind, day.working, day.provisional, day.why()) == (
        on,
        kind,
        working,
        provisional,
        why,
    )
    assert CALENDAR.is_working(on) is working
    assert CALENDAR.is_provisional(on) is provisional


@pytest.mark.parametrize(
    "ask",
    [
        lambda: CALENDAR.day(date(2028, 1, 1)),
        lambda: CALENDAR.is_working(date(2028, 1, 1)),
        lambda: CALENDAR.next_working_day(date(2027, 12, 31)),
        lambda: CALENDAR.add_working_days(date(2027, 12, 1), 40),
        lambda: CALENDAR.working_days_between(date(2027, 12, 1), date(2028, 1, 1)),
    ],
)
def test_a_year_that_is_not_known_is_refused_with_what_to_do(ask) -> None:
    with pytest.raises(UnknownYear) as refusal:
        ask()
    assert str(refusal.value) == (
        "工作日历中没有2028年（现有2025年至2027年），算不出这一年的工作日。请先录入该年的放假安排。"
    )
    assert refusal.value.year == 2028


def test_an_empty_calendar_knows_no_year() -> None:
    with pytest.raises(UnknownYear, match="没有2026年（现在一年也没有）"):
        Calendar({}, frozenset(), {}, "empty").day(date(2026, 1, 1))


def test_a_gap_between_known_years_is_not_jumped_over() -> None:
    calendar = Calendar({}, frozenset({2020, 2022}), {}, "gap")
    with pytest.raises(UnknownYear, match="没有2021年"):
        calendar.working_days_between(date(2020, 12, 1), date(2022, 2, 1))


@pytest.mark.parametrize(
    ("exceptions", "statutory", "sentence"),
    [
        (
            {date(2027, 10, 1): (HOLIDAY, "国庆节")},
            {},
            "2027-10-01列入了放假安排，但2027年没有标为已公布。",
        ),
        (
            {},
            {date(2026, 10, 1): "国庆节"},
            "2026-10-01按法定节日暂计，但2026年的放假安排已经公布，应按安排记。",
        ),
        (
            {date(2026, 10, 9): (EXCHANGED, "国庆节")},
            {},
            "2026-10-09是星期五，本来就上班，不能记为调休上班日。",
        ),
        (
            {date(2026, 10, 9): (DayKind.WORKING, "国庆节")},
            {},
            "2026-10-09：日历只记放假日（holiday）和调休上班日（exchanged），周末和平日不必记。",
        ),
        ({date(2026, 10, 1): (HOLIDAY, " ")}, {}, "2026-10-01：没有写明是哪个节日。"),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(exceptions, statutory, sentence: str) -> None:
    with pytest.raises(BadCalendar) as refusal:
        Calendar(exceptions, frozenset({2026}), statutory, "bad")
    assert str(refusal.value) == sentence


def test_the_calendar_keeps_its_own_copy() -> None:
    days = {date(2026, 10, 1): (HOLIDAY, "国庆节")}
    calendar = Calendar(days, frozenset({2026}), {}, "one")
    days.clear()
    assert not calendar.is_working(date(2026, 10, 1))


def test_equal_calendars_are_one_key() -> None:
    one, other = (Calendar({}, frozenset({2026}), {}, "same") for _ in range(2))
    assert len({one, other}) == 1


def test_dates_are_said_in_chinese() -> None:
    october, november = date(2026, 10, 1), date(2026, 11, 2)
    assert weekday_name(october) == "星期四"
    assert chinese_date(october) == "2026年10月1日"
    assert chinese_date(november, after=october) == "11月2日"
    assert chinese_date(date(2027, 1, 4), after=november) == "2027年1月4日"
    assert chinese_range(october, date(2026, 10, 7), after=october) == "10月1日至7日"
    assert chinese_range(date(2026, 10, 31), november, after=october) == "10月31日至11月2日"
    assert chinese_range(date(2026, 12, 31), date(2027, 1, 3)) == "2026年12月31日至2027年1月3日"
    assert chinese_range(october, october) == "2026年10月1日"

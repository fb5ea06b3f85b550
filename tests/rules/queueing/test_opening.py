"""When tickets are given: open, a little before, in a short break, and never else."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from onevisit.rules.appointments.hours import OpeningHours, read_hours
from onevisit.rules.calendar import Calendar, DayKind, DayRow, YearRow
from onevisit.rules.queueing.opening import HallShut, admission, next_words, refuse_shut

HOLIDAY, EXCHANGED = date(2026, 11, 25), date(2026, 11, 28)
CALENDAR = Calendar.from_rows(
    [YearRow(2026, announced=True, source="test")],
    [DayRow(HOLIDAY, DayKind.HOLIDAY, "示例假日"), DayRow(EXCHANGED, DayKind.EXCHANGED, "调休上班")],
)
SHORT, LONG = "周一至周五 9:00–12:00 13:00–17:00", "周一至周五 8:30–11:30 14:00–17:00"


def hours(text: str) -> OpeningHours:
    found = read_hours(text).hours
    assert found is not None
    return found


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}:00+08:00")


@pytest.mark.parametrize(
    ("text", "moment", "gives", "opens"),
    [
        (SHORT, "11-23T08:29", False, "11-23T09:00"),
        (SHORT, "11-23T08:30", True, "11-23T09:00"),
        (SHORT, "11-23T09:00", True, None),
        (SHORT, "11-23T11:59", True, None),
        (SHORT, "11-23T12:00", True, "11-23T13:00"),
        (SHORT, "11-23T16:59", True, None),
        (SHORT, "11-23T17:00", False, "11-24T09:00"),
        (SHORT, "11-24T18:00", False, "11-26T09:00"),
        (SHORT, "11-25T10:00", False, "11-26T09:00"),
        (SHORT, "11-28T10:00", True, None),
        (SHORT, "11-28T20:00", False, "11-30T09:00"),
        (LONG, "11-23T11:30", False, "11-23T14:00"),
        (LONG, "11-23T13:29", False, "11-23T14:00"),
        (LONG, "11-23T13:30", True, "11-23T14:00"),
    ],
)
def test_when_tickets_are_given(text: str, moment: str, gives: bool, opens: str | None) -> None:
    found = admission(hours(text), CALENDAR, at(moment))
    assert (found.gives, found.opens_at) == (gives, at(opens) if opens else None)


def test_the_refusal_says_when_it_opens() -> None:
    found = admission(hours(SHORT), CALENDAR, at("11-24T18:00"))
    assert next_words(found) == "11月26日星期四09:00开门，08:30起可以取号。"
    with pytest.raises(HallShut, match=r"示例大厅现在不办公，不能取号.*11月26日星期四09:00开门"):
        refuse_shut(found, "示例大厅")
    refuse_shut(admission(hours(SHORT), CALENDAR, at("11-23T10:00")), "示例大厅")


def test_in_a_year_that_nobody_entered_the_weekday_decides() -> None:
    new_year_s_eve = datetime.fromisoformat("2026-12-31T17:30:00+08:00")
    assert next_words(admission(hours(SHORT), CALENDAR, new_year_s_eve)).startswith("1月1日星期五09:00开门")


def test_hours_that_cannot_be_read_close_no_printer() -> None:
    assert admission(None, CALENDAR, at("11-23T03:00")).gives


def test_a_hall_that_never_opens_says_to_call() -> None:
    never = admission(OpeningHours({}), CALENDAR, at("11-23T10:00"))
    assert not never.gives
    assert "请打大厅电话" in next_words(never)

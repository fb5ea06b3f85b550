"""Due days worked out by hand."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

from onevisit.rules.basis import Basis
from onevisit.rules.calendar import Calendar, UnknownYear, parse_rows
from onevisit.rules.limits import BadLimit, Extension, Limit, Pause, Reading, Unit, read

FILE = Path(__file__).parents[2] / "districts" / "boshan" / "calendar.yaml"
CALENDAR = Calendar.from_rows(*parse_rows(yaml.safe_load(FILE.read_text("utf-8"))))

XKF_42 = Basis("行政许可法", "42", 1)
XKF_45 = Basis("行政许可法", "45")
TWENTY = Limit(20, Unit.WORKING_DAYS, XKF_42, "法定期限")
FIVE = Limit(5, Unit.WORKING_DAYS, None, "承诺期限")
AT_ONCE = Limit(0, Unit.AT_ONCE, None, "承诺期限")


def day(text: str) -> date:
    return date.fromisoformat(text)


def pause(since: str, until: str | None, reason: str = "专家评审") -> Pause:
    return Pause(day(since), None if until is None else day(until), reason, XKF_45)


def extension(length: int, granted_on: str) -> Extension:
    return Extension(length, XKF_42, day(granted_on), "本行政机关负责人")


def on(
    today: str,
    start: str = "2026-09-28",
    limit: Limit = TWENTY,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
    stopped_on: str | None = None,
) -> Reading:
    stopped = None if stopped_on is None else day(stopped_on)
    return read(
        limit,
        day(start),
        CALENDAR,
        today=day(today),
        pauses=pauses,
        extensions=extensions,
        stopped_on=stopped,
    )


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        # Mon 28 Sep 2026: 29, 30 | 8, 9, Sat 10 | 12 to 16 | 19 to 23 | 26 to 30 Oct.
        ("2026-09-28", 20, "2026-10-30"),
        # Tue 31 Jan 2017: off until 2 Feb | 3, Sat 4 worked | 6 to 10 | 13 to 17.
        ("2017-01-31", 12, "2017-02-17"),
        # Fri 9 Feb 2018: Sun 11 worked, 12, 13, 14 | 22, 23, Sat 24 worked | 26, 27, 28.
        ("2018-02-09", 10, "2018-02-28"),
        # Mon 21 Jan 2019: 22 to 25 | 28 to 31, 1 Feb, Sat 2, Sun 3 worked | 11 to 15 | 18 to 21.
        ("2019-01-21", 20, "2019-02-21"),
        # Fri 17 Jan 2020: Sun 19 worked, 20 to 23 | 3 to 7 Feb | 10 to 14 | 17 to 21 | 24.
        ("2020-01-17", 21, "2020-02-24"),
        # Mon 6 Sep 2021: 7 to 10 | 13 to 17, Sat 18 worked | 22, 23, 24, Sun 26 worked | 27 to 30 | 8, Sat 9 Oct.
        ("2021-09-06", 20, "2021-10-09"),
        # Mon 26 Sep 2022: 27 to 30 | Sat 8, Sun 9 Oct worked, 10 to 14 | 17 to 21 | 24 to 27.
        ("2022-09-26", 20, "2022-10-27"),
        # Mon 16 Jan 2023: 17 to 20 | Sat 28, Sun 29 worked, 30 Jan to 3 Feb | 6 to 10 | 13 to 16.
        ("2023-01-16", 20, "2023-02-16"),
        # Mon 9 Sep 2024: 10 to 13, Sat 14 worked | 18, 19, 20 | 23 to 27, Sun 29 worked, 30 | 8, 9, 10, 11, Sat 12 Oct.
        ("2024-09-09", 20, "2024-10-12"),
        # Mon 22 Sep 2025: 23 to 26, Sun 28 worked, 29, 30 | 9, 10, Sat 11 Oct | 13 to 17 | 20 to 24.
        ("2025-09-22", 20, "2025-10-24"),
    ],
)
def test_working_days_across_festivals(start: str, length: int, due: str) -> None:
    reading = on(start, start, Limit(length, Unit.WORKING_DAYS, XKF_42, "法定期限"))
    assert reading.due == day(due)
    assert (reading.used, reading.left, reading.overdue, reading.final) == (0, length, False, True)


@pytest.mark.parametrize(
    ("today", "used", "left", "overdue_days"),
    [
        ("2026-09-01", 0, 20, 0),  # the clock has not begun
        ("2026-09-28", 0, 20, 0),  # day 0
        ("2026-09-30", 2, 18, 0),
        ("2026-10-05", 2, 18, 0),  # in the holidays
        ("2026-10-10", 5, 15, 0),  # a Saturday on which one works
        ("2026-10-29", 19, 1, 0),
        ("2026-10-30", 20, 0, 0),  # the last day is in time
        ("2026-10-31", 20, 0, 1),  # the Saturday after it is late, though no working day has passed
        ("2026-11-01", 20, 0, 1),
        ("2026-11-02", 21, 0, 1),
        ("2026-11-04", 23, 0, 3),
    ],
)
def test_used_and_left_from_day_to_day(today: str, used: int, left: int, overdue_days: int) -> None:
    reading = on(today)
    assert reading.due == day("2026-10-30")
    assert (reading.used, reading.left, reading.overdue_days) == (used, left, overdue_days)
    assert reading.overdue is (overdue_days > 0)


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        # A working week: five days given back. 2 to 6 November.
        ([pause("2026-10-12", "2026-10-16")], "2026-11-06"),
        # Over a weekend: Friday and Monday.
        ([pause("2026-10-16", "2026-10-19")], "2026-11-03"),
        # A weekend alone gives nothing back.
        ([pause("2026-10-17", "2026-10-18")], "2026-10-30"),
        # Nor do the holidays; the Saturday on which one works does.
        ([pause("2026-10-01", "2026-10-07")], "2026-10-30"),
        ([pause("2026-10-10", "2026-10-11")], "2026-11-02"),
        # Two procedures at once stop the clock once: 12 to 16.
        ([pause("2026-10-12", "2026-10-15"), pause("2026-10-14", "2026-10-16", "检测")], "2026-11-06"),
        # One within the other.
        ([pause("2026-10-12", "2026-10-16"), pause("2026-10-13", "2026-10-13", "检测")], "2026-11-06"),
        # One after the other: five and one.
        ([pause("2026-10-12", "2026-10-16"), pause("2026-10-20", "2026-10-20", "检测")], "2026-11-09"),
        # What lay before the start, or on its day, is nothing to give back.
        ([pause("2026-09-21", "2026-09-28")], "2026-10-30"),
        # On the last day itself.
        ([pause("2026-10-30", "2026-10-30")], "2026-11-02"),
        # A day that a pause has pushed the end to.
        ([pause("2026-10-30", "2026-10-30"), pause("2026-11-02", "2026-11-02")], "2026-11-03"),
        # After the end there is nothing left to stop.
        ([pause("2026-11-02", "2026-11-06")], "2026-10-30"),
    ],
)
def test_a_pause_gives_back_the_working_days_it_took(pauses: list[Pause], due: str) -> None:
    assert on("2026-12-01", pauses=pauses).due == day(due)
    assert on("2026-09-28", pauses=pauses).due == day(due)


@pytest.mark.parametrize(
    ("today", "due", "used", "left", "paused"),
    [
        ("2026-10-09", "2026-10-30", 4, 16, False),  # it has not begun
        ("2026-10-12", "2026-11-02", 5, 15, True),
        ("2026-10-14", "2026-11-04", 5, 15, True),
        ("2026-10-18", "2026-11-06", 5, 15, True),  # on a Sunday, after the whole week
        ("2026-11-20", "2026-12-11", 5, 15, True),  # 30 working days given back by then
    ],
)
def test_while_the_clock_stands_still_the_due_day_moves_on_and_says_so(
    today: str, due: str, used: int, left: int, paused: bool
) -> None:
    reading = on(today, pauses=[pause("2026-10-12", None, "听证")])
    assert (reading.due, reading.used, reading.left) == (day(due), used, left)
    assert reading.paused is paused
    assert reading.final is not paused


def test_a_closed_pause_is_final_even_before_it_ends() -> None:
    # The applicant is told in writing how long it takes (Art. 45), so the end is known beforehand.
    reading = on("2026-10-13", pauses=[pause("2026-10-12", "2026-10-16")])
    assert (reading.due, reading.paused, reading.final) == (day("2026-11-06"), True, True)


def test_an_open_pause_ends_when_the_thing_is_done() -> None:
    reading = on("2026-12-01", pauses=[pause("2026-10-12", None)], stopped_on="2026-10-14")
    assert (reading.due, reading.used, reading.left) == (day("2026-11-04"), 5, 15)
    assert (reading.paused, reading.final, reading.overdue) == (False, True, False)


def test_an_open_pause_after_the_end_heals_nothing() -> None:
    reading = on("2026-11-10", pauses=[pause("2026-11-02", None)])
    assert (reading.due, reading.overdue_days) == (day("2026-10-30"), 7)
    assert (reading.paused, reading.final) == (False, True)


@pytest.mark.parametrize(
    ("extensions", "due"),
    [
        # 2 to 6 and 9 to 13 November.
        ([extension(10, "2026-10-20")], "2026-11-13"),
        # On the last day it is still in time.
        ([extension(10, "2026-10-30")], "2026-11-13"),
        ([extension(10, "2026-10-31")], "2026-10-30"),
        # The second one would be in time only because of the first.
        ([extension(5, "2026-11-05"), extension(5, "2026-10-30")], "2026-11-13"),
        ([extension(5, "2026-11-07"), extension(5, "2026-10-30")], "2026-11-06"),
    ],
)
def test_an_extension_granted_in_time_prolongs(extensions: list[Extension], due: str) -> None:
    assert on("2026-12-01", extensions=extensions).due == day(due)


def test_an_extension_may_be_in_time_because_of_a_pause() -> None:
    reading = on(
        "2026-12-01", pauses=[pause("2026-10-12", "2026-10-16")], extensions=[extension(10, "2026-11-05")]
    )
    assert reading.due == day("2026-11-20")


def test_what_was_done_in_time_stays_in_time() -> None:
    reading = on("2027-01-04", stopped_on="2026-10-30")
    assert (reading.used, reading.left, reading.overdue, reading.overdue_days) == (20, 0, False, 0)


def test_what_was_done_late_stays_so_late() -> None:
    for today in ("2026-11-03", "2027-01-04"):
        reading = on(today, stopped_on="2026-11-03")
        assert (reading.used, reading.left, reading.overdue_days) == (22, 0, 2)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        # 60 days from 1 September: 29 in September, then 31 October, a Saturday; the end moves to Monday.
        ("2026-09-01", Limit(60, Unit.DAYS, None, "复议期限"), "2026-11-02"),
        # 30 days from 3 September are 3 October, in the holidays; the end moves to the 8th.
        ("2026-09-03", Limit(30, Unit.DAYS, None, "期限"), "2026-10-08"),
        # 10 October 2026 is a Saturday, but one works: the end stays.
        ("2026-09-10", Limit(30, Unit.DAYS, None, "期限"), "2026-10-10"),
        ("2026-10-12", Limit(1, Unit.DAYS, None, "期限"), "2026-10-13"),
        # The corresponding day; 7 October is in the holidays.
        ("2026-08-07", Limit(2, Unit.MONTHS, None, "期限"), "2026-10-08"),
        ("2026-08-13", Limit(2, Unit.MONTHS, None, "期限"), "2026-10-13"),
        # No 31 February: the last day of the month, a Saturday on which one works.
        ("2026-01-31", Limit(1, Unit.MONTHS, None, "期限"), "2026-02-28"),
        # A leap year, and over the end of a year. 29 February 2024 is a Thursday.
        ("2023-12-31", Limit(2, Unit.MONTHS, None, "期限"), "2024-02-29"),
        ("2025-11-30", Limit(15, Unit.MONTHS, None, "期限"), "2027-03-01"),
    ],
)
def test_days_and_months_count_all_days_and_end_on_a_working_day(start: str, limit: Limit, due: str) -> None:
    assert on(start, start, limit).due == day(due)


def test_natural_days_used_left_and_late() -> None:
    limit = Limit(60, Unit.DAYS, None, "复议期限")
    reading = on("2026-10-01", "2026-09-01", limit)
    assert (reading.used, reading.left, reading.overdue) == (30, 32, False)
    # On the Sunday the 60 days are over, but the end has moved to Monday.
    reading = on("2026-11-01", "2026-09-01", limit)
    assert (reading.used, reading.left, reading.overdue) == (61, 1, False)
    reading = on("2026-11-04", "2026-09-01", limit)
    assert (reading.left, reading.overdue_days) == (0, 2)


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        # Ten days of October given back: 31 October and ten days are 10 November, a Tuesday.
        ([pause("2026-10-01", "2026-10-10")], "2026-11-10"),
        # The end would move to Monday 2 November, but on that day the clock stands still.
        ([pause("2026-11-02", "2026-11-02")], "2026-11-03"),
    ],
)
def test_a_pause_gives_back_natural_days_where_those_are_counted(pauses: list[Pause], due: str) -> None:
    assert on("2026-09-01", "2026-09-01", Limit(60, Unit.DAYS, None, "期限"), pauses=pauses).due == day(due)


def test_an_extension_counts_the_unit_of_its_limit() -> None:
    # 信访: 60 days and 30 more are 30 November, a Monday; two months and one more are 1 December.
    sixty, two = Limit(60, Unit.DAYS, None, "期限"), Limit(2, Unit.MONTHS, None, "期限")
    assert on("2026-09-01", "2026-09-01", sixty, extensions=[extension(30, "2026-10-20")]).due == day(
        "2026-11-30"
    )
    assert on("2026-09-01", "2026-09-01", two, extensions=[extension(1, "2026-10-20")]).due == day(
        "2026-12-01"
    )
    # At once, and one working day more.
    assert on("2026-09-30", "2026-09-30", AT_ONCE, extensions=[extension(1, "2026-09-30")]).due == day(
        "2026-10-08"
    )


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-09-30", "2026-09-30"),
        ("2026-10-10", "2026-10-10"),
        ("2026-10-01", "2026-10-08"),
    ],
)
def test_at_once_is_the_same_day_if_anybody_works(start: str, due: str) -> None:
    reading = on(start, start, AT_ONCE)
    assert (reading.due, reading.used, reading.overdue) == (day(due), 0, False)
    assert on(due, start, AT_ONCE).overdue is False
    assert on("2026-10-12", start, AT_ONCE).overdue is True


def test_at_once_can_be_paused() -> None:
    assert on("2026-10-12", "2026-09-30", AT_ONCE, pauses=[pause("2026-09-30", "2026-10-08")]).due == day(
        "2026-10-09"
    )


@pytest.mark.parametrize(
    ("start", "limit", "provisional"),
    [
        ("2026-12-18", FIVE, False),  # until Friday 25 December
        ("2026-12-21", FIVE, True),  # until Monday 28 December, which the next notice may move
        ("2026-12-28", AT_ONCE, True),
        ("2027-03-01", TWENTY, True),
        # Only the last day matters where all days count: 28 February 2027, and two years on.
        ("2026-11-30", Limit(1, Unit.MONTHS, None, "期限"), True),
        ("2026-11-30", Limit(20, Unit.DAYS, None, "期限"), False),
    ],
)
def test_a_date_in_a_year_not_announced_is_provisional(start: str, limit: Limit, provisional: bool) -> None:
    assert on(start, start, limit).provisional is provisional


def test_a_year_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownYear, match="没有2031年"):
        on("2030-12-20", "2030-12-20")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda: Limit(0, Unit.WORKING_DAYS, None, "法定期限"), "法定期限：至少为1个工作日，不能是0。"),
        (lambda: Limit(-3, Unit.DAYS, None, ""), "期限：至少为1日，不能是-3。"),
        (lambda: Limit(1, Unit.AT_ONCE, None, "承诺期限"), "承诺期限：当场完成的长度应为0，不能是1。"),
        (
            lambda: pause("2026-10-12", "2026-10-11", "听证"),
            "“听证”暂停的结束日2026-10-11早于开始日2026-10-12。",
        ),
        (lambda: extension(0, "2026-10-12"), "延长的期限至少为1，不能是0。"),
        (
            lambda: on("2026-10-12", stopped_on="2026-09-27"),
            "法定期限：完成日2026-09-27早于起算日2026-09-28。",
        ),
    ],
)
def test_what_cannot_be_is_refused(wrong, sentence: str) -> None:
    with pytest.raises(BadLimit) as refusal:
        wrong()
    assert str(refusal.value) == sentence

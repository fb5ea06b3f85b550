"""Deadlines worked out by hand (table.md): each is added up, held against the calendar, then put to the rules."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
import yaml

from onevisit.rules.calendar import Calendar, DayKind, parse_rows
from onevisit.rules.cases.clocks import ACCEPTANCE, DELIVERY
from onevisit.rules.limits import Limit, Reading, StepKind, Unit, read
from onevisit.rules.limits.walk import add_months
from rules.deadlines.table import ONE_DAY, Row, notices, rows

FILE = Path(__file__).parents[3] / "districts" / "boshan" / "calendar.yaml"
CALENDAR = Calendar.from_rows(*parse_rows(yaml.safe_load(FILE.read_text("utf-8"))))

ROWS = rows()
YEARS = range(2017, 2027)
LICENSING = ("32(4)", "34(2)", "42(1)", "42(2)", "43", "44", "45", "47", "48", "50", "55", "78", "79")
OTHERS = {"公开条例", "处罚法", "复议法", "浙规", "信访条例", "核准条例", "建筑法"}
THE_PROGRAMS_OWN = {"许可法 32(4)": ACCEPTANCE, "许可法 44": DELIVERY}

every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"line {row.line}: {row.law}")


def clock(row: Row, on: date | None = None, limit: Limit | None = None) -> Reading:
    return read(
        limit or row.limit,
        row.start,
        CALENDAR,
        today=on or row.read_on or row.start,
        pauses=row.pauses,
        extensions=[row.extension] if row.extension else [],
    )


def last_day(row: Row) -> date:
    """What the rules say."""
    if row.backward:
        return CALENDAR.working_days_before(row.start, row.length)
    if row.ban:
        return add_months(row.start, row.length)
    return clock(row).due


def paused(row: Row, on: date) -> bool:
    """By the row's own words: an open procedure lasts until the day on which the row is read."""
    return any(pause.since <= on <= (pause.until or row.read_on or date.max) for pause in row.pauses)


def span(after: date, until: date) -> list[date]:
    return [after + ONE_DAY * number for number in range(1, (until - after).days + 1)]


def test_the_table_covers_the_law_and_every_year() -> None:
    assert len(ROWS) >= 60
    laws = {row.law for row in ROWS}
    assert {f"许可法 {article}" for article in LICENSING} <= laws
    assert {law.partition(" ")[0] for law in laws} == OTHERS | {"许可法"}
    for year in YEARS:
        of_year = [row for row in ROWS if row.start.year == year]
        festivals = "、".join(name for row in of_year for _, name in row.off)
        assert len(of_year) >= 4
        assert "春节" in festivals
        assert "国庆节" in festivals
        assert any(row.worked for row in of_year)


def test_the_table_knows_every_kind_of_course() -> None:
    assert any(row.extension and not row.too_late for row in ROWS)
    assert any(row.too_late for row in ROWS)
    assert any(len(row.pauses) > 1 for row in ROWS)
    assert any(row.pauses and row.extension for row in ROWS)
    assert any(pause.until is None for row in ROWS for pause in row.pauses)
    assert any(row.pauses and row.off for row in ROWS)
    assert any(row.backward and not CALENDAR.is_working(row.last) for row in ROWS)
    assert any(row.unit is Unit.DAYS and row.days[-1] != row.last for row in ROWS)


def test_the_line_under_each_year_is_its_notice() -> None:
    lines = notices()
    assert list(lines) == list(YEARS)
    for year, (off, worked) in lines.items():
        days = [CALENDAR.day(on) for on in span(date(year - 1, 12, 31), date(year, 12, 31))]
        assert on_weekdays(off) == on_weekdays(day.on for day in days if day.kind is DayKind.HOLIDAY)
        assert not any(CALENDAR.is_working(on) for on in off)
        assert worked == {day.on for day in days if day.kind is DayKind.EXCHANGED}


@every_row
def test_the_count_adds_up(row: Row) -> None:
    """With a pencil alone: no calendar, no rules."""
    so_far = 0
    for days, mark in row.counted:
        so_far += len(days)
        assert mark is None or mark == so_far
    if row.counted:
        assert row.counted[-1][1] == row.total
    days = [row.start, *row.days]
    assert days == sorted(set(days), reverse=row.backward)
    if row.backward:
        assert row.last == row.days[-1] - ONE_DAY
    elif row.unit is Unit.WORKING_DAYS:
        assert row.last == row.days[-1]
    if row.runs_out:
        months = (row.runs_out.year - row.start.year) * 12 + row.runs_out.month - row.start.month
        assert months == row.length
        assert row.runs_out.day == row.start.day or (row.runs_out + ONE_DAY).day == 1
        assert row.last == row.runs_out or not row.ban


@every_row
def test_the_days_are_those_of_the_calendar(row: Row) -> None:
    early, late = sorted((row.start, row.last))
    if row.backward:  # The hearing or the expiry itself does not count.
        late -= ONE_DAY
    counted = set(row.days)
    if row.unit is Unit.WORKING_DAYS:
        assert counted == {on for on in span(early, late) if CALENDAR.is_working(on) and not paused(row, on)}
        passed = [on for on in span(early, late) if not CALENDAR.is_working(on)]
    else:
        # The end moves over days off; before it, they count like all others.
        ends = row.days[-1] if row.days else row.runs_out or row.start
        passed = [] if row.ban else span(ends - ONE_DAY, late - ONE_DAY)
        assert not any(CALENDAR.is_working(on) for on in passed)
    assert on_weekdays(row_off(row)) == on_weekdays(passed)
    assert row_off(row) <= set(passed)
    for days, names in row.off:
        known = {CALENDAR.day(on).name or "周末" for on in days}
        assert set(names.split("、")) == (known - {"周末"} or known)
    exchanged = {on for on in counted if CALENDAR.day(on).kind is DayKind.EXCHANGED}
    assert set(row.worked) == (exchanged if row.unit is Unit.WORKING_DAYS else set())


def row_off(row: Row) -> set[date]:
    return {on for days, _ in row.off for on in days}


def on_weekdays(days: Iterable[date]) -> set[date]:
    return {on for on in days if on.weekday() < 5}


@every_row
def test_the_rules_find_the_same_last_day(row: Row) -> None:
    assert last_day(row) == row.last


@pytest.mark.parametrize(
    "row", [row for row in ROWS if not row.backward and not row.ban], ids=lambda row: f"line {row.line}"
)
def test_the_last_day_is_in_time_and_the_next_is_late(row: Row) -> None:
    if row.read_on is None:
        assert clock(row, row.last).overdue is False
        assert clock(row, row.last + ONE_DAY).overdue is True
    assert clock(row).final is (row.read_on is None)
    told = "".join(step.text for step in clock(row).steps)
    if row.unit is not Unit.AT_ONCE:
        assert all(
            name in told for days, names in row.off for name in names.split("、")[:1] if name != "周末"
        )


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.law in THE_PROGRAMS_OWN], ids=lambda row: f"line {row.line}"
)
def test_the_program_has_the_limits_of_the_table(row: Row) -> None:
    limit = THE_PROGRAMS_OWN[row.law]
    assert (limit.length, limit.unit) == (row.length, row.unit)
    assert clock(row, limit=limit).due == row.last


def test_the_program_says_when_an_extension_came_too_late() -> None:
    for row in ROWS:
        refused = [s for s in clock(row).steps if s.kind is StepKind.EXTENSION and "不能再延长" in s.text]
        assert bool(refused) is row.too_late

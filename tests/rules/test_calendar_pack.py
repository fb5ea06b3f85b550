"""The calendar of the district against an independent list of the State Council's notices."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

import make_calendar
from onevisit.rules.calendar import Calendar, DayKind, UnknownYear, parse_rows

FILE = Path(__file__).parents[2] / "districts" / "boshan" / "calendar.yaml"

# Days off and weekend days on which one works, 2017 to 2026, from the data set NateScarlet/holiday-cn.
# It is another collection of the same notices than the one the file was made from.
NOTICES = {
    2017: (
        "01-01 01-02 01-27..02-02 04-02..04-04 05-01 05-28..05-30 10-01..10-08",
        "01-22 02-04 04-01 05-27 09-30",
    ),
    2018: (
        "01-01 02-15..02-21 04-05..04-07 04-29..05-01 06-18 09-24 10-01..10-07 12-30 12-31",
        "02-11 02-24 04-08 04-28 09-29 09-30 12-29",
    ),
    2019: (
        "01-01 02-04..02-10 04-05 05-01..05-04 06-07 09-13 10-01..10-07",
        "02-02 02-03 04-28 05-05 09-29 10-12",
    ),
    2020: (
        "01-01 01-24..02-02 04-04..04-06 05-01..05-05 06-25..06-27 10-01..10-08",
        "01-19 02-03 04-26 05-09 06-28 09-27 10-10",
    ),
    2021: (
        "01-01..01-03 02-11..02-17 04-03..04-05 05-01..05-05 06-12..06-14 09-19..09-21 10-01..10-07",
        "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    ),
    2022: (
        "01-01..01-03 01-31..02-06 04-03..04-05 04-30..05-04 06-03..06-05 09-10..09-12 10-01..10-07 12-31",
        "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    ),
    2023: (
        "01-01 01-02 01-21..01-27 04-05 04-29..05-03 06-22..06-24 09-29..10-06",
        "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    ),
    2024: (
        "01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (
        "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (
        "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return Calendar.from_rows(*parse_rows(yaml.safe_load(FILE.read_text("utf-8"))))


def spelled_out(year: int, spans: str) -> set[date]:
    days = set()
    for span in spans.split():
        first, _, last = span.partition("..")
        on, until = (date.fromisoformat(f"{year}-{day}") for day in (first, last or first))
        while on <= until:
            days.add(on)
            on += timedelta(days=1)
    return days


@pytest.mark.parametrize("year", NOTICES)
def test_every_day_of_the_year_agrees_with_the_notice(calendar: Calendar, year: int) -> None:
    off, worked = (spelled_out(year, spans) for spans in NOTICES[year])
    length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(length)]
    expected = [day for day in days if day in worked or (day.weekday() < 5 and day not in off)]
    assert [day for day in days if calendar.is_working(day)] == expected
    assert year in calendar.announced


def test_all_years_from_2004_on_are_there_and_the_state_council_spoke_up_to_2026(calendar: Calendar) -> None:
    assert calendar.years == frozenset(range(2004, 2031))
    assert calendar.announced == frozenset(range(2004, 2027))
    assert all(calendar.sources[year] for year in calendar.years)
    with pytest.raises(UnknownYear):
        calendar.day(date(2031, 1, 1))


@pytest.mark.parametrize("year", range(2027, 2031))
def test_a_year_not_announced_has_the_thirteen_statutory_days(calendar: Calendar, year: int) -> None:
    names = [name for on, name in calendar.statutory.items() if on.year == year]
    festivals = "、".join(name for name in names if "补假" not in name).split("、")
    assert {name: festivals.count(name) for name in festivals} == {
        "元旦": 1,
        "春节": 4,
        "清明节": 1,
        "劳动节": 2,
        "端午节": 1,
        "中秋节": 1,
        "国庆节": 3,
    }
    # Art. 6: each of them that falls on a weekend gives one working day off.
    on_weekends = [on for on in calendar.statutory if on.year == year and on.weekday() >= 5]
    made_up = [on for on, name in calendar.statutory.items() if on.year == year and "补假" in name]
    assert len(made_up) == len(on_weekends)
    assert all(on.weekday() < 5 for on in made_up)


def test_2027_day_by_day(calendar: Calendar) -> None:
    off = sorted(on for on in calendar.statutory if on.year == 2027)
    assert off == sorted(spelled_out(2027, "01-01 02-05..02-10 04-05 05-01..05-04 06-09 09-15 10-01..10-05"))
    assert calendar.day(date(2027, 2, 10)).why() == "春节（补假）放假（暂计）"
    assert calendar.day(date(2027, 10, 9)).kind is DayKind.WEEKEND


def test_the_file_agrees_with_the_package_it_was_made_from() -> None:
    assert make_calendar.differences() == []
    assert make_calendar.main(["--check"]) == 0


def test_a_difference_is_found_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    changed = tmp_path / "calendar.yaml"
    text = FILE.read_text("utf-8").replace("2026-10-06, 2026-10-07]", "2026-10-06]")
    changed.write_text(
        text.replace("  - year: 2025\n    announced: true", "  - year: 2025\n    announced: false")
    )
    monkeypatch.setattr(make_calendar, "FILE", changed)
    assert make_calendar.main(["--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "2025年已公布，文件中还没有",
        "2026-10-07：文件中是未列出，chinesecalendar 中是holiday",
    ]


def test_the_tool_writes_what_it_can_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calendar
) -> None:
    monkeypatch.setattr(make_calendar, "FILE", tmp_path / "calendar.yaml")
    assert make_calendar.main([]) == 0
    written = Calendar.from_rows(*parse_rows(yaml.safe_load(make_calendar.FILE.read_text("utf-8"))))
    assert written == calendar
    assert make_calendar.main(["--force"]) == 2

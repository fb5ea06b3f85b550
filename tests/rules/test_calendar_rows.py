"""A calendar as it is written down."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.calendar import BadCalendar, Calendar, DayKind, DayRow, YearRow, parse_rows

FILE = Path(__file__).parents[2] / "districts" / "boshan" / "calendar.yaml"
YEARS = (YearRow(2026, True, "通知"), YearRow(2027, False, "办法"))
NEW_YEAR = DayRow(date(2027, 1, 1), DayKind.HOLIDAY, "元旦")
NATIONAL_DAY = DayRow(date(2026, 10, 1), DayKind.HOLIDAY, "国庆节")
WORKED = DayRow(date(2026, 10, 10), DayKind.EXCHANGED, "国庆节")
VERSION = Calendar.from_rows(YEARS, [NATIONAL_DAY, WORKED, NEW_YEAR]).version


def test_rows_make_a_calendar_and_a_calendar_makes_rows() -> None:
    calendar = Calendar.from_rows(YEARS, [NEW_YEAR, WORKED, NATIONAL_DAY])
    assert calendar.announced == {2026}
    assert calendar.sources == {2026: "通知", 2027: "办法"}
    assert calendar.to_rows() == (YEARS, (NATIONAL_DAY, WORKED, NEW_YEAR))


def test_the_calendar_of_the_district_survives_the_round_trip() -> None:
    calendar = Calendar.from_rows(*parse_rows(yaml.safe_load(FILE.read_text("utf-8"))))
    again = Calendar.from_rows(*calendar.to_rows())
    assert again == calendar
    assert again.version == calendar.version


@given(st.permutations([NEW_YEAR, WORKED, NATIONAL_DAY]), st.permutations(YEARS))
def test_the_version_does_not_depend_on_the_order_of_rows(days: list[DayRow], years: list[YearRow]) -> None:
    assert Calendar.from_rows(years, days).version == VERSION


@pytest.mark.parametrize(
    "days",
    [
        [NATIONAL_DAY, NEW_YEAR],
        [NATIONAL_DAY, NEW_YEAR, DayRow(date(2026, 10, 10), DayKind.HOLIDAY, "国庆节")],
        [NATIONAL_DAY, NEW_YEAR, DayRow(date(2026, 10, 11), DayKind.EXCHANGED, "国庆节")],
        [NATIONAL_DAY, NEW_YEAR, DayRow(date(2026, 10, 10), DayKind.EXCHANGED, "中秋节")],
    ],
)
def test_any_other_contents_are_another_version(days: list[DayRow]) -> None:
    assert Calendar.from_rows(YEARS, days).version != VERSION


def test_announcing_a_year_is_another_version() -> None:
    announced = (YEARS[0], YearRow(2027, True, "通知"))
    assert Calendar.from_rows(announced, [NATIONAL_DAY, WORKED, NEW_YEAR]).version != VERSION


@pytest.mark.parametrize(
    ("years", "days", "sentence"),
    [
        ([*YEARS, YEARS[0]], [], "2026年写了两次，请只留一次。"),
        (YEARS, [NATIONAL_DAY, NATIONAL_DAY], "2026-10-01写了两次，请只留一次。"),
        (YEARS, [NEW_YEAR, NEW_YEAR], "2027-01-01写了两次，请只留一次。"),
        ([YEARS[0]], [NATIONAL_DAY, NEW_YEAR], "2027-01-01：日历中没有2027年，请先添加这一年。"),
        (
            YEARS,
            [NATIONAL_DAY, NEW_YEAR, DayRow(date(2027, 1, 2), DayKind.EXCHANGED, "元旦")],
            "2027-01-02是调休上班日，但2027年的放假安排尚未公布，不会有调休。",
        ),
        (
            YEARS,
            [NATIONAL_DAY],
            "2027年没有列出任何放假日，请录入放假安排；尚未公布的，请录入法定节日。",
        ),
    ],
)
def test_rows_that_do_not_fit_together_are_refused(years, days, sentence: str) -> None:
    with pytest.raises(BadCalendar) as refusal:
        Calendar.from_rows(years, days)
    assert str(refusal.value) == sentence


def a_year(**changes: object) -> dict[str, object]:
    holidays = [{"name": "国庆节", "days": [date(2026, 10, 1)]}]
    return {"year": 2026, "announced": True, "source": "通知", "holidays": holidays} | changes


def test_a_file_is_read() -> None:
    exchanged = [{"name": "国庆节", "days": ["2026-10-10"]}]
    years, days = parse_rows({"years": [a_year(exchanged=exchanged)]})
    assert years == (YEARS[0],)
    assert days == (NATIONAL_DAY, WORKED)


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (None, "日历应为一组“键: 值”，不能是None。"),
        ({}, "日历缺少years。"),
        ({"years": "2026"}, "years应为列表，不能是'2026'。"),
        ({"years": [2026]}, "years中的一项应为一组“键: 值”，不能是2026。"),
        ({"years": [{}]}, "years中的一项缺少year。"),
        ({"years": [{"year": 2026}]}, "2026年缺少announced。"),
        ({"years": [{"year": 2026, "announced": True}]}, "2026年缺少source。"),
        ({"years": [a_year(year="2026")]}, "year应为整数年份，不能是'2026'。"),
        ({"years": [a_year(year=True)]}, "year应为整数年份，不能是True。"),
        ({"years": [a_year(announced="yes")]}, "2026年的announced应为true或者false，不能是'yes'。"),
        ({"years": [a_year(source=" ")]}, "2026年没有写明来源（source）。"),
        # `off` is a word for false in YAML 1.1, so it could not have been the key.
        ({"years": [a_year() | {False: []}]}, "2026年有不认识的项：False。"),
        ({"years": [a_year(holidays={})]}, "2026年的holidays应为列表，不能是{}。"),
        ({"years": [a_year(holidays=[{}])]}, "2026年的holidays缺少name。"),
        (
            {"years": [a_year(holidays=[{"name": 1, "days": []}])]},
            "2026年的holidays的name应为节日名称，不能是1。",
        ),
        ({"years": [a_year(holidays=[{"name": "元旦"}])]}, "2026年的holidays缺少days。"),
        (
            {"years": [a_year(holidays=[{"name": "元旦", "days": [], "from": 1}])]},
            "2026年的holidays有不认识的项：from。",
        ),
        (
            {"years": [a_year(holidays=[{"name": "元旦", "days": "2026-01-01"}])]},
            "2026年的holidays（元旦）的days应为列表，不能是'2026-01-01'。",
        ),
        (
            {"years": [a_year(holidays=[{"name": "元旦", "days": ["1月1日"]}])]},
            "2026年的holidays中的'1月1日'不是日期，应写成2026-10-01的样子。",
        ),
        (
            {"years": [a_year(holidays=[{"name": "元旦", "days": [101]}])]},
            "2026年的holidays中的101不是日期，应写成2026-10-01的样子。",
        ),
        (
            {"years": [a_year(exchanged=[{"name": "元旦", "days": ["2026-01-05"]}])]},
            "2026-01-05是星期一，本来就上班，不能记为调休上班日。",
        ),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_place(document: object, sentence: str) -> None:
    with pytest.raises(BadCalendar) as refusal:
        parse_rows(document)
    assert str(refusal.value) == sentence

"""Writes districts/boshan/calendar.yaml, the seed of the editable working calendar.

    make_calendar.py            write the file anew; changes made by hand are lost
    make_calendar.py --check    say whether the announced years of the file and of chinesecalendar differ

Announced years come from chinesecalendar, which follows the notices of the State Council's General Office.
The years after them get the statutory days of 全国年节及纪念日放假办法, and are marked as not announced.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

import yaml
from chinese_calendar import constants, get_solar_terms

from onevisit.rules.calendar import DayKind, DayRow, YearRow, parse_rows

FILE = Path(__file__).resolve().parent.parent / "districts" / "boshan" / "calendar.yaml"

# What the regulation calls the days, where chinesecalendar says it shorter.
FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}

# First day of the lunar year, 5th of the 5th and 15th of the 8th lunar month. A lunar calendar is no rule of
# ours; these days agree with the package `holidays` 0.109.
LUNAR_DAYS = {
    2027: (date(2027, 2, 6), date(2027, 6, 9), date(2027, 9, 15)),
    2028: (date(2028, 1, 26), date(2028, 5, 28), date(2028, 10, 3)),
    2029: (date(2029, 2, 13), date(2029, 6, 16), date(2029, 9, 22)),
    2030: (date(2030, 2, 3), date(2030, 6, 5), date(2030, 9, 12)),
}

HEAD = """\
# 工作日历：哪些天放假（holidays），哪些周末调休上班（exchanged）。没有列出的日子，周一至周五上班，周六、周日休息。
#
# announced: true   国务院办公厅已经公布这一年的节假日安排
# announced: false  尚未公布：只列法定节日，适逢周末的补假暂排在节后第一个工作日；凡是用到这一年的日期都注明“暂计”
#
# 新一年的安排公布后，把那一年改为 announced: true，写明通知的名称，按通知列出放假日和调休上班日（元旦可能连着
# 上一年的最后几天，写在哪一年下都可以）。本文件最初由 tools/make_calendar.py 生成，之后可以手工修改。
"""


def announced_rows() -> tuple[list[YearRow], list[DayRow]]:
    """The years that chinesecalendar has been told of, and their days."""
    days = [DayRow(on, DayKind.HOLIDAY, full_name(name)) for on, name in constants.holidays.items()]
    days += [DayRow(on, DayKind.EXCHANGED, full_name(name)) for on, name in constants.workdays.items()]
    taken_from = f"取自 chinesecalendar {version('chinesecalendar')}"
    years = [
        YearRow(year, True, f"国务院办公厅公布的{year}年节假日安排，{taken_from}")
        for year in sorted({row.on.year for row in days})
    ]
    return years, sorted(days, key=lambda row: row.on)


def full_name(english: str) -> str:
    """The Chinese name of a festival that chinesecalendar calls so."""
    chinese = constants.Holiday(english).chinese
    return FULL_NAMES.get(chinese, chinese)


def statutory_rows(year: int) -> tuple[YearRow, list[DayRow]]:
    """A year that is not announced: the days of Art. 2, and for those on a weekend one more each (Art. 6)."""
    spring, dragon_boat, mid_autumn = LUNAR_DAYS[year]
    tomb_sweeping = next(
        on
        for on in days_from(date(year, 4, 3), 4)
        if any(name == "清明" for _, name in get_solar_terms(on, on))
    )
    festivals = (
        ("元旦", days_from(date(year, 1, 1), 1)),
        ("春节", days_from(spring - timedelta(days=1), 4)),
        ("清明节", [tomb_sweeping]),
        ("劳动节", days_from(date(year, 5, 1), 2)),
        ("端午节", [dragon_boat]),
        ("中秋节", [mid_autumn]),
        ("国庆节", days_from(date(year, 10, 1), 3)),
    )
    names: dict[date, str] = {}
    for name, days in festivals:
        for on in days:
            names[on] = f"{names[on]}、{name}" if on in names else name
    for name, days in festivals:
        free = days[-1]
        for _ in [on for on in days if on.weekday() >= 5]:
            while free in names or free.weekday() >= 5:
                free += timedelta(days=1)
            names[free] = f"{name}（补假）"
    source = "全国年节及纪念日放假办法（2024年11月10日修订）第二条、第六条，节假日安排尚未公布"
    rows = [DayRow(on, DayKind.HOLIDAY, name) for on, name in sorted(names.items())]
    return YearRow(year, False, source), rows


def days_from(first: date, count: int) -> list[date]:
    """`count` days from `first` on."""
    return [first + timedelta(days=number) for number in range(count)]


def render() -> str:
    """The text of the file."""
    years, days = announced_rows()
    for year in sorted(LUNAR_DAYS.keys() - {row.year for row in years}):
        row, statutory = statutory_rows(year)
        years.append(row)
        days += statutory
    lines = [HEAD, "years:"]
    for row in years:
        lines += [
            f"  - year: {row.year}",
            f"    announced: {str(row.announced).lower()}",
            f"    source: {row.source}",
        ]
        for key, kind in (("holidays", DayKind.HOLIDAY), ("exchanged", DayKind.EXCHANGED)):
            of_kind = [day for day in days if day.on.year == row.year and day.kind is kind]
            if of_kind:
                lines.append(f"    {key}:")
            for name, group in groupby(of_kind, key=lambda day: day.name):
                lines.append(f"      - {{name: {name}, days: [{', '.join(str(day.on) for day in group)}]}}")
    return "\n".join(lines) + "\n"


def differences() -> list[str]:
    """A sentence for each day that chinesecalendar knows otherwise than the file."""
    years, days = parse_rows(yaml.safe_load(FILE.read_text("utf-8")))
    announced = {row.year for row in years if row.announced}
    known_years, known_days = announced_rows()
    here = {row.on: row.kind for row in days if row.on.year in announced}
    there = {row.on: row.kind for row in known_days}
    found = [f"{row.year}年已公布，文件中还没有" for row in known_years if row.year not in announced]
    found += [
        f"{on}：文件中是{here.get(on, '未列出')}，chinesecalendar 中是{there.get(on, '未列出')}"
        for on in sorted(here.keys() | there.keys())
        if on.year in announced and here.get(on) != there.get(on)
    ]
    return found


def main(arguments: list[str]) -> int:
    """Write or compare; 1 if there is a difference."""
    if arguments == ["--check"]:
        found = differences()
        print("\n".join(found) or f"{FILE.name} 与 chinesecalendar {version('chinesecalendar')} 一致")
        return 1 if found else 0
    if arguments:
        print(__doc__)
        return 2
    FILE.write_text(render(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

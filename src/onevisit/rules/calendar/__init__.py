"""The working days of a district: weekends, public holidays and the State Council's exchanges.

Read `calendar.py` first. `rows.py` is how a calendar is written down, `dates.py` how dates are said.
"""

from onevisit.rules.calendar.calendar import Calendar, Count, UnknownYear
from onevisit.rules.calendar.dates import chinese_date, chinese_range, weekday_name
from onevisit.rules.calendar.day import Day, DayKind
from onevisit.rules.calendar.rows import BadCalendar, DayRow, YearRow, parse_rows

__all__ = [
    "BadCalendar",
    "Calendar",
    "Count",
    "Day",
    "DayKind",
    "DayRow",
    "UnknownYear",
    "YearRow",
    "chinese_date",
    "chinese_range",
    "parse_rows",
    "weekday_name",
]

"""The calendar of a pack, read on its own: once a year, when the State Council's notice is out."""

from __future__ import annotations

from pathlib import Path

import yaml

from onevisit.platform.workdays.commands import replace_calendar
from onevisit.rules.calendar import BadCalendar, Calendar, parse_rows


class BadCalendarFile(ValueError):
    """A file that is no calendar; the sentence says where it goes wrong."""


def load_calendar(path: Path) -> tuple[int, tuple[int, ...]]:
    """Put the file's years and days in the place of the table; the last announced year and the provisional ones."""
    try:
        years, days = parse_rows(yaml.safe_load(path.read_text("utf-8")))
        Calendar.from_rows(years, days)  # refuses what contradicts itself, before anything is written
    except (OSError, UnicodeDecodeError, yaml.YAMLError, BadCalendar) as bad:
        raise BadCalendarFile(str(bad)) from bad
    replace_calendar(years, days)
    announced = max(one.year for one in years if one.announced)
    return announced, tuple(one.year for one in years if not one.announced)

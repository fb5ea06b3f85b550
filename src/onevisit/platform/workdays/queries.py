"""The calendar as a value. Read again only when its edition has changed."""

from __future__ import annotations

from onevisit.platform.workdays.models import Edition, SpecialDay, Year
from onevisit.rules.calendar import Calendar, DayKind, DayRow, YearRow

_kept: dict[int, Calendar] = {}


class NoCalendar(LookupError):
    """No calendar has been loaded, so that no day can be counted: load the district's pack first."""


def edition() -> int:
    """The number of the present edition; raises `NoCalendar` before the first was loaded."""
    number = Edition.objects.values_list("number", flat=True).first()
    if number is None:
        raise NoCalendar("还没有载入工作日历，请先运行 onevisit load districts/boshan")
    return number


def calendar(number: int | None = None) -> Calendar:
    """The calendar of an edition (the present one if none is given), which must be the present one or kept here."""
    number = edition() if number is None else number
    if number not in _kept:
        years = [YearRow(one.year, one.announced, one.source) for one in Year.objects.order_by("year")]
        days = [DayRow(one.on, DayKind(one.kind), one.name) for one in SpecialDay.objects.order_by("on")]
        _kept.clear()
        _kept[number] = Calendar.from_rows(years, days)
    return _kept[number]

"""Change the calendar: as a whole, so that no reader ever sees half of a notice."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from onevisit.platform.workdays.models import Edition, SpecialDay, Year
from onevisit.rules.calendar import DayRow, YearRow


@transaction.atomic
def replace_calendar(years: Iterable[YearRow], days: Iterable[DayRow]) -> None:
    """Put these years and days in the place of all that were there, and count the edition up."""
    Edition.objects.get_or_create(id=1)
    Edition.objects.filter(id=1).update(number=F("number") + 1)
    SpecialDay.objects.all().delete()
    Year.objects.all().delete()
    Year.objects.bulk_create(Year(year=one.year, announced=one.announced, source=one.source) for one in years)
    SpecialDay.objects.bulk_create(SpecialDay(on=one.on, kind=one.kind.value, name=one.name) for one in days)

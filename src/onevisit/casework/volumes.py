"""How many cases a matter has: received in a period, and open under each of its versions. Numbers only.

One statement each, however many cases there are; the numbers of one matter come from its own index, those of all
matters from the index of the days.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Count

from onevisit.casework.models import Case, Draft
from onevisit.rules.cases.phases import OPEN

_OPEN = sorted(phase.value for phase in OPEN)


def received(since: date, until: date) -> dict[str, int]:
    """Cases handed in from the first to the last of these days, by matter; matters without one are left out."""
    cases = Case.objects.filter(submitted_on__range=(since, until))
    return dict(cases.order_by().values_list("matter").annotate(count=Count("id")))


def received_of(matter: str, since: date, until: date) -> int:
    """Cases of one matter handed in from the first to the last of these days."""
    return Case.objects.filter(matter=matter, submitted_on__range=(since, until)).count()


def open_by_version(matter: str) -> dict[int, int]:
    """Cases of a matter in which somebody still has to do something, by the version that they keep."""
    cases = Case.objects.filter(matter=matter, phase__in=_OPEN)
    return dict(cases.order_by().values_list("version").annotate(count=Count("id")))


def begun(matter: str) -> int:
    """Applications for a matter that somebody is filling in and has not handed in yet."""
    return Draft.objects.filter(matter=matter, dropped_at=None).count()

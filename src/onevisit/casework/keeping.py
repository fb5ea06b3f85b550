"""Cases as files that have to be kept: for the capability that erases them, which decides itself who may."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from onevisit.casework.models import Case, Content
from onevisit.rules.cases.phases import Outcome, Phase


@dataclass(frozen=True)
class File:
    """A case as a file. `ended` is the day on which it was over, if it is."""

    number: str
    matter: str
    version: int
    is_closed: bool
    outcome: Outcome | None
    ended: date | None


def files(*, number: str = "", bundle: str = "") -> tuple[File, ...]:
    """The case of this number, or those of this bundle. One statement."""
    rows = Case.objects.filter(bundle=bundle) if bundle else Case.objects.filter(number=number)
    return tuple(
        File(
            row.number,
            row.matter,
            row.version,
            row.phase == Phase.CLOSED.value,
            Outcome(row.outcome) if row.outcome else None,
            row.finished_on,
        )
        for row in rows.defer("state").order_by("id")
    )


def texts_left(numbers: Collection[str]) -> int:
    """How many texts of these cases are not erased. One statement."""
    return Content.objects.filter(case__number__in=numbers, erased_at=None).count()

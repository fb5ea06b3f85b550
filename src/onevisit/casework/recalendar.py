"""A change of the calendar: what is open is worked out again, what moved is listed, and whoever was told is told again.

A case carries the edition of the calendar that its days were worked out with. The write path brings a case that lags
behind up to date before it does anything else; the round only visits those that nobody touches.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onevisit.casework.models import Case, Move
from onevisit.casework.projection import project
from onevisit.platform.workdays.queries import edition
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.decide import decide
from onevisit.rules.cases.events import Event
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.state import CaseState

CLOCKS = {
    "due_on": "承诺期限",
    "statutory_due_on": "法定期限",
    "lapses_on": "自动生效日",
    "applicant_due_on": "申请人期限",
    "published_until": "公示期",
}
"""The days of a case that can move, and what people call them."""


def redated(context: Context, state: CaseState, number: int) -> tuple[Event, ...]:
    """The event that a promise which was told has moved; nothing where it has not."""
    if state.phase is not Phase.ACCEPTED:
        return ()
    return decide(context, state, c.Redate(number))


def moved(case: Case, context: Context, state: CaseState, number: int, at: datetime) -> list[Move]:
    """Work the days of a case out again (in memory); what is another day than before."""
    was = {name: getattr(case, name) for name in CLOCKS}
    told = state.told_due
    project(case, context, state, number)
    return [
        Move(case=case, edition=number, clock=name, was=before, now=after, told=before == told, at=at)
        for name, before in was.items()
        if before is not None and (after := getattr(case, name)) is not None and after != before
    ]


def behind(limit: int) -> list[str]:
    """Unfinished cases whose days still come from an older calendar."""
    rows = Case.objects.filter(calendar__lt=edition(), phase__in=LIVE).order_by("id")
    return list(rows.values_list("number", flat=True)[:limit])


LIVE = sorted(phase.value for phase in Phase if phase is not Phase.CLOSED)
"""Phases in which a day can still matter; also those in which the file only waits to be closed."""


@dataclass(frozen=True)
class Moved:
    """One day that moved; `told`: it was the day that the applicant had been told."""

    number: str
    matter_name: str
    clock: str
    was: date
    now: date
    told: bool


def moves(number: int | None = None, limit: int = 1000) -> tuple[Moved, ...]:
    """What an edition of the calendar moved, the present one if none is named."""
    rows = Move.objects.filter(edition=edition() if number is None else number).select_related("case")
    return tuple(
        Moved(row.case.number, row.case.matter_name, CLOCKS[row.clock], row.was, row.now, row.told)
        for row in rows.order_by("case", "clock")[:limit]
    )

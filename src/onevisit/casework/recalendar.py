"""A change of the calendar: what is open is worked out again, what moved is listed, and whoever was told is told again.

A case carries the edition of the calendar that its days were worked out with. The write path brings a case that lags
behind up to date before it does anything else; the round only visits those that nobody touches.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onevisit.casework import access
from onevisit.casework.models import Case, Move
from onevisit.casework.pages import Page, page
from onevisit.casework.projection import project
from onevisit.platform.people.actors import Actor
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


def behind(limit: int, broken: set[str]) -> list[str]:
    """Unfinished cases whose days still come from an older calendar, but those that are known to be `broken`."""
    rows = (
        Case.objects.filter(calendar__lt=edition(), phase__in=LIVE).exclude(number__in=broken).order_by("id")
    )
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
    edition: int
    at: datetime


def moves(number: int | None = None, limit: int = 1000) -> tuple[Moved, ...]:
    """What an edition of the calendar moved, the present one if none is named: for the command line."""
    rows = Move.objects.filter(edition=edition() if number is None else number).select_related("case")
    return tuple(_moved(row) for row in rows.order_by("case", "clock")[:limit])


def moves_seen_by(actor: Actor, *, told: bool = False, number: int = 1) -> Page[Moved]:
    """The days that moved in the cases that the actor's posts let him see, the latest change first."""
    rows = Move.objects.filter(case__in=Case.objects.filter(access.visible(actor)))
    if told:
        rows = rows.filter(told=True)
    return page(rows.select_related("case").order_by("-edition", "case", "clock"), number, _moved)


def _moved(row: Move) -> Moved:
    return Moved(
        row.case.number,
        row.case.matter_name,
        CLOCKS[row.clock],
        row.was,
        row.now,
        row.told,
        row.edition,
        row.at,
    )

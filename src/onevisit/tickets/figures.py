"""A hall's day in figures: how many came, how long they waited and were served, who gave up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, Q, Sum

from onevisit.rules.queueing import Deed, Desk, State
from onevisit.tickets.models import Ticket, TicketAct

GONE = (State.LEFT, State.ABSENT)


@dataclass(frozen=True)
class LineFigures:
    """A line or a hall on a day. Minutes are None where nobody was called or served.

    `abandoned` gave up, did not come, or were still waiting when the day was over. `cases` were worked on.
    """

    label: str
    desk: Desk | None
    people: int
    with_priority: int
    booked: int
    waiting: int
    served: int
    abandoned: int
    wait: float | None
    longest: float | None
    service: float | None


@dataclass(frozen=True)
class WindowFigures:
    """A window on a day: whom it called, finished, handed on; its minutes of serving, and the cases worked on."""

    number: str
    called: int
    done: int
    passed_on: int
    parked: int
    not_come: int
    minutes: float
    cases: int


@dataclass(frozen=True)
class DayFigures:
    """A hall on a day."""

    hall: str
    day: date
    total: LineFigures
    desks: tuple[LineFigures, ...]
    windows: tuple[WindowFigures, ...]


def day_figures(hall: str, day: date, today: date) -> DayFigures:
    """The figures of a hall's day. Two statements."""
    rows = list(Ticket.objects.filter(hall=hall, day=day))
    over = day < today
    desks = sorted({row.desk for row in rows})
    lines = [
        _line(Desk(desk).label, [row for row in rows if row.desk == desk], over, Desk(desk)) for desk in desks
    ]
    acts = TicketAct.objects.filter(ticket__hall=hall, ticket__day=day).exclude(window="")
    counts: dict[str, Count | Sum] = {
        name: Count("id", filter=Q(deed__in=[deed.value for deed in deeds]))
        for name, deeds in _COUNTED.items()
    }
    counts["seconds"] = Sum("seconds")
    windows = tuple(
        WindowFigures(
            one["window"],
            one["called"],
            one["done"],
            one["passed_on"],
            one["parked"],
            one["not_come"],
            (one["seconds"] or 0) / 60,
            one["cases"],
        )
        for one in acts.values("window").annotate(**counts).order_by("window")
    )
    return DayFigures(hall, day, _line("全部", rows, over, None), tuple(lines), windows)


_COUNTED: dict[str, Collection[Deed]] = {
    "called": (Deed.CALL, Deed.CALL_THIS),
    "done": (Deed.DONE,),
    "passed_on": (Deed.PASS_ON,),
    "parked": (Deed.PARK,),
    "not_come": (Deed.NOT_COME,),
    "cases": (Deed.HANDLED,),
}


def _line(label: str, rows: Sequence[Ticket], over: bool, desk: Desk | None) -> LineFigures:
    waits = [
        (row.first_called_at - row.came).total_seconds() / 60
        for row in rows
        if row.first_called_at is not None
    ]

    def count(wanted: Callable[[Ticket], bool]) -> int:
        return sum(wanted(row) for row in rows)

    unserved = count(lambda row: row.state == State.WAITING and over)
    return LineFigures(
        label,
        desk,
        len(rows),
        count(lambda row: bool(row.priority) or row.had_priority),
        count(lambda row: row.promised_at is not None),
        0 if over else count(lambda row: row.state == State.WAITING),
        count(lambda row: row.state == State.DONE),
        count(lambda row: row.state in GONE) + unserved,
        median(waits) if waits else None,
        max(waits, default=None),
        _middle([row.served / 60 for row in rows if row.state == State.DONE]),
    )


def _middle(minutes: Sequence[float]) -> float | None:
    return median(minutes) if minutes else None

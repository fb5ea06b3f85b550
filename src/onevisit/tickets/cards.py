"""A ticket as commands and queries hand it out: values, no rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onevisit.platform.clock import DISTRICT
from onevisit.rules.queueing import Desk, Ground, Place, Priority, Standing, State, why
from onevisit.tickets.models import Ticket


@dataclass(frozen=True)
class TicketCard:
    """A ticket as it stands. `window` calls, serves or parked it, `for_window` is the only one that may."""

    id: int
    hall: str
    day: date
    number: str
    code: str
    state: State
    standing: Standing
    about: str
    about_name: str
    appointment: str
    window: str
    for_window: str
    calls: int
    first_called_at: datetime | None
    called_at: datetime | None
    begun_at: datetime | None
    absent_at: datetime | None
    ended_at: datetime | None
    served: int

    @property
    def desk(self) -> Desk:
        """The line in which it stands or stood."""
        return self.standing.desk

    @property
    def priority(self) -> Priority:
        """Why it is called earlier, if it is."""
        return self.standing.priority

    @property
    def came(self) -> datetime:
        """When it was taken."""
        return self.standing.came

    @property
    def why(self) -> str:
        """Why it has its place, for the staff."""
        return why(self.standing, public=False)


def card(row: Ticket) -> TicketCard:
    """The values of a row."""
    return TicketCard(
        row.pk,
        row.hall_id,
        row.day,
        row.number,
        row.code,
        State(row.state),
        standing(row),
        row.about,
        row.about_name,
        row.appointment,
        row.window,
        row.for_window,
        row.calls,
        row.first_called_at,
        row.called_at,
        row.begun_at,
        row.absent_at,
        row.ended_at,
        row.served,
    )


def standing(row: Ticket) -> Standing:
    """A row as the rules see it, with the hours of the district."""
    return Standing(
        row.pk,
        row.number,
        Desk(row.desk),
        row.came.astimezone(DISTRICT),
        Place(row.place.astimezone(DISTRICT), Ground(row.ground)),
        Priority(row.priority),
        row.promised_at.astimezone(DISTRICT) if row.promised_at else None,
    )
